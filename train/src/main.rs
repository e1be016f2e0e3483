//! Trains the models that the engine reads.

fn main() {}
