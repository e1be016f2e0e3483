//! The files of a drop or of a chosen folder, those in folders of folders too.

use super::Incoming;
use js_sys::{Array, Promise};
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// How many files one drop brings at most.
const FILES: usize = 100_000;

/// What was dropped. It has to be asked for while the drop is told; what is in folders is looked up later.
pub(crate) struct Dropped {
    entries: VecDeque<FileSystemEntry>,
}

impl Dropped {
    /// What `data` brings, where there is a folder or more than one file in it.
    pub(crate) fn of(data: &DataTransfer) -> Option<Self> {
        let items = data.items();
        let items = (0..items.length()).filter_map(|index| items.get(index));
        let entries: VecDeque<_> = items.filter_map(|item| item.webkit_get_as_entry().ok().flatten()).collect();
        let is_much = entries.len() > 1 || entries.iter().any(FileSystemEntry::is_directory);
        is_much.then_some(Self { entries })
    }

    /// All files in it, in the order of their paths.
    pub(crate) async fn files(mut self) -> Vec<Incoming> {
        let mut files = Vec::new();
        while let Some(entry) = self.entries.pop_front().filter(|_| files.len() < FILES) {
            if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>().filter(|_| entry.is_directory()) {
                self.entries.extend(inside(folder).await);
            } else if let Some(file) = file(entry.unchecked_ref()).await {
                files.push(Incoming { path: entry.full_path().trim_start_matches('/').to_owned(), file });
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files
    }
}

/// The files that were chosen, with the folder they are in where a folder was chosen.
pub(crate) fn chosen(list: &FileList) -> Vec<Incoming> {
    let files = (0..list.length()).filter_map(|index| list.get(index));
    let mut files: Vec<Incoming> = files.map(|file| Incoming { path: path(&file), file }).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn path(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// What is in a folder; the browser tells it some hundred at a time.
async fn inside(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let (reader, mut all) = (folder.create_reader(), Vec::new());
    loop {
        let more = Promise::new(&mut |resolve, reject| {
            // Where it throws, nothing more is read.
            let _ = reader.read_entries_with_callback_and_callback(&resolve, &reject);
        });
        match JsFuture::from(more).await.map(JsCast::unchecked_into::<Array>) {
            Ok(more) if more.length() > 0 => all.extend(more.iter().map(JsCast::unchecked_into::<FileSystemEntry>)),
            _ => return all,
        }
    }
}

async fn file(entry: &FileSystemFileEntry) -> Option<File> {
    let file = Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}
