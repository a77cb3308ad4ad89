//! `def` and `lambda`: the code of the body, then the function object around it.

use super::Compiler;
use super::control::{FBlock, FKind};
use super::scope::FrameKind;
use crate::python::opcode::{Intrinsic2, Op};
use crate::python::symtable;
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::{Const, ConstId, FAST_FREE, Position};

/// What a function object has beside its code: the arguments of
/// `SET_FUNCTION_ATTRIBUTE`.
pub(super) const DEFAULTS: u32 = 1;
pub(super) const KWDEFAULTS: u32 = 2;
pub(super) const ANNOTATIONS: u32 = 4;
pub(super) const CLOSURE: u32 = 8;

impl<'a> Compiler<'a> {
    /// Makes a function of a finished code; what `flags` names is on the stack.
    pub(super) fn make_closure(
        &mut self,
        loc: Position,
        code: ConstId,
        mut flags: u32,
    ) {
        let free = self.free_variables(code);
        if !free.is_empty() {
            for name in &free {
                let arg = self.closure_arg(name);
                self.pseudo(loc, super::sequence::Code::LoadClosure, arg);
            }
            flags |= CLOSURE;
            self.op_i(loc, Op::BuildTuple, free.len() as u32);
        }
        self.load_const_id(loc, code);
        self.op(loc, Op::MakeFunction);
        for flag in [CLOSURE, ANNOTATIONS, KWDEFAULTS, DEFAULTS] {
            if flags & flag != 0 {
                self.op_i(loc, Op::SetFunctionAttribute, flag);
            }
        }
    }

    fn free_variables(&self, code: ConstId) -> Vec<Name> {
        let Const::Code(id) = self.consts.list[code] else {
            return Vec::new();
        };
        let code = &self.consts.codes[id];
        let names = code.localsplus.iter().zip(&code.kinds);
        names
            .filter(|(_, kind)| **kind & FAST_FREE != 0)
            .map(|(name, _)| name.as_str().into())
            .collect()
    }

    pub(super) fn decorators(&mut self, list: &'a [Expr]) -> Res {
        list.iter().try_for_each(|d| self.expr(d))
    }

    pub(super) fn apply_decorators(&mut self, list: &'a [Expr]) {
        for d in list.iter().rev() {
            self.op_i(d.loc, Op::Call, 0);
        }
    }

    pub(super) fn function(&mut self, f: &'a FunctionDef, loc: Position) -> Res {
        self.check_parameters(&f.args)?;
        self.decorators(&f.decorators)?;
        let first = f.decorators.first().map_or(loc, |d| d.loc);
        let firstlineno = first.line as u32;
        let mut flags = self.default_arguments(loc, &f.args)?;
        let with_defaults = flags & (DEFAULTS | KWDEFAULTS);
        let nargs = with_defaults.count_ones();
        if let Some(params) = &f.type_params {
            if nargs == 2 {
                self.op_i(loc, Op::Swap, 2);
            }
            let name = format!("<generic parameters of {}>", f.name);
            let kind = FrameKind::TypeParams;
            self.enter(name.into(), kind, params.scope, firstlineno);
            self.type_params(&params.params)?;
            for arg in 0..nargs {
                self.op_i(loc, Op::LoadFast, arg);
            }
        }
        if self.annotations(loc, &f.args, f.returns.as_ref())? {
            flags |= ANNOTATIONS;
        }
        let code = self.function_body(f, firstlineno)?;
        self.make_closure(loc, code, flags);
        if f.type_params.is_some() {
            self.op_i(loc, Op::Swap, 2);
            self.intrinsic_2(loc, Intrinsic2::SetFunctionTypeParams);
            self.frame().argcount = nargs;
            let code = self.finish_const(false);
            self.make_closure(loc, code, 0);
            if nargs > 0 {
                self.op_i(loc, Op::Swap, nargs + 1);
                self.op_i(loc, Op::Call, nargs - 1);
            } else {
                self.op(loc, Op::PushNull);
                self.op_i(loc, Op::Call, 0);
            }
        }
        self.apply_decorators(&f.decorators);
        self.name_op(loc, &f.name, Ctx::Store)
    }

