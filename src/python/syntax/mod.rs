//! From text to a syntax tree: the parser library, its tree turned into ours, and its
//! complaints turned into CPython's words.

pub(crate) mod anchors;
mod blocks;
mod brackets;
mod diagnose;
mod error;
mod escapes;
mod expr_name;
mod fields;
mod guess;
mod legacy;
mod limits;
mod literal;
mod lower;
mod lower_expr;
mod lower_pattern;
mod mistakes;
mod parameters;
mod scan;
mod scan_word;
mod source;
mod stars;
mod targets;
mod token;
pub mod tree;
mod unparse;

pub(crate) use error::Res;
pub use error::{ErrorKind, SyntaxError};
pub(crate) use literal::{chars_of, code_points, concat};
pub(crate) use source::Source;
pub(crate) use token::{Tok, Token};
pub(crate) use unparse::{repr, unparse};

use ruff_python_ast::{ExprTuple, Mod, PythonVersion};
use ruff_python_parser::ParseOptions;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::unit::{Position, Warning};
use diagnose::{
    NEWLINE_IN_SPEC, diagnose, token_error, unexpected_indent, unsupported,
};
use scan::tokenize;
use token::{TokenError, Tokens};
use tree::Module;

/// How an input is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file: statements.
    Exec,
    /// One expression, as `eval` takes.
    Eval,
    /// An entry at the prompt: expression statements show their value.
    Single,
}

/// A parsed input.
pub(crate) struct Parsed {
    pub module: Module,
    /// How many scopes the tree opens; the module's own is number 0.
    pub scopes: usize,
    pub warnings: Vec<Warning>,
}

/// Parses a source.
pub(crate) fn parse(source: &Source, mode: Mode) -> Res<Parsed> {
    let tokens = tokenize(&source.text, false);
    // What nests too deeply nobody reads, not even for what there is to warn of.
    limits::check(source, &tokens.list)?;
    parse_whole(source, mode, tokens).map_err(|mut error| {
        let too_deep = error.message.starts_with("too many");
        if !too_deep {
            error.warnings = warned_before(source, &error);
        }
        error
    })
}

/// What is warned of in the statements before a mistake.
fn warned_before(source: &Source, error: &SyntaxError) -> Vec<Warning> {
    let start = match error.line {
        0 => 0,
        line => source.line_start(line),
    };
    let end = start + error.col.saturating_sub(1) as usize;
    let Some(before) = source.text.get(..end) else {
        return Vec::new();
    };
    let tokens = tokenize(before, false);
    let mut lower = lower::Lower::new(source);
    lower.warn_of_numbers(tokens.warnings);
    if limits::check(source, &tokens.list).is_ok() {
        let parsed = parsed_as(Mode::Exec, before);
        let mistake = parsed.errors().first().map(|e| e.range().start());
        if let Mod::Module(module) = parsed.syntax() {
            let whole = |s: &&ruff_python_ast::Stmt| {
                mistake.is_none_or(|mistake| s.range().end() <= mistake)
            };
            for statement in module.body.iter().take_while(whole) {
                if lower.stmts(std::slice::from_ref(statement)).is_err() {
                    break;
                }
            }
        }
    }
    in_order(lower.warnings)
}

/// Warnings as they are met: numbers are, before the strings of their line are read.
fn in_order(mut warnings: Vec<Warning>) -> Vec<Warning> {
    warnings.sort_by_key(|warning| warning.at.line);
    warnings
}

