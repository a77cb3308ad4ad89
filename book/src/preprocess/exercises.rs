//! The exercises in the built page: those in Python with a field to do them in and their
//! check, those in Rust as what they begin with, and a page with the solutions of all.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use mdbook_preprocessor::book::{Book, BookItem};
use pyobject::check::exercise::{self, Answers, Exercise, Form, Kind};
use pyobject::check::markdown::{self, Problem};
use serde::Serialize;

use super::{Edit, pycon, spans, stills};
use crate::highlight;
use crate::html::{self, escape, json};

/// The page with the solutions, and the folder of their files.
const PAGE: &str = "appendix-solutions.md";
const FOLDER: &str = "solutions";

/// A chapter that has exercises.
pub struct Chapter {
    number: u32,
    title: String,
    path: String,
    exercises: Vec<Exercise>,
    /// What is malformed in them.
    pub problems: Vec<Problem>,
}

/// The exercises of all chapters.
pub struct Exercises {
    /// The folder of the chapters.
    folder: PathBuf,
    chapters: Vec<Chapter>,
}

/// What the page's script reads.
#[derive(Serialize)]
struct Data<'a> {
    inputs: [&'a str; 1],
    layers: u8,
    check: &'a str,
    /// Whether the picture of the program is the answer.
    draw: bool,
}

impl Exercises {
    /// The exercises of a book whose chapters lie in this folder.
    pub fn of(book: &Book, folder: PathBuf) -> Exercises {
        let numbered = book.iter().filter_map(|item| match item {
            BookItem::Chapter(chapter) => {
                let number = *chapter.number.as_ref()?.first()?;
                let path = chapter.source_path.as_ref()?.display().to_string();
                Some((number, chapter.name.clone(), path, &*chapter.content))
            }
            _ => None,
        });
        Exercises::with(folder, numbered)
    }

    /// Those of chapters of which these are the numbers, titles, paths and texts.
    pub fn with<'a>(
        folder: PathBuf,
        chapters: impl IntoIterator<Item = (u32, String, String, &'a str)>,
    ) -> Exercises {
        let chapters = chapters.into_iter().map(|(number, title, path, text)| {
            let (exercises, problems) = exercise::exercises(text);
            Chapter {
                number,
                title,
                path,
                exercises,
                problems,
            }
        });
        Exercises {
            chapters: chapters.collect(),
            folder,
        }
    }

