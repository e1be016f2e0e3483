//! The typed JavaScript package: `www/engine/npm/index.js` loads it.

use postil::format::contract::{LabelScheme, findings};
use postil::text::{OffsetMap, OffsetUnit};
use postil::{Article, Engine as Core};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Compiled lexicons and a trained model: make one, use it for every text.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    engine: Core,
}

#[wasm_bindgen]
impl Engine {
    /// An Engine with the model in these bytes, or by rules alone.
    ///
    /// # Errors
    /// Where the bytes are no model that this version reads.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Option<Vec<u8>>) -> Result<Self, JsError> {
        let engine = model.map(Core::with_model).transpose()?.unwrap_or_default();
        Ok(Self { engine })
    }

    /// What works less well than it could, and why; nothing where the trained model is there.
    #[wasm_bindgen(getter)]
    pub fn degraded(&self) -> Option<String> {
        self.engine.degraded()
    }

    /// Everything in `text`, with offsets into the text as given, end exclusive. JavaScript strings count in `utf16`.
    ///
    /// # Errors
    /// Where the text is too long, or the unit is none of the three.
    #[wasm_bindgen(unchecked_return_type = "Findings")]
    pub fn annotate(
        &self,
        text: &str,
        #[wasm_bindgen(unchecked_param_type = "\"utf16\" | \"codepoint\" | \"utf8\"")] offsets: &str,
    ) -> Result<JsValue, JsError> {
        let unit = unit(offsets)?;
        let article = Article::checked(text)?;
        let analysis = self.engine.annotate(&article);
        let found = findings(&analysis, &OffsetMap::of_source(text), unit, LabelScheme::OntoNotes);
        Ok(found.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
    }
}

fn unit(name: &str) -> Result<OffsetUnit, JsError> {
    match name {
        "utf16" => Ok(OffsetUnit::Utf16),
        "codepoint" => Ok(OffsetUnit::Codepoint),
        "utf8" => Ok(OffsetUnit::Utf8),
        _ => Err(JsError::new("the unit of offsets is one of utf16, codepoint and utf8")),
    }
}

fn main() {}
