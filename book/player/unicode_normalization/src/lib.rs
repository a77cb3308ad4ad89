//! Stands in for the crate of the same name, whose tables take a tenth of the player.
//! The parser puts identifiers into Normalization Form KC with it; in the page they
//! are compared as they are written, so that `ﬁ` (one character) is not `fi`.

use std::str::Chars;

/// What has a normal form.
pub trait UnicodeNormalization<'a> {
    /// The characters in Normalization Form KC: here always as they are.
    fn nfkc(self) -> Chars<'a>;
}

impl<'a> UnicodeNormalization<'a> for &'a str {
    fn nfkc(self) -> Chars<'a> {
        self.chars()
    }
}