    /// The chapter of this path, if it has exercises.
    pub fn chapter(&self, path: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.path == path)
    }

    /// What stands in place of a chapter's exercises in Python.
    pub fn figures(&self, text: &str, path: &str, player: Option<&str>) -> Vec<Edit> {
        let Some(chapter) = self.chapter(path) else {
            return Vec::new();
        };
        let mut edits = Vec::new();
        let (blocks, _) = markdown::parse(text);
        for (block, span) in blocks.iter().zip(spans::spans(text)) {
            let Some(name) = exercise::name_of_starter(block) else {
                continue;
            };
            let Some(one) = chapter.exercises.iter().find(|it| it.name == name) else {
                continue;
            };
            if let Form::Python { starter, check } = &one.form {
                let data = Data {
                    inputs: [starter],
                    layers: stills::layers(chapter.number).bits(),
                    check,
                    draw: one.kind == Kind::Draw,
                };
                let figure = html::block(&figure(one, &data, path, player));
                let link = self.link(chapter, one);
                edits.push((span.fence, format!("{figure}\n{link}")));
            }
        }
        edits
    }

    /// An exercise in Rust: what it begins with, and its check.
    pub fn listing(&self, name: &str, path: &str) -> Result<String, String> {
        let chapter = self.chapter(path);
        let found = chapter.and_then(|chapter| {
            let mut all = chapter.exercises.iter();
            let is_it = |it: &&Exercise| it.name == name && it.form == Form::Rust;
            Some((chapter, all.find(is_it)?))
        });
        let (chapter, one) =
            found.ok_or(format!("`{name}` is no exercise of this chapter"))?;
        let folder = format!("exercises/{:02}", chapter.number);
        let read = |file: &str| {
            let file = self.folder.join(&folder).join(file);
            fs::read_to_string(&file)
                .map_err(|why| format!("{}: {why}", file.display()))
        };
        let starter = read(&format!("{name}.rs"))?;
        let check = read(&format!("{name}_check.rs"))?;
        let link = self.link(chapter, one);
        Ok(format!(
            "\n<figure class=\"item\" id=\"exercise-{name}\">\n\
             <figcaption><code>{name}</code> <span class=\"place\">chapters/{folder}/\
             {name}.rs</span></figcaption>\n\n```rust,noplayground\n{starter}```\n\n\
             </figure>\n\n<p class=\"runs\">Its check: <code>cargo test -- --ignored \
             {name}</code></p>\n\n<details>\n<summary>The check</summary>\n\n\
             ```rust,noplayground\n{check}```\n\n</details>\n\n{link}"
        ))
    }

    /// A line that leads to the solution of an exercise, where there is one.
    fn link(&self, chapter: &Chapter, one: &Exercise) -> String {
        match self.answers(chapter, one) {
            Ok(Answers {
                solution: Some(_), ..
            }) => {
                let anchor = anchor(chapter, one);
                format!(
                    "<p class=\"solution-link\">\n\n[A solution]({PAGE}#{anchor})\n\n</p>\n"
                )
            }
            _ => String::new(),
        }
    }

    fn answers(&self, chapter: &Chapter, one: &Exercise) -> Result<Answers, String> {
        let folder = self
            .folder
            .join(FOLDER)
            .join(format!("{:02}", chapter.number));
        exercise::answers(&folder, &one.name, ending(one))
    }

    /// The page with the solutions.
    pub fn solutions(&self) -> Result<String, String> {
        if !self.folder.join(FOLDER).is_dir() {
            return Ok("The solutions were left out of this copy of the book.\n".into());
        }
        let mut page = String::new();
        for chapter in &self.chapters {
            let (number, title) = (chapter.number, &chapter.title);
            let mut part = String::new();
            for one in &chapter.exercises {
                self.solution(&mut part, chapter, one)?;
            }
            if !part.is_empty() {
                page += &format!("\n## {number} · {title}\n{part}");
            }
        }
        Ok(page)
    }

    fn solution(
        &self,
        page: &mut String,
        chapter: &Chapter,
        one: &Exercise,
    ) -> Result<(), String> {
        let answers = self.answers(chapter, one)?;
        let Some(file) = answers.solution else {
            return Ok(());
        };
        let language = match one.form {
            Form::Rust => "rust,noplayground",
            _ => "python",
        };
        let (prose, code) = parts(&read(&file)?);
        let (anchor, path, name) = (anchor(chapter, one), &chapter.path, &one.name);
        let kind = Kind::ALL.iter().find(|(kind, _)| *kind == one.kind);
        let kind = kind.map_or("", |(_, name)| name);
        let mut add = |text: String| page.push_str(&text);
        add(format!(
            "\n### {kind}: {} {{#{anchor}}}\n\n[The exercise]({path}#exercise-{name}). \
             {prose}\n\n```{language}\n{code}```\n",
            one.title
        ));
        for (file, words) in answers.wrong {
            let (prose, _) = parts(&read(&file)?);
            add(format!(
                "\nA plausible wrong answer: {prose} The check says: “… {} …”\n",
                escape(&words)
            ));
        }
        Ok(())
    }
}

/// An exercise in Python: its field comes with the page's script.
fn figure(one: &Exercise, data: &Data, path: &str, player: Option<&str>) -> String {
    let mut lines = String::new();
    for line in highlight::lines(data.inputs[0]) {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "<span class=\"py-ln\">{line}\n</span>");
    }
    let lines = lines.replace("</span>\n", "</span>");
    let json = json(data).unwrap_or_default();
    let player = pycon::player(player, path);
    let name = escape(&one.name);
    format!(
        "<figure class=\"py py-exercise\" id=\"exercise-{name}\" \
         data-session=\"{path} {name}\"{player}>\n\
         <pre class=\"py-code py-script hljs\"><span class=\"py-in\" data-line=\"1\">\
         {lines}</span></pre>\n<script type=\"application/json\">{json}</script>\n\
         </figure>\n"
    )
}

/// The place of a solution on its page.
fn anchor(chapter: &Chapter, one: &Exercise) -> String {
    format!("solution-{:02}-{}", chapter.number, one.name)
}

fn ending(one: &Exercise) -> &'static str {
    match one.form {
        Form::Rust => "rs",
        _ => "py",
    }
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))
}

/// The comment that a file begins with, as prose, and the rest.
fn parts(text: &str) -> (String, String) {
    let is_comment = |line: &&str| line.starts_with("//! ") || line.starts_with("# ");
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.contains("rejected: ") => rest,
        _ => text,
    };
    let prose = text.lines().take_while(is_comment);
    let prose: Vec<&str> = prose
        .map(|line| line.trim_start_matches(['/', '!', '#', ' ']))
        .collect();
    let code = text
        .lines()
        .skip(prose.len())
        .collect::<Vec<_>>()
        .join("\n");
    (prose.join(" "), format!("{}\n", code.trim_matches('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_that_a_solution_begins_with_is_its_prose() {
        let (prose, code) = parts("//! One\n//! sentence.\n\nfn a() {}\n");
        assert_eq!((&*prose, &*code), ("One sentence.", "fn a() {}\n"));
        let (prose, code) = parts("# rejected: so\n# It is.\nx = 1\n");
        assert_eq!((&*prose, &*code), ("It is.", "x = 1\n"));
    }
}
