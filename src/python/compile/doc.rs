//! Docstrings lose the indentation that all their lines share
//! (`Python/compile.c@v3.13.0#_PyCompile_CleanDoc`).

use crate::python::syntax::tree::Value;

/// The docstring as `__doc__` shows it.
pub(super) fn clean(doc: &Value) -> Value {
    let Value::Str(text) = doc else {
        return doc.clone();
    };
    let text = expand_tabs(text);
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or("");
    let rest: Vec<&str> = lines.collect();
    let indent = |l: &&str| l.len() - l.trim_start_matches(' ').len();
    let margin = rest
        .iter()
        .filter(|l| !l.trim_start_matches(' ').is_empty())
        .map(indent)
        .min();
    let mut out = first.trim_start_matches(' ').to_owned();
    for line in rest {
        out.push('\n');
        let cut = indent(&line).min(margin.unwrap_or(0));
        out.push_str(&line[cut..]);
    }
    Value::str(&out)
}

/// Tabs as blanks up to the next multiple of eight columns.
fn expand_tabs(text: &str) -> String {
    let mut out = String::new();
    let mut col = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let n = 8 - col % 8;
                out.extend(std::iter::repeat_n(' ', n));
                col += n;
            }
            c => {
                col = if matches!(c, '\n' | '\r') { 0 } else { col + 1 };
                out.push(c);
            }
        }
    }
    out
}
