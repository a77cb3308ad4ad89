//! The second pass: deciding, scope by scope, where names live.
//!
//! Going down, a scope tells its children which names are bound around them; coming up,
//! a child tells which names it found nowhere in itself. A local that a child wants
//! becomes a cell.

use std::collections::HashSet;

use super::*;

type Set = HashSet<Name>;

pub(super) fn run(table: &mut SymbolTable) -> Res {
    let mut a = Analysis { table };
    let mut outer = Outer {
        bound: None,
        global: Set::new(),
        type_params: Set::new(),
    };
    a.block(TOP, &mut outer, &mut Set::new(), None)
}

/// What a scope knows of those around it.
#[derive(Clone)]
struct Outer {
    /// Names bound in enclosing functions; `None` in the module itself.
    bound: Option<Set>,
    global: Set,
    type_params: Set,
}

/// What one scope finds.
#[derive(Default)]
struct Found {
    scopes: Symbols,
    local: Set,
    inlined_cells: Set,
}

impl Found {
    fn set(&mut self, name: &Name, scope: Scope) {
        self.scopes.set(name, scope as Flags);
    }
}

struct Analysis<'t> {
    table: &'t mut SymbolTable,
}

impl Analysis<'_> {
    fn block(
        &mut self,
        id: ScopeId,
        outer: &mut Outer,
        free: &mut Set,
        class: Option<ScopeId>,
    ) -> Res {
        let kind = self.table.block(id).kind;
        let mut found = Found::default();
        let mut inner = Outer {
            bound: Some(Set::new()),
            global: Set::new(),
            type_params: Set::new(),
        };
        if kind == BlockKind::Class {
            // A class's names are not visible in its methods, so what children see is
            // settled before its own names are looked at.
            inner.global.clone_from(&outer.global);
            inner.bound = Some(outer.bound.clone().unwrap_or_default());
        }
        let symbols = self.table.block(id).symbols.clone();
        for (name, flags) in symbols.iter() {
            self.name(id, name, flags, outer, &mut found, free, class)?;
        }
        let function_like = self.table.block(id).is_function_like();
        let bound = inner.bound.get_or_insert_default();
        if kind == BlockKind::Class {
            bound.insert("__class__".into());
            bound.insert("__classdict__".into());
        } else {
            if function_like {
                bound.extend(found.local.iter().cloned());
            }
            bound.extend(outer.bound.iter().flatten().cloned());
            inner.global.extend(outer.global.iter().cloned());
        }
        inner.type_params.clone_from(&outer.type_params);
        let mut new_free = Set::new();
        self.children(id, &inner, &mut found, &mut new_free, class)?;
        if function_like {
            cells(&mut found, &mut new_free);
        } else if kind == BlockKind::Class {
            let block = self.table.block_mut(id);
            block.needs_class_closure |= new_free.remove("__class__");
            block.needs_classdict |= new_free.remove("__classdict__");
        }
        self.record(id, &found, outer, &new_free);
        free.extend(new_free);
        Ok(())
    }

    fn children(
        &mut self,
        id: ScopeId,
        inner: &Outer,
        found: &mut Found,
        new_free: &mut Set,
        class: Option<ScopeId>,
    ) -> Res {
        let kind = self.table.block(id).kind;
        let can_see_class = self.table.block(id).can_see_class_scope;
        for child in self.table.block(id).children.clone() {
            let entry = self.table.block(child);
            let child_class = match (entry.can_see_class_scope, kind) {
                (true, BlockKind::Class) => Some(id),
                (true, _) => class,
                (false, _) => None,
            };
            let inline =
                entry.comprehension.is_some() && !entry.generator && !can_see_class;
            let mut child_free = new_free.clone();
            self.block(child, &mut inner.clone(), &mut child_free, child_class)?;
            if inline {
                self.inline(id, child, found, &mut child_free);
                self.table.block_mut(child).comp_inlined = true;
            }
            new_free.extend(child_free);
            let entry = self.table.block(child);
            if entry.free || entry.child_free {
                self.table.block_mut(id).child_free = true;
            }
        }
        // The children of an inlined comprehension are now this scope's.
        let mut children = Vec::new();
        for child in &self.table.block(id).children {
            let entry = self.table.block(*child);
            if entry.comp_inlined {
                children.extend(entry.children.iter().copied());
            } else {
                children.push(*child);
            }
        }
        self.table.block_mut(id).children = children;
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn name(
        &mut self,
        id: ScopeId,
        name: &Name,
        flags: Flags,
        outer: &mut Outer,
        found: &mut Found,
        free: &mut Set,
        class: Option<ScopeId>,
    ) -> Res {
        if flags & DEF_GLOBAL != 0 {
            if flags & DEF_NONLOCAL != 0 {
                let message = format!("name '{name}' is nonlocal and global");
                return Err(self.at_directive(id, name, message));
            }
            found.set(name, Scope::GlobalExplicit);
            outer.global.insert(name.clone());
            if let Some(bound) = &mut outer.bound {
                bound.remove(name);
            }
            return Ok(());
        }
        if flags & DEF_NONLOCAL != 0 {
            let message = match &outer.bound {
                None => "nonlocal declaration not allowed at module level".to_owned(),
                Some(bound) if !bound.contains(name) => {
                    format!("no binding for nonlocal '{name}' found")
                }
                Some(_) if outer.type_params.contains(name) => {
                    format!("nonlocal binding not allowed for type parameter '{name}'")
                }
                Some(_) => {
                    found.set(name, Scope::Free);
                    self.table.block_mut(id).free = true;
                    free.insert(name.clone());
                    return Ok(());
                }
            };
            return Err(self.at_directive(id, name, message));
        }
        if flags & DEF_BOUND != 0 {
            found.set(name, Scope::Local);
            found.local.insert(name.clone());
            outer.global.remove(name);
            if flags & DEF_TYPE_PARAM != 0 {
                outer.type_params.insert(name.clone());
            } else {
                outer.type_params.remove(name);
            }
            return Ok(());
        }
        if let Some(class) = class {
            let in_class = self.table.block(class).symbols.flags(name);
            if in_class & DEF_GLOBAL != 0 {
                found.set(name, Scope::GlobalExplicit);
                return Ok(());
            }
            if in_class & DEF_BOUND != 0 && in_class & DEF_NONLOCAL == 0 {
                found.set(name, Scope::GlobalImplicit);
                return Ok(());
            }
        }
        if outer.bound.as_ref().is_some_and(|b| b.contains(name)) {
            found.set(name, Scope::Free);
            self.table.block_mut(id).free = true;
            free.insert(name.clone());
            return Ok(());
        }
        found.set(name, Scope::GlobalImplicit);
        if !outer.global.contains(name) && self.table.block(id).nested {
            self.table.block_mut(id).free = true;
        }
        Ok(())
    }

    fn at_directive(&self, id: ScopeId, name: &Name, message: String) -> SyntaxError {
        let directives = &self.table.block(id).directives;
        let at = directives.iter().find(|(n, _)| n == name);
        error(message, at.map_or(Position::NOWHERE, |(_, at)| *at))
    }

    /// Makes a comprehension's names the scope's own (PEP 709).
    fn inline(
        &mut self,
        id: ScopeId,
        comp: ScopeId,
        found: &mut Found,
        comp_free: &mut Set,
    ) {
        let in_class = self.table.block(id).kind == BlockKind::Class;
        let symbols = self.table.block(comp).symbols.clone();
        for (name, flags) in symbols.iter() {
            if flags & DEF_PARAM != 0 {
                continue;
            }
            let mut scope = Scope::of(flags);
            let only_flags = flags & ((1 << SCOPE_SHIFT) - 1);
            if scope == Scope::Cell || only_flags & DEF_COMP_CELL != 0 {
                found.inlined_cells.insert(name.clone());
            }
            if scope == Scope::Free && in_class && &**name == "__class__" {
                scope = Scope::GlobalImplicit;
                comp_free.remove(name);
                self.table.block_mut(comp).symbols.remove(name);
            }
            match self.table.block(id).symbols.get(name) {
                None => {
                    let block = self.table.block_mut(id);
                    block.symbols.set(name, only_flags);
                    found.set(name, scope);
                }
                Some(existing) => {
                    if existing & DEF_BOUND != 0
                        && !in_class
                        && !self.free_in_child(comp, name)
                    {
                        comp_free.remove(name);
                    }
                }
            }
        }
    }

    fn free_in_child(&self, id: ScopeId, name: &Name) -> bool {
        let mut children = self.table.block(id).children.iter();
        children.any(|c| self.table.block(*c).scope(name) == Scope::Free)
    }

    /// Writes what was decided into the scope's symbols.
    fn record(&mut self, id: ScopeId, found: &Found, outer: &Outer, free: &Set) {
        let block = self.table.block_mut(id);
        let class = block.kind == BlockKind::Class || block.can_see_class_scope;
        for (name, flags) in &mut block.symbols.list {
            if found.inlined_cells.contains(name) {
                *flags |= DEF_COMP_CELL;
            }
            *flags |= found.scopes.flags(name) << SCOPE_SHIFT;
        }
        let mut free: Vec<Name> = free.iter().cloned().collect();
        crate::shapes::order::sort(&mut free, Ord::cmp);
        for name in &free {
            match block.symbols.get(name) {
                Some(flags) if class => block.symbols.set(name, flags | DEF_FREE_CLASS),
                Some(_) => {}
                None if outer.bound.as_ref().is_some_and(|b| !b.contains(name)) => {}
                None => block.symbols.set(name, Scope::Free.bits()),
            }
        }
    }
}

/// A local that an inner scope uses is a cell.
fn cells(found: &mut Found, free: &mut Set) {
    for (name, scope) in &mut found.scopes.list {
        let wanted = free.contains(name) || found.inlined_cells.contains(name);
        if *scope == Scope::Local as Flags && wanted {
            *scope = Scope::Cell as Flags;
            free.remove(name);
        }
    }
}
