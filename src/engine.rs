//! The one door to the analysis: reads paragraphs by themselves, then joins them into an article.

use crate::analysis::{Analysis, Quantity};
use crate::article::Article;
use crate::model::{BoundaryPredictor, Model, ModelError};
use crate::segment::{self, Segmentation, Token};
use crate::text::Span;
use crate::{detect, resolve};
use std::sync::Arc;

/// Compiled lexicons and model: immutable, made once, shared.
#[derive(Debug, Default)]
pub struct Engine {
    boundaries: Option<BoundaryPredictor>,
    recognizer: detect::entity::Recognizer,
}

/// What one paragraph says by itself, with offsets from its start. Depends on that paragraph's text alone, so it can be
/// kept and used again while the text is unchanged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its sentences and tokens.
    pub segmentation: Segmentation,
    /// Its numeric claims.
    pub quantities: Vec<Quantity>,
}

/// An Article with its sentences and tokens, offsets in the whole text: what the detectors that need the whole look at.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Paragraphs in order.
    pub paragraphs: &'a [Span],
    /// Sentences in order; each lies in one paragraph.
    pub sentences: &'a [Span],
    /// Tokens in order; each lies in one sentence.
    pub tokens: &'a [Token],
}

impl Engine {
    /// An Engine that works by rules alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// An Engine with a trained model, given as the bytes of its file.
    ///
    /// ```
    /// let file = include_bytes!("../models/sentences.bin");
    /// let engine = postil::Engine::with_model(file.to_vec())?;
    /// assert_eq!(engine.degraded(), None);
    /// # Ok::<(), postil::model::ModelError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where the bytes are no model that this version reads. [`Engine::new`] still works then.
    pub fn with_model(bytes: Vec<u8>) -> Result<Self, ModelError> {
        let model = Arc::new(Model::read(bytes)?);
        Ok(Self { boundaries: Some(BoundaryPredictor::new(model)?), ..Self::default() })
    }

    /// What works less well than it could, and why; nothing where the model is there.
    pub fn degraded(&self) -> Option<String> {
        let notice = "The trained model is missing: sentences are found by rules alone.";
        self.boundaries.is_none().then(|| notice.to_owned())
    }

    /// Everything in `article`.
    pub fn annotate(&self, article: &Article) -> Analysis {
        let readings: Vec<Reading> =
            article.paragraphs().iter().map(|paragraph| self.read(paragraph.slice(article.text()))).collect();
        self.join(article, &readings)
    }

    /// What one paragraph says by itself.
    pub fn read(&self, paragraph: &str) -> Reading {
        let segmentation = match &self.boundaries {
            Some(predictor) => segment::segment_with(predictor, paragraph),
            None => segment::segment(paragraph),
        };
        let quantities = detect::quantity::quantities(paragraph, &segmentation.tokens);
        Reading { segmentation, quantities }
    }

    /// Joins the readings of all paragraphs of `article`, in order, into the whole.
    pub fn join(&self, article: &Article, readings: &[Reading]) -> Analysis {
        let mut analysis = Analysis::default();
        for (paragraph, reading) in article.paragraphs().iter().zip(readings) {
            place(reading, paragraph.start, &mut analysis);
        }
        let document = Document {
            text: article.text(),
            paragraphs: article.paragraphs(),
            sentences: &analysis.sentences,
            tokens: &analysis.tokens,
        };
        let mut mentions = self.recognizer.mentions(&document);
        let entities = resolve::entity::entities(&document, &mut mentions);
        let mut quotations = detect::quotation::quotations(&document, &mentions);
        let sources = resolve::source::sources(&document, &mentions, &entities, &mut quotations);
        resolve::claim::attribute(&mut analysis.quantities, &quotations);
        let conflicts = resolve::claim::conflicts(&document, &analysis.quantities);
        Analysis { mentions, entities, quotations, sources, conflicts, ..analysis }
    }
}

fn place(reading: &Reading, offset: u32, analysis: &mut Analysis) {
    let segmentation = &reading.segmentation;
    analysis.sentences.extend(segmentation.sentences.iter().map(|span| span.shifted(offset)));
    analysis
        .tokens
        .extend(segmentation.tokens.iter().map(|token| Token { span: token.span.shifted(offset), ..*token }));
    analysis.quantities.extend(reading.quantities.iter().map(|quantity| shifted(quantity, offset)));
}

fn shifted(quantity: &Quantity, offset: u32) -> Quantity {
    let mut moved = quantity.clone();
    let parts = &mut moved.parts;
    moved.span = moved.span.shifted(offset);
    for part in [&mut parts.hedge, &mut parts.number, &mut parts.unit, &mut parts.counted] {
        *part = part.map(|span| span.shifted(offset));
    }
    if let Some(change) = &mut moved.change {
        change.cue = change.cue.shifted(offset);
    }
    moved
}
