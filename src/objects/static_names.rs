//! The names that CPython has interned and made immortal before a program begins: its
//! static strings (`Include/internal/pycore_global_strings.h@v3.13.0`), and the short
//! words among the identifiers of the modules that it imports at its start. Here a str
//! becomes immortal when it is interned and is one of them.

/// The names in the order of their bytes, one a line.
const NAMES: &str = include_str!("static_names.txt");

/// Where each name begins.
const STARTS: [u16; count()] = {
    let names = NAMES.as_bytes();
    let mut starts = [0; count()];
    let (mut at, mut line) = (1, 1);
    while line < starts.len() {
        if names[at - 1] == b'\n' {
            starts[line] = at as u16;
            line += 1;
        }
        at += 1;
    }
    starts
};

/// How many names there are.
const fn count() -> usize {
    let (mut at, mut lines) = (0, 0);
    while at < NAMES.len() {
        lines += (NAMES.as_bytes()[at] == b'\n') as usize;
        at += 1;
    }
    lines
}

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
    let (text, names) = (text.as_bytes(), NAMES.as_bytes());
    let Some(last @ ..128) = text.last() else {
        return false;
    };
    if ENDS[usize::from(*last)] & bit_of(text.len()) == 0 {
        return false;
    }
    let from = |start: &u16| &names[usize::from(*start)..];
    // A line's end comes before all letters, as a shorter name does.
    let before = STARTS.partition_point(|start| {
        let line = from(start);
        &line[..text.len().min(line.len())] < text
    });
    let rest = STARTS
        .get(before)
        .and_then(|start| from(start).strip_prefix(text));
    rest.is_some_and(|rest| rest[0] == b'\n')
}

#[test]
fn each_name_is_found_and_nothing_else() {
    assert!(NAMES.lines().is_sorted() && NAMES.ends_with('\n'));
    assert!(NAMES.lines().all(contains));
    for text in ["", "a", "zzz", "appen", "appendx", "append\nargs", "AAA"] {
        assert!(!contains(text), "{text}");
    }
}
