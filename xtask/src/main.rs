//! The one door to building, testing and measuring.

fn main() {}
