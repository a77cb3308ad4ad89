//! Claims that no transcript can show: a footnote whose text begins with a citation,
//! `Objects/longobject.c@v3.13.0#get_small_int`, a symbol of CPython's source in a file
//! at a tag. In the page it is a link to that file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::directives::code;

/// So many claims a chapter may leave unshown.
pub const MOST: usize = 3;

/// Where CPython's source is published.
const SOURCE: &str = "https://github.com/python/cpython/blob";

/// The folders of CPython's source that are cited.
const FOLDERS: [&str; 8] = [
    "Doc", "Include", "Lib", "Misc", "Modules", "Objects", "Parser", "Python",
];

/// What stands in place of the citations of a chapter, and what is wrong with them: lines,
/// and words.
#[derive(Default)]
pub struct Citations {
    pub edits: Vec<(Range<usize>, String)>,
    pub problems: Vec<(usize, String)>,
}

/// A footnote's mark `[^name]`, where it is used or defined.
pub struct Mark<'a> {
    pub name: &'a str,
    pub span: Range<usize>,
    /// Whether the note itself follows.
    pub defines: bool,
}

/// The marks of a text, outside of code.
pub fn marks(text: &str) -> Vec<Mark<'_>> {
    let (blocks, quoted) = code(text);
    let mut marks = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let is_code = |ranges: &[Range<usize>]| ranges.iter().any(|r| r.contains(&at));
        let Some(length) = text[at..].find(']') else {
            continue;
        };
        let name = &text[at + 2..at + length];
        let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if is_code(&blocks) || is_code(&quoted) || !name.chars().all(is_name) {
            continue;
        }
        let span = at..at + length + 1;
        let defines = text[..at].ends_with('\n') && text[span.end..].starts_with(':');
        marks.push(Mark {
            name,
            span,
            defines,
        });
    }
    marks
}

/// Checks the footnotes of a chapter. The tags known are those of `versions`.
pub fn check(text: &str, versions: &[String]) -> Citations {
    let mut found = Citations::default();
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let mut uses: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in marks(text) {
        let at = line(mark.span.start);
        if !mark.defines {
            uses.entry(mark.name).or_insert((at, 0)).1 += 1;
            continue;
        }
        if notes.insert(mark.name, at).is_some() {
            let message = format!("there are two footnotes `{}`", mark.name);
            found.problems.push((at, message));
        }
        if notes.len() == MOST + 1 {
            let message = format!(
                "a chapter has {MOST} footnotes at most: show the claim, or leave it out"
            );
            found.problems.push((at, message));
        }
        let start = mark.span.end + 1;
        let start = start + text[start..].len() - text[start..].trim_start().len();
        let length = text[start..].find(char::is_whitespace);
        let end = length.map_or(text.len(), |length| start + length);
        let cited = text[start..end].trim_end_matches(['.', ',', ';']);
        let plain = cited.trim_matches('`');
        match link(plain, versions) {
            Ok(url) => {
                let span = start..start + cited.len();
                found.edits.push((span, format!("[`{plain}`]({url})")));
            }
            Err(why) => found.problems.push((at, format!("`{plain}` {why}"))),
        }
    }
    for (name, (at, count)) in &uses {
        if !notes.contains_key(name) {
            let message = format!("there is no footnote `{name}`");
            found.problems.push((*at, message));
        } else if *count > 1 {
            let message =
                format!("the footnote `{name}` is used {count} times, not once");
            found.problems.push((*at, message));
        }
    }
    let unused = notes.iter().filter(|(name, _)| !uses.contains_key(*name));
    for (name, at) in unused {
        found
            .problems
            .push((*at, format!("nothing uses the footnote `{name}`")));
    }
    found
}

/// Where a citation leads; why it is none, otherwise.
fn link(cited: &str, versions: &[String]) -> Result<String, String> {
    let form = "is no citation such as `Objects/longobject.c@v3.13.0#get_small_int`";
    let (path, rest) = cited.split_once('@').ok_or(form)?;
    let (tag, symbol) = rest.split_once('#').ok_or(form)?;
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut parts = path.split('/');
    let is_path = parts.next().is_some_and(|top| FOLDERS.contains(&top))
        && parts.next().is_some()
        && path.contains('.')
        && path.chars().all(|c| is_word(c) || c == '/');
    if !is_path || symbol.is_empty() || !symbol.chars().all(is_word) {
        return Err(form.to_owned());
    }
    let version = tag.strip_prefix('v').unwrap_or_default();
    if !versions.iter().any(|known| known == version) {
        return Err(format!(
            "is of a version that was not measured; there are {}",
            versions.join(", ")
        ));
    }
    Ok(format!("{SOURCE}/{tag}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# C\n\nIt looks first.[^shelf]\n\n\
                        [^shelf]: Objects/longobject.c@v3.13.0#get_small_int\n";

    fn problems(text: &str) -> Vec<(usize, String)> {
        check(text, &["3.13.0".to_owned()]).problems
    }

    #[test]
    fn a_citation_is_a_link_to_the_file_at_its_tag() {
        let found = check(PAGE, &["3.13.0".to_owned()]);
        assert_eq!(found.problems, []);
        let (span, link) = &found.edits[0];
        assert_eq!(
            &PAGE[span.clone()],
            "Objects/longobject.c@v3.13.0#get_small_int"
        );
        let url = "/v3.13.0/Objects/longobject.c)";
        assert!(link.ends_with(url), "{link}");
        // In code it is none.
        assert_eq!(problems("`x[^y]`\n\n```\n[^z]: A\n```\n"), []);
    }

    #[test]
    fn what_is_wrong_with_a_citation_is_caught_at_its_line() {
        let cases = [
            (
                "@v3.13.0",
                "@v3.13.99",
                5,
                "was not measured; there are 3.13.0",
            ),
            ("Objects/", "Things/", 5, "is no citation such as"),
            ("#get_small_int", "", 5, "is no citation such as"),
            ("[^shelf]\n", "\n", 5, "nothing uses the footnote `shelf`"),
            (
                "first.[^shelf]",
                "first.[^self]",
                3,
                "there is no footnote `self`",
            ),
            ("looks first", "looks[^shelf] first", 3, "is used 2 times"),
        ];
        for (from, to, line, said) in cases {
            let found = problems(&PAGE.replacen(from, to, 1));
            let is_told =
                |(at, told): &(usize, String)| *at == line && told.contains(said);
            assert!(found.iter().any(is_told), "{to}: {found:?}");
        }
        let note =
            |n: usize| format!("a[^{n}]\n\n[^{n}]: Include/object.h@v3.13.0#O\n\n");
        let text: String = (0..4).map(note).collect();
        let found = problems(&text);
        assert!(found.len() == 1 && found[0].1.contains("3 footnotes at most"));
        assert_eq!(found[0].0, 15);
    }
}
