//! Type parameters and `type` statements (PEP 695, PEP 696): values that are computed
//! when first asked for.

use super::Compiler;
use super::scope::FrameKind;
use crate::python::opcode::{Intrinsic1, Intrinsic2, Op};
use crate::python::syntax::Res;
use crate::python::syntax::tree::*;
use crate::python::unit::Position;

impl<'a> Compiler<'a> {
    pub(super) fn type_params(&mut self, params: &'a [TypeParam]) -> Res {
        let mut seen_default = false;
        for p in params {
            let loc = p.loc;
            self.load_str(loc, &p.name);
            let starred = p.kind == TypeParamKind::TypeVarTuple;
            if let Some((bound, scope)) = &p.bound {
                self.lazily(bound, *scope, &p.name, false)?;
                let several = matches!(
                    bound.kind,
                    ExprKind::Tuple { .. } | ExprKind::Constant(Value::Tuple(_))
                );
                self.intrinsic_2(
                    loc,
                    if several {
                        Intrinsic2::TypeVarWithConstraints
                    } else {
                        Intrinsic2::TypeVarWithBound
                    },
                );
            } else {
                self.intrinsic_1(
                    loc,
                    match p.kind {
                        TypeParamKind::TypeVar => Intrinsic1::TypeVar,
                        TypeParamKind::TypeVarTuple => Intrinsic1::TypeVarTuple,
                        TypeParamKind::ParamSpec => Intrinsic1::ParamSpec,
                    },
                );
            }
            if let Some((default, scope)) = &p.default {
                seen_default = true;
                self.lazily(default, *scope, &p.name, starred)?;
                self.intrinsic_2(loc, Intrinsic2::SetTypeParamDefault);
            } else if seen_default {
                let message = format!(
                    "non-default type parameter '{}' follows default type parameter",
                    p.name
                );
                return self.error(message, loc);
            }
            self.op_i(loc, Op::Copy, 1);
            self.name_op(loc, &p.name, Ctx::Store)?;
        }
        if let Some(first) = params.first() {
            self.op_i(first.loc, Op::BuildTuple, params.len() as u32);
        }
        Ok(())
    }

    /// A function that gives a bound or a default when it is asked for.
    fn lazily(
        &mut self,
        e: &'a Expr,
        scope: ScopeId,
        name: &Name,
        allow_starred: bool,
    ) -> Res {
        let kind = FrameKind::TypeParams;
        self.enter(name.clone(), kind, scope, e.loc.line as u32);
        match &e.kind {
            ExprKind::Starred { value, .. } if allow_starred => {
                self.expr(value)?;
                self.op_i(e.loc, Op::UnpackSequence, 1);
            }
            _ => self.expr(e)?,
        }
        self.op(e.loc, Op::ReturnValue);
        let code = self.finish_const(true);
        self.make_closure(e.loc, code, 0);
        Ok(())
    }

    pub(super) fn type_alias(&mut self, t: &'a TypeAlias, loc: Position) -> Res {
        let ExprKind::Name { id, .. } = &t.name.kind else {
            return Ok(());
        };
        if let Some(params) = &t.type_params {
            let name = format!("<generic parameters of {id}>");
            let kind = FrameKind::TypeParams;
            self.enter(name.into(), kind, params.scope, loc.line as u32);
            self.load_str(loc, id);
            self.type_params(&params.params)?;
        } else {
            self.load_str(loc, id);
            self.load_none(loc);
        }
        let kind = FrameKind::Function;
        self.enter(id.clone(), kind, t.scope, loc.line as u32);
        self.add_const(&Value::None);
        self.expr(&t.value)?;
        self.op(loc, Op::ReturnValue);
        let code = self.finish_const(false);
        self.make_closure(loc, code, 0);
        self.op_i(loc, Op::BuildTuple, 3);
        self.intrinsic_1(loc, Intrinsic1::TypeAlias);
        if t.type_params.is_some() {
            let code = self.finish_const(false);
            self.make_closure(loc, code, 0);
            self.op(loc, Op::PushNull);
            self.op_i(loc, Op::Call, 0);
        }
        self.name_op(loc, id, Ctx::Store)
    }
}
