//! What nests too deeply is refused before the parser, which recurses, sees it.
//!
//! Brackets are counted by the tokenizer. Here chains are: `not not x`, `a if b else ...`
//! and `a ** b ** ...` nest to the right, `a + b + ...` and `a.b.c` to the left, and
//! either way the tree is as deep as the chain is long.

use super::error::{Res, SyntaxError};
use super::source::Source;
use super::token::{Tok, Token};
use ruff_text_size::{TextRange, TextSize};

/// How deep operators may nest to the right, open brackets counted in.
const MAX_RIGHT: usize = 300;
/// How long chains to the left may be, all open ones together.
const MAX_CHAIN: usize = 700;
/// How many clauses of one `if` there may be.
const MAX_CLAUSES: usize = 500;

/// What is counted within one pair of brackets.
#[derive(Clone, Copy, Default)]
struct Level {
    right: usize,
    chain: usize,
    /// The whole of the levels outside.
    outer_right: usize,
    outer_chain: usize,
}

pub(super) fn check(source: &Source, tokens: &[Token]) -> Res {
    let mut levels = vec![Level::default()];
    let mut clauses: Vec<usize> = vec![0];
    let mut operand = false;
    for (i, t) in tokens.iter().enumerate() {
        let text = &source.text[t.start..t.end];
        let top = levels.len() - 1;
        let here = &mut levels[top];
        match t.kind {
            Tok::Newline => *here = Level::default(),
            Tok::Indent => clauses.push(0),
            Tok::Dedent => {
                clauses.pop();
                if clauses.is_empty() {
                    clauses.push(0);
                }
            }
            _ => {}
        }
        match text {
            "," | ";" | "=" if t.kind == Tok::Op => {
                here.right = 0;
                here.chain = 0;
            }
            "(" | "[" | "{" => {
                here.chain += usize::from(operand);
                let outer = *here;
                levels.push(Level {
                    outer_right: outer.outer_right + outer.right + 1,
                    outer_chain: outer.outer_chain + outer.chain,
                    ..Level::default()
                });
            }
            ")" | "]" | "}" if top > 0 && t.kind == Tok::Op => {
                levels.pop();
            }
            "not" | "lambda" | "await" | "yield" | "if" | "else" | "**" | "~"
            | ":=" | "*" => {
                here.right += 1;
                here.chain += 1;
            }
            "-" | "+" if !operand => here.right += 1,
            // A clause of a comprehension stands inside those before it.
            "for" if top > 0 => here.right += 1,
            "elif" => {
                let last = clauses.len() - 1;
                clauses[last] += 1;
                if clauses[last] > MAX_CLAUSES {
                    return too_many("too many nested blocks", source, t);
                }
            }
            _ => {}
        }
        let is_operand = match t.kind {
            Tok::Name => !KEYWORDS.contains(&text),
            Tok::Number | Tok::Str | Tok::FEnd => true,
            Tok::Op => matches!(text, ")" | "]" | "}" | "..."),
            _ => false,
        };
        if t.kind == Tok::Op && !is_operand {
            let last = levels.len() - 1;
            levels[last].chain += 1;
        }
        if t.kind == Tok::Name && text == "if" && starts_statement(tokens, i) {
            let last = clauses.len() - 1;
            clauses[last] = 0;
        }
        operand = is_operand;
        let here = levels[levels.len() - 1];
        if here.outer_right + here.right > MAX_RIGHT {
            return too_many("too many nested operators", source, t);
        }
        if here.outer_chain + here.chain > MAX_CHAIN {
            return too_many("too many operators in one expression", source, t);
        }
    }
    Ok(())
}

const KEYWORDS: [&str; 12] = [
    "and", "or", "not", "in", "is", "if", "else", "lambda", "await", "yield", "return",
    "for",
];

fn starts_statement(tokens: &[Token], i: usize) -> bool {
    i.checked_sub(1).is_none_or(|p| {
        matches!(tokens[p].kind, Tok::Newline | Tok::Indent | Tok::Dedent)
    })
}

fn too_many(message: &str, source: &Source, t: &Token) -> Res {
    let range =
        TextRange::new(TextSize::new(t.start as u32), TextSize::new(t.end as u32));
    Err(SyntaxError::new(message, source.position(range)))
}
