//! The runtime's source as text that a crate without Python can use: what other builds
//! have is cut away, and so are the parts of type tables that only programs ask for.

use std::fs;
use std::ops::Range;
use std::path::Path;

use super::patch::Patch;
use pyobject::check::files_below;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Meta, Token};

/// A file of `src/`.
pub struct File {
    /// Its name under the repository.
    pub name: String,
    /// The module that it is.
    pub module: Vec<String>,
    /// Its text, cut.
    pub text: String,
    /// The text, parsed.
    pub parsed: syn::File,
}

/// Modules of floors that no chapter's crate has.
pub const UPPER: [&str; 7] = [
    "python", "lens", "check", "main", "draw", "eject", "handout",
];

/// Reads all files of `src/` but those of the upper floors.
pub fn read(
    root: &Path,
    slots: &[&str],
    parts: &[&str],
    patches: &[Patch],
) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    let src = root.join("src");
    for path in files_below(&src, "rs") {
        let below = path.strip_prefix(&src).unwrap_or(&path);
        let below = below.to_string_lossy().replace('\\', "/");
        let module = module_of(&below);
        if module
            .first()
            .is_some_and(|top| UPPER.contains(&top.as_str()))
        {
            continue;
        }
        let name = format!("src/{below}");
        let wrong = |why: String| format!("{name}: {why}");
        let mut text =
            fs::read_to_string(&path).map_err(|why| wrong(why.to_string()))?;
        for patch in patches {
            text = patch.apply(&below, &text).map_err(wrong)?;
        }
        let parse =
            |text: &str| syn::parse_file(text).map_err(|why| wrong(why.to_string()));
        let of_file = |slot: &&str| match slot.split_once('.') {
            Some((table, _)) => module.last().is_some_and(|last| last == table),
            None => true,
        };
        let slots = slots.iter().copied().filter(of_file);
        let mut cutter = Cutter {
            slots: slots
                .map(|slot| slot.rsplit('.').next().unwrap_or(slot))
                .collect(),
            parts,
            cuts: Vec::new(),
        };
        cutter.visit_file(&parse(&text)?);
        let cuts = cutter.cuts.into_iter().map(|range| (range, String::new()));
        let text = edit(&text, cuts.collect());
        files.push(file(&name, text)?);
    }
    Ok(files)
}

/// A file of this name under the repository.
pub fn file(name: &str, text: String) -> Result<File, String> {
    let parsed = syn::parse_file(&text)
        .map_err(|why| format!("{name}:{}: {why}", why.span().start().line))?;
    Ok(File {
        name: name.to_owned(),
        module: module_of(name.trim_start_matches("src/")),
        text,
        parsed,
    })
}

/// `objects/list.rs` is `objects::list`, `memory/mod.rs` is `memory`.
fn module_of(below: &str) -> Vec<String> {
    let stem = below.trim_end_matches(".rs");
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    match stem {
        "lib" => Vec::new(),
        stem => stem.split('/').map(str::to_owned).collect(),
    }
}

/// A piece of a text and what stands there instead.
pub type Edit = (Range<usize>, String);

/// A text with edits made, and without the lines that become empty by that. Of edits
/// within others, the outer one is made.
pub fn edit(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let alone_before = text[line..range.start].trim().is_empty();
        let line_end = text[range.end..]
            .find('\n')
            .map_or(text.len(), |end| range.end + end + 1);
        let alone_after = text[range.end..line_end].trim().is_empty();
        let (start, end) = match alone_before && alone_after && new.is_empty() {
            true => (line.max(at), line_end),
            false => (range.start, range.end),
        };
        out.push_str(&text[at..start]);
        out.push_str(&new);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// Finds what is cut.
struct Cutter<'a> {
    /// The slots that type tables keep.
    slots: Vec<&'a str>,
    /// The parts of a bare runtime that the crate has.
    parts: &'a [&'a str],
    cuts: Vec<Range<usize>>,
}

