//! The source as pieces of which each is needed or not: items, the members of `impl`
//! blocks, and calls of macros.

use std::collections::HashMap;
use std::ops::Range;

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, ImplItem, Item, UseTree};

use super::source::File;
use super::words::{Words, first_ident, heads};

/// A module: a file, or a part of one.
pub struct Module {
    pub path: Vec<String>,
    pub file: usize,
    pub parent: Option<usize>,
    /// The bytes of its declaration: `mod name;`, or the whole of an inline module.
    pub declared: Option<Range<usize>>,
    pub inline: bool,
    pub is_test: bool,
    pub uses: Vec<Use>,
    pub children: HashMap<String, usize>,
    pub named: HashMap<String, usize>,
    /// Names that a macro call may define.
    pub guessed: HashMap<String, usize>,
}

/// A `use` item.
pub struct Use {
    pub range: Range<usize>,
    pub leaves: Vec<Leaf>,
    pub public: Option<String>,
}

/// One name that a `use` brings in.
#[derive(Clone)]
pub struct Leaf {
    pub path: Vec<String>,
    /// The name here; `*` for all.
    pub name: String,
}

/// A piece of source that is needed or not.
pub struct Unit {
    pub module: usize,
    pub range: Range<usize>,
    pub kind: Kind,
    /// What to call it in messages.
    pub title: String,
    pub is_trait: bool,
    pub words: Words,
}

pub enum Kind {
    Item,
    Test,
    /// An inherent `impl`; its members are units of their own.
    Block {
        of: Vec<String>,
        /// The types in its angle brackets.
        about: Vec<Vec<String>>,
    },
    /// A member of an inherent `impl`.
    Member {
        block: usize,
        name: String,
    },
    /// An `impl` of a trait.
    Trait {
        of: Vec<String>,
        what: Vec<String>,
        about: Vec<Vec<String>>,
    },
    /// A macro call about a type.
    Call {
        about: Vec<String>,
    },
}

/// All pieces, and the modules they lie in.
pub struct Source {
    pub modules: Vec<Module>,
    pub units: Vec<Unit>,
    /// By the module that a macro stands in, and its name.
    pub macros: HashMap<(usize, String), usize>,
    pub by_path: HashMap<Vec<String>, usize>,
    /// Declarations of modules that were not read: by file, and bytes.
    pub gone: Vec<(usize, Range<usize>)>,
}

impl Source {
    pub fn of(files: &[File]) -> Source {
        let mut source = Source {
            modules: Vec::new(),
            units: Vec::new(),
            macros: HashMap::new(),
            by_path: HashMap::new(),
            gone: Vec::new(),
        };
        for (number, file) in files.iter().enumerate() {
            source.module(number, file.module.clone(), None, false, false);
        }
        for (number, file) in files.iter().enumerate() {
            let module = source.by_path[&file.module];
            source.items(number, module, &file.parsed.items, &file.text);
        }
        for at in 0..source.modules.len() {
            let path = source.modules[at].path.clone();
            if let Some((name, above)) = path.split_last()
                && let Some(&parent) = source.by_path.get(above)
            {
                source.modules[at].parent = Some(parent);
                source.modules[parent].children.insert(name.clone(), at);
            }
        }
        source
    }

    fn module(
        &mut self,
        file: usize,
        path: Vec<String>,
        declared: Option<Range<usize>>,
        inline: bool,
        is_test: bool,
    ) -> usize {
        self.modules.push(Module {
            path: path.clone(),
            file,
            parent: None,
            declared,
            inline,
            is_test,
            uses: Vec::new(),
            children: HashMap::new(),
            named: HashMap::new(),
            guessed: HashMap::new(),
        });
        self.by_path.insert(path, self.modules.len() - 1);
        self.modules.len() - 1
    }

