//! `{{#item path::function#part}}`: a part of a long function, named by the words with
//! which it begins, so that sources carry no marks.
//!
//! A part begins with a statement or with an arm of a `match`, and with the comment above
//! it. It is named by the first words of that comment, or of the code; the signs between
//! the words do not count. Named by its comment, it reaches to the next statement of the
//! same block that has a comment, or to the block's end. Named by its code, it is the one
//! statement or arm. And `A..B` is what stands from `A` on and before `B`; without `A` it
//! is from the function's first line on, without `B` it is to the last.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Block, ImplItemFn};

use super::index::{Entry, unindent};
use super::nearest;

/// Where a part can begin.
struct Head {
    /// What its comment begins with.
    comment: Option<String>,
    /// The line of code that it begins with.
    code: String,
    /// Its first line, counted from 0 in the function.
    first: usize,
    /// The last line of its statement or arm.
    last: usize,
    /// The last line before the next head with a comment, or of the block.
    reach: usize,
}

/// The part of a function that is named so.
pub fn part(whole: &Entry, name: &str) -> Result<Entry, String> {
    let lines: Vec<&str> = whole.source.lines().collect();
    let heads = Heads::of(&whole.source, &lines).ok_or_else(|| {
        format!("`{}` is no function, so it has no parts", whole.name())
    })?;
    let (first, last) = match name.split_once("..") {
        None => heads.find(whole, name)?,
        Some((from, to)) => {
            let (from, to) = (from.trim(), to.trim());
            let first = match from {
                "" => 0,
                from => heads.find(whole, from)?.0,
            };
            let last = match to {
                "" => lines.len() - 1,
                to => heads.find(whole, to)?.0.wrapping_sub(1),
            };
            if last == usize::MAX || last < first {
                return Err(format!("`{to}` does not come after `{from}`"));
            }
            (first, last)
        }
    };
    let blank = |at: &usize| lines[*at].trim().is_empty();
    let last = (first..=last).rfind(|at| !blank(at)).unwrap_or(last);
    Ok(Entry {
        path: whole.path.clone(),
        part: Some(name.to_owned()),
        file: whole.file.clone(),
        lines: (whole.lines.0 + first, whole.lines.0 + last),
        source: unindent(&lines[first..=last]),
    })
}

/// All heads of a function.
struct Heads<'a> {
    lines: &'a [&'a str],
    all: Vec<Head>,
}

impl<'a> Heads<'a> {
    /// Those of a function with this source; nothing if it is no function.
    fn of(source: &str, lines: &'a [&'a str]) -> Option<Heads<'a>> {
        let function: ImplItemFn = syn::parse_str(source).ok()?;
        let all = Vec::new();
        let mut heads = Heads { lines, all };
        heads.visit_block(&function.block);
        Some(heads)
    }

    /// The first and last line of the part of this name.
    fn find(&self, whole: &Entry, name: &str) -> Result<(usize, usize), String> {
        let wanted: Vec<&str> = words(name).collect();
        let begins = |text: &str| {
            let mut own = words(text);
            !wanted.is_empty() && wanted.iter().all(|word| own.next() == Some(word))
        };
        let mut found = Vec::new();
        for head in &self.all {
            if head.comment.as_deref().is_some_and(begins) {
                found.push((head, head.reach));
            } else if begins(&head.code) {
                found.push((head, head.last));
            }
        }
        let place = |head: &Head| {
            let begin = head.comment.as_ref().unwrap_or(&head.code);
            format!("`{begin}` (line {})", whole.lines.0 + head.first)
        };
        match found[..] {
            [(head, last)] => Ok((head.first, last)),
            [] => {
                // As many words of each as were given.
                let begin = |text: &str| {
                    words(text).take(wanted.len()).collect::<Vec<_>>().join(" ")
                };
                let names = self.all.iter().flat_map(|head| {
                    let comment = head.comment.as_deref();
                    [comment, Some(head.code.as_str())]
                });
                let names: Vec<String> = names.flatten().map(begin).collect();
                let near = nearest(&wanted.join(" "), names.iter().map(String::as_str));
                Err(format!(
                    "no part of `{}` begins with `{name}`{near}",
                    whole.name()
                ))
            }
            _ => {
                let places: Vec<_> =
                    found.iter().map(|(head, _)| place(head)).collect();
                Err(format!(
                    "several parts of `{}` begin with `{name}`: {}",
                    whole.name(),
                    places.join(", ")
                ))
            }
        }
    }

    /// Adds the statements of a block, or the arms of a `match`, each given by its first
    /// and last line. The line `end` closes them.
    fn row(&mut self, spans: impl Iterator<Item = proc_macro2::Span>, end: usize) {
        let begun = self.all.len();
        for span in spans {
            let (line, column) = (span.start().line - 1, span.start().column);
            let text = self.lines[line];
            // What shares its line with other code begins nothing.
            if !text.chars().take(column).all(char::is_whitespace) {
                continue;
            }
            let is_comment = |line: &str| line.trim_start().starts_with("//");
            let comments = self.lines[..line].iter().rev();
            let above = comments.take_while(|line| is_comment(line)).count();
            let comment = self.lines[line - above].trim_start_matches(['/', ' ']);
            self.all.push(Head {
                comment: (above > 0).then(|| comment.to_owned()),
                code: text.trim().to_owned(),
                first: line - above,
                last: span.end().line - 1,
                reach: end - 1,
            });
        }
        let mut reach = end - 1;
        for head in self.all[begun..].iter_mut().rev() {
            head.reach = reach;
            if head.comment.is_some() {
                reach = head.first - 1;
            }
        }
    }
}

