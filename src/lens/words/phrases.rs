//! Turns of phrase: how names, labels and counts are spoken of.

use super::MOST;
use crate::lens::text::listed;

/// `x`, or `x in f()` for a name that is not the reader's own.
pub(super) fn spoken(space: usize, title: &str, name: &str) -> String {
    match space {
        0 => name.to_string(),
        _ => format!("{name} in {}", runs(title)),
    }
}

/// What runs while a namespace is there: `f()` for `f() locals`, `the body of class C`.
pub(super) fn runs(title: &str) -> String {
    match title.strip_suffix(" locals") {
        Some(call) => call.to_string(),
        None if title.starts_with("class ") => format!("the body of {title}"),
        None => title.to_string(),
    }
}

/// `Item 1` for `[1]`, `Attribute x` for `.x`, `The referent` for `→ referent`. A name,
/// such as a local one in a frame, stays as it is written.
pub(super) fn held_by(label: &str) -> String {
    let inside = label
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let index = inside.filter(|index| index.bytes().all(|b| b.is_ascii_digit()));
    if label == "→" {
        "A part".into()
    } else if let Some(index) = index {
        format!("Item {index}")
    } else if let Some(name) = label.strip_prefix('.') {
        format!("Attribute {name}")
    } else if let Some(name) = label.strip_prefix("→ ") {
        format!("The {name}")
    } else {
        label.to_string()
    }
}

/// `rose from 1 to 2`
pub(super) fn moved(was: u64, is: u64) -> String {
    let verb = if is > was { "rose" } else { "fell" };
    format!("{verb} from {was} to {is}")
}

/// A list in words, cut when it is long.
pub(super) fn cut(mut what: Vec<String>) -> String {
    if what.len() > MOST {
        let more = what.len() - MOST;
        what.truncate(MOST);
        what.push(format!("{more} more"));
    }
    listed(&what)
}

pub(super) fn capital(mut sentence: String) -> String {
    if sentence.starts_with(|first: char| first.is_ascii()) {
        sentence[..1].make_ascii_uppercase();
        return sentence;
    }
    let mut rest = sentence.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => sentence,
    }
}