fn parse_whole(source: &Source, mode: Mode, tokens: Tokens) -> Res<Parsed> {
    if source.text.contains('\0') {
        let message = "source code string cannot contain null bytes";
        return Err(SyntaxError::new(message, Position::NOWHERE));
    }
    if let Some(e) = tokens.error {
        return Err(refused(source, mode, e));
    }
    let parsed = parsed_as(mode, &source.text);
    if let Some(e) = parsed.errors().first() {
        let stopped = e.range().start().to_u32();
        if let Some(e) = unexpected_indent(source, &tokens.list, stopped) {
            return Err(e);
        }
        let strict = tokenize(&source.text, true);
        return Err(match &strict.error {
            Some(e) => token_error(source, e),
            None => diagnose(source, &strict, parsed.syntax(), e),
        });
    }
    if let Some(e) = parsed.unsupported_syntax_errors().first() {
        return Err(unsupported(source, e));
    }
    let mut lower = lower::Lower::new(source);
    lower.warn_of_numbers(tokens.warnings);
    let module = match parsed.syntax() {
        Mod::Module(m) => Module::Statements(lower.stmts(&m.body)?),
        Mod::Expression(e) => Module::Expression(Box::new(lower.expr(&e.body)?)),
    };
    Ok(Parsed {
        module,
        scopes: lower.scopes,
        warnings: in_order(lower.warnings),
    })
}

/// The one expression that a text is, if it is one.
pub(crate) fn expression(text: &str) -> Option<tree::Expr> {
    let source = Source::new(text);
    let tokens = tokenize(&source.text, false);
    if tokens.error.is_some() || source.text.contains('\0') {
        return None;
    }
    limits::check(&source, &tokens.list).ok()?;
    let parsed = parsed_as(Mode::Eval, &source.text);
    let Mod::Expression(read) = parsed.syntax() else {
        return None;
    };
    let is_good =
        parsed.errors().is_empty() && parsed.unsupported_syntax_errors().is_empty();
    let expression = || lower::Lower::new(&source).expr(&read.body).ok();
    is_good.then(expression).flatten()
}

/// The tree of a text, and what the parser library complains of.
fn parsed_as(mode: Mode, text: &str) -> ruff_python_parser::Parsed<Mod> {
    let mode = match mode {
        Mode::Eval => ruff_python_parser::Mode::Expression,
        Mode::Exec | Mode::Single => ruff_python_parser::Mode::Module,
    };
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY313);
    ruff_python_parser::parse_unchecked(text, options)
}

/// What is wrong with a source that cannot be cut into tokens to its end.
fn refused(source: &Source, mode: Mode, lenient: TokenError) -> SyntaxError {
    let mut strict = tokenize(&source.text, true);
    let mut error = strict.error.take().unwrap_or(lenient);
    if let Some(explained) = before_quote(source, mode, &error) {
        return explained;
    }
    // The parser comes to all that stands before, unless that is nested too deeply.
    let before = error.begins(source);
    let parsed = limits::check(source, &strict.list)
        .is_ok()
        .then(|| parsed_as(mode, &source.text[..before]));
    let complaint = parsed.as_ref().and_then(|p| {
        let first = p.errors().first()?;
        (first.range().start().to_usize() < before).then_some((first, p.syntax()))
    });
    let stopped = complaint.map_or(u32::MAX, |(e, _)| e.range().start().to_u32());
    if let Some(e) = unexpected_indent(source, &strict.list, stopped) {
        return e;
    }
    // A prompt has not read what the parser had no need of.
    if let Some((complaint, tree)) = complaint
        && (source.typed || !error.is_raised())
    {
        strict.close(before, error.line);
        strict.error = source.typed.then(|| error.clone());
        let explained = diagnose(source, &strict, tree, complaint);
        // The block that is missing there may follow.
        if !explained.is_missing_block() {
            return explained;
        }
    }
    if mode != Mode::Exec && error.at_end && source.text.ends_with('\\') {
        // Only to a file's last line an end is added.
        error.message =
            "unexpected character after line continuation character".to_owned();
        error.start = source.text.len() - 1;
        error.end = error.start + 1;
        error.line = source.line_count();
    }
    fields::explain(source, &strict.list, &error)
        .unwrap_or_else(|| token_error(source, &error))
}

