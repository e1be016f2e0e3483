//! The one door to the analysis: reads paragraphs by themselves, then joins them into an article.

use crate::analysis::{Analysis, Quantity};
use crate::article::Article;
use crate::model::{BoundaryPredictor, Model, ModelError};
use crate::segment::{self, Segmentation, Token};
use crate::text::Span;
use crate::{detect, resolve};
use std::borrow::Borrow;
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

    /// An Engine with trained models, given as the bytes of a file that holds one or more of them (see [`crate::model::join`]).
    /// What the file does not hold is done by rules.
    ///
    /// ```
    /// let sentences = include_bytes!("../models/sentences.bin");
    /// let engine = postil::Engine::with_model(sentences.to_vec())?;
    /// assert_eq!(engine.degraded().as_deref(), Some("The trained model is missing: names are found by rules alone."));
    /// # Ok::<(), postil::model::ModelError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where the bytes are no model that this version reads. [`Engine::new`] still works then.
    pub fn with_model(bytes: Vec<u8>) -> Result<Self, ModelError> {
        let model = Arc::new(Model::read(bytes)?);
        let has_boundaries = model.range(BoundaryPredictor::WEIGHTS).is_some();
        let boundaries = has_boundaries.then(|| BoundaryPredictor::new(model.clone())).transpose()?;
        let recognizer = detect::entity::Recognizer::default().with_model(&model)?;
        if boundaries.is_none() && !recognizer.is_trained() {
            return Err(ModelError::Section { name: BoundaryPredictor::WEIGHTS });
        }
        Ok(Self { boundaries, recognizer })
    }

    /// What works less well than it could, and why; nothing where every model is there.
    pub fn degraded(&self) -> Option<String> {
        let missing = match (self.boundaries.is_some(), self.recognizer.is_trained()) {
            (true, true) => return None,
            (false, true) => "sentences are",
            (true, false) => "names are",
            (false, false) => "sentences and names are",
        };
        Some(format!("The trained model is missing: {missing} found by rules alone."))
    }

    /// Everything in `article`.
    pub fn annotate(&self, article: &Article) -> Analysis {
        let readings: Vec<Reading> =
            article.paragraphs().iter().map(|paragraph| self.read(paragraph.slice(article.text()))).collect();
        self.join(article, &readings)
    }

    /// The sentences and tokens of `article`, and nothing else.
    pub fn segmented(&self, article: &Article) -> Analysis {
        let mut analysis = Analysis::default();
        for paragraph in article.paragraphs() {
            let segmentation = self.segment(paragraph.slice(article.text()));
            place(&Reading { segmentation, quantities: Vec::new() }, paragraph.start, &mut analysis);
        }
        analysis
    }

    /// What one paragraph says by itself.
    pub fn read(&self, paragraph: &str) -> Reading {
        let segmentation = self.segment(paragraph);
        let quantities = detect::quantity::quantities(paragraph, &segmentation.tokens);
        Reading { segmentation, quantities }
    }

    fn segment(&self, paragraph: &str) -> Segmentation {
        match &self.boundaries {
            Some(predictor) => segment::segment_with(predictor, paragraph),
            None => segment::segment(paragraph),
        }
    }

    /// Joins the readings of all paragraphs of `article`, in order, into the whole.
    pub fn join<R: Borrow<Reading>>(&self, article: &Article, readings: &[R]) -> Analysis {
        let mut analysis = Analysis::default();
        for (paragraph, reading) in article.paragraphs().iter().zip(readings) {
            place(reading.borrow(), paragraph.start, &mut analysis);
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
