//! Pasted HTML to text.
