//! What CPython's versions answer, from measured data: `{{#versions KEY}}` makes a table;
//! within a sentence, `{{#measured KEY 3.13 ROW}}` is the answer of one version, and
//! `{{#since KEY ROW}}` and `{{#until KEY ROW}}` are the first version that answers as the
//! newest does, and the one before it. A table of one row needs no `ROW`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use indexmap::IndexMap;
use serde::Deserialize;

use super::items::nearest;
use super::pycon::inline;
use crate::html::escape;

const DATA: &str = "tests/data/versions.json";

/// What one version answers to the parts of one question.
type Answers = IndexMap<String, String>;

/// The measured answers, or why they cannot be read.
pub struct Versions(Result<Measured, String>);

/// The file of measured answers.
#[derive(Deserialize)]
struct Measured {
    /// What each question is about, in words.
    captions: IndexMap<String, String>,
    /// By version.
    measured: IndexMap<String, Occasion>,
    /// By version and question.
    answers: IndexMap<String, IndexMap<String, Answers>>,
}

/// When and on what a version was asked.
#[derive(Deserialize)]
struct Occasion {
    platform: String,
    /// A date such as `2026-11-26`.
    on: String,
}

/// Versions one after the other that answer alike.
struct Column<'a> {
    first: &'a str,
    last: &'a str,
    answers: &'a Answers,
}

impl Versions {
    /// Reads the data under this repository.
    pub fn new(root: &Path) -> Versions {
        let text = fs::read_to_string(root.join(DATA))
            .map_err(|error| format!("{DATA} cannot be read: {error}"));
        Versions(text.and_then(|text| {
            serde_json::from_str(&text).map_err(|error| format!("{DATA}: {error}"))
        }))
    }

    /// The versions that were measured, by their whole numbers.
    pub fn all(&self) -> Vec<String> {
        let measured = self.0.as_ref().ok();
        measured.map_or(Vec::new(), |it| it.answers.keys().cloned().collect())
    }

    /// The table of this question, as HTML.
    pub fn table(&self, key: &str) -> Result<String, String> {
        let measured = self.0.as_ref().map_err(String::clone)?;
        let caption = measured.caption(key)?;
        let columns = measured.columns(key);
        let heads = columns.iter().map(|column| {
            let (whole, title) = (column.whole_title(), column.title());
            format!(
                "<th scope=\"col\" title=\"{}\">{}</th>",
                escape(&whole),
                escape(&title)
            )
        });
        let mut parts: Vec<&str> = Vec::new();
        for part in columns.iter().flat_map(|column| column.answers.keys()) {
            if !parts.contains(&part.as_str()) {
                parts.push(part);
            }
        }
        let rows = parts.iter().map(|part| {
            let cells = columns
                .iter()
                .map(|column| match column.answers.get(*part) {
                    Some(answer) => format!("<td>{}</td>", inline(answer)),
                    None => "<td>–</td>".to_owned(),
                });
            let cells = cells.collect::<String>();
            format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", inline(part))
        });
        Ok(format!(
            "\n<div class=\"table-wrapper versions\" tabindex=\"0\" role=\"region\" \
             aria-label=\"{label}\">\n<table>\n<caption>{caption} <span \
             class=\"measured\">(measured {occasion})</span></caption>\n\
             <thead><tr><th scope=\"col\">CPython</th>{heads}</tr></thead>\n\
             <tbody>\n{rows}</tbody>\n</table>\n</div>\n",
            label = escape(&caption.replace('`', "")),
            caption = inline(caption),
            occasion = escape(&measured.occasion(&columns)),
            heads = heads.collect::<String>(),
            rows = rows.collect::<String>(),
        ))
    }
}