/// What these attributes' conditions are in a chapter's crate; `None` where the compiler
/// decides.
fn holds(meta: &Meta) -> Option<bool> {
    match meta {
        Meta::Path(path) if path.is_ident("unix") => Some(false),
        Meta::Path(path) if path.is_ident("asan") || path.is_ident("fuzzing") => {
            Some(false)
        }
        Meta::Path(_) => None,
        Meta::NameValue(pair) if pair.path.is_ident("feature") => Some(false),
        Meta::NameValue(pair) => {
            let value = pair.value.to_token_stream().to_string();
            // What is so on the reader's page.
            [
                ("target_pointer_width", "\"32\""),
                ("target_arch", "\"wasm32\""),
            ]
            .iter()
            .any(|(name, there)| pair.path.is_ident(name) && value == *there)
            .then_some(false)
        }
        Meta::List(list) => {
            let parse = Punctuated::<Meta, Token![,]>::parse_terminated;
            let parts: Vec<Option<bool>> = list
                .parse_args_with(parse)
                .ok()?
                .iter()
                .map(holds)
                .collect();
            match list.path.get_ident()?.to_string().as_str() {
                "not" => parts.first()?.map(|held| !held),
                "all" if parts.contains(&Some(false)) => Some(false),
                "all" if parts.iter().all(|part| *part == Some(true)) => Some(true),
                "any" if parts.contains(&Some(true)) => Some(true),
                "any" if parts.iter().all(|part| *part == Some(false)) => Some(false),
                // `all(unix, not(miri), not(asan))` and its opposite are decided above.
                _ => None,
            }
        }
    }
}

