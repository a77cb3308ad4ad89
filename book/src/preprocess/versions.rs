//! `{{#versions key}}`: what CPython's versions answer, from measured data.

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
    /// By version and question.
    answers: IndexMap<String, IndexMap<String, Answers>>,
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

    /// The table of this question, as HTML.
    pub fn table(&self, key: &str) -> Result<String, String> {
        let measured = self.0.as_ref().map_err(String::clone)?;
        let Some(caption) = measured.captions.get(key) else {
            let near = nearest(key, measured.captions.keys().map(String::as_str));
            return Err(format!("{DATA} has no `{key}`{near}"));
        };
        let columns = measured.columns(key);
        let heads = columns.iter().map(|column| {
            format!("<th scope=\"col\">{}</th>", escape(&column.title()))
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
             aria-label=\"{label}\">\n<table>\n<caption>{caption}</caption>\n\
             <thead><tr><th scope=\"col\">CPython</th>{heads}</tr></thead>\n\
             <tbody>\n{rows}</tbody>\n</table>\n</div>\n",
            label = escape(&caption.replace('`', "")),
            caption = inline(caption),
            heads = heads.collect::<String>(),
            rows = rows.collect::<String>(),
        ))
    }
}

impl Measured {
    /// The versions in order, those that answer alike as one.
    fn columns(&self, key: &str) -> Vec<Column<'_>> {
        let mut versions: Vec<&String> = self.answers.keys().collect();
        versions.sort_by_key(|version| number(version));
        let mut columns: Vec<Column<'_>> = Vec::new();
        for version in versions {
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

    #[test]
    fn versions_that_answer_alike_share_a_column() {
        let measured = serde_json::from_str(
            r#"{"captions": {"k": "Bytes of `x`"}, "answers": {
                "3.13.0": {"k": {"`x`": "28"}}, "3.9.1": {"k": {"`x`": "24"}},
                "3.8.18": {"k": {"`x`": "24"}}}}"#,
        );
        let table = Versions(Ok(measured.unwrap())).table("k").unwrap();
        assert!(
            table.contains(r#"<th scope="col">3.8 – 3.9</th>"#),
            "{table}"
        );
        assert!(
            table.contains(
                "<th scope=\"row\"><code>x</code></th><td>24</td><td>28</td>"
            )
        );
    }
}
