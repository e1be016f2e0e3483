//! Precision, recall, agreement.
