//! The six layers of the book's one picture, as a set.
//!
//! Each of the first six chapters redraws the same small heap with one more
//! layer. A picture opens with the layers taught so far.

use std::fmt;
use std::ops::BitOr;

/// A set of layers, what a picture of the heap shows.
///
/// ```
/// use pyobject::lens::Layers;
/// let taught = Layers::upto(2);
/// assert!(taught.has(Layers::NAMES) && taught.has(Layers::COUNTS));
/// assert!(!taught.has(Layers::BYTES));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Layers(u8);

impl Layers {
    /// Names, values, and the arrows between them. Always shown.
    pub const NAMES: Layers = Layers(1);
    /// The reference count of each object, and how it changed.
    pub const COUNTS: Layers = Layers(1 << 1);
    /// Where each object stands, its identity.
    pub const IDS: Layers = Layers(1 << 2);
    /// Which objects were ready-made and are shared by the whole runtime.
    pub const SHARED: Layers = Layers(1 << 3);
    /// Sizes in bytes, and the words of the header.
    pub const BYTES: Layers = Layers(1 << 4);
    /// Arrows to types, up to `type` and from it back to itself.
    pub const TYPES: Layers = Layers(1 << 5);
    /// All six.
    pub const ALL: Layers = Layers(0b11_1111);

    /// The layers that the chapters up to and with `chapter` have taught.
    /// Chapter 0 is taken as 1, and chapters past 6 teach no further layer.
    pub fn upto(chapter: u32) -> Layers {
        let taught = chapter.clamp(1, 6);
        Layers(((1u16 << taught) - 1) as u8)
    }

    /// Whether each layer of `other` is in this set.
    pub fn has(self, other: Layers) -> bool {
        (self.0 | 1) & other.0 == other.0
    }

    /// The set without the layers of `other`. Names stay.
    pub fn without(self, other: Layers) -> Layers {
        Layers((self.0 & !other.0) | 1)
    }

    /// The set as its bits, the lowest being [`Layers::NAMES`].
    pub fn bits(self) -> u8 {
        self.0 | 1
    }

    /// The set of these bits. Unknown bits are dropped; names are always in.
    pub fn from_bits(bits: u8) -> Layers {
        Layers((bits | 1) & Layers::ALL.0)
    }

    /// The names of all layers, in the order in which they are taught.
    pub const TITLES: [&'static str; 6] =
        ["names", "counts", "ids", "shared", "bytes", "types"];

    /// The layer of this name, as in [`Layers::TITLES`].
    pub fn named(name: &str) -> Option<Layers> {
        let at = Layers::TITLES.iter().position(|title| *title == name)?;
        Some(Layers(1 << at))
    }
}

impl BitOr for Layers {
    type Output = Layers;

    fn bitor(self, other: Layers) -> Layers {
        Layers(self.0 | other.0)
    }
}

impl Default for Layers {
    fn default() -> Layers {
        Layers::NAMES
    }
}

impl fmt::Debug for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let titles = Layers::TITLES.iter().enumerate();
        let held = titles.filter(|(bit, _)| self.bits() & (1 << bit) != 0);
        f.debug_set().entries(held.map(|(_, title)| title)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chapter_adds_one_layer_until_the_sixth() {
        for chapter in 1..=6u32 {
            assert_eq!(Layers::upto(chapter).bits().count_ones(), chapter);
        }
        assert_eq!(Layers::upto(14), Layers::ALL);
        assert_eq!(Layers::upto(0), Layers::NAMES);
    }

    #[test]
    fn layers_are_found_by_name() {
        assert_eq!(Layers::named("ids"), Some(Layers::IDS));
        assert_eq!(Layers::named("arrows"), None);
        assert_eq!(Layers::from_bits(0xff), Layers::ALL);
    }
}
