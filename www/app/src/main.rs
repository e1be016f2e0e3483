//! The page: Rust and Leptos on the client's side. Components, styles and what joins them to the core's Session; no
//! analysis of language happens here, and no Engine lives here.

// The component macro writes a public type for the properties of each component.
#![allow(unreachable_pub)]

mod app;
mod attributes;
mod boundaries;
mod card;
mod caret;
mod choosing;
mod command;
mod desk;
mod editing;
mod exchange;
mod files;
mod find;
mod first;
mod hearing;
mod keeping;
mod keymap;
mod keys;
mod label_options;
mod label_set;
mod labels;
mod layers;
mod listening;
mod mapping;
mod mentions;
mod moving;
mod opening;
mod palette;
mod pane;
mod panel;
mod pieces;
mod postils;
mod project;
mod reading;
mod relating;
mod returning;
mod review;
mod saving;
mod sheet;
mod status;
mod store;
mod telling;
mod toolbar;
mod updating;
mod voices;
mod worker;

fn main() {
    console_error_panic_hook::set_once();
    app::mount();
}
