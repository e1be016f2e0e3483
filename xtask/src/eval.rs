//! `cargo xtask eval`: what the core scores on the corpora under `POSTIL_DATA`, beside the floors it must not fall below.
//!
//! Without the variable there is nothing to measure, which is said in one line and is no failure.

mod claims;
mod conventions;
mod coreference;
mod corpora;
mod floors;
mod gum;
mod layers;
mod names;
#[cfg(test)]
mod parity;
mod sources;
mod table;

use crate::process::root;
use floors::Floors;
use layers::Layer;
use postil::Engine;
use std::path::{Path, PathBuf};
use std::process::Command;
use table::Row;

const UNSET: &str = "POSTIL_DATA is not set: nothing to measure. It names the folder that holds the corpora.";

/// What was asked for on the command line.
struct Options {
    layers: Vec<Layer>,
    json: Option<PathBuf>,
    raise: bool,
    keeps_latent: bool,
}

/// Measures, prints one table, and fails where a figure fell below its floor.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let options = parse(arguments)?;
    let Some(data) = data() else {
        println!("{UNSET}");
        return Ok(());
    };
    if cfg!(debug_assertions) {
        return optimised("measure", "eval", arguments);
    }
    let rows = measure(&data, &options.layers, options.keeps_latent)?;
    let path = floors_file();
    let mut floors = Floors::read(&path)?;
    if options.raise {
        floors.raise(&rows);
        floors.write(&path)?;
    }
    println!("{}", table::render(&rows, &floors, &data));
    if let Some(file) = &options.json {
        write_json(file, &rows, &floors)?;
    }
    verdict(&floors.failures(&rows, &options.layers))
}

/// Runs the same command in a build with an optimising `profile`: the core runs many times faster in it than in the
/// development build that `cargo xtask` itself is.
pub(crate) fn optimised(profile: &str, command: &str, arguments: &[&str]) -> Result<(), String> {
    eprintln!("==> building with the profile `{profile}` (minutes at first, then less)");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--profile", profile, "--package", "xtask", "--", command])
        .args(arguments)
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{command}` in the build `{profile}` failed ({status})")) }
}

/// The Engine as it is shipped.
pub(crate) fn engine() -> Result<Engine, String> {
    Engine::with_model(model()?).map_err(|error| error.to_string())
}

/// The bytes of the file of all trained models.
pub(crate) fn model() -> Result<Vec<u8>, String> {
    crate::models::joined()?.ok_or_else(|| "there are no trained models in `models`".to_owned())
}

/// The folder of the corpora, where there is one.
pub(crate) fn data() -> Option<PathBuf> {
    std::env::var_os("POSTIL_DATA").filter(|path| !path.is_empty()).map(PathBuf::from)
}

fn parse(arguments: &[&str]) -> Result<Options, String> {
    let mut options = Options { layers: Vec::new(), json: None, raise: false, keeps_latent: true };
    let mut arguments = arguments.iter();
    while let Some(&argument) = arguments.next() {
        match argument {
            "--json" => options.json = Some(arguments.next().ok_or("`--json` needs the name of a file")?.into()),
            "--raise" => options.raise = true,
            "--without-latent" => options.keeps_latent = false,
            name => options.layers.push(Layer::named(name).ok_or_else(|| unknown(name))?),
        }
    }
    if options.layers.is_empty() {
        options.layers = Layer::ALL.to_vec();
    }
    Ok(options)
}

fn unknown(name: &str) -> String {
    let layers: Vec<&str> = Layer::ALL.iter().map(|layer| layer.name()).collect();
    format!(
        "eval does not know `{name}`; it takes any of {}, --json FILE, --raise, --without-latent",
        layers.join(", ")
    )
}

fn measure(data: &Path, layers: &[Layer], keeps_latent: bool) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for layer in layers {
        rows.extend(layer.measure(data, keeps_latent)?);
    }
    Ok(rows)
}

fn floors_file() -> PathBuf {
    root().join("tests/floors.toml")
}

fn write_json(file: &Path, rows: &[Row], floors: &Floors) -> Result<(), String> {
    let text = serde_json::to_string_pretty(&table::json(rows, floors)).map_err(|error| error.to_string())?;
    std::fs::write(file, text + "\n").map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn verdict(failures: &[String]) -> Result<(), String> {
    if failures.is_empty() {
        return Ok(());
    }
    Err(format!("{} below the floors of tests/floors.toml:\n  {}", failures.len(), failures.join("\n  ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gold ring of the tests: every figure on the corpora holds its floor.
    #[test]
    fn every_score_holds_its_floor() {
        let Some(data) = data() else {
            eprintln!("{UNSET}");
            return;
        };
        let rows = measure(&data, &Layer::ALL, true).unwrap();
        let floors = Floors::read(&floors_file()).unwrap();
        verdict(&floors.failures(&rows, &Layer::ALL)).unwrap();
    }

    #[test]
    fn options_are_read_or_refused() {
        let options = parse(&["segment", "--json", "out.json", "--raise"]).unwrap();
        assert_eq!(options.layers, [Layer::Segment]);
        assert!(options.raise && options.json == Some("out.json".into()));
        assert_eq!(parse(&[]).unwrap().layers, Layer::ALL);
        assert!(parse(&["--json"]).is_err() && parse(&["sentences"]).is_err());
    }

    #[test]
    fn a_failure_names_what_fell() {
        assert!(verdict(&[]).is_ok());
        assert!(verdict(&["entities: worldwide.dev".to_owned()]).unwrap_err().contains("worldwide.dev"));
    }
}
