//! The names that CPython has interned and made immortal before a program begins: its
//! static strings (`Include/internal/pycore_global_strings.h@v3.13.0`), and the short
//! words among the identifiers of the modules that it imports at its start. Here a str
//! becomes immortal when it is interned and is one of them.

/// The names in the order of their bytes, one a line.
const NAMES: &str = include_str!("static_names.txt");

/// For each byte, where the names that begin with it or a later one begin.
const STARTS: [u16; 129] = {
    let names = NAMES.as_bytes();
    let mut starts = [names.len() as u16; 129];
    let (mut at, mut first) = (0, 0);
    while at < names.len() {
        while first <= names[at] as usize {
            starts[first] = at as u16;
            first += 1;
        }
        while names[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    starts
};

/// For each byte, how long the names are that end with it: a bit for each length, the
/// last one for all beyond. Most texts are seen to be no name by that alone.
const ENDS: [u64; 128] = {
    let names = NAMES.as_bytes();
    let mut ends = [0; 128];
    let (mut at, mut start) = (0, 0);
    while at < names.len() {
        if names[at] == b'\n' {
            ends[names[at - 1] as usize] |= bit_of(at - start);
            start = at + 1;
        }
        at += 1;
    }
    ends
};

const fn bit_of(length: usize) -> u64 {
    1 << if length < 63 { length } else { 63 }
}

/// Whether a text is one of the names.
pub(super) fn contains(text: &str) -> bool {
    let (Some(first @ ..128), Some(last @ ..128)) =
        (text.bytes().next(), text.bytes().next_back())
    else {
        return false;
    };
    if ENDS[usize::from(last)] & bit_of(text.len()) == 0 {
        return false;
    }
    let alike = |byte: usize| usize::from(STARTS[byte]);
    let mut names = &NAMES[alike(first.into())..alike(usize::from(first) + 1)];
    // The line that the middle stands in is looked at, then the half before or after.
    while !names.is_empty() {
        let start = names[..names.len() / 2]
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let length = names[start..].find('\n').expect("each line ends");
        let name = &names[start..start + length];
        names = match text.cmp(name) {
            std::cmp::Ordering::Less => &names[..start],
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => &names[start + length + 1..],
        };
    }
    false
}

#[test]
fn each_name_is_found_and_nothing_else() {
    assert!(NAMES.lines().is_sorted() && NAMES.ends_with('\n'));
    assert!(NAMES.lines().all(contains));
    for text in ["", "a", "zzz", "appen", "appendx", "append\nargs", "AAA"] {
        assert!(!contains(text), "{text}");
    }
}
