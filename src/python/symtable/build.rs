//! The first pass: what each scope does with each name, statement by statement.

use super::*;
use crate::python::syntax::tree::*;

pub(super) struct Builder {
    pub(super) table: SymbolTable,
    pub(super) stack: Vec<ScopeId>,
    /// The class whose private names are mangled.
    pub(super) private: Option<Name>,
    pub(super) future_annotations: bool,
    /// Scopes for annotations that are only looked at, never run.
    spare: ScopeId,
}

pub(super) fn run(module: &Module, scopes: usize, future: bool) -> Res<SymbolTable> {
    let mut b = Builder {
        table: SymbolTable {
            blocks: std::iter::repeat_with(|| None).take(scopes).collect(),
        },
        stack: Vec::new(),
        private: None,
        future_annotations: future,
        spare: scopes,
    };
    b.enter(BlockKind::Module, TOP, Position::NOWHERE);
    match module {
        Module::Statements(body) => b.stmts(body)?,
        Module::Expression(e) => b.expr(e)?,
    }
    b.exit();
    Ok(b.table)
}

impl Builder {
    pub(super) fn cur(&mut self) -> &mut Block {
        let id = *self.stack.last().expect("a scope is open");
        self.table.block_mut(id)
    }

    pub(super) fn enter(&mut self, kind: BlockKind, id: ScopeId, loc: Position) {
        let (mut nested, mut iter_expr, mut mangled_names) = (false, 0, None);
        if let Some(prev) = self.stack.last().copied() {
            let prev = self.table.block_mut(prev);
            nested = prev.nested || prev.is_function_like();
            iter_expr = prev.comp_iter_expr;
            // In a class all names are.
            if kind != BlockKind::Class {
                mangled_names = prev.mangled_names.clone();
            }
            if kind != BlockKind::Annotation {
                prev.children.push(id);
            }
        }
        self.table.blocks[id] = Some(Block {
            kind,
            symbols: Symbols::default(),
            varnames: Vec::new(),
            children: Vec::new(),
            directives: Vec::new(),
            comprehension: None,
            comp_inlined: false,
            nested,
            free: false,
            child_free: false,
            generator: false,
            varargs: false,
            varkeywords: false,
            needs_class_closure: false,
            needs_classdict: false,
            can_see_class_scope: false,
            comp_iter_target: false,
            comp_iter_expr: iter_expr,
            mangled_names,
            loc,
            info: "",
        });
        self.stack.push(id);
    }

    pub(super) fn exit(&mut self) {
        self.stack.pop();
    }

    fn lookup(&mut self, name: &Name) -> Flags {
        let mangled = mangle(self.private.as_ref(), name);
        self.cur().symbols.flags(&mangled)
    }

    pub(super) fn def(&mut self, name: &Name, flag: Flags, at: Position) -> Res {
        let id = *self.stack.last().expect("a scope is open");
        self.def_in(id, name, flag, at)
    }

