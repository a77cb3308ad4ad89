//! `class`: the body as a function that fills a namespace, and the call that makes a
//! class of it.

use super::Compiler;
use super::call::Args;
use super::scope::FrameKind;
use crate::python::opcode::{Intrinsic1, Op};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

impl<'a> Compiler<'a> {
    pub(super) fn class(&mut self, c: &'a ClassDef, loc: Position) -> Res {
        self.decorators(&c.decorators)?;
        let first = c.decorators.first().map_or(loc, |d| d.loc);
        let firstlineno = first.line as u32;
        if let Some(params) = &c.type_params {
            let name = format!("<generic parameters of {}>", c.name);
            let kind = FrameKind::TypeParams;
            self.enter(name.into(), kind, params.scope, firstlineno);
            self.frame().private = Some(c.name.clone());
            self.type_params(&params.params)?;
            self.name_op(loc, &".type_params".into(), Ctx::Store)?;
        }
        self.class_body(c, loc, firstlineno)?;
        let mut args = Args {
            pushed: 2,
            args: &c.bases,
            keywords: &c.keywords,
            injected: None,
        };
        if c.type_params.is_some() {
            let base: Name = ".generic_base".into();
            self.name_op(loc, &".type_params".into(), Ctx::Load)?;
            self.intrinsic_1(loc, Intrinsic1::SubscriptGeneric);
            self.name_op(loc, &base, Ctx::Store)?;
            args.injected = Some(base);
            self.call_helper(loc, &args)?;
            let code = self.finish_const(false);
            self.make_closure(loc, code, 0);
            self.op(loc, Op::PushNull);
            self.op_i(loc, Op::Call, 0);
        } else {
            self.call_helper(loc, &args)?;
        }
        self.apply_decorators(&c.decorators);
        self.name_op(loc, &c.name, Ctx::Store)
    }

    fn class_body(&mut self, c: &'a ClassDef, at: Position, firstlineno: u32) -> Res {
        self.enter(c.name.clone(), FrameKind::Class, c.scope, firstlineno);
        let line = firstlineno as i32;
        let loc = Position {
            line,
            end_line: line,
            col: 0,
            end_col: 0,
        };
        self.frame().private = Some(c.name.clone());
        self.name_op(loc, &"__name__".into(), Ctx::Load)?;
        self.name_op(loc, &"__module__".into(), Ctx::Store)?;
        let qualname = self.current().qualname.clone();
        self.load_str(loc, &qualname);
        self.name_op(loc, &"__qualname__".into(), Ctx::Store)?;
        self.load_const(loc, &Value::int(firstlineno));
        self.name_op(loc, &"__firstlineno__".into(), Ctx::Store)?;
        if c.type_params.is_some() {
            self.name_op(loc, &".type_params".into(), Ctx::Load)?;
            self.name_op(loc, &"__type_params__".into(), Ctx::Store)?;
        }
        if self.block().needs_classdict {
            self.op(loc, Op::LoadLocals);
            let arg = self.frame().cell_arg(&"__classdict__".into());
            self.op_i(loc, Op::StoreDeref, arg);
        }
        self.body(loc, &c.body)?;
        self.class_end()?;
        let code = self.finish_const(true);
        self.op(at, Op::LoadBuildClass);
        self.op(at, Op::PushNull);
        self.make_closure(at, code, 0);
        self.load_str(at, &c.name);
        Ok(())
    }

    /// What a class body leaves for `__build_class__`.
    fn class_end(&mut self) -> Res {
        let nowhere = Position::NOWHERE;
        // CPython's order is that of a set of strings.
        let mut attributes = std::mem::take(&mut self.frame().static_attributes);
        crate::shapes::order::sort(&mut attributes, Ord::cmp);
        let attributes = attributes.into_iter().map(Value::Str).collect();
        self.load_const(nowhere, &Value::Tuple(attributes));
        self.name_op(nowhere, &"__static_attributes__".into(), Ctx::Store)?;
        let (class, dict) = {
            let block = self.block();
            (block.needs_class_closure, block.needs_classdict)
        };
        let load_cell = |c: &mut Self, name: &str| {
            let arg = c.frame().cell_arg(&name.into());
            c.pseudo(nowhere, super::sequence::Code::LoadClosure, arg);
        };
        if dict {
            load_cell(self, "__classdict__");
            self.name_op(nowhere, &"__classdictcell__".into(), Ctx::Store)?;
        }
        if class {
            load_cell(self, "__class__");
            self.op_i(nowhere, Op::Copy, 1);
            self.name_op(nowhere, &"__classcell__".into(), Ctx::Store)?;
        } else {
            self.load_none(nowhere);
        }
        self.op(nowhere, Op::ReturnValue);
        Ok(())
    }

    /// Notes that a method sets an attribute of its `self`.
    pub(super) fn note_static_attribute(&mut self, value: &Expr, attr: &Name) {
        let ExprKind::Name { id, .. } = &value.kind else {
            return;
        };
        if &**id != "self" {
            return;
        }
        let outer = self.stack.len() - 1;
        let mut frames = self.stack[..outer].iter_mut().rev();
        if let Some(class) = frames.find(|f| f.kind == FrameKind::Class)
            && !class.static_attributes.contains(attr)
        {
            class.static_attributes.push(attr.clone());
        }
    }
}
