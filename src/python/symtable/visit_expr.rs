//! The first pass over expressions, parameters and patterns.

use super::build::Builder;
use super::*;
use crate::python::syntax::tree::*;

impl Builder {
    pub(super) fn exprs(&mut self, list: &[Expr]) -> Res {
        list.iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn opt(&mut self, e: &Option<Expr>) -> Res {
        e.iter().try_for_each(|e| self.expr(e))
    }

    fn opt_boxed(&mut self, e: &Option<Box<Expr>>) -> Res {
        e.iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn keywords(&mut self, list: &[Keyword]) -> Res {
        list.iter().try_for_each(|k| self.expr(&k.value))
    }

    pub(super) fn expr(&mut self, e: &Expr) -> Res {
        match &e.kind {
            ExprKind::Named { target, value } => {
                self.not_in_annotation("named expression", e)?;
                self.named(target, value, e)
            }
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda(l) => self.lambda(l, e.loc),
            ExprKind::IfExp(i) => {
                self.expr(&i.test)?;
                self.expr(&i.body)?;
                self.expr(&i.orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().try_for_each(|k| self.opt(k))?;
                self.exprs(values)
            }
            ExprKind::Set(elts)
            | ExprKind::List { elts, .. }
            | ExprKind::Tuple { elts, .. } => self.exprs(elts),
            ExprKind::Comp(c) => self.comp(c, e.loc),
            ExprKind::Yield(value) => {
                self.not_in_annotation("yield expression", e)?;
                self.opt_boxed(value)?;
                self.yields(e)
            }
            ExprKind::YieldFrom(value) => {
                self.not_in_annotation("yield expression", e)?;
                self.expr(value)?;
                self.yields(e)
            }
            ExprKind::Compare {
                left, comparators, ..
            } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::Call(c) => {
                self.expr(&c.func)?;
                self.exprs(&c.args)?;
                self.keywords(&c.keywords)
            }
            ExprKind::JoinedStr(values) => self.exprs(values),
            ExprKind::FormattedValue { value, spec, .. } => {
                self.expr(value)?;
                self.opt_boxed(spec)
            }
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => {
                self.expr(value)
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt_boxed(lower)?;
                self.opt_boxed(upper)?;
                self.opt_boxed(step)
            }
            ExprKind::Name { id, ctx } => {
                let flag = if *ctx == Ctx::Load { USE } else { DEF_LOCAL };
                self.def(id, flag, e.loc)?;
                // `super` without arguments needs the class.
                let function_like = self.cur().is_function_like();
                if *ctx == Ctx::Load && function_like && &**id == "super" {
                    self.def(&"__class__".into(), USE, e.loc)?;
                }
                Ok(())
            }
        }
    }

    fn named(&mut self, target: &Expr, value: &Expr, e: &Expr) -> Res {
        if self.cur().comp_iter_expr > 0 {
            let message = "assignment expression cannot be used in a comprehension \
                           iterable expression";
            return Err(error(message.to_owned(), e.loc));
        }
        if self.cur().comprehension.is_some() {
            self.bind_outside_comprehension(target)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// `:=` in a comprehension binds in the nearest scope that is none.
    fn bind_outside_comprehension(&mut self, target: &Expr) -> Res {
        let ExprKind::Name { id, .. } = &target.kind else {
            return Ok(());
        };
        let at = target.loc;
        let mangled = mangle(self.private.as_ref(), id);
        for i in (0..self.stack.len()).rev() {
            let scope = self.stack[i];
            let block = self.table.block(scope);
            let flags = block.symbols.flags(&mangled);
            if block.comprehension.is_some() {
                if flags & DEF_COMP_ITER != 0 && flags & DEF_LOCAL != 0 {
                    let message = format!(
                        "assignment expression cannot rebind comprehension iteration \
                         variable '{id}'"
                    );
                    return Err(error(message, at));
                }
                continue;
            }
            let place = match block.kind {
                BlockKind::Function => {
                    let global = flags & DEF_GLOBAL != 0;
                    self.def(id, if global { DEF_GLOBAL } else { DEF_NONLOCAL }, at)?;
                    self.directive(id, at);
                    return self.def_in(scope, id, DEF_LOCAL, at);
                }
                BlockKind::Module => {
                    self.def(id, DEF_GLOBAL, at)?;
                    self.directive(id, at);
                    return self.def_in(scope, id, DEF_GLOBAL, at);
                }
                BlockKind::Class => "in a class body",
                BlockKind::TypeParameters => "within the definition of a generic",
                BlockKind::TypeAlias => "in a type alias",
                BlockKind::TypeVariable => "in a TypeVar bound",
                BlockKind::Annotation => continue,
            };
            let message = format!(
                "assignment expression within a comprehension cannot be used {place}"
            );
            return Err(error(message, at));
        }
        Ok(())
    }

    fn yields(&mut self, e: &Expr) -> Res {
        let block = self.cur();
        block.generator = true;
        let inside = match block.comprehension {
            None => return Ok(()),
            Some(CompKind::List) => "list comprehension",
            Some(CompKind::Set) => "set comprehension",
            Some(CompKind::Dict) => "dict comprehension",
            Some(CompKind::Generator) => "generator expression",
        };
        Err(error(format!("'yield' inside {inside}"), e.loc))
    }

    fn not_in_annotation(&mut self, what: &str, e: &Expr) -> Res {
        let place = match self.cur().kind {
            BlockKind::Annotation => "an annotation",
            BlockKind::TypeVariable => self.cur().info,
            BlockKind::TypeAlias => "a type alias",
            BlockKind::TypeParameters => "the definition of a generic",
            _ => return Ok(()),
        };
        Err(error(
            format!("{what} cannot be used within {place}"),
            e.loc,
        ))
    }

    fn lambda(&mut self, l: &Lambda, loc: Position) -> Res {
        self.exprs(&l.args.defaults)?;
        for default in &l.args.kw_defaults {
            self.opt(default)?;
        }
        self.enter(BlockKind::Function, l.scope, loc);
        self.parameters(&l.args)?;
        self.expr(&l.body)?;
        self.exit();
        Ok(())
    }

    fn comp(&mut self, c: &Comp, loc: Position) -> Res {
        // The outermost iterable is evaluated in the scope around.
        let outermost = &c.generators[0];
        self.cur().comp_iter_expr += 1;
        self.expr(&outermost.iter)?;
        self.cur().comp_iter_expr -= 1;
        self.enter(BlockKind::Function, c.scope, loc);
        self.cur().comprehension = Some(c.kind);
        let at = self.cur().loc;
        self.def(&".0".into(), DEF_PARAM, at)?;
        self.comp_target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        for g in &c.generators[1..] {
            self.comp_target(&g.target)?;
            self.cur().comp_iter_expr += 1;
            self.expr(&g.iter)?;
            self.cur().comp_iter_expr -= 1;
            self.exprs(&g.ifs)?;
        }
        self.opt(&c.value)?;
        self.expr(&c.elt)?;
        self.cur().generator = c.kind == CompKind::Generator;
        self.exit();
        Ok(())
    }

    fn comp_target(&mut self, target: &Expr) -> Res {
        self.cur().comp_iter_target = true;
        self.expr(target)?;
        self.cur().comp_iter_target = false;
        Ok(())
    }

    pub(super) fn parameters(&mut self, a: &Arguments) -> Res {
        for arg in a.posonly.iter().chain(&a.args).chain(&a.kwonly) {
            self.def(&arg.name, DEF_PARAM, arg.loc)?;
        }
        if let Some(arg) = &a.vararg {
            self.def(&arg.name, DEF_PARAM, arg.loc)?;
            self.cur().varargs = true;
        }
        if let Some(arg) = &a.kwarg {
            self.def(&arg.name, DEF_PARAM, arg.loc)?;
            self.cur().varkeywords = true;
        }
        Ok(())
    }

    pub(super) fn pattern(&mut self, p: &Pattern) -> Res {
        let mut bind = |name: &Option<Name>| match name {
            Some(name) => self.def(name, DEF_LOCAL, p.loc),
            None => Ok(()),
        };
        match &p.kind {
            PatternKind::Value(e) => self.expr(e),
            PatternKind::Singleton(_) => Ok(()),
            PatternKind::Sequence(list) | PatternKind::Or(list) => {
                list.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::Star(name) => bind(name),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => {
                self.exprs(keys)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                match rest {
                    Some(name) => self.def(name, DEF_LOCAL, p.loc),
                    None => Ok(()),
                }
            }
            PatternKind::Class {
                cls,
                patterns,
                attr_patterns,
                ..
            } => {
                self.expr(cls)?;
                let mut all = patterns.iter().chain(attr_patterns);
                all.try_for_each(|p| self.pattern(p))
            }
            PatternKind::As { pattern, name } => {
                if let Some(inner) = pattern {
                    self.pattern(inner)?;
                }
                match name {
                    Some(name) => self.def(name, DEF_LOCAL, p.loc),
                    None => Ok(()),
                }
            }
        }
    }
}
