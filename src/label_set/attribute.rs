//! What may be said of annotations beside their label.

use serde::{Deserialize, Serialize};

/// Something that may be said of an annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Its name in exports.
    pub name: String,
    /// What people call it; empty where that is its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What its values are.
    #[serde(default)]
    pub kind: AttributeKind,
    /// The values to choose from, where it is a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The value that a new annotation begins with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

/// What the values of an attribute are. In annotations all are strings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttributeKind {
    /// Any words.
    #[default]
    Text,
    /// One of some.
    Choice,
    /// `true` or `false`.
    YesNo,
    /// A decimal number: a sign, digits, a point, digits.
    Number,
}

impl AttributeKind {
    /// All kinds, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Text, Self::Choice, Self::YesNo, Self::Number];

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Choice => "Choice",
            Self::YesNo => "Yes or no",
            Self::Number => "Number",
        }
    }
}

impl Attribute {
    /// What people call it.
    pub fn words(&self) -> &str {
        if self.words.is_empty() { &self.name } else { &self.words }
    }

    /// Whether `value` is one of its values.
    ///
    /// ```
    /// use postil::label_set::{Attribute, AttributeKind};
    ///
    /// let age = Attribute { name: "age".to_owned(), kind: AttributeKind::Number, ..Attribute::default() };
    /// assert!(age.accepts("-12.5"));
    /// assert!(!age.accepts("twelve"));
    /// ```
    pub fn accepts(&self, value: &str) -> bool {
        match self.kind {
            AttributeKind::Text => true,
            AttributeKind::Choice => self.choices.iter().any(|choice| choice == value),
            AttributeKind::YesNo => matches!(value, "true" | "false"),
            AttributeKind::Number => is_number(value),
        }
    }
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_by_kind() {
        let cases = [
            (AttributeKind::Text, "anything", true),
            (AttributeKind::Choice, "high", true),
            (AttributeKind::Choice, "middling", false),
            (AttributeKind::YesNo, "true", true),
            (AttributeKind::YesNo, "yes", false),
            (AttributeKind::Number, "12", true),
            (AttributeKind::Number, "-0.50", true),
            (AttributeKind::Number, "1.", false),
            (AttributeKind::Number, "1e6", false),
            (AttributeKind::Number, "", false),
        ];
        for (kind, value, expected) in cases {
            let attribute = Attribute { kind, choices: vec!["high".to_owned()], ..Attribute::default() };
            assert_eq!(attribute.accepts(value), expected, "{kind:?} {value}");
        }
    }
}
