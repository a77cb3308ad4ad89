//! Searching in rows of characters of 1, 2 or 4 bytes: what str, bytes and bytearray
//! have in common (`Objects/stringlib/fastsearch.h@v3.13.0`).

use memchr::memmem;
use std::borrow::Cow;
use std::ops::Range;

/// A row of characters, each of `kind` bytes.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The bytes of all characters.
    pub(super) data: &'a [u8],
    /// Bytes a character.
    pub(super) kind: usize,
}

impl<'a> Row<'a> {
    /// A row of bytes.
    pub(super) fn bytes(data: &'a [u8]) -> Row<'a> {
        Row { data, kind: 1 }
    }

    /// The number of characters.
    #[inline(always)]
    pub(super) fn len(self) -> usize {
        self.data.len() / self.kind
    }

    /// The character at an index below `len`.
    #[inline(always)]
    pub(super) fn at(self, index: usize) -> u32 {
        super::str::unit(self.data, self.kind, index)
    }

    /// A part of the row.
    pub(super) fn part(self, range: Range<usize>) -> Row<'a> {
        let data = &self.data[range.start * self.kind..range.end * self.kind];
        Row { data, ..self }
    }
}

/// Shorter rows are searched without a plan.
const SHORT_ROW: usize = 64;

/// A row that is looked for.
pub(super) struct Needle<'a> {
    data: Cow<'a, [u8]>,
    kind: usize,
    /// Whether it can be found at all: none of its characters is too wide.
    fits: bool,
}

impl<'a> Needle<'a> {
    /// Prepares to look for `needle` in rows of characters of `kind` bytes.
    pub(super) fn new(needle: Row<'a>, kind: usize) -> Needle<'a> {
        let fits = needle.kind <= kind;
        let data = if needle.kind == kind || !fits {
            Cow::Borrowed(needle.data)
        } else {
            let mut wide = vec![0; needle.len() * kind];
            super::str_build::convert(needle.data, needle.kind, &mut wide, kind);
            Cow::Owned(wide)
        };
        Needle { data, kind, fits }
    }

    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        self.data.len() / self.kind
    }

    /// Where the needle is first found in a row.
    pub(super) fn find(&self, row: Row<'_>) -> Option<usize> {
        self.all(row).next()
    }

    /// Where the needle is last found in a row.
    pub(super) fn rfind(&self, row: Row<'_>) -> Option<usize> {
        self.all_from_right(row).next()
    }

    /// Where the needle is found in a row, from left to right; found places do not
    /// overlap. An empty needle is found before each character and at the end.
    pub(super) fn all<'n>(
        &'n self,
        row: Row<'n>,
    ) -> impl Iterator<Item = usize> + use<'n> {
        // To prepare a search costs as much as to search a short row.
        let prepared = self.data.len() > 1 && row.data.len() >= SHORT_ROW;
        let finder = prepared.then(|| memmem::Finder::new(&self.data[..]));
        let find = move |data: &[u8]| match (&finder, &self.data[..]) {
            (Some(finder), _) => finder.find(data),
            (None, &[byte]) => memchr::memchr(byte, data),
            (None, bytes) => memmem::find(data, bytes),
        };
        let mut from = if self.fits { 0 } else { row.data.len() + 1 };
        std::iter::from_fn(move || {
            while from <= row.data.len() {
                let at = from + find(&row.data[from..])?;
                if at % self.kind != 0 {
                    from = at + 1;
                    continue;
                }
                from = at + self.data.len().max(self.kind);
                return Some(at / self.kind);
            }
            None
        })
    }

    /// Where the needle is found in a row, from right to left.
    pub(super) fn all_from_right<'n>(
        &'n self,
        row: Row<'n>,
    ) -> impl Iterator<Item = usize> + use<'n> {
        let finder = memmem::FinderRev::new(&self.data[..]);
        let mut to = self.fits.then_some(row.data.len());
        std::iter::from_fn(move || {
            while let Some(end) = to {
                let Some(at) = finder.rfind(&row.data[..end]) else {
                    to = None;
                    break;
                };
                if at % self.kind != 0 {
                    // The next place begins to the left, and may overlap.
                    to = (at + self.data.len()).checked_sub(1);
                    continue;
                }
                to = if self.data.is_empty() {
                    at.checked_sub(self.kind)
                } else {
                    Some(at)
                };
                return Some(at / self.kind);
            }
            None
        })
    }

    /// Whether a row begins with the needle.
    pub(super) fn is_prefix(&self, row: Row<'_>) -> bool {
        self.fits && row.data.starts_with(&self.data)
    }

    /// Whether a row ends with the needle.
    pub(super) fn is_suffix(&self, row: Row<'_>) -> bool {
        self.fits && row.data.ends_with(&self.data)
    }
}

