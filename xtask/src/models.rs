//! The trained models of `models/`, joined into the one file that is shipped.

use crate::process::root;
use postil::model::{Model, join};
use std::fs;
use std::path::Path;

/// The file that holds every model in `models/`, or none where nothing has been trained.
pub(crate) fn joined() -> Result<Option<Vec<u8>>, String> {
    joined_from(&root().join("models"))
}

fn joined_from(folder: &Path) -> Result<Option<Vec<u8>>, String> {
    let failed = |error: &dyn std::fmt::Display| format!("cannot read the models in {}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        paths.push(entry.map_err(|error| failed(&error))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "bin"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).map_err(|error| failed(&error))?;
        Model::read(bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    let models: Vec<Model> = paths.iter().map(read).collect::<Result<_, _>>()?;
    Ok((!models.is_empty()).then(|| join(&models)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil::Engine;

    #[test]
    fn the_shipped_models_make_a_whole_engine() {
        let file = joined().unwrap().unwrap();
        assert_eq!(Engine::with_model(file).map(|engine| engine.degraded()), Ok(None));
    }

    #[test]
    fn each_file_is_what_this_version_writes() {
        for path in fs::read_dir(root().join("models")).unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "bin") {
                let bytes = fs::read(&path).unwrap();
                let written = join(&[Model::read(bytes.clone()).unwrap()]);
                assert!(written == bytes, "{}", path.display());
            }
        }
    }

    #[test]
    fn a_folder_without_models_has_none() {
        assert_eq!(joined_from(&root().join("xtask/src")), Ok(None));
        assert!(joined_from(&root().join("no/such/folder")).is_err());
    }
}
