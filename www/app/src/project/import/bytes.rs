//! The bytes of a file as they come, as they are or unpacked on the way, so that no file has to be in memory as a whole.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

#[wasm_bindgen]
extern "C" {
    /// What unpacks in the browser.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Bytes under way.
pub(super) struct Bytes {
    reader: ReadableStreamDefaultReader,
}

impl Bytes {
    /// The bytes of `blob`; unpacked, where it is `packed` as ZIP files are.
    pub(super) fn of(blob: &Blob, packed: bool) -> Result<Self, String> {
        let mut stream = blob.stream();
        if packed {
            let unpack = DecompressionStream::new("deflate-raw")
                .map_err(|_| "this browser cannot unpack ZIP files; unpack it first".to_owned())?;
            stream = stream.pipe_through(unpack.unchecked_ref::<ReadableWritablePair>());
        }
        ReadableStreamDefaultReader::new(&stream).map(|reader| Self { reader }).map_err(|error| words(&error))
    }

    /// The next bytes; nothing at the end.
    pub(super) async fn next(&self) -> Result<Option<Vec<u8>>, String> {
        let read = JsFuture::from(self.reader.read()).await.map_err(|error| words(&error))?;
        let field = |name: &str| Reflect::get(&read, &name.into()).unwrap_or_default();
        Ok(field("value").dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    /// All of them, of a blob that is known to be short.
    pub(super) async fn all(blob: &Blob) -> Result<Vec<u8>, String> {
        let (bytes, mut all) = (Self::of(blob, false)?, Vec::new());
        while let Some(more) = bytes.next().await? {
            all.extend(more);
        }
        Ok(all)
    }

    /// Reads no further.
    pub(super) fn leave(self) {
        // What is left is of no account, and so is what goes wrong with it.
        drop(self.reader.cancel());
    }
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| "it is damaged".to_owned(), |error| String::from(error.message()))
}
