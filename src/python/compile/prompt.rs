//! Entries at a prompt: whether what was typed is whole (`Lib/codeop.py@v3.13.0`).

use super::{Mode, Options, SyntaxError, compile};
use crate::python::unit::Unit;

/// Compiles what was typed at a prompt so far, or says (`None`) that more is to come.
///
/// Lines are joined by `\n`; an empty last line ends a compound statement, as at
/// CPython's prompt. A line of blanks does not, and no other statement may follow on the
/// next line.
///
/// # Errors
///
/// As [`compile`], for what no further line could mend.
///
/// # Examples
///
/// ```
/// use pyobject::python::compile::{Options, compile_input};
///
/// let typed = |text| compile_input(text, Options::default());
/// assert!(typed("x = 1")?.is_some());
/// assert!(typed("if x:")?.is_none());
/// assert!(typed("if x:\n    y")?.is_none());
/// assert!(typed("if x:\n    y\n    ")?.is_none());
/// assert!(typed("if x:\n    y\n")?.is_some());
/// assert!(typed("if x: y")?.is_none());
/// assert!(typed("if x: y\nz").is_err());
/// assert!(typed("x = 'one \\")?.is_none());
/// assert!(typed("def f(x, x): y")?.is_none());
/// assert!(typed("x = (1,")?.is_none());
/// assert!(typed("@cached")?.is_none());
/// assert!(typed("x = )").is_err());
/// assert!(typed("x = [1,\n2\n3").is_err());
/// assert!(typed("with x:\n").is_err());
/// assert!(typed("if x: y\nif z:").is_err());
/// assert!(typed("if x: y\n(1,").is_err());
/// assert!(typed("f'{x#}'")?.is_none());
/// assert!(typed(r"'it\'").is_err());
/// # Ok::<(), pyobject::python::compile::SyntaxError>(())
/// ```
pub fn compile_input(
    source: &str,
    options: Options,
) -> Result<Option<Unit>, SyntaxError> {
    // Each line has its end; an empty one ends what is in no bracket and no string.
    let has_ended = source.ends_with('\n');
    match compile(&format!("{source}\n"), Mode::Single, options) {
        Ok(_) if awaits_blank_line(source) => {
            crate::python::syntax::check_begun(source).map(|()| None)
        }
        Ok(unit) => crate::python::syntax::check_single(source).map(|()| Some(unit)),
        Err(e) if e.incomplete && !(has_ended && e.ends_with_a_line()) => {
            crate::python::syntax::check_begun(source).map(|()| None)
        }
        // What parses, and is wrong nevertheless, is told when the block has ended.
        Err(e) if e.parsed && awaits_blank_line(source) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Whether a compound statement was typed whose end no blank line marks yet.
fn awaits_blank_line(source: &str) -> bool {
    let last = source.rsplit('\n').next().unwrap_or_default();
    !last.is_empty() && crate::python::syntax::ends_in_block(source)
}
