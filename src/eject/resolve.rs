//! What a name means in a module, as Rust has it: through modules and `use`.

use super::reach::Needed;
use super::source::UPPER;
use super::units::{Kind, Source};

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Unit(usize),
    Module(usize),
    /// A floor that no chapter's crate has.
    Upper,
    /// Another crate.
    Crate,
}

/// The crates that the runtime depends on.
const CRATES: [&str; 10] = [
    "num_bigint",
    "num_integer",
    "num_traits",
    "libm",
    "memchr",
    "libc",
    "serde",
    "unicode_ident",
    "ruff_python_ast",
    "ruff_python_parser",
];

/// The macros that all modules may call.
const CRATE_MACROS: [&str; 2] = ["py_struct", "room"];

impl Source {
    /// What a name is in a module: a module, where more of a path follows, or else an
    /// item if there is one.
    fn lookup(
        &self,
        module: usize,
        name: &str,
        more: bool,
        depth: u32,
    ) -> Option<Target> {
        if depth > 12 {
            return None;
        }
        let here = &self.modules[module];
        if let Some(&unit) = here.named.get(name) {
            return Some(Target::Unit(unit));
        }
        let child = here.children.get(name).map(|&child| Target::Module(child));
        if child.is_some() && more {
            return child;
        }
        let leaves = || here.uses.iter().flat_map(|one| &one.leaves);
        for leaf in leaves().filter(|leaf| leaf.name == name) {
            if let Some((found, [])) = self.walk(module, &leaf.path, more, depth + 1) {
                return Some(found);
            }
        }
        if child.is_some() {
            return child;
        }
        for leaf in leaves().filter(|leaf| leaf.name == "*") {
            if let Some((Target::Module(inner), _)) =
                self.walk(module, &leaf.path, true, depth + 1)
                && inner != module
                && let Some(found) = self.lookup(inner, name, more, depth + 1)
            {
                return Some(found);
            }
        }
        here.guessed.get(name).map(|&unit| Target::Unit(unit))
    }

