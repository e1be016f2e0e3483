//! The layers of the Engine one by one, each with what it needs ready: what `cargo xtask bench` times, natively and in
//! WebAssembly.

use postil::detect::{entity::Recognizer, quantity, quotation};
use postil::model::{BoundaryPredictor, Model, ModelError};
use postil::segment::{self, Segmentation, Token};
use postil::text::OffsetMap;
use postil::{Analysis, Article, Document, Engine, Span, resolve};
use std::hint::black_box;
use std::sync::Arc;

/// The layers, in the order of their work.
pub const LAYERS: [&str; 7] = ["intake", "segment", "entities", "coreference", "quotations", "quantities", "all"];

/// A text with all that any of its layers needs.
#[derive(Debug)]
pub struct Bench {
    engine: Engine,
    predictor: BoundaryPredictor,
    recognizer: Recognizer,
    article: Article,
    segmentations: Vec<Segmentation>,
    /// Sentences, tokens and mentions.
    found: Analysis,
}

impl Bench {
    /// Gets everything ready for `text`, with the models in these bytes.
    ///
    /// # Errors
    ///
    /// Where the bytes lack a model.
    pub fn new(models: Vec<u8>, text: &str) -> Result<Self, ModelError> {
        let engine = Engine::with_model(models.clone())?;
        let model = Arc::new(Model::read(models)?);
        let predictor = BoundaryPredictor::new(model.clone())?;
        let recognizer = Recognizer::default().with_model(&model)?;
        let article = Article::new(text);
        let found = engine.segmented(&article);
        let mut bench = Self { engine, predictor, recognizer, article, segmentations: Vec::new(), found };
        bench.segmentations = bench.paragraphs().map(|text| bench.segmented(text)).collect();
        let mut mentions = bench.recognizer.mentions(&bench.document());
        resolve::entity::entities(&bench.document(), &mut mentions);
        bench.found.mentions = mentions;
        Ok(bench)
    }

    /// Does the work of `layer`, or of all of them where there is none of that name.
    pub fn run(&self, layer: &str) {
        let (document, mentions) = (self.document(), &self.found.mentions);
        match layer {
            "intake" => drop(black_box((Article::new(document.text), OffsetMap::new(document.text)))),
            "segment" => self.paragraphs().for_each(|text| drop(black_box(self.segmented(text)))),
            "entities" => drop(black_box(self.recognizer.mentions(&document))),
            "coreference" => drop(black_box(resolve::entity::entities(&document, &mut mentions.clone()))),
            "quotations" => drop(black_box(quotation::quotations(&document, mentions))),
            "quantities" => self.numbers(),
            _ => drop(black_box(self.engine.annotate(&self.article))),
        }
    }

    fn numbers(&self) {
        for (text, found) in self.paragraphs().zip(&self.segmentations) {
            black_box(quantity::quantities(text, &found.tokens));
        }
    }

    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.article.paragraphs().iter().map(|paragraph: &Span| paragraph.slice(self.article.text()))
    }

    fn segmented(&self, paragraph: &str) -> Segmentation {
        segment::segment_with(&self.predictor, paragraph)
    }

    fn document(&self) -> Document<'_> {
        let (sentences, tokens): (&[Span], &[Token]) = (&self.found.sentences, &self.found.tokens);
        Document { text: self.article.text(), paragraphs: self.article.paragraphs(), sentences, tokens }
    }
}
