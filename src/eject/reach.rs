//! What of the source a chapter's module needs: every piece that one it needs names.
//!
//! Names are resolved; methods go by their name alone, among the types that are needed.
//! So a little too much may be taken along, and nothing too little.

use std::collections::{HashMap, HashSet};

use super::resolve::Target;
use super::units::{Kind, Source, Unit};

/// What is needed so far.
#[derive(Clone)]
pub struct Needed {
    pub units: Vec<bool>,
    /// By which other unit each is needed.
    because: Vec<Option<usize>>,
    /// The members that are asked for, of a type, of any, of the runtime; and by what.
    typed: HashMap<(usize, String), usize>,
    methods: HashMap<String, usize>,
    of_runtime: HashMap<String, usize>,
    /// The first unit that wants what a chapter's crate does not have, and that.
    pub wrong: Option<(usize, String)>,
}

impl Source {
    pub fn nothing(&self) -> Needed {
        Needed {
            units: vec![false; self.units.len()],
            because: vec![None; self.units.len()],
            typed: HashMap::new(),
            methods: HashMap::new(),
            of_runtime: HashMap::new(),
            wrong: None,
        }
    }

    /// Adds a unit and all that it needs.
    pub fn need(&self, needed: &mut Needed, roots: &[usize], without: &HashSet<usize>) {
        let mut waiting: Vec<(usize, Option<usize>)> =
            roots.iter().map(|root| (*root, None)).collect();
        loop {
            while let Some((unit, because)) = waiting.pop() {
                if std::mem::replace(&mut needed.units[unit], true) {
                    continue;
                }
                needed.because[unit] = because;
                if !without.contains(&unit) {
                    self.read(unit, needed, &mut waiting);
                }
            }
            for (number, unit) in self.units.iter().enumerate() {
                if !needed.units[number]
                    && !without.contains(&number)
                    && let Some(because) = self.follows(unit, needed)
                {
                    waiting.push((number, Some(because)));
                }
            }
            if waiting.is_empty() {
                break;
            }
        }
    }

    /// Whether a unit is needed since others are.
    fn follows(&self, unit: &Unit, needed: &Needed) -> Option<usize> {
        let of = |path: &[String]| self.type_of(unit.module, path);
        let all_of = |about: &[Vec<String>]| {
            let mut types = about.iter().filter_map(|path| of(path));
            types.all(|ty| needed.units[ty])
        };
        match &unit.kind {
            Kind::Member { block, name } => {
                let Kind::Block { of: path, about } = &self.units[*block].kind else {
                    return None;
                };
                let ty = of(path)?;
                let asked = match self.units[ty].title.as_str() {
                    "runtime::Runtime" => &needed.of_runtime,
                    _ => &needed.methods,
                };
                let named = needed.typed.get(&(ty, name.clone()));
                let because = named.or(asked.get(name)).copied();
                because.filter(|_| needed.units[ty] && all_of(about))
            }
            Kind::Trait {
                of: ty,
                what,
                about,
            } => {
                let (ty, what) = (of(ty), of(what));
                let alive =
                    |found: Option<usize>| found.is_none_or(|at| needed.units[at]);
                (ty.or(what).is_some() && alive(ty) && alive(what) && all_of(about))
                    .then(|| ty.or(what))
                    .flatten()
            }
            Kind::Call { about } => {
                let ty = match about[0].as_str() {
                    "PyTypeObject" => self
                        .type_of(self.by_path[&vec!["typeobject".to_owned()]], about),
                    _ => of(about),
                };
                ty.filter(|ty| needed.units[*ty])
            }
            _ => None,
        }
    }

    /// Whether a unit that was left out is asked for: then by what.
    pub fn asked(&self, needed: &Needed, unit: usize) -> Option<usize> {
        match needed.units[unit] {
            true => needed.because[unit],
            false => self.follows(&self.units[unit], needed),
        }
    }

    /// Takes down what a unit names.
    fn read(
        &self,
        number: usize,
        needed: &mut Needed,
        waiting: &mut Vec<(usize, Option<usize>)>,
    ) {
        let unit = &self.units[number];
        if let Kind::Member { block, .. } = unit.kind {
            waiting.push((block, Some(number)));
        }
        let own = self.own_type(number);
        for path in &unit.words.paths {
            if path[0] == "Self" {
                if let (Some(own), Some(name)) = (own, path.get(1)) {
                    needed.typed.entry((own, name.clone())).or_insert(number);
                }
                continue;
            }
            match self.walk(unit.module, path, false, 0) {
                Some((Target::Unit(found), rest)) => {
                    waiting.push((found, Some(number)));
                    if let Some(name) = rest.first() {
                        let asked = needed.typed.entry((found, name.clone()));
                        asked.or_insert(number);
                    }
                }
                Some((Target::Module(_), _)) => {}
                Some((Target::Upper | Target::Crate, _)) => {
                    let wanted = path.join("::");
                    needed.wrong.get_or_insert((number, wanted));
                }
                None => {
                    for name in path.iter().skip(1) {
                        needed.methods.entry(name.clone()).or_insert(number);
                    }
                }
            }
        }
        for name in &unit.words.macros {
            waiting.extend(
                self.macro_in(unit.module, name)
                    .map(|it| (it, Some(number))),
            );
        }
        let runtimes =
            own.is_some_and(|own| self.units[own].title == "runtime::Runtime");
        for (before, name) in &unit.words.members {
            let typed =
                own.filter(|own| before == "self" && self.has_member(*own, name));
            match (before.as_str(), typed) {
                ("rt" | "runtime", _) => {
                    needed.of_runtime.entry(name.clone()).or_insert(number);
                }
                // Of a tuple's part or of an expression nothing is known.
                ("", _) => {
                    needed.of_runtime.entry(name.clone()).or_insert(number);
                    needed.methods.entry(name.clone()).or_insert(number);
                }
                ("self", _) if runtimes => {
                    needed.of_runtime.entry(name.clone()).or_insert(number);
                }
                ("self", Some(own)) => {
                    needed.typed.entry((own, name.clone())).or_insert(number);
                }
                _ => {
                    needed.methods.entry(name.clone()).or_insert(number);
                }
            }
        }
    }