    /// Where a path leads, and what is left of it behind an item.
    pub fn walk<'a>(
        &self,
        module: usize,
        path: &'a [String],
        more: bool,
        depth: u32,
    ) -> Option<(Target, &'a [String])> {
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Target::Module(self.by_path[&Vec::new()]),
            "self" if !rest.is_empty() => Target::Module(module),
            "super" => Target::Module(self.modules[module].parent?),
            name => match self.lookup(module, name, more || !rest.is_empty(), depth) {
                Some(found) => found,
                None if CRATES.contains(&name) => return Some((Target::Crate, &[])),
                None => return None,
            },
        };
        while let (Target::Module(inner), Some((next, behind))) =
            (at, rest.split_first())
        {
            at = match next.as_str() {
                "super" => Target::Module(self.modules[inner].parent?),
                "self" => Target::Module(inner),
                name if self.modules[inner].path.is_empty()
                    && UPPER.contains(&name) =>
                {
                    return Some((Target::Upper, &[]));
                }
                name => {
                    self.lookup(inner, name, more || !behind.is_empty(), depth + 1)?
                }
            };
            rest = behind;
        }
        Some((at, rest))
    }

    /// The type at a path.
    pub fn type_of(&self, module: usize, path: &[String]) -> Option<usize> {
        match self.walk(module, path, false, 0)? {
            (Target::Unit(unit), _) => Some(unit),
            _ => None,
        }
    }

    /// The macro of this name: the module's own, or one for the whole crate.
    pub fn macro_in(&self, module: usize, name: &str) -> Option<usize> {
        let own = self.macros.get(&(module, name.to_owned()));
        let of_crate = || {
            let mut all = self.macros.iter();
            all.find(|((_, known), _)| known == name && CRATE_MACROS.contains(&name))
                .map(|(_, unit)| unit)
        };
        own.or_else(of_crate).copied()
    }

    /// The type whose `impl` a unit stands in.
    pub fn own_type(&self, unit: usize) -> Option<usize> {
        let found = &self.units[unit];
        match &found.kind {
            Kind::Member { block, .. } => self.own_type(*block),
            Kind::Block { of, .. } | Kind::Trait { of, .. } => {
                self.type_of(found.module, of)
            }
            _ => None,
        }
    }

    /// Whether a module is there for tests only.
    pub fn in_test(&self, module: usize) -> bool {
        let here = &self.modules[module];
        here.is_test || here.parent.is_some_and(|parent| self.in_test(parent))
    }

    /// The type that a unit is about: a member or block of it, or a macro call.
    pub fn about(&self, unit: usize) -> Option<usize> {
        let found = &self.units[unit];
        match &found.kind {
            Kind::Call { about } => self.type_of(found.module, about),
            _ => self.own_type(unit),
        }
    }

    /// Whether something that is needed may well be calling a member of a type: it has the
    /// names of both, or is one of the type's members. (What is no member is named by its
    /// path, and that is sure.)
    pub fn mentioned(&self, needed: &Needed, unit: usize) -> bool {
        let (Kind::Member { name, .. }, Some(ty)) =
            (&self.units[unit].kind, self.own_type(unit))
        else {
            return true;
        };
        let units = self.units.iter().zip(&needed.units).enumerate();
        let mut callers = units.filter(|(at, (caller, needed))| {
            **needed && *at != unit && caller.words.idents.contains(name)
        });
        callers.any(|(at, (caller, _))| {
            caller.words.idents.contains(self.name(ty)) || self.own_type(at) == Some(ty)
        })
    }

    /// The path by which the book calls a unit that has a name of its own: that of an
    /// implementation of a trait ends in the trait's last word.
    pub fn item_name(&self, unit: usize) -> Option<String> {
        let found = &self.units[unit];
        match &found.kind {
            Kind::Item | Kind::Member { .. } => Some(found.title.clone()),
            Kind::Trait { of, what, .. } => {
                let path = self.modules[found.module].path.iter();
                let names = path.chain(of.last()).chain(what.last());
                let names: Vec<&str> = names.map(String::as_str).collect();
                Some(names.join("::"))
            }
            _ => None,
        }
    }

    /// The units that a unit's paths lead to, and the macros that it calls.
    pub fn meant_by(&self, unit: usize) -> impl Iterator<Item = usize> {
        let found = &self.units[unit];
        let paths = found.words.paths.iter().filter_map(move |path| {
            match self.walk(found.module, path, false, 0)?.0 {
                Target::Unit(meant) => Some(meant),
                _ => None,
            }
        });
        let macros = found.words.macros.iter();
        paths.chain(macros.filter_map(move |name| self.macro_in(found.module, name)))
    }

    /// The words of a unit.
    pub fn idents_of(&self, unit: usize) -> impl Iterator<Item = &str> {
        self.units[unit].words.idents.iter().map(String::as_str)
    }

    /// The last part of a unit's title.
    pub fn name(&self, unit: usize) -> &str {
        let title = &self.units[unit].title;
        title.rsplit("::").next().unwrap_or(title)
    }

    /// Whether a module is one of the crate's, in builds such as a chapter's.
    pub fn is_declared(&self, module: usize) -> bool {
        let here = &self.modules[module];
        let above = here.parent.is_none_or(|parent| self.is_declared(parent));
        above && (here.declared.is_some() || here.path.is_empty())
    }

    /// Whether a type has a member of this name.
    pub fn has_member(&self, ty: usize, wanted: &str) -> bool {
        self.units.iter().any(|unit| match &unit.kind {
            Kind::Member { block, name } => {
                name == wanted && self.own_type(*block) == Some(ty)
            }
            _ => false,
        })
    }

    /// The unit of this title.
    pub fn titled(&self, title: &str) -> Option<usize> {
        self.units.iter().position(|unit| unit.title == title)
    }
}