impl Cutter<'_> {
    /// Cuts a node whose condition does not hold. Where it holds, the condition goes.
    fn judge(&mut self, attributes: &[Attribute], whole: Range<usize>) -> bool {
        for attribute in attributes.iter().filter(|a| a.path().is_ident("cfg")) {
            match attribute.parse_args::<Meta>().ok().as_ref().and_then(holds) {
                Some(false) => {
                    self.cuts.push(whole);
                    return true;
                }
                Some(true) => self.cuts.push(attribute.span().byte_range()),
                None => {}
            }
        }
        false
    }

    /// Cuts the parts of a bare runtime that the crate does not have.
    fn choose_parts(&mut self, table: &Expr) {
        let Expr::Reference(reference) = table else {
            return;
        };
        let Expr::Array(parts) = &*reference.expr else {
            return;
        };
        for pair in parts.elems.pairs() {
            let text = pair.value().to_token_stream().to_string();
            if !self
                .parts
                .iter()
                .any(|name| text.contains(&format!("\"{name}\"")))
            {
                let end = pair
                    .punct()
                    .map_or(pair.value().span(), |comma| comma.span());
                let start = pair.value().span().byte_range().start;
                self.cuts.push(start..end.byte_range().end);
            }
        }
    }

    /// Cuts fields of a struct expression, each with its comma.
    fn fields(&mut self, literal: &syn::ExprStruct, keep: impl Fn(&str) -> bool) {
        let after: Vec<usize> = literal
            .fields
            .pairs()
            .map(|pair| match pair {
                syn::punctuated::Pair::Punctuated(_, comma) => {
                    comma.span().byte_range().end
                }
                syn::punctuated::Pair::End(field) => field.span().byte_range().end,
            })
            .collect();
        for (field, end) in literal.fields.iter().zip(after) {
            let name = field.member.to_token_stream().to_string();
            if !keep(&name) {
                self.cuts.push(field.span().byte_range().start..end);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Cutter<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes: &[Attribute] = match item {
            syn::Item::Const(it) => &it.attrs,
            syn::Item::Fn(it) => &it.attrs,
            syn::Item::Impl(it) => &it.attrs,
            syn::Item::Mod(it) => &it.attrs,
            syn::Item::Static(it) => &it.attrs,
            syn::Item::Struct(it) => &it.attrs,
            syn::Item::Use(it) => &it.attrs,
            _ => &[],
        };
        if let syn::Item::Static(table) = item
            && table.ident == "PARTS"
        {
            self.choose_parts(&table.expr);
        }
        if !self.judge(attributes, item.span().byte_range()) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !self.judge(&item.attrs, item.span().byte_range()) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_fields_named(&mut self, fields: &'ast syn::FieldsNamed) {
        for pair in fields.named.pairs() {
            let field = pair.value();
            let end = pair.punct().map_or(field.span(), |comma| comma.span());
            let whole = field.span().byte_range().start..end.byte_range().end;
            self.judge(&field.attrs, whole);
        }
    }

    fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
        for pair in literal.fields.pairs() {
            let field = pair.value();
            let end = pair.punct().map_or(field.span(), |comma| comma.span());
            let whole = field.span().byte_range().start..end.byte_range().end;
            self.judge(&field.attrs, whole);
        }
        let slots = self.slots.clone();
        match literal.path.get_ident().map(ToString::to_string).as_deref() {
            // A type made of nothing names each field.
            Some("TypeSpec") if literal.rest.is_some() => {
                self.fields(literal, |name| {
                    !["methods", "getset", "members", "doc"].contains(&name)
                });
            }
            Some("Slots") if literal.rest.is_some() => {
                self.fields(literal, |name| slots.contains(&name));
            }
            _ => {}
        }
        visit::visit_expr_struct(self, literal);
    }

    fn visit_stmt(&mut self, statement: &'ast syn::Stmt) {
        let attributes: &[Attribute] = match statement {
            syn::Stmt::Local(local) => &local.attrs,
            syn::Stmt::Macro(call) => &call.attrs,
            syn::Stmt::Expr(Expr::Block(block), _) => &block.attrs,
            syn::Stmt::Expr(Expr::If(expression), _) => &expression.attrs,
            syn::Stmt::Expr(Expr::Call(call), _) => &call.attrs,
            syn::Stmt::Expr(Expr::MethodCall(call), _) => &call.attrs,
            syn::Stmt::Expr(Expr::Unsafe(block), _) => &block.attrs,
            _ => &[],
        };
        if !self.judge(attributes, statement.span().byte_range()) {
            visit::visit_stmt(self, statement);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_of(text: &str) -> String {
        let mut cutter = Cutter {
            slots: vec!["tp_hash"],
            parts: &["int"],
            cuts: Vec::new(),
        };
        cutter.visit_file(&syn::parse_file(text).expect("Rust"));
        let cuts = cutter.cuts.into_iter().map(|range| (range, String::new()));
        edit(text, cuts.collect())
    }

    #[test]
    fn other_builds_are_cut_away() {
        let text = "#[cfg(feature = \"x\")]\nfn a() {}\n#[cfg(not(feature = \"x\"))]\n\
                    fn b() {}\n#[cfg(all(unix, not(miri)))]\nmod c {}\n\
                    #[cfg(not(all(unix, not(miri))))]\nmod d {}\n#[cfg(test)]\nmod e {}\n";
        assert_eq!(
            cut_of(text),
            "fn b() {}\nmod d {}\n#[cfg(test)]\nmod e {}\n"
        );
    }

    #[test]
    fn a_type_table_keeps_the_slots_of_the_crate() {
        let text = "static T: TypeSpec = TypeSpec {\n    name: \"x\",\n    slots: Slots {\n        \
                    tp_hash: Some(hash),\n        tp_repr: Some(repr),\n        ..Slots::EMPTY\n    \
                    },\n    methods: METHODS,\n    ..TypeSpec::PLAIN\n};\n";
        let cut = cut_of(text);
        assert!(cut.contains("tp_hash") && cut.contains("name"), "{cut}");
        assert!(
            !cut.contains("tp_repr") && !cut.contains("METHODS"),
            "{cut}"
        );
    }

    #[test]
    fn only_the_parts_of_the_crate_are_started() {
        let text = "static PARTS: &[Part] = &[\n    Part { name: \"int\" },\n    \
                    Part { name: \"str\" },\n];\n";
        assert!(cut_of(text).contains("int") && !cut_of(text).contains("str"));
    }
}