    fn items(&mut self, file: usize, module: usize, items: &[Item], text: &str) {
        for item in items {
            let range = with_comments(item.span().byte_range(), text);
            let path = |name: &str| {
                let above = &self.modules[module].path;
                [above.as_slice(), &[name.to_owned()]].concat()
            };
            match item {
                Item::Mod(found) => {
                    let is_test = found.attrs.iter().any(is_cfg_test);
                    let path = path(&found.ident.to_string());
                    match &found.content {
                        Some((_, inside)) => {
                            let inner =
                                self.module(file, path, Some(range), true, is_test);
                            self.items(file, inner, inside, text);
                        }
                        None => {
                            if let Some(&inner) = self.by_path.get(&path) {
                                self.modules[inner].declared = Some(range);
                                self.modules[inner].is_test = is_test;
                            } else {
                                self.gone.push((file, range));
                            }
                        }
                    }
                }
                Item::Use(found) => {
                    let mut leaves = Vec::new();
                    flatten(&found.tree, &mut Vec::new(), &mut leaves);
                    let public = match &found.vis {
                        syn::Visibility::Inherited => None,
                        vis => Some(vis.to_token_stream().to_string().replace(' ', "")),
                    };
                    self.modules[module].uses.push(Use {
                        range,
                        leaves,
                        public,
                    });
                }
                Item::Impl(block) => self.block(module, block, range, text),
                Item::Macro(call) => self.call(module, call, range),
                other => {
                    let Some((name, attributes)) = named(other) else {
                        continue;
                    };
                    let test = attributes.iter().any(|a| a.path().is_ident("test"));
                    let kind = if test { Kind::Test } else { Kind::Item };
                    let words = Words::of(other.to_token_stream());
                    let unit = self.unit(module, range, kind, &name, words);
                    self.units[unit].is_trait = matches!(other, Item::Trait(_));
                    self.modules[module].named.insert(name, unit);
                }
            }
        }
    }

    fn unit(
        &mut self,
        module: usize,
        range: Range<usize>,
        kind: Kind,
        name: &str,
        words: Words,
    ) -> usize {
        let title = [self.modules[module].path.join("::").as_str(), name].join("::");
        self.units.push(Unit {
            module,
            range,
            kind,
            title,
            is_trait: false,
            words,
        });
        self.units.len() - 1
    }

    fn block(
        &mut self,
        module: usize,
        block: &syn::ItemImpl,
        range: Range<usize>,
        text: &str,
    ) {
        let of = type_path(&block.self_ty);
        let name = of.last().cloned().unwrap_or_default();
        let mut about = Vec::new();
        arguments(&block.self_ty, &mut about);
        if let Some((what, _)) = &block.trait_ {
            let what = segments(what);
            let words = Words::of(block.to_token_stream());
            let title = format!("{name}::{}", what.join("::"));
            self.unit(
                module,
                range,
                Kind::Trait { of, what, about },
                &title,
                words,
            );
            return;
        }
        let mut head = block.clone();
        head.items.clear();
        let words = Words::of(head.to_token_stream());
        let owner = self.unit(module, range, Kind::Block { of, about }, &name, words);
        for item in &block.items {
            let member = match item {
                ImplItem::Fn(found) => found.sig.ident.to_string(),
                ImplItem::Const(found) => found.ident.to_string(),
                _ => continue,
            };
            let kind = Kind::Member {
                block: owner,
                name: member.clone(),
            };
            let range = with_comments(item.span().byte_range(), text);
            let title = format!("{name}::{member}");
            let words = Words::of(item.to_token_stream());
            self.unit(module, range, kind, &title, words);
        }
    }

