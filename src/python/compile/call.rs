//! Calls, and `super()` without its objects.

use super::Compiler;
use super::expr::{STACK_USE_GUIDELINE, TUPLE};
use super::stmt::attr_location;
use crate::python::opcode::Op;
use crate::python::symtable::{DEF_IMPORT, Scope, TOP};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

/// The arguments of a call.
pub(super) struct Args<'a> {
    /// How many are on the stack already.
    pub pushed: usize,
    pub args: &'a [Expr],
    pub keywords: &'a [Keyword],
    /// The name of one that follows the positional ones.
    pub injected: Option<Name>,
}

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, c: &'a Call, loc: Position) -> Res {
        self.validate_keywords(&c.keywords)?;
        if self.method_call(c, loc)? {
            return Ok(());
        }
        self.check_caller(&c.func);
        self.expr(&c.func)?;
        self.op(c.func.loc, Op::PushNull);
        let args = Args {
            pushed: 0,
            args: &c.args,
            keywords: &c.keywords,
            injected: None,
        };
        self.call_helper(loc, &args)
    }

    /// `object.method(...)` needs no bound method, unless there are too many or starred
    /// arguments, or the object is an imported module.
    fn method_call(&mut self, c: &'a Call, loc: Position) -> Res<bool> {
        let ExprKind::Attribute {
            value,
            attr,
            ctx: Ctx::Load,
        } = &c.func.kind
        else {
            return Ok(false);
        };
        if self.is_imported(value) {
            return Ok(false);
        }
        let (nargs, nkw) = (c.args.len(), c.keywords.len());
        if nargs + nkw + usize::from(nkw != 0) >= STACK_USE_GUIDELINE
            || c.args.iter().any(Expr::is_starred)
            || c.keywords.iter().any(|k| k.arg.is_none())
        {
            return Ok(false);
        }
        let mut at = c.func.loc;
        if let Some(call) = self.optimizable_super(value, attr) {
            self.load_args_for_super(value, call)?;
            self.load_super_attr(at, call, attr, true);
            at = attr_location(at, &c.func, attr);
            self.op(at, Op::Nop);
        } else {
            self.expr(value)?;
            at = attr_location(at, &c.func, attr);
            let name = self.name_arg(attr);
            self.op_i(at, Op::LoadAttr, name << 1 | 1);
        }
        self.exprs(&c.args)?;
        let end = attr_location(loc, &c.func, attr);
        self.call_op(at, end, nargs, &c.keywords)?;
        Ok(true)
    }

    /// The keyword arguments and the call itself.
    fn call_op(
        &mut self,
        names_at: Position,
        at: Position,
        positional: usize,
        keywords: &'a [Keyword],
    ) -> Res {
        let n = (positional + keywords.len()) as u32;
        if keywords.is_empty() {
            self.op_i(at, Op::Call, n);
            return Ok(());
        }
        let mut names = Vec::new();
        for k in keywords {
            self.expr(&k.value)?;
            names.extend(k.arg.clone().map(Value::Str));
        }
        self.load_const(names_at, &Value::Tuple(names));
        self.op_i(at, Op::CallKw, n);
        Ok(())
    }

    fn is_imported(&self, e: &Expr) -> bool {
        let ExprKind::Name { id, .. } = &e.kind else {
            return false;
        };
        self.table.block(TOP).symbols.flags(id) & DEF_IMPORT != 0
    }

    /// The call in `super().attr` or `super(a, b).attr`, if `super` is surely the
    /// built-in one and what it needs is at hand.
    pub(super) fn optimizable_super(
        &self,
        value: &'a Expr,
        attr: &str,
    ) -> Option<&'a Call> {
        let ExprKind::Call(call) = &value.kind else {
            return None;
        };
        let ExprKind::Name { id, .. } = &call.func.kind else {
            return None;
        };
        if &**id != "super" || attr == "__class__" || !call.keywords.is_empty() {
            return None;
        }
        if self.block().scope("super") != Scope::GlobalImplicit
            || self.table.block(TOP).scope("super") != Scope::Unknown
        {
            return None;
        }
        let frame = self.current();
        let usable = match call.args.len() {
            2 => !call.args.iter().any(Expr::is_starred),
            0 => {
                frame.argcount + frame.posonlyargcount > 0
                    && self.block().scope("__class__") == Scope::Free
            }
            _ => false,
        };
        usable.then_some(call)
    }

    pub(super) fn load_args_for_super(&mut self, value: &'a Expr, c: &'a Call) -> Res {
        self.name_op(c.func.loc, &"super".into(), Ctx::Load)?;
        if !c.args.is_empty() {
            return self.exprs(&c.args);
        }
        let loc = value.loc;
        self.name_op(loc, &"__class__".into(), Ctx::Load)?;
        match self.current().varnames.list.first().cloned() {
            Some(first) => self.name_op(loc, &first, Ctx::Load),
            None => Ok(()),
        }
    }

    pub(super) fn load_super_attr(
        &mut self,
        loc: Position,
        call: &Call,
        attr: &Name,
        method: bool,
    ) {
        let name = self.name_arg(attr);
        let two = !call.args.is_empty();
        let arg = name << 2 | u32::from(two) << 1 | u32::from(method);
        self.op_i(loc, Op::LoadSuperAttr, arg);
    }

    fn validate_keywords(&self, keywords: &[Keyword]) -> Res {
        for (i, k) in keywords.iter().enumerate() {
            let Some(name) = &k.arg else {
                continue;
            };
            self.check_name(k.loc, name, Ctx::Store)?;
            let mut others = keywords[i + 1..].iter();
            if let Some(other) = others.find(|o| o.arg.as_ref() == Some(name)) {
                let message = format!("keyword argument repeated: {name}");
                return self.error(message, other.loc);
            }
        }
        Ok(())
    }

    /// Evaluates arguments and calls what lies under them.
    pub(super) fn call_helper(&mut self, loc: Position, a: &Args<'a>) -> Res {
        self.validate_keywords(a.keywords)?;
        let injected = usize::from(a.injected.is_some());
        let many = a.args.len() + a.keywords.len() * 2 > STACK_USE_GUIDELINE;
        let starred = a.args.iter().any(Expr::is_starred)
            || a.keywords.iter().any(|k| k.arg.is_none());
        if !many && !starred {
            self.exprs(a.args)?;
            if let Some(name) = &a.injected {
                self.name_op(loc, name, Ctx::Load)?;
            }
            let n = a.pushed + a.args.len() + injected;
            return self.call_op(loc, loc, n, a.keywords);
        }
        match a.args {
            [
                Expr {
                    kind: ExprKind::Starred { value, .. },
                    ..
                },
            ] if a.pushed == 0 && a.injected.is_none() => self.expr(value)?,
            args => {
                let last = a.injected.as_ref();
                self.star_unpack(loc, args, a.pushed, TUPLE, last)?;
            }
        }
        if !a.keywords.is_empty() {
            self.keyword_dict(loc, a.keywords)?;
        }
        let with_dict = u32::from(!a.keywords.is_empty());
        self.op_i(loc, Op::CallFunctionEx, with_dict);
        Ok(())
    }

    fn keyword_dict(&mut self, loc: Position, keywords: &'a [Keyword]) -> Res {
        let (mut have_dict, mut seen) = (false, 0);
        for (i, k) in keywords.iter().enumerate() {
            if k.arg.is_some() {
                seen += 1;
                continue;
            }
            if seen > 0 {
                self.sub_keywords(loc, &keywords[i - seen..i])?;
                if have_dict {
                    self.op_i(loc, Op::DictMerge, 1);
                }
                have_dict = true;
                seen = 0;
            }
            if !have_dict {
                self.op_i(loc, Op::BuildMap, 0);
                have_dict = true;
            }
            self.expr(&k.value)?;
            self.op_i(loc, Op::DictMerge, 1);
        }
        if seen > 0 {
            self.sub_keywords(loc, &keywords[keywords.len() - seen..])?;
            if have_dict {
                self.op_i(loc, Op::DictMerge, 1);
            }
        }
        Ok(())
    }

    fn sub_keywords(&mut self, loc: Position, keywords: &'a [Keyword]) -> Res {
        let n = keywords.len();
        let big = n * 2 > STACK_USE_GUIDELINE;
        let names = keywords.iter().filter_map(|k| k.arg.clone());
        if n > 1 && !big {
            keywords.iter().try_for_each(|k| self.expr(&k.value))?;
            self.load_const(loc, &Value::Tuple(names.map(Value::Str).collect()));
            self.op_i(loc, Op::BuildConstKeyMap, n as u32);
            return Ok(());
        }
        if big {
            self.op_i(Position::NOWHERE, Op::BuildMap, 0);
        }
        for (k, name) in keywords.iter().zip(names) {
            self.load_str(loc, &name);
            self.expr(&k.value)?;
            if big {
                self.op_i(Position::NOWHERE, Op::MapAdd, 1);
            }
        }
        if !big {
            self.op_i(loc, Op::BuildMap, n as u32);
        }
        Ok(())
    }
}
