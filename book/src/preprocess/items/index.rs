//! Every named item of `src/`, read with `syn`.

use std::fs;
use std::path::Path;

use pyobject::check::files_below;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, ImplItem, Item, TraitItem, Type};

use super::{nearest, parts};

/// One item, or a part of one, and where it stands.
#[derive(Clone)]
pub struct Entry {
    /// The modules it lies in, the type it belongs to, and its name.
    pub path: Vec<String>,
    /// The name of the part, if this is one.
    pub part: Option<String>,
    /// Its file, under the repository.
    pub file: String,
    /// Its first and last line, counted from 1, without its doc comment.
    pub lines: (usize, usize),
    /// Those lines, moved to the left margin.
    pub source: String,
}

impl Entry {
    /// The item's path as it is written.
    pub fn name(&self) -> String {
        self.path.join("::")
    }

    /// How a chapter calls it.
    pub fn called(&self) -> String {
        let part = self.part.iter().map(|part| format!("#{part}"));
        self.name() + &part.collect::<String>()
    }
}

/// What can be shown, and what can be run.
#[derive(Default)]
pub struct Index {
    /// In order of file, and there of line.
    pub entries: Vec<Entry>,
    /// The paths of all tests.
    pub tests: Vec<String>,
}

impl Index {
    /// Reads every file of `src/`, and the tests beside it.
    pub fn read(root: &Path) -> Result<Index, String> {
        let mut index = Index::default();
        for file in ["src", "tests"]
            .iter()
            .flat_map(|name| files_below(&root.join(name), "rs"))
        {
            let name = file.strip_prefix(root).unwrap_or(&file);
            let path = modules(name);
            let name = name.display().to_string();
            let text =
                fs::read_to_string(&file).map_err(|why| format!("{name}: {why}"))?;
            let parsed = syn::parse_file(&text)
                .map_err(|why| format!("{name}:{}: {why}", why.span().start().line))?;
            let lines: Vec<&str> = text.lines().collect();
            let mut reader = Reader {
                index: &mut index,
                file: &name,
                lines: &lines,
                path,
            };
            reader.items(&parsed.items);
        }
        Ok(index)
    }

    /// The item at this path, or the part of it that is named after a `#`.
    pub fn find(&self, called: &str) -> Result<Entry, String> {
        match called.split_once('#') {
            None => self.item(called).cloned(),
            Some((path, part)) => parts::part(self.item(path)?, part.trim()),
        }
    }

    /// The item at this path. Modules after the first may be left out where that
    /// names one item only.
    fn item(&self, path: &str) -> Result<&Entry, String> {
        let wanted: Vec<&str> = path.split("::").map(str::trim).collect();
        let all = self.entries.iter();
        let mut found: Vec<&Entry> =
            all.clone().filter(|entry| entry.path == wanted).collect();
        if found.is_empty() {
            found = all
                .clone()
                .filter(|entry| loosely(&entry.path, &wanted))
                .collect();
        }
        match found[..] {
            [entry] => Ok(entry),
            [] => {
                let names: Vec<String> = all.map(Entry::name).collect();
                let near = nearest(path, names.iter().map(String::as_str));
                Err(format!("src/ has no item `{path}`{near}"))
            }
            _ => {
                let places = found.iter().map(|e| format!("{} ({})", e.name(), e.file));
                let places: Vec<String> = places.collect();
                Err(format!(
                    "`{path}` names several items: {}",
                    places.join(", ")
                ))
            }
        }
    }
}

/// Whether `wanted` is `path` with modules after the first left out.
fn loosely(path: &[String], wanted: &[&str]) -> bool {
    let Some((first, rest)) = wanted.split_first() else {
        return false;
    };
    path.first().is_some_and(|start| start == first)
        && path.len() > rest.len()
        && path[path.len() - rest.len()..] == *rest
}

/// The module path of a file: `src/objects/list.rs` is `objects::list`.
fn modules(file: &Path) -> Vec<String> {
    let stem = file.with_extension("");
    let parts = stem.components().skip(1);
    let mut path: Vec<String> = parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if path
        .last()
        .is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str()))
    {
        path.pop();
    }
    path
}

/// Reads one file into the index.
struct Reader<'a> {
    index: &'a mut Index,
    file: &'a str,
    lines: &'a [&'a str],
    path: Vec<String>,
}