/// What the parser stops at in the field of an f-string, if it does before it asks for
/// the quote that comes too early.
fn before_quote(
    source: &Source,
    mode: Mode,
    error: &TokenError,
) -> Option<SyntaxError> {
    let mut tokens = tokenize(&source.text, true);
    let quote = fields::quote(source, &tokens.list, error)?;
    // The parser library is shown a field that is closed.
    let text = fields::closed(source, &tokens, quote.clone());
    limits::check(source, &tokens.list).ok()?;
    let parsed = parsed_as(mode, &text);
    let stop = parsed.errors().first()?;
    let at = stop.range().start().to_usize();
    if at >= quote.start {
        return None;
    }
    tokens.close(quote.start, error.line);
    // The quote says already what is wrong with the brackets.
    tokens.open.clear();
    let mut explained = diagnose(source, &tokens, parsed.syntax(), stop);
    let two = [
        "invalid syntax. Perhaps you forgot a comma?",
        "Missing parentheses",
    ];
    if !two.iter().any(|start| explained.message.starts_with(start)) {
        let message = explained.message.as_str();
        let told = message != NEWLINE_IN_SPEC && !message.ends_with("was never closed");
        return told.then_some(explained);
    }
    // The parser has read a second expression, and the token behind it.
    let ends = tokens.list.iter().map(|t| t.end).filter(|end| *end > at);
    let is_one = |end: &usize| {
        let parsed = parsed_as(Mode::Eval, &source.text[at..*end]);
        let Mod::Expression(read) = parsed.syntax() else {
            return false;
        };
        let is_bare = |tuple: &ExprTuple| !tuple.parenthesized;
        parsed.errors().is_empty() && !read.body.as_tuple_expr().is_some_and(is_bare)
    };
    let end = ends.filter(is_one).max()?;
    let behind = source.text[end..quote.start].trim_start();
    let rest = parsed_as(Mode::Eval, &source.text[at..quote.start]);
    let stopped = rest.errors().first().map(|e| e.range().start().to_usize());
    let is_over = stopped.is_none_or(|stopped| stopped >= quote.start - at);
    if is_over && !behind.starts_with(',') {
        return None;
    }
    let end = source.position(TextRange::empty(TextSize::try_from(end).ok()?));
    explained.end_line = u32::try_from(end.line).ok()?;
    explained.end_col = Some(end.col + 1);
    Some(explained)
}

/// What is wrong with a source that parses as the one statement that `compile` takes in
/// the mode `single`: another one on a later line.
pub(crate) fn check_single(source: &str) -> Res {
    check_pairs(source, false)
}

/// The same of a source whose last statement has only begun: behind a block it is wrong
/// already.
pub(crate) fn check_begun(source: &str) -> Res {
    check_pairs(source, true)
}

fn check_pairs(source: &str, only_blocks: bool) -> Res {
    let source = Source::new(source);
    let options = ParseOptions::from(ruff_python_parser::Mode::Module);
    let parsed = ruff_python_parser::parse_unchecked(&source.text, options);
    let Mod::Module(module) = parsed.syntax() else {
        return Ok(());
    };
    for pair in module.body.windows(2) {
        let [first, second] = pair else { continue };
        let begins = |t: &&ruff_python_ast::token::Token| {
            t.start() == second.start() && !t.range().is_empty()
        };
        let word = parsed.tokens().iter().find(begins);
        let (end, next) = (
            source.position(TextRange::empty(first.end())),
            source.position(word.map_or(second.range(), |word| word.range())),
        );
        let is_block = lower::is_compound(first);
        if end.line == next.line || only_blocks && !(is_block && next.col == 0) {
            continue;
        }
        let error = if is_block {
            SyntaxError::new("invalid syntax", next)
        } else {
            let message =
                "multiple statements found while compiling a single statement";
            SyntaxError::new(message, end)
        };
        return Err(error.with_text(&source));
    }
    Ok(())
}

/// The tokens of a source that parses.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    tokenize(text, false).list
}

/// Whether a source that parses ends in a compound statement.
pub(crate) fn ends_in_block(source: &str) -> bool {
    let source = Source::new(source);
    let options = ParseOptions::from(ruff_python_parser::Mode::Module);
    let parsed = ruff_python_parser::parse_unchecked(&source.text, options);
    let Mod::Module(module) = parsed.syntax() else {
        return false;
    };
    module.body.last().is_some_and(lower::is_compound)
}