impl Versions {
    /// What one version answers: `KEY 3.13 ROW`.
    pub fn one(&self, argument: &str) -> Result<String, String> {
        let measured = self.0.as_ref().map_err(String::clone)?;
        let mut words = argument.splitn(3, ' ');
        let (key, version, row) = (words.next(), words.next(), words.next());
        let (key, version) = (key.unwrap_or_default(), version.unwrap_or_default());
        measured.caption(key)?;
        let mut known = measured.answers.keys();
        let Some(whole) = known.find(|whole| minor(whole) == version) else {
            let known = measured.answers.keys().map(|whole| minor(whole));
            let known: Vec<&str> = known.collect();
            return Err(format!(
                "`{version}` was not measured; there are {}",
                known.join(", ")
            ));
        };
        let answers = measured.answers[whole].get(key);
        let answers = answers.ok_or(format!("{whole} does not answer `{key}`"))?;
        row_of(key, answers, row.unwrap_or_default()).map(str::to_owned)
    }

    /// The first version that answers as the newest does: `KEY ROW`.
    pub fn since(&self, argument: &str) -> Result<String, String> {
        Ok(self.change(argument)?.1)
    }

    /// The last version that answered otherwise: `KEY ROW`.
    pub fn until(&self, argument: &str) -> Result<String, String> {
        Ok(self.change(argument)?.0)
    }

    /// The versions before and after the last change of an answer.
    fn change(&self, argument: &str) -> Result<(String, String), String> {
        let measured = self.0.as_ref().map_err(String::clone)?;
        let (key, row) = argument.split_once(' ').unwrap_or((argument, ""));
        measured.caption(key)?;
        let mut last: Option<(&str, &str)> = None;
        for version in measured.newest_first() {
            let Some(answers) = measured.answers[version].get(key) else {
                continue;
            };
            let answer = row_of(key, answers, row)?;
            match last {
                Some((after, known)) if known != answer => {
                    return Ok((minor(version).to_owned(), minor(after).to_owned()));
                }
                _ => last = Some((version, answer)),
            }
        }
        Err(format!("all versions answer alike to `{argument}`"))
    }
}

/// The answer in the row of this name, which may stand there as code; in the only row
/// without one.
fn row_of<'a>(key: &str, answers: &'a Answers, row: &str) -> Result<&'a str, String> {
    let plain = |text: &str| text.replace('`', "");
    let wanted = plain(row.trim());
    let is_wanted = |name: &str| match wanted.is_empty() {
        true => answers.len() == 1,
        false => plain(name) == wanted,
    };
    let found = answers.iter().find(|(name, _)| is_wanted(name));
    found.map(|(_, answer)| answer.as_str()).ok_or_else(|| {
        let names: Vec<String> = answers.keys().map(|name| plain(name)).collect();
        let near = nearest(&wanted, names.iter().map(String::as_str));
        format!("`{key}` has no row `{wanted}`{near}")
    })
}

impl Measured {
    /// What this question is about.
    fn caption(&self, key: &str) -> Result<&str, String> {
        let caption = self.captions.get(key).map(String::as_str);
        caption.ok_or_else(|| {
            let near = nearest(key, self.captions.keys().map(String::as_str));
            format!("{DATA} has no `{key}`{near}")
        })
    }

    fn newest_first(&self) -> Vec<&str> {
        let mut versions: Vec<&str> = self.answers.keys().map(String::as_str).collect();
        versions.sort_by_key(|version| std::cmp::Reverse(number(version)));
        versions
    }

    /// When and on what these columns were measured.
    fn occasion(&self, columns: &[Column<'_>]) -> String {
        let covers = |version: &str| {
            let covers = |column: &Column<'_>| {
                (number(column.first)..=number(column.last)).contains(&number(version))
            };
            columns.iter().any(covers)
        };
        let occasions = self.measured.iter().filter(|(version, _)| covers(version));
        let occasions: Vec<&Occasion> = occasions.map(|(_, it)| it).collect();
        let sorted = |of: fn(&Occasion) -> &str| {
            let all: BTreeSet<&str> = occasions.iter().map(|it| of(it)).collect();
            all.into_iter().collect::<Vec<_>>()
        };
        let (platforms, days) = (sorted(|it| &it.platform), sorted(|it| &it.on));
        let days = match days[..] {
            [] => String::new(),
            [day] => format!(" on {day}"),
            [first, .., last] => format!(" from {first} to {last}"),
        };
        format!("on {}{days}", platforms.join(" and "))
    }