    pub(super) fn def_in(
        &mut self,
        id: ScopeId,
        name: &Name,
        flag: Flags,
        at: Position,
    ) -> Res {
        let block = self.table.block_mut(id);
        let mangled = match &block.mangled_names {
            Some(only) if !only.contains(name) => name.clone(),
            _ => mangle(self.private.as_ref(), name),
        };
        let old = block.symbols.flags(&mangled);
        if flag & DEF_PARAM != 0 && old & DEF_PARAM != 0 {
            let message = format!("duplicate argument '{name}' in function definition");
            return Err(error(message, at));
        }
        if flag & DEF_TYPE_PARAM != 0 && old & DEF_TYPE_PARAM != 0 {
            return Err(error(format!("duplicate type parameter '{name}'"), at));
        }
        let mut flags = old | flag;
        if block.comp_iter_target {
            if flags & (DEF_GLOBAL | DEF_NONLOCAL) != 0 {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression \
                     target '{name}'"
                );
                return Err(error(message, at));
            }
            flags |= DEF_COMP_ITER;
        }
        block.symbols.set(&mangled, flags);
        if flag & DEF_PARAM != 0 {
            block.varnames.push(mangled);
        } else if flag & DEF_GLOBAL != 0 {
            let top = &mut self.table.block_mut(TOP).symbols;
            let flags = top.flags(&mangled) | flag;
            top.set(&mangled, flags);
        }
        Ok(())
    }

    pub(super) fn directive(&mut self, name: &Name, at: Position) {
        let mangled = mangle(self.private.as_ref(), name);
        self.cur().directives.push((mangled, at));
    }

    pub(super) fn stmts(&mut self, body: &[Stmt]) -> Res {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, s: &Stmt) -> Res {
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function(f, s.loc),
            StmtKind::ClassDef(c) => self.class(c, s.loc),
            StmtKind::TypeAlias(t) => self.type_alias(t, s.loc),
            StmtKind::Return(value) => self.opt(value),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { .. } => self.ann_assign(s),
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::While { test, body, orelse }
            | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&item.context)?;
                    self.opt(&item.vars)?;
                }
                self.stmts(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                cases.iter().try_for_each(|c| {
                    self.pattern(&c.pattern)?;
                    self.opt(&c.guard)?;
                    self.stmts(&c.body)
                })
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)
            }
            StmtKind::Try(t) => {
                self.stmts(&t.body)?;
                for h in &t.handlers {
                    self.opt(&h.kind)?;
                    if let Some(name) = &h.name {
                        self.def(name, DEF_LOCAL, h.loc)?;
                    }
                    self.stmts(&h.body)?;
                }
                self.stmts(&t.orelse)?;
                self.stmts(&t.finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)
            }
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|a| self.alias(a))
            }
            StmtKind::Global(names) => self.declare(names, DEF_GLOBAL, s.loc),
            StmtKind::Nonlocal(names) => self.declare(names, DEF_NONLOCAL, s.loc),
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn function(&mut self, f: &FunctionDef, loc: Position) -> Res {
        self.def(&f.name, DEF_LOCAL, loc)?;
        self.exprs(&f.args.defaults)?;
        for default in &f.args.kw_defaults {
            self.opt(default)?;
        }
        self.exprs(&f.decorators)?;
        if let Some(params) = &f.type_params {
            let kw = f.args.kw_defaults.iter().any(Option::is_some);
            self.enter_type_params(params, None, loc)?;
            // CPython makes this parameter even where there are no defaults.
            self.def(&".defaults".into(), DEF_PARAM, loc)?;
            if kw {
                self.def(&".kwdefaults".into(), DEF_PARAM, loc)?;
            }
            self.type_params(params)?;
        }
        self.signature_annotations(f)?;
        self.enter(BlockKind::Function, f.scope, loc);
        self.parameters(&f.args)?;
        self.stmts(&f.body)?;
        self.exit();
        if f.type_params.is_some() {
            self.exit();
        }
        Ok(())
    }

    fn signature_annotations(&mut self, f: &FunctionDef) -> Res {
        let a = &f.args;
        self.in_annotation(|b| {
            let first = a.posonly.iter().chain(&a.args).chain(&a.vararg);
            for arg in first.chain(&a.kwarg).chain(&a.kwonly) {
                b.opt(&arg.annotation)?;
            }
            Ok(())
        })?;
        match &f.returns {
            Some(returns) => self.in_annotation(|b| b.expr(returns)),
            None => Ok(()),
        }
    }

    /// Under `from __future__ import annotations` an annotation is only looked at for
    /// errors: its names count for nothing.
    fn in_annotation(&mut self, visit: impl FnOnce(&mut Self) -> Res) -> Res {
        if !self.future_annotations {
            return visit(self);
        }
        let id = self.spare;
        self.spare += 1;
        self.table.blocks.resize_with(self.spare, || None);
        self.enter(BlockKind::Annotation, id, Position::NOWHERE);
        visit(self)?;
        self.exit();
        Ok(())
    }

    fn class(&mut self, c: &ClassDef, loc: Position) -> Res {
        self.def(&c.name, DEF_LOCAL, loc)?;
        self.exprs(&c.decorators)?;
        let outer = self.private.clone();
        if let Some(params) = &c.type_params {
            self.enter_type_params(params, Some(&c.name), loc)?;
            self.type_params(params)?;
        }
        self.exprs(&c.bases)?;
        self.keywords(&c.keywords)?;
        self.enter(BlockKind::Class, c.scope, loc);
        self.private = Some(c.name.clone());
        if c.type_params.is_some() {
            self.def(&"__type_params__".into(), DEF_LOCAL, loc)?;
            self.def(&".type_params".into(), USE, loc)?;
        }
        self.stmts(&c.body)?;
        self.private = outer;
        self.exit();
        if c.type_params.is_some() {
            self.exit();
        }
        Ok(())
    }

    fn enter_type_params(
        &mut self,
        params: &TypeParams,
        class: Option<&Name>,
        loc: Position,
    ) -> Res {
        let in_class = self.cur().kind == BlockKind::Class;
        self.enter(BlockKind::TypeParameters, params.scope, loc);
        if in_class {
            self.cur().can_see_class_scope = true;
            self.def(&"__classdict__".into(), USE, loc)?;
        }
        if let Some(class) = class {
            self.def(&".type_params".into(), DEF_LOCAL, loc)?;
            self.def(&".type_params".into(), USE, loc)?;
            self.private = Some(class.clone());
            self.cur().mangled_names = Some(Vec::new());
            self.def(&".generic_base".into(), DEF_LOCAL, loc)?;
            self.def(&".generic_base".into(), USE, loc)?;
        }
        Ok(())
    }

    fn type_params(&mut self, params: &TypeParams) -> Res {
        for p in &params.params {
            if let Some(names) = &mut self.cur().mangled_names {
                names.push(p.name.clone());
            }
            self.def(&p.name, DEF_TYPE_PARAM | DEF_LOCAL, p.loc)?;
            if let Some((e, scope)) = &p.bound {
                let info = match e.kind {
                    ExprKind::Tuple { .. } => "a TypeVar constraint",
                    _ => "a TypeVar bound",
                };
                self.type_variable_part(e, *scope, info)?;
            }
            if let Some((e, scope)) = &p.default {
                let info = match p.kind {
                    TypeParamKind::TypeVar => "a TypeVar default",
                    TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
                    TypeParamKind::ParamSpec => "a ParamSpec default",
                };
                self.type_variable_part(e, *scope, info)?;
            }
        }
        Ok(())
    }

    fn type_variable_part(
        &mut self,
        e: &Expr,
        scope: ScopeId,
        info: &'static str,
    ) -> Res {
        let in_class = self.cur().can_see_class_scope;
        self.enter(BlockKind::TypeVariable, scope, e.loc);
        self.cur().info = info;
        if in_class {
            self.cur().can_see_class_scope = true;
            self.def(&"__classdict__".into(), USE, e.loc)?;
        }
        self.expr(e)?;
        self.exit();
        Ok(())
    }

    fn type_alias(&mut self, t: &TypeAlias, loc: Position) -> Res {
        self.expr(&t.name)?;
        let in_class = self.cur().kind == BlockKind::Class;
        if let Some(params) = &t.type_params {
            self.enter_type_params(params, None, loc)?;
            self.type_params(params)?;
        }
        self.enter(BlockKind::TypeAlias, t.scope, loc);
        if in_class {
            self.cur().can_see_class_scope = true;
            self.def(&"__classdict__".into(), USE, t.value.loc)?;
        }
        self.expr(&t.value)?;
        self.exit();
        if t.type_params.is_some() {
            self.exit();
        }
        Ok(())
    }

    fn ann_assign(&mut self, s: &Stmt) -> Res {
        let StmtKind::AnnAssign {
            target,
            annotation,
            value,
            simple,
        } = &s.kind
        else {
            return Ok(());
        };
        if let ExprKind::Name { id, .. } = &target.kind {
            let cur = self.lookup(id);
            let at_top = self.stack.last() == Some(&TOP);
            if cur & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && !at_top && *simple {
                let what = if cur & DEF_GLOBAL != 0 {
                    "global"
                } else {
                    "nonlocal"
                };
                let message = format!("annotated name '{id}' can't be {what}");
                return Err(error(message, s.loc));
            }
            if *simple {
                self.def(id, DEF_ANNOT | DEF_LOCAL, target.loc)?;
            } else if value.is_some() {
                self.def(id, DEF_LOCAL, target.loc)?;
            }
        } else {
            self.expr(target)?;
        }
        self.in_annotation(|b| b.expr(annotation))?;
        self.opt(value)
    }

    /// `global` and `nonlocal`.
    fn declare(&mut self, names: &[Name], flag: Flags, at: Position) -> Res {
        let what = if flag == DEF_GLOBAL {
            "global"
        } else {
            "nonlocal"
        };
        for name in names {
            let cur = self.lookup(name);
            if cur & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                let message = if cur & DEF_PARAM != 0 {
                    format!("name '{name}' is parameter and {what}")
                } else if cur & USE != 0 {
                    format!("name '{name}' is used prior to {what} declaration")
                } else if cur & DEF_ANNOT != 0 {
                    format!("annotated name '{name}' can't be {what}")
                } else {
                    format!("name '{name}' is assigned to before {what} declaration")
                };
                return Err(error(message, at));
            }
            self.def(name, flag, at)?;
            self.directive(name, at);
        }
        Ok(())
    }

    fn alias(&mut self, a: &Alias) -> Res {
        let name = a.asname.as_ref().unwrap_or(&a.name);
        if &**name == "*" {
            if self.cur().kind != BlockKind::Module {
                let message = "import * only allowed at module level".to_owned();
                return Err(error(message, a.loc));
            }
            return Ok(());
        }
        let bound = name.split('.').next().unwrap_or(name);
        self.def(&bound.into(), DEF_IMPORT, a.loc)
    }
}
