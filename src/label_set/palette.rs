//! The colours and lines of marks: few, so that each can be checked.
//!
//! The colours were searched for so that the nearest two of them stay as far apart as can be for readers with all cones and
//! for those without red or without green ones, while each can be read on the page's grounds; the unit test checks that.

use serde::{Deserialize, Serialize};

/// The colour of a label's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Red.
    Red,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Purple.
    Purple,
    /// Amber; brown on light ground.
    Amber,
    /// Teal.
    Teal,
    /// Magenta.
    Magenta,
    /// Grey.
    Grey,
}

/// How a label's marks are underlined. Dots are the mark of quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// One line.
    Solid,
    /// Two lines.
    Double,
    /// Dashes.
    Dashed,
    /// A wave.
    Wavy,
    /// One thick line.
    Thick,
}

impl Colour {
    /// All colours, in the order in which new labels get them.
    pub const ALL: [Self; 8] =
        [Self::Blue, Self::Red, Self::Green, Self::Purple, Self::Amber, Self::Teal, Self::Magenta, Self::Grey];

    /// The name in files and in the page's `data-look`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Purple => "purple",
            Self::Amber => "amber",
            Self::Teal => "teal",
            Self::Magenta => "magenta",
            Self::Grey => "grey",
        }
    }

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Red => "Red",
            Self::Blue => "Blue",
            Self::Green => "Green",
            Self::Purple => "Purple",
            Self::Amber => "Amber",
            Self::Teal => "Teal",
            Self::Magenta => "Magenta",
            Self::Grey => "Grey",
        }
    }

    /// Red, green and blue on light ground and on dark.
    pub const fn shades(self) -> [&'static str; 2] {
        match self {
            Self::Red => ["#d41008", "#f07056"],
            Self::Blue => ["#3554dc", "#798ffc"],
            Self::Green => ["#2d743a", "#b0f09f"],
            Self::Purple => ["#653390", "#c8a9fd"],
            Self::Amber => ["#522700", "#efaf45"],
            Self::Teal => ["#01758a", "#6ef6ff"],
            Self::Magenta => ["#510a46", "#da74b8"],
            Self::Grey => ["#51494d", "#c0c0c0"],
        }
    }
}

impl Line {
    /// All lines, in the order in which new labels get them.
    pub const ALL: [Self; 5] = [Self::Solid, Self::Dashed, Self::Double, Self::Wavy, Self::Thick];

    /// The name in files and in the page's `data-look`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Double => "double",
            Self::Dashed => "dashed",
            Self::Wavy => "wavy",
            Self::Thick => "thick",
        }
    }

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Solid => "One line",
            Self::Double => "Two lines",
            Self::Dashed => "Dashes",
            Self::Wavy => "Wave",
            Self::Thick => "Thick line",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page's grounds: paper, ground and that of quotations, light and dark.
    const GROUNDS: [[&str; 3]; 2] = [["#fdfcf9", "#f4f1ea", "#f6ecd2"], ["#191b1d", "#131415", "#33301f"]];
    /// What a badge needs: it is small text.
    const CONTRAST: f64 = 4.5;
    /// How far apart two colours must be in Oklab; 0.02 can just be seen side by side.
    const APART: f64 = 0.09;
    /// What readers without red cones and without green ones see: Machado, Oliveira and Fernandes, 2009, severity 1.
    const SIGHTS: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ];

    /// Linear red, green and blue of `#rrggbb`.
    fn linear(hex: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let part = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn times(matrix: &[[f64; 3]; 3], colour: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(colour).map(|(factor, part)| factor * part).sum())
    }

    fn luminance(hex: &str) -> f64 {
        times(&[[0.2126, 0.7152, 0.0722]; 3], linear(hex))[0]
    }

    /// The contrast of WCAG 2.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    /// A colour in Björn Ottosson's Oklab, as someone with this sight has it.
    fn oklab(hex: &str, sight: &[[f64; 3]; 3]) -> [f64; 3] {
        let seen = times(sight, linear(hex)).map(|part| part.clamp(0.0, 1.0));
        let cones = [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ];
        let axes = [
            [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
        ];
        times(&axes, times(&cones, seen).map(f64::cbrt))
    }

    fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
        one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn every_colour_can_be_read_on_every_ground() {
        for (theme, grounds) in GROUNDS.iter().enumerate() {
            for colour in Colour::ALL {
                let shade = colour.shades()[theme];
                let least = grounds.iter().map(|ground| contrast(shade, ground)).fold(f64::MAX, f64::min);
                assert!(least >= CONTRAST, "{colour:?} {shade} {least:.2}");
            }
        }
    }

    #[test]
    fn colours_stay_apart_for_every_sight() {
        for sight in &SIGHTS {
            for theme in 0..2 {
                for (index, one) in Colour::ALL.iter().enumerate() {
                    for other in &Colour::ALL[..index] {
                        let [one_seen, other_seen] = [one, other].map(|it| oklab(it.shades()[theme], sight));
                        let apart = distance(one_seen, other_seen);
                        assert!(apart >= APART, "{one:?} {other:?} {apart:.3}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_name_in_a_file_is_a_name_in_the_page() {
        for colour in Colour::ALL {
            assert_eq!(serde_json::to_string(&colour).unwrap(), format!("\"{}\"", colour.name()));
        }
        for line in Line::ALL {
            assert_eq!(serde_json::to_string(&line).unwrap(), format!("\"{}\"", line.name()));
        }
    }
}