/// Where the pieces of a row are that a separator divides, at most `max` times.
pub(super) fn split(
    row: Row<'_>,
    separator: &Needle<'_>,
    max: usize,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(max.saturating_add(1).min(8));
    let mut start = 0;
    for at in separator.all(row).take(max) {
        pieces.push(start..at);
        start = at + separator.len();
    }
    pieces.push(start..row.len());
    pieces
}

/// The same from the right.
pub(super) fn rsplit(
    row: Row<'_>,
    separator: &Needle<'_>,
    max: usize,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut end = row.len();
    for at in separator.all_from_right(row).take(max) {
        pieces.push(at + separator.len()..end);
        end = at;
    }
    pieces.push(0..end);
    pieces.reverse();
    pieces
}

/// Where the words of a row are, after at most `max` of which the rest is one piece.
pub(super) fn words(
    row: Row<'_>,
    max: usize,
    is_space: impl Fn(u32) -> bool,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(max.saturating_add(1).min(8));
    let len = row.len();
    let mut at = 0;
    loop {
        while at < len && is_space(row.at(at)) {
            at += 1;
        }
        if at == len {
            return pieces;
        }
        if pieces.len() == max {
            pieces.push(at..len);
            return pieces;
        }
        let start = at;
        while at < len && !is_space(row.at(at)) {
            at += 1;
        }
        pieces.push(start..at);
    }
}

/// The same from the right.
pub(super) fn rwords(
    row: Row<'_>,
    max: usize,
    is_space: impl Fn(u32) -> bool,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = row.len();
    loop {
        while at > 0 && is_space(row.at(at - 1)) {
            at -= 1;
        }
        if at == 0 {
            break;
        }
        if pieces.len() == max {
            pieces.push(0..at);
            break;
        }
        let end = at;
        while at > 0 && !is_space(row.at(at - 1)) {
            at -= 1;
        }
        pieces.push(at..end);
    }
    pieces.reverse();
    pieces
}

/// Where the lines of a row are, with or without what ends them.
pub(super) fn lines(
    row: Row<'_>,
    keep_ends: bool,
    is_break: impl Fn(u32) -> bool,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let len = row.len();
    let mut start = 0;
    while start < len {
        let mut end = start;
        while end < len && !is_break(row.at(end)) {
            end += 1;
        }
        let mut next = end;
        if next < len {
            let return_and_feed =
                row.at(next) == 0x0D && next + 1 < len && row.at(next + 1) == 0x0A;
            next += 1 + usize::from(return_and_feed);
        }
        pieces.push(start..if keep_ends { next } else { end });
        start = next;
    }
    pieces
}

/// What is left of a row when characters that `goes` accepts are taken off its ends.
pub(super) fn stripped(
    row: Row<'_>,
    left: bool,
    right: bool,
    goes: impl Fn(u32) -> bool,
) -> Range<usize> {
    let (mut start, mut end) = (0, row.len());
    while left && start < end && goes(row.at(start)) {
        start += 1;
    }
    while right && start < end && goes(row.at(end - 1)) {
        end -= 1;
    }
    start..end
}
