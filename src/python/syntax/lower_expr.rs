//! Expressions: from the parser's tree to ours.

use ruff_python_ast as ast;

use super::error::{Res, SyntaxError};
use super::lower::{Lower, name};
use super::tree::*;
use crate::python::unit::Position;

impl Lower<'_> {
    pub(super) fn exprs(&mut self, list: &[ast::Expr]) -> Res<Vec<Expr>> {
        list.iter().map(|e| self.expr(e)).collect()
    }

    pub(super) fn opt_box(&mut self, e: &Option<Box<ast::Expr>>) -> Res<Option<Expr>> {
        e.as_ref().map(|e| self.expr(e)).transpose()
    }

    fn boxed(&mut self, e: &ast::Expr) -> Res<Box<Expr>> {
        Ok(Box::new(self.expr(e)?))
    }

    fn opt_boxed(&mut self, e: &Option<Box<ast::Expr>>) -> Res<Option<Box<Expr>>> {
        e.as_ref().map(|e| self.boxed(e)).transpose()
    }

    pub(super) fn expr(&mut self, e: &ast::Expr) -> Res<Expr> {
        let kind = self.kind(e)?;
        let loc = self.loc(e);
        Ok(Expr { loc, kind })
    }

    /// Each kind has a function of its own that is not inlined: together they would
    /// make one large frame for every level of an expression.
    fn kind(&mut self, e: &ast::Expr) -> Res<ExprKind> {
        match e {
            ast::Expr::BoolOp(b) => self.bool_op(b),
            ast::Expr::Named(n) => self.named(n),
            ast::Expr::BinOp(b) => self.bin_op(b),
            ast::Expr::UnaryOp(u) => self.unary_op(u),
            ast::Expr::Lambda(l) => self.lambda(l),
            ast::Expr::If(i) => self.if_exp(i),
            ast::Expr::Dict(d) => self.dict(d),
            ast::Expr::Set(s) => Ok(ExprKind::Set(self.exprs(&s.elts)?)),
            ast::Expr::ListComp(ast::ExprListComp { generators, .. })
            | ast::Expr::SetComp(ast::ExprSetComp { generators, .. })
            | ast::Expr::DictComp(ast::ExprDictComp { generators, .. })
                if generators.iter().any(|g| g.is_async) =>
            {
                let message = "asynchronous comprehension outside of an asynchronous \
                               function";
                self.refuse(message, e).map_err(SyntaxError::parsed)
            }
            ast::Expr::Generator(c) if c.generators.iter().any(|g| g.is_async) => {
                self.refuse("'async for' is not supported by this runtime", c)
            }
            ast::Expr::ListComp(c) => {
                self.comp(CompKind::List, &c.elt, None, &c.generators)
            }
            ast::Expr::SetComp(c) => {
                self.comp(CompKind::Set, &c.elt, None, &c.generators)
            }
            ast::Expr::DictComp(c) => self.dict_comp(c),
            ast::Expr::Generator(c) => {
                self.comp(CompKind::Generator, &c.elt, None, &c.generators)
            }
            ast::Expr::Await(a) => match self.functions {
                0 => self
                    .refuse("'await' outside function", a)
                    .map_err(SyntaxError::parsed),
                _ => self.refuse("'await' outside async function", a),
            },
            ast::Expr::Yield(y) => Ok(ExprKind::Yield(self.opt_boxed(&y.value)?)),
            ast::Expr::YieldFrom(y) => Ok(ExprKind::YieldFrom(self.boxed(&y.value)?)),
            ast::Expr::Compare(c) => self.compare(c),
            ast::Expr::Call(c) => self.call(c),
            ast::Expr::FString(f) => self.fstring(f),
            ast::Expr::TString(_) | ast::Expr::IpyEscapeCommand(_) => {
                Err(SyntaxError::new("invalid syntax", self.loc(e)))
            }
            ast::Expr::StringLiteral(s) => Ok(ExprKind::Constant(self.string(s))),
            ast::Expr::BytesLiteral(b) => Ok(ExprKind::Constant(self.bytes(b))),
            ast::Expr::NumberLiteral(n) => Ok(ExprKind::Constant(self.number(n)?)),
            ast::Expr::BooleanLiteral(b) => {
                Ok(ExprKind::Constant(Value::bool(b.value)))
            }
            ast::Expr::NoneLiteral(_) => Ok(ExprKind::Constant(Value::None)),
            ast::Expr::EllipsisLiteral(_) => Ok(ExprKind::Constant(Value::Ellipsis)),
            ast::Expr::Attribute(a) => self.attribute(a),
            ast::Expr::Subscript(s) => self.subscript(s),
            ast::Expr::Starred(s) => Ok(ExprKind::Starred {
                value: self.boxed(&s.value)?,
                ctx: ctx(s.ctx),
            }),
            ast::Expr::Name(n) => Ok(ExprKind::Name {
                id: n.id.as_str().into(),
                ctx: ctx(n.ctx),
            }),
            ast::Expr::List(l) => Ok(ExprKind::List {
                elts: self.exprs(&l.elts)?,
                ctx: ctx(l.ctx),
            }),
            ast::Expr::Tuple(t) => Ok(ExprKind::Tuple {
                elts: self.exprs(&t.elts)?,
                ctx: ctx(t.ctx),
            }),
            ast::Expr::Slice(s) => self.slice(s),
        }
    }

    #[inline(never)]
    fn bool_op(&mut self, b: &ast::ExprBoolOp) -> Res<ExprKind> {
        Ok(ExprKind::BoolOp {
            and: b.op == ast::BoolOp::And,
            values: self.exprs(&b.values)?,
        })
    }

    #[inline(never)]
    fn named(&mut self, n: &ast::ExprNamed) -> Res<ExprKind> {
        Ok(ExprKind::Named {
            target: self.boxed(&n.target)?,
            value: self.boxed(&n.value)?,
        })
    }

    #[inline(never)]
    fn bin_op(&mut self, b: &ast::ExprBinOp) -> Res<ExprKind> {
        Ok(ExprKind::BinOp {
            left: self.boxed(&b.left)?,
            op: b.op,
            right: self.boxed(&b.right)?,
        })
    }

    #[inline(never)]
    fn unary_op(&mut self, u: &ast::ExprUnaryOp) -> Res<ExprKind> {
        Ok(ExprKind::UnaryOp {
            op: u.op,
            operand: self.boxed(&u.operand)?,
        })
    }

    #[inline(never)]
    fn lambda(&mut self, l: &ast::ExprLambda) -> Res<ExprKind> {
        Ok(ExprKind::Lambda(Box::new(Lambda {
            args: match &l.parameters {
                Some(p) => self.parameters(p)?,
                None => Arguments::default(),
            },
            body: self.within(self.functions + 1, |own| own.expr(&l.body))?,
            scope: self.scope(),
        })))
    }

    #[inline(never)]
    fn if_exp(&mut self, i: &ast::ExprIf) -> Res<ExprKind> {
        Ok(ExprKind::IfExp(Box::new(IfExp {
            test: self.expr(&i.test)?,
            body: self.expr(&i.body)?,
            orelse: self.expr(&i.orelse)?,
        })))
    }

    #[inline(never)]
    fn dict(&mut self, d: &ast::ExprDict) -> Res<ExprKind> {
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        for item in &d.items {
            keys.push(item.key.as_ref().map(|k| self.expr(k)).transpose()?);
            values.push(self.expr(&item.value)?);
        }
        Ok(ExprKind::Dict { keys, values })
    }

    #[inline(never)]
    fn dict_comp(&mut self, c: &ast::ExprDictComp) -> Res<ExprKind> {
        let Some(key) = &c.key else {
            let message = "dict unpacking cannot be used in dict comprehension";
            return Err(SyntaxError::new(message, self.loc(c)));
        };
        self.comp(CompKind::Dict, key, Some(&c.value), &c.generators)
    }

    #[inline(never)]
    fn compare(&mut self, c: &ast::ExprCompare) -> Res<ExprKind> {
        Ok(ExprKind::Compare {
            left: self.boxed(&c.left)?,
            ops: c.ops.to_vec(),
            comparators: self.exprs(&c.comparators)?,
        })
    }

    #[inline(never)]
    fn attribute(&mut self, a: &ast::ExprAttribute) -> Res<ExprKind> {
        Ok(ExprKind::Attribute {
            value: self.boxed(&a.value)?,
            attr: name(&a.attr),
            ctx: ctx(a.ctx),
        })
    }

    #[inline(never)]
    fn subscript(&mut self, s: &ast::ExprSubscript) -> Res<ExprKind> {
        Ok(ExprKind::Subscript {
            value: self.boxed(&s.value)?,
            slice: self.boxed(&s.slice)?,
            ctx: ctx(s.ctx),
        })
    }

    #[inline(never)]
    fn slice(&mut self, s: &ast::ExprSlice) -> Res<ExprKind> {
        Ok(ExprKind::Slice {
            lower: self.opt_boxed(&s.lower)?,
            upper: self.opt_boxed(&s.upper)?,
            step: self.opt_boxed(&s.step)?,
        })
    }

    #[inline(never)]
    fn call(&mut self, c: &ast::ExprCall) -> Res<ExprKind> {
        let func = self.expr(&c.func)?;
        let mut args = self.exprs(&c.arguments.args)?;
        if let [ast::Expr::Generator(g)] = &*c.arguments.args
            && !g.parenthesized
        {
            // A lone generator expression borrows the call's parentheses.
            args[0].loc = self.loc(&c.arguments);
        }
        let keywords = self.keywords(&c.arguments.keywords)?;
        Ok(ExprKind::Call(Box::new(Call {
            func,
            args,
            keywords,
        })))
    }

    pub(super) fn keywords(&mut self, list: &[ast::Keyword]) -> Res<Vec<Keyword>> {
        list.iter()
            .map(|k| {
                Ok(Keyword {
                    loc: self.loc(k),
                    arg: k.arg.as_ref().map(name),
                    value: self.expr(&k.value)?,
                })
            })
            .collect()
    }

    #[inline(never)]
    fn comp(
        &mut self,
        kind: CompKind,
        elt: &ast::Expr,
        value: Option<&ast::Expr>,
        generators: &[ast::Comprehension],
    ) -> Res<ExprKind> {
        let elt = self.expr(elt)?;
        let value = value.map(|v| self.expr(v)).transpose()?;
        let mut gens = Vec::new();
        for g in generators {
            gens.push(Comprehension {
                target: self.expr(&g.target)?,
                iter: self.expr(&g.iter)?,
                ifs: self.exprs(&g.ifs)?,
            });
        }
        Ok(ExprKind::Comp(Box::new(Comp {
            kind,
            elt,
            value,
            generators: gens,
            scope: self.scope(),
        })))
    }

    pub(super) fn parameters(&mut self, p: &ast::Parameters) -> Res<Arguments> {
        let mut a = Arguments::default();
        for (from, to) in [(&p.posonlyargs, &mut a.posonly), (&p.args, &mut a.args)] {
            for param in from {
                to.push(self.parameter(&param.parameter)?);
                if let Some(default) = &param.default {
                    a.defaults.push(self.expr(default)?);
                }
            }
        }
        for param in &p.kwonlyargs {
            a.kwonly.push(self.parameter(&param.parameter)?);
            a.kw_defaults.push(self.opt_box(&param.default)?);
        }
        a.vararg = p.vararg.as_ref().map(|v| self.parameter(v)).transpose()?;
        a.kwarg = p.kwarg.as_ref().map(|k| self.parameter(k)).transpose()?;
        Ok(a)
    }

    /// A parameter, which begins behind the stars that it may have.
    fn parameter(&mut self, p: &ast::Parameter) -> Res<Arg> {
        let start = self.loc(&p.name);
        Ok(Arg {
            loc: Position {
                line: start.line,
                col: start.col,
                ..self.loc(p)
            },
            name: name(&p.name),
            annotation: self.opt_box(&p.annotation)?,
        })
    }
}

fn ctx(c: ast::ExprContext) -> Ctx {
    match c {
        ast::ExprContext::Load | ast::ExprContext::Invalid => Ctx::Load,
        ast::ExprContext::Store => Ctx::Store,
        ast::ExprContext::Del => Ctx::Del,
    }
}
