//! From a syntax tree to code (`Python/compile.c@v3.13.0`).
//!
//! The tree is walked once; each function, class and generator expression opens a
//! [`scope::Frame`] in which its instructions are written down, and closes it into a
//! [`CodeUnit`]. What is emitted, and in which order, is CPython's: the number of values
//! that stand on the stack while a line runs is part of what the book shows.

mod call;
mod checks;
mod class;
mod comprehension;
mod consts;
mod control;
mod dis;
mod doc;
mod emit;
mod except;
mod expr;
mod flow;
mod function;
mod future;
mod import;
mod name;
mod pattern;
mod pattern_or;
mod prompt;
mod scope;
mod sequence;
mod stmt;
#[cfg(test)]
mod tests;
mod type_params;
mod with;

pub use super::syntax::{ErrorKind, Mode, SyntaxError};
pub use dis::dis;
pub use prompt::compile_input;

use super::fold::fold;
use super::symtable::{SymbolTable, TOP};
use super::syntax::tree::Module;
use super::syntax::{self, Parsed, Res, Source};
use super::unit::{CO_FUTURE_ANNOTATIONS, Position, Unit, Warning};
use consts::Consts;
use scope::{Frame, FrameKind};

/// How a source is compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// As if the source began with `from __future__ import annotations`: at a prompt,
    /// what an earlier input imported holds for later ones.
    pub future_annotations: bool,
    /// Whether each statement shall announce itself, and the number that counts before
    /// the source's first line: the announcement carries the sum.
    pub announce: Option<u32>,
    /// `optimize` of `compile`: from 1 on without `assert`, from 2 on without docstrings.
    pub optimize: u8,
    /// Whether the source was typed at a prompt, which reads no line that it has no need
    /// of: a mistake is told before it is known which brackets stay open.
    pub typed: bool,
}

/// Compiles a source.
///
/// # Errors
///
/// What CPython 3.13 raises for the source, in its words; or that `async def`, which this
/// compiler leaves out, is not supported.
///
/// # Examples
///
/// ```
/// use pyobject::python::compile::{Mode, Options, compile};
///
/// let unit = compile("a = 'x'; b = 'x'", Mode::Exec, Options::default())?;
/// assert_eq!(unit.consts.len(), 3); // 'x', None, and the tuple of the two
/// # Ok::<(), pyobject::python::compile::SyntaxError>(())
/// ```
pub fn compile(
    source: &str,
    mode: Mode,
    options: Options,
) -> Result<Unit, SyntaxError> {
    let mut source = Source::new(source);
    source.typed = options.typed;
    let parsed = syntax::parse(&source, mode).map_err(|e| {
        let error = e.with_text(&source);
        match mode {
            Mode::Exec => error,
            Mode::Eval | Mode::Single => error.given_so(&source),
        }
    })?;
    let read = parsed.warnings.clone();
    run(parsed, mode, options).map_err(|mut e| {
        if e.warnings.is_empty() {
            e.warnings = read;
        }
        e.in_parsed(&source)
    })
}

/// Computes in a tree what is computed while compiling.
pub(crate) fn fold_parsed(parsed: &mut Parsed, debug: bool) {
    let future = future::scan(&parsed.module);
    let as_text = future.is_ok_and(|future| future.annotations);
    fold(&mut parsed.module, as_text, debug);
}

fn run(mut parsed: Parsed, mode: Mode, options: Options) -> Result<Unit, SyntaxError> {
    let future = future::scan(&parsed.module)?;
    let future_annotations = future.annotations || options.future_annotations;
    fold(
        &mut parsed.module,
        future_annotations,
        options.optimize == 0,
    );
    let table = SymbolTable::build(&parsed.module, parsed.scopes, future_annotations)?;
    let mut compiler = Compiler {
        table,
        consts: Consts::default(),
        stack: Vec::new(),
        interactive: mode == Mode::Single,
        future_annotations,
        announce: options.announce,
        optimize: options.optimize,
        future_end: future.last,
        warnings: parsed.warnings,
    };
    let top = match compiler.module(&parsed.module) {
        Ok(top) => top,
        Err(mut error) => {
            error.warnings = compiler.warnings;
            return Err(error);
        }
    };
    let unit = compiler.consts.finish(top);
    Ok(Unit {
        warnings: compiler.warnings,
        ..unit
    })
}

/// A unit on its way.
pub(crate) struct Compiler<'a> {
    table: SymbolTable,
    consts: Consts,
    /// The codes that are being written, the innermost last.
    stack: Vec<Frame<'a>>,
    interactive: bool,
    future_annotations: bool,
    announce: Option<u32>,
    optimize: u8,
    /// Where the last `from __future__ import` stands that may.
    future_end: Position,
    warnings: Vec<Warning>,
}

impl<'a> Compiler<'a> {
    fn module(&mut self, module: &'a Module) -> Res<usize> {
        let name = "<module>".into();
        self.enter(name, FrameKind::Module, TOP, 1);
        match module {
            Module::Statements(body) if self.interactive => {
                if stmt::has_annotations(body) {
                    let loc = Position {
                        line: 1,
                        end_line: 1,
                        col: 0,
                        end_col: 0,
                    };
                    self.op(loc, crate::python::opcode::Op::SetupAnnotations);
                }
                self.stmts(body)?;
                Ok(self.finish(true))
            }
            Module::Statements(body) => {
                let loc = Position {
                    line: 1,
                    end_line: 1,
                    col: 0,
                    end_col: 0,
                };
                self.body(loc, body)?;
                Ok(self.finish(true))
            }
            Module::Expression(e) => {
                self.expr(e)?;
                Ok(self.finish(false))
            }
        }
    }

    fn error<T>(&self, message: impl Into<String>, at: Position) -> Res<T> {
        Err(SyntaxError::new(message, at))
    }

    fn flags(&self) -> u32 {
        if self.future_annotations {
            CO_FUTURE_ANNOTATIONS
        } else {
            0
        }
    }
}