    /// Why a unit is needed, from itself back to the beginning.
    pub fn chain(&self, needed: &Needed, unit: usize) -> String {
        let mut titles = vec![self.units[unit].title.clone()];
        let mut at = unit;
        while let Some(next) = needed.because[at] {
            titles.push(self.units[next].title.clone());
            at = next;
        }
        titles.join(" <- ")
    }

    /// The words of what is needed in a module, without modules in it.
    pub fn idents(&self, needed: &Needed, module: usize) -> HashSet<&str> {
        let here = self.units.iter().enumerate();
        let here = here.filter(|(at, unit)| needed.units[*at] && unit.module == module);
        here.flat_map(|(_, unit)| unit.words.idents.iter().map(String::as_str))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eject::source::file;

    /// The titles of what an item needs.
    fn needed(texts: &[(&str, &str)], root: &str) -> Vec<String> {
        let files = texts
            .iter()
            .map(|(name, text)| file(name, (*text).to_owned()));
        let files: Vec<_> = files.collect::<Result<_, _>>().expect("Rust");
        let source = Source::of(&files);
        let mut needed = source.nothing();
        let root = source.titled(root).expect("the root");
        source.need(&mut needed, &[root], &HashSet::new());
        let units = source.units.iter().zip(&needed.units);
        let alive = units.filter(|(_, needed)| **needed);
        alive.map(|(unit, _)| unit.title.clone()).collect()
    }

    #[test]
    fn an_item_needs_what_it_names_and_the_methods_it_calls() {
        let lib = "mod a; mod b;";
        let a = "use crate::b::{self, Thing as It};\n\
                 fn root() { b::free(); It::new().used(); }\nfn other() {}\n";
        let b = "pub struct Thing;\nimpl Thing {\n    pub fn new() -> Thing { Thing }\n    \
                 pub fn used(&self) {}\n    pub fn unused(&self) { gone() }\n}\n\
                 pub fn free() {}\nfn gone() {}\nimpl Clone for Thing {\n    \
                 fn clone(&self) -> Thing { copy() }\n}\nfn copy() -> Thing { Thing }\n";
        let files = [("src/lib.rs", lib), ("src/a.rs", a), ("src/b.rs", b)];
        let found = needed(&files, "a::root");
        let expected = [
            "a::root",
            "b::Thing",
            "b::Thing",
            "b::Thing::new",
            "b::Thing::used",
            "b::free",
            "b::Thing::Clone",
            "b::copy",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_method_of_the_runtime_is_needed_where_a_runtime_is_asked() {
        let lib = "mod runtime; mod a;";
        let runtime = "pub struct Runtime;\nimpl Runtime {\n    pub fn len(&self) {}\n    \
                       pub fn list(&self) {}\n}\n";
        let a = "use crate::runtime::Runtime;\n\
                 fn root(rt: &Runtime, row: &[u8]) { rt.list(); row.len(); }\n";
        let files = [
            ("src/lib.rs", lib),
            ("src/runtime.rs", runtime),
            ("src/a.rs", a),
        ];
        let found = needed(&files, "a::root");
        assert!(
            found.contains(&"runtime::Runtime::list".to_owned()),
            "{found:?}"
        );
        assert!(
            !found.contains(&"runtime::Runtime::len".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn what_leads_to_python_is_told() {
        let a = "fn root() { next() }\nfn next() { crate::python::run() }\n";
        let files = [("src/lib.rs", "mod a;"), ("src/a.rs", a)];
        let files =
            files.map(|(name, text)| file(name, text.to_owned()).expect("Rust"));
        let source = Source::of(&files);
        let mut needed = source.nothing();
        let root = source.titled("a::root").expect("the root");
        source.need(&mut needed, &[root], &HashSet::new());
        let (unit, wanted) = needed.wrong.clone().expect("wrong");
        assert_eq!(wanted, "crate::python::run");
        assert_eq!(source.chain(&needed, unit), "a::next <- a::root");
    }
}
