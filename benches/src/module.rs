//! The layers for JavaScript: `benches/layers.mjs` times them.

#[cfg(target_arch = "wasm32")]
mod module {
    use wasm_bindgen::prelude::*;

    /// A text whose layers can be run by themselves.
    #[wasm_bindgen]
    #[derive(Debug)]
    pub struct Bench(postil_bench::Bench);

    #[wasm_bindgen]
    impl Bench {
        /// Gets everything ready for `text`.
        ///
        /// # Errors
        /// Where `models` lacks a model.
        #[wasm_bindgen(constructor)]
        pub fn new(models: Vec<u8>, text: &str) -> Result<Self, JsError> {
            Ok(Self(postil_bench::Bench::new(models, text)?))
        }

        /// Does the work of one layer.
        pub fn run(&self, layer: &str) {
            self.0.run(layer);
        }
    }
}

fn main() {}