    fn function_body(&mut self, f: &'a FunctionDef, firstlineno: u32) -> Res<ConstId> {
        self.enter(f.name.clone(), FrameKind::Function, f.scope, firstlineno);
        let doc = docstring(&f.body);
        self.add_const(&match doc.and_then(Expr::constant) {
            Some(text) if self.optimize < 2 => super::doc::clean(text),
            _ => Value::None,
        });
        self.set_counts(&f.args);
        let generator = self.block().generator;
        if generator {
            self.push_fblock(FBlock::new(FKind::StopIteration, Position::NOWHERE))?;
        }
        let body = if doc.is_some() { &f.body[1..] } else { &f.body };
        self.stmts(body)?;
        if generator {
            self.wrap_in_stop_iteration_handler();
            self.pop_fblock();
        }
        Ok(self.finish_const(true))
    }

    fn set_counts(&mut self, a: &Arguments) {
        let frame = self.frame();
        frame.argcount = a.args.len() as u32;
        frame.posonlyargcount = a.posonly.len() as u32;
        frame.kwonlyargcount = a.kwonly.len() as u32;
    }

    pub(super) fn lambda(&mut self, l: &'a Lambda, loc: Position) -> Res {
        self.check_parameters(&l.args)?;
        let flags = self.default_arguments(loc, &l.args)?;
        let kind = FrameKind::Lambda;
        self.enter("<lambda>".into(), kind, l.scope, loc.line as u32);
        // `None` first: a lambda has no docstring.
        self.add_const(&Value::None);
        self.set_counts(&l.args);
        self.expr(&l.body)?;
        let code = if self.block().generator {
            self.finish_const(false)
        } else {
            self.op(l.body.loc, Op::ReturnValue);
            self.finish_const(true)
        };
        self.make_closure(loc, code, flags);
        Ok(())
    }

    fn check_parameters(&self, a: &Arguments) -> Res {
        let all = a.posonly.iter().chain(&a.args).chain(&a.vararg);
        for arg in all.chain(&a.kwonly).chain(&a.kwarg) {
            self.check_name(arg.loc, &arg.name, Ctx::Store)?;
        }
        Ok(())
    }

    /// Evaluates default values; says which kinds there are.
    fn default_arguments(&mut self, loc: Position, a: &'a Arguments) -> Res<u32> {
        let mut flags = 0;
        if !a.defaults.is_empty() {
            a.defaults.iter().try_for_each(|d| self.expr(d))?;
            self.op_i(loc, Op::BuildTuple, a.defaults.len() as u32);
            flags |= DEFAULTS;
        }
        let mut keys = Vec::new();
        for (arg, default) in a.kwonly.iter().zip(&a.kw_defaults) {
            if let Some(default) = default {
                let private = self.current().private.as_ref();
                keys.push(Value::Str(symtable::mangle(private, &arg.name)));
                self.expr(default)?;
            }
        }
        if !keys.is_empty() {
            let n = keys.len() as u32;
            self.load_const(loc, &Value::Tuple(keys));
            self.op_i(loc, Op::BuildConstKeyMap, n);
            flags |= KWDEFAULTS;
        }
        Ok(flags)
    }

    /// Names and annotations as one tuple; says whether there are any.
    fn annotations(
        &mut self,
        loc: Position,
        a: &'a Arguments,
        returns: Option<&'a Expr>,
    ) -> Res<bool> {
        let mut n = 0;
        let first = a.args.iter().chain(&a.posonly).chain(&a.vararg);
        for arg in first.chain(&a.kwonly).chain(&a.kwarg) {
            if let Some(annotation) = &arg.annotation {
                self.annotation(loc, &arg.name, annotation)?;
                n += 2;
            }
        }
        if let Some(returns) = returns {
            self.annotation(loc, &"return".into(), returns)?;
            n += 2;
        }
        if n > 0 {
            self.op_i(loc, Op::BuildTuple, n);
        }
        Ok(n > 0)
    }

    fn annotation(&mut self, loc: Position, name: &Name, e: &'a Expr) -> Res {
        let mangled = self.mangle(name);
        self.load_str(loc, &mangled);
        match &e.kind {
            _ if self.future_annotations => self.annotation_text(e),
            ExprKind::Starred { value, .. } => {
                self.expr(value)?;
                self.op_i(loc, Op::UnpackSequence, 1);
                Ok(())
            }
            _ => self.expr(e),
        }
    }

    /// The annotation as text (PEP 563).
    pub(super) fn annotation_text(&mut self, e: &Expr) -> Res {
        let text = crate::python::syntax::unparse(e);
        self.load_const(e.loc, &text);
        Ok(())
    }
}
