//! Where the source needs other words to do without Python.

use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::Visit;

use super::source::edit;

/// A change of the source for crates without Python.
pub enum Patch {
    /// Other words in a file below `src/`.
    Words {
        file: &'static str,
        from: &'static str,
        to: &'static str,
    },
    /// Another body for a function of a file, whatever its own is.
    Body {
        file: &'static str,
        function: &'static str,
        body: &'static str,
    },
}

impl Patch {
    /// Whether it changes this module, or a part of it.
    pub fn is_of(&self, module: &str) -> bool {
        let (Patch::Words { file, .. } | Patch::Body { file, .. }) = self;
        let rest = file.strip_prefix(module);
        rest.is_some_and(|rest| rest.starts_with(['.', '/']))
    }

    /// Makes the change in the text of a file, if it is that file's.
    pub fn apply(&self, below: &str, text: &str) -> Result<String, String> {
        match self {
            Patch::Words { file, from, to } if *file == below => {
                match text.contains(from) {
                    true => Ok(text.replacen(from, to, 1)),
                    false => Err(format!("there is no {from:?} to change")),
                }
            }
            Patch::Body {
                file,
                function,
                body,
            } if *file == below => {
                let parsed = syn::parse_file(text).map_err(|why| why.to_string())?;
                let mut finder = Finder {
                    function,
                    found: None,
                };
                finder.visit_file(&parsed);
                let range = finder.found.ok_or(format!("there is no fn {function}"))?;
                let new = format!("{{\n{body}\n    }}");
                Ok(edit(text, vec![(range, new)]))
            }
            _ => Ok(text.to_owned()),
        }
    }
}

/// Finds the body of a function.
struct Finder<'a> {
    function: &'a str,
    found: Option<Range<usize>>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if item.sig.ident == self.function {
            self.found = Some(item.block.span().byte_range());
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if item.sig.ident == self.function {
            self.found = Some(item.block.span().byte_range());
        }
    }
}
