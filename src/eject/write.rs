//! What is needed of the source, as the files of a crate.

use std::collections::{BTreeMap, HashSet};

use super::reach::Needed;
use super::resolve::Target;
use super::source::{Edit, File, edit};
use super::units::{Kind, Leaf, Module, Source, Use};

/// Traits that are used without being named.
const UNNAMED: [&str; 4] = ["Hasher", "Write", "Read", "ToTokens"];

/// The files by name, each with its text.
pub fn files(
    files: &[File],
    source: &Source,
    needed: &Needed,
) -> BTreeMap<String, String> {
    let kept = Kept::of(source, needed);
    let mut written = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        let root = source
            .modules
            .iter()
            .position(|m| m.file == number && !m.inline);
        if !root.is_some_and(|root| kept.modules[root]) {
            continue;
        }
        let mut edits: Vec<Edit> = Vec::new();
        let nothing = String::new;
        for (at, module) in source.modules.iter().enumerate() {
            if module.file == number && module.inline && !kept.modules[at] {
                edits.extend(module.declared.clone().map(|range| (range, nothing())));
            }
            // Files that are modules of this one.
            let declared_here = module
                .parent
                .is_some_and(|parent| source.modules[parent].file == number);
            if module.file != number && declared_here && !kept.modules[at] {
                edits.extend(module.declared.clone().map(|range| (range, nothing())));
            }
            if module.file == number && kept.modules[at] {
                for one in &module.uses {
                    match kept.of_use(at, module, one) {
                        None => edits.push((one.range.clone(), nothing())),
                        Some(text) if text.is_empty() => {}
                        Some(text) => edits.push((one.range.clone(), text)),
                    }
                }
            }
        }
        let gone = source.gone.iter().filter(|(file, _)| *file == number);
        edits.extend(gone.map(|(_, range)| (range.clone(), nothing())));
        for (at, unit) in source.units.iter().enumerate() {
            if source.modules[unit.module].file == number && !needed.units[at] {
                let owner = match unit.kind {
                    Kind::Member { block, .. } => Some(block),
                    _ => None,
                };
                if owner.is_none_or(|owner| needed.units[owner]) {
                    edits.push((unit.range.clone(), nothing()));
                }
            }
        }
        let text = tidy(&edit(&file.text, edits));
        if !text.trim().is_empty() {
            written.insert(file.name.clone(), text);
        }
    }
    written
}

/// No two empty lines in a row, and none after `{` or before `}`.
pub fn tidy(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        let after_open = out
            .last()
            .is_none_or(|last| last.is_empty() || last.ends_with('{'));
        if line.is_empty() && after_open {
            continue;
        }
        if line.trim_start().starts_with('}')
            && out.last().is_some_and(|l| l.is_empty())
        {
            out.pop();
        }
        out.push(line);
    }
    while out.last().is_some_and(|line| line.is_empty()) {
        out.pop();
    }
    out.join("\n") + "\n"
}

struct Kept<'a> {
    source: &'a Source,
    needed: &'a Needed,
    modules: Vec<bool>,
    idents: Vec<HashSet<&'a str>>,
}

impl<'a> Kept<'a> {
    fn of(source: &'a Source, needed: &'a Needed) -> Kept<'a> {
        let mut modules = vec![false; source.modules.len()];
        for (at, unit) in source.units.iter().enumerate() {
            if !needed.units[at] {
                continue;
            }
            let mut module = Some(unit.module);
            while let Some(inner) = module {
                modules[inner] = true;
                module = source.modules[inner].parent;
            }
        }
        let mut idents: Vec<HashSet<&str>> = (0..modules.len())
            .map(|at| source.idents(needed, at))
            .collect();
        // What is in a module may use its names through `super::*`.
        for (at, module) in source.modules.iter().enumerate() {
            let globs = module.uses.iter().flat_map(|one| &one.leaves);
            let mut globs =
                globs.filter(|leaf| leaf.name == "*" && leaf.path == ["super"]);
            if let (Some(_), Some(parent)) = (globs.next(), module.parent)
                && modules[at]
            {
                let inner = idents[at].clone();
                idents[parent].extend(inner);
            }
        }
        Kept {
            source,
            needed,
            modules,
            idents,
        }
    }

    /// What is kept of a `use`: nothing, all (then an empty text), or this.
    fn of_use(&self, at: usize, module: &Module, one: &Use) -> Option<String> {
        let kept: Vec<&Leaf> = one
            .leaves
            .iter()
            .filter(|leaf| self.keeps(at, module, leaf, one.public.is_some()))
            .collect();
        let foreign = one.leaves.iter().any(|leaf| stand_in(&leaf.path[0]));
        if kept.is_empty() {
            return None;
        }
        if kept.len() == one.leaves.len() && !foreign {
            return Some(String::new());
        }
        let lines: Vec<String> =
            kept.iter().map(|leaf| line(leaf, &one.public)).collect();
        Some(lines.join("\n"))
    }

    fn keeps(&self, at: usize, module: &Module, leaf: &Leaf, public: bool) -> bool {
        let mentioned = self.idents[at].contains(leaf.name.as_str());
        let target = self.source.walk(at, &leaf.path, false, 0);
        let module_too = self.source.walk(at, &leaf.path, true, 0);
        let alive = match target {
            Some((Target::Unit(unit), _)) => {
                let is_trait = self.source.units[unit].is_trait;
                if is_trait && self.needed.units[unit] {
                    return true;
                }
                self.needed.units[unit]
                    || matches!(module_too, Some((Target::Module(it), _)) if self.modules[it])
            }
            Some((Target::Module(inner), _)) => self.modules[inner],
            Some((Target::Upper | Target::Crate, _)) => false,
            None => true,
        };
        let unnamed = leaf.name == "_" || UNNAMED.contains(&leaf.name.as_str());
        let known = target.is_some();
        match leaf.name.as_str() {
            "*" => alive && (known || module.is_test),
            _ if public => alive && (known || mentioned),
            _ => alive && (mentioned || unnamed),
        }
    }
}

/// Whether a crate has a stand-in in a chapter's crate.
fn stand_in(name: &str) -> bool {
    ["hashbrown", "siphasher"].contains(&name)
}

fn line(leaf: &Leaf, public: &Option<String>) -> String {
    let mut path = leaf.path.join("::");
    if stand_in(&leaf.path[0]) {
        path = format!("crate::{path}");
    }
    let last = leaf.path.last().map(String::as_str).unwrap_or_default();
    let tail = match leaf.name.as_str() {
        "*" => "::*".to_owned(),
        name if name == last => String::new(),
        name => format!(" as {name}"),
    };
    let public = public
        .as_ref()
        .map_or(String::new(), |vis| format!("{vis} "));
    format!("{public}use {path}{tail};")
}
