//! Exchange formats: one file per format, write, and read where it can be read back.

pub mod contract;