    /// The versions in order, those that answer alike as one.
    fn columns(&self, key: &str) -> Vec<Column<'_>> {
        let mut columns: Vec<Column<'_>> = Vec::new();
        for version in self.newest_first().into_iter().rev() {
            let Some(answers) = self.answers[version].get(key) else {
                continue;
            };
            match columns.last_mut() {
                Some(column) if column.answers == answers => column.last = version,
                _ => columns.push(Column {
                    first: version,
                    last: version,
                    answers,
                }),
            }
        }
        columns
    }
}

impl Column<'_> {
    /// `3.8.18 – 3.11.7`
    fn whole_title(&self) -> String {
        match self.first == self.last {
            true => self.first.to_owned(),
            false => format!("{} – {}", self.first, self.last),
        }
    }

    /// `3.8 – 3.11`
    fn title(&self) -> String {
        match minor(self.first) == minor(self.last) {
            true => minor(self.first).to_owned(),
            false => format!("{} – {}", minor(self.first), minor(self.last)),
        }
    }
}

/// `3.13` of `3.13.0`.
fn minor(version: &str) -> &str {
    let mut dots = version.match_indices('.').map(|(at, _)| at);
    dots.nth(1).map_or(version, |at| &version[..at])
}

/// A version as numbers, to sort by.
fn number(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map(|part| part.parse().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions() -> Versions {
        let measured = serde_json::from_str(
            r#"{"captions": {"k": "Bytes of `x`"}, "measured": {
                "3.8.18": {"platform": "linux-x86_64", "on": "2026-11-22"},
                "3.9.1": {"platform": "linux-x86_64", "on": "2026-11-24"},
                "3.13.0": {"platform": "linux-x86_64", "on": "2026-11-23"}},
                "answers": {
                "3.13.0": {"k": {"`x`": "28"}}, "3.9.1": {"k": {"`x`": "24"}},
                "3.8.18": {"k": {"`x`": "24"}}}}"#,
        );
        Versions(Ok(measured.expect("JSON")))
    }

    #[test]
    fn versions_that_answer_alike_share_a_column() {
        let table = versions().table("k").expect("a table");
        let head = r#"<th scope="col" title="3.8.18 – 3.9.1">3.8 – 3.9</th>"#;
        assert!(table.contains(head), "{table}");
        assert!(
            table.contains(
                "<th scope=\"row\"><code>x</code></th><td>24</td><td>28</td>"
            )
        );
        let occasion = "(measured on linux-x86_64 from 2026-11-22 to 2026-11-24)";
        assert!(table.contains(occasion), "{table}");
    }

    #[test]
    fn a_sentence_can_have_one_answer_or_the_version_that_changed_it() {
        let versions = versions();
        assert_eq!(versions.one("k 3.9 x"), Ok("24".to_owned()));
        assert_eq!(versions.one("k 3.13"), Ok("28".to_owned()));
        assert_eq!(versions.since("k x"), Ok("3.13".to_owned()));
        assert_eq!(versions.until("k"), Ok("3.9".to_owned()));
        let why = |wrong: Result<String, String>| wrong.expect_err("no answer");
        assert!(why(versions.one("k 3.10 x")).contains("there are 3.13, 3.9, 3.8"));
        assert_eq!(
            why(versions.one("k 3.9 xy")),
            "`k` has no row `xy`; near it: `x`"
        );
        assert!(why(versions.since("kk")).contains("has no `kk`; near it: `k`"));
    }
}
