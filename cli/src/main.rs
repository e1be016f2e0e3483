//! `postil` for the terminal.

fn main() {}