impl Reader<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.path.push(module.ident.to_string());
                        self.items(items);
                        self.path.pop();
                    }
                }
                Item::Fn(function) => {
                    let name = function.sig.ident.to_string();
                    if function.attrs.iter().any(|a| a.path().is_ident("test")) {
                        let path = [&self.path[..], &[name]].concat();
                        self.index.tests.push(path.join("::"));
                    } else {
                        self.add(&[name], &function.attrs, item);
                    }
                }
                Item::Impl(block) => self.implementation(block, item),
                Item::Trait(found) => {
                    let name = found.ident.to_string();
                    self.add(std::slice::from_ref(&name), &found.attrs, item);
                    for inner in &found.items {
                        if let TraitItem::Fn(function) = inner {
                            let method = function.sig.ident.to_string();
                            self.add(&[name.clone(), method], &function.attrs, inner);
                        }
                    }
                }
                other => {
                    if let Some((name, attributes)) = named(other) {
                        self.add(&[name], attributes, item);
                    }
                }
            }
        }
    }

    /// An `impl` block: its methods by `Type::method`, an implementation of a
    /// trait also by `Type::Trait`.
    fn implementation(&mut self, block: &syn::ItemImpl, item: &Item) {
        let Type::Path(of) = &*block.self_ty else {
            return;
        };
        let Some(last) = of.path.segments.last() else {
            return;
        };
        let name = last.ident.to_string();
        if let Some(path) = trait_name(block) {
            self.add(&[name.clone(), path], &block.attrs, item);
        }
        for inner in &block.items {
            let (method, attributes) = match inner {
                ImplItem::Fn(found) => (found.sig.ident.to_string(), &found.attrs),
                ImplItem::Const(found) => (found.ident.to_string(), &found.attrs),
                _ => continue,
            };
            self.add(&[name.clone(), method], attributes, inner);
        }
    }

    /// Adds an item under the current module.
    fn add(&mut self, name: &[String], attributes: &[Attribute], item: &impl ToTokens) {
        let docs = attributes.iter().filter(|a| a.path().is_ident("doc"));
        let last_doc = docs.map(|a| a.span().end().line).max().unwrap_or(0);
        let spans = item.to_token_stream().into_iter().map(|token| token.span());
        let (mut first, mut last) = (usize::MAX, 0);
        for span in spans.filter(|span| span.start().line > last_doc) {
            first = first.min(span.start().line);
            last = last.max(span.end().line);
        }
        if first <= last {
            self.index.entries.push(Entry {
                path: [&self.path[..], name].concat(),
                part: None,
                file: self.file.to_owned(),
                lines: (first, last),
                source: unindent(&self.lines[first - 1..last]),
            });
        }
    }
}

/// The last word of the trait that a block implements.
fn trait_name(block: &syn::ItemImpl) -> Option<String> {
    let (path, _) = block.trait_.as_ref()?;
    Some(path.segments.last()?.ident.to_string())
}

/// The name and attributes of the simpler kinds of item.
fn named(item: &Item) -> Option<(String, &[Attribute])> {
    let (name, attributes) = match item {
        Item::Const(found) => (&found.ident, &found.attrs),
        Item::Enum(found) => (&found.ident, &found.attrs),
        Item::Macro(found) => (found.ident.as_ref()?, &found.attrs),
        Item::Static(found) => (&found.ident, &found.attrs),
        Item::Struct(found) => (&found.ident, &found.attrs),
        Item::Type(found) => (&found.ident, &found.attrs),
        Item::Union(found) => (&found.ident, &found.attrs),
        _ => return None,
    };
    Some((name.to_string(), attributes))
}

/// Lines without the indentation that they share.
pub fn unindent(lines: &[&str]) -> String {
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let shared = full
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let cut = lines
        .iter()
        .map(|line| line.get(shared..).unwrap_or_default());
    cut.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Index {
        let mut index = Index::default();
        let parsed = syn::parse_file(text).expect("it parses");
        let lines: Vec<&str> = text.lines().collect();
        let path = vec!["m".to_owned(), "inner".to_owned()];
        let file = "src/m/inner.rs";
        Reader {
            index: &mut index,
            file,
            lines: &lines,
            path,
        }
        .items(&parsed.items);
        index
    }

    #[test]
    fn an_item_is_found_without_its_doc_comment() {
        let text =
            "/// Docs.\n#[repr(C)]\npub struct A {\n    /// kept\n    x: u8,\n}\n";
        let index = read(text);
        let entry = index.find("m::A").expect("found");
        assert_eq!(entry.lines, (2, 6));
        assert!(entry.source.starts_with("#[repr(C)]\npub struct A"));
        assert!(entry.source.contains("/// kept"));
    }

    #[test]
    fn a_method_is_moved_to_the_margin() {
        let index = read("struct A;\nimpl A {\n    fn f() {\n        g();\n    }\n}\n");
        let entry = index.find("m::inner::A::f").expect("found");
        assert_eq!(entry.source, "fn f() {\n    g();\n}\n");
    }

    #[test]
    fn an_unknown_item_names_its_neighbours() {
        let index = read("struct Namespace;\n");
        let error = index.find("m::Namespaces").err().expect("unknown");
        assert!(error.contains("`m::inner::Namespace`"), "{error}");
    }
}
