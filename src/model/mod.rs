//! The trained model: file format, features, decoder.