impl<'ast> Visit<'ast> for Heads<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        let spans = block.stmts.iter().map(Spanned::span);
        self.row(spans, block.brace_token.span.close().start().line - 1);
        visit::visit_block(self, block);
    }

    fn visit_expr_match(&mut self, found: &'ast syn::ExprMatch) {
        let spans = found.arms.iter().map(Arm::span);
        self.row(spans, found.brace_token.span.close().start().line - 1);
        visit::visit_expr_match(self, found);
    }
}

/// The words of a name, or of a line.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_sign = |c: char| !c.is_alphanumeric() && c != '_';
    text.split(is_sign).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "\
fn long(x: u8) -> u8 {
    let a = x;
    // First one
    // and two.
    let b = a;
    let c = b;

    // Then three.
    let d = match c {
        // None of it.
        0 => 1,
        Kind::Some(e) if e > 2 => {
            let f = e;
            f
        }
        _ => return 3,
    };
    d + a
}
";

    /// The lines of a part, as in the file, or why there is none.
    fn lines(name: &str) -> Result<(usize, usize), String> {
        let whole = Entry {
            path: vec!["m".to_owned(), "long".to_owned()],
            part: None,
            file: "src/m.rs".to_owned(),
            lines: (101, 119),
            source: LONG.to_owned(),
        };
        let found = part(&whole, name)?;
        let count = found.source.lines().count();
        assert_eq!(count, found.lines.1 - found.lines.0 + 1);
        let is_inside = found.lines.0 > 101 && found.lines.1 < 119;
        assert!(
            !is_inside || !found.source.starts_with(' '),
            "{}",
            found.source
        );
        Ok(found.lines)
    }

    #[test]
    fn a_part_is_named_by_its_first_words() {
        // By its comment, as far as the next comment; by its code, one statement.
        assert_eq!(lines("First one"), Ok((103, 106)));
        assert_eq!(lines("let b"), Ok((103, 105)));
        assert_eq!(lines("let c = b"), Ok((106, 106)));
        assert_eq!(lines("Then three"), Ok((108, 118)));
        assert_eq!(lines("let d"), Ok((108, 117)));
        assert_eq!(lines("Kind::Some(e)"), Ok((112, 115)));
        assert_eq!(lines("None-of-it"), Ok((110, 116)));
        assert_eq!(lines("let f"), Ok((113, 113)));
    }

    #[test]
    fn a_range_begins_and_ends_at_names_or_with_the_function() {
        assert_eq!(lines("..First one"), Ok((101, 102)));
        assert_eq!(lines("First..Then three"), Ok((103, 106)));
        assert_eq!(lines("d + a.."), Ok((118, 119)));
        assert!(lines("let d..let b").unwrap_err().contains("come after"));
    }

    #[test]
    fn a_part_that_is_not_there_or_not_alone_is_told() {
        let why = lines("let dd").unwrap_err();
        assert!(
            why.contains("no part of `m::long` begins with `let dd`; near it: `let")
        );
        let why = lines("let").unwrap_err();
        assert!(why.contains("several parts of `m::long`"), "{why}");
        assert!(why.contains("`First one` (line 103)"), "{why}");
        assert!(lines("_").is_ok());
        assert!(lines("").is_err());
    }
}
