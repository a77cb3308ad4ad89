//! The symbol table: where each name of each scope lives
//! (`Python/symtable.c@v3.13.0`).
//!
//! A first pass walks the tree and notes facts (here a parameter, there a use); a second
//! one decides, scope by scope, whether a name is local, a cell that inner functions
//! share, free, or global. Comprehensions that are inlined (PEP 709) are dissolved into
//! the scope around them.

mod analyze;
mod build;
mod mangle;
mod visit_expr;

use std::collections::HashMap;

use super::syntax::tree::{CompKind, Module, Name, ScopeId};
use super::syntax::{Res, SyntaxError};
use super::unit::Position;
pub(crate) use mangle::mangle;

/// Facts about a name in a scope, one bit each; the decided scope stands above them.
pub(crate) type Flags = u32;

pub(crate) const DEF_GLOBAL: Flags = 1;
pub(crate) const DEF_LOCAL: Flags = 1 << 1;
pub(crate) const DEF_PARAM: Flags = 1 << 2;
pub(crate) const DEF_NONLOCAL: Flags = 1 << 3;
pub(crate) const USE: Flags = 1 << 4;
pub(crate) const DEF_FREE_CLASS: Flags = 1 << 6;
pub(crate) const DEF_IMPORT: Flags = 1 << 7;
pub(crate) const DEF_ANNOT: Flags = 1 << 8;
pub(crate) const DEF_COMP_ITER: Flags = 1 << 9;
pub(crate) const DEF_TYPE_PARAM: Flags = 1 << 10;
pub(crate) const DEF_COMP_CELL: Flags = 1 << 11;
pub(crate) const DEF_BOUND: Flags = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM;

const SCOPE_SHIFT: u32 = 12;
const SCOPE_MASK: u32 = 0xf;

/// Where a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Not seen in this scope.
    Unknown = 0,
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}

impl Scope {
    /// The decided scope among a name's flags.
    pub(crate) fn of(flags: Flags) -> Self {
        match flags >> SCOPE_SHIFT & SCOPE_MASK {
            1 => Self::Local,
            2 => Self::GlobalExplicit,
            3 => Self::GlobalImplicit,
            4 => Self::Free,
            5 => Self::Cell,
            _ => Self::Unknown,
        }
    }

    fn bits(self) -> Flags {
        (self as Flags) << SCOPE_SHIFT
    }
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Function,
    Class,
    Module,
    Annotation,
    TypeVariable,
    TypeAlias,
    TypeParameters,
}

/// Names and their flags in the order they were met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Symbols {
    list: Vec<(Name, Flags)>,
    index: HashMap<Name, usize>,
}

impl Symbols {
    pub(crate) fn get(&self, name: &str) -> Option<Flags> {
        self.index.get(name).map(|i| self.list[*i].1)
    }

    /// The flags of a name, none if it was not met.
    pub(crate) fn flags(&self, name: &str) -> Flags {
        self.get(name).unwrap_or(0)
    }

    pub(crate) fn set(&mut self, name: &Name, flags: Flags) {
        match self.index.get(name) {
            Some(i) => self.list[*i].1 = flags,
            None => {
                self.index.insert(name.clone(), self.list.len());
                self.list.push((name.clone(), flags));
            }
        }
    }

    /// Forgets a name.
    fn remove(&mut self, name: &str) {
        if let Some(at) = self.index.remove(name) {
            self.list.remove(at);
            for i in self.index.values_mut() {
                *i -= usize::from(*i > at);
            }
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Name, Flags)> {
        self.list.iter().map(|(n, f)| (n, *f))
    }
}

/// One scope.
#[derive(Debug)]
pub(crate) struct Block {
    pub kind: BlockKind,
    pub symbols: Symbols,
    /// Parameters in order.
    pub varnames: Vec<Name>,
    pub children: Vec<ScopeId>,
    /// `global` and `nonlocal` statements: for errors found later.
    directives: Vec<(Name, Position)>,
    pub comprehension: Option<CompKind>,
    /// Whether the comprehension became part of the scope around it.
    pub comp_inlined: bool,
    pub nested: bool,
    free: bool,
    child_free: bool,
    pub generator: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    pub needs_class_closure: bool,
    pub needs_classdict: bool,
    pub can_see_class_scope: bool,
    comp_iter_target: bool,
    comp_iter_expr: u32,
    /// In a generic class's parameter scope, the only names that are mangled.
    pub mangled_names: Option<Vec<Name>>,
    loc: Position,
    /// What errors call it.
    info: &'static str,
}

impl Block {
    /// Whether names live in slots here.
    pub(crate) fn is_function_like(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Function
                | BlockKind::TypeVariable
                | BlockKind::TypeAlias
                | BlockKind::TypeParameters
        )
    }

    pub(crate) fn scope(&self, name: &str) -> Scope {
        Scope::of(self.symbols.flags(name))
    }
}

/// All scopes of a unit, by the number of the node that opens them.
#[derive(Debug)]
pub(crate) struct SymbolTable {
    blocks: Vec<Option<Block>>,
}

/// The module's own scope.
pub(crate) const TOP: ScopeId = 0;

impl SymbolTable {
    /// Finds where each name of a module lives.
    pub(crate) fn build(
        module: &Module,
        scopes: usize,
        future_annotations: bool,
    ) -> Res<Self> {
        let mut table = build::run(module, scopes, future_annotations)?;
        analyze::run(&mut table)?;
        Ok(table)
    }

    pub(crate) fn block(&self, id: ScopeId) -> &Block {
        self.blocks[id].as_ref().expect("every scope was entered")
    }

    pub(crate) fn block_mut(&mut self, id: ScopeId) -> &mut Block {
        self.blocks[id].as_mut().expect("every scope was entered")
    }
}

fn error(message: String, at: Position) -> SyntaxError {
    SyntaxError::new(message, at)
}
