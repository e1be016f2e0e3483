#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::text::html::to_text;

fuzz_target!(|html: &str| {
    if let Ok(text) = to_text(html) {
        assert!(!text.contains("\n\n\n") && text.trim_matches('\n') == text);
    }
});