    fn call(&mut self, module: usize, call: &syn::ItemMacro, range: Range<usize>) {
        if let Some(name) = &call.ident {
            let name = name.to_string();
            let words = Words::of(call.to_token_stream());
            let unit = self.unit(module, range, Kind::Item, &name, words);
            self.macros.insert((module, name), unit);
            return;
        }
        let name = call
            .mac
            .path
            .segments
            .last()
            .map(|last| last.ident.to_string());
        let name = name.unwrap_or_default();
        let words = Words::of(call.to_token_stream());
        let first = first_ident(call.mac.tokens.clone());
        let about = match name.as_str() {
            "py_struct" | "room" => first.into_iter().collect(),
            "own_slots" => vec!["PyTypeObject".to_owned()],
            _ => Vec::new(),
        };
        let kind = match about.is_empty() {
            true => Kind::Item,
            false => Kind::Call { about },
        };
        let defines = match name.as_str() {
            "builtins" => vec!["Builtin".to_owned()],
            "all_slots" => vec!["Slots".to_owned()],
            _ => heads(call.mac.tokens.clone()),
        };
        let is_call = matches!(kind, Kind::Call { .. });
        let unit = self.unit(module, range, kind, &format!("{name}!"), words);
        if !is_call {
            for name in defines {
                self.modules[module].guessed.entry(name).or_insert(unit);
            }
        }
    }
}

/// The bytes of an item, with the comments right before it.
fn with_comments(range: Range<usize>, text: &str) -> Range<usize> {
    let mut start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    if !text[start..range.start].trim().is_empty() {
        return range;
    }
    loop {
        let above = text[..start.saturating_sub(1)]
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let line = text[above..start].trim();
        if start == 0 || !line.starts_with("//") || line.starts_with("//!") {
            return start..range.end;
        }
        start = above;
    }
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.to_token_stream().to_string().contains("test")
}

fn named(item: &Item) -> Option<(String, &[Attribute])> {
    let (name, attributes) = match item {
        Item::Const(found) => (&found.ident, &found.attrs),
        Item::Enum(found) => (&found.ident, &found.attrs),
        Item::Fn(found) => (&found.sig.ident, &found.attrs),
        Item::Static(found) => (&found.ident, &found.attrs),
        Item::Struct(found) => (&found.ident, &found.attrs),
        Item::Trait(found) => (&found.ident, &found.attrs),
        Item::Type(found) => (&found.ident, &found.attrs),
        Item::Union(found) => (&found.ident, &found.attrs),
        _ => return None,
    };
    Some((name.to_string(), attributes))
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|part| part.ident.to_string())
        .collect()
}

fn type_path(ty: &syn::Type) -> Vec<String> {
    match ty {
        syn::Type::Path(path) => segments(&path.path),
        syn::Type::Reference(reference) => type_path(&reference.elem),
        _ => Vec::new(),
    }
}

/// The types in the angle brackets of a type.
fn arguments(ty: &syn::Type, found: &mut Vec<Vec<String>>) {
    let syn::Type::Path(path) = ty else {
        return;
    };
    for segment in &path.path.segments {
        let syn::PathArguments::AngleBracketed(list) = &segment.arguments else {
            continue;
        };
        for argument in &list.args {
            if let syn::GenericArgument::Type(ty) = argument {
                found.push(type_path(ty));
            }
        }
    }
}

fn flatten(tree: &UseTree, above: &mut Vec<String>, leaves: &mut Vec<Leaf>) {
    let leaf = |above: &[String], last: String, name: String| {
        let mut path = above.to_vec();
        // `use a::b::{self, c}` brings in b.
        if last != "self" {
            path.push(last);
        }
        let name = match name.as_str() {
            "self" => path.last().cloned().unwrap_or_default(),
            _ => name,
        };
        Leaf { path, name }
    };
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.to_string());
            flatten(&path.tree, above, leaves);
            above.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            leaves.push(leaf(above, name.clone(), name));
        }
        UseTree::Rename(renamed) => {
            let (from, to) = (renamed.ident.to_string(), renamed.rename.to_string());
            leaves.push(leaf(above, from, to));
        }
        UseTree::Glob(_) => leaves.push(Leaf {
            path: above.clone(),
            name: "*".to_owned(),
        }),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, above, leaves);
            }
        }
    }
}
