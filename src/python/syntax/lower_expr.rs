//! Expressions: from the parser's tree to ours.

use ruff_python_ast as ast;

use super::error::{Res, SyntaxError};
use super::lower::{Lower, name};
use super::tree::*;

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
        let loc = self.loc(e);
        let kind = match e {
            ast::Expr::BoolOp(b) => ExprKind::BoolOp {
                and: b.op == ast::BoolOp::And,
                values: self.exprs(&b.values)?,
            },
            ast::Expr::Named(n) => ExprKind::Named {
                target: self.boxed(&n.target)?,
                value: self.boxed(&n.value)?,
            },
            ast::Expr::BinOp(b) => ExprKind::BinOp {
                left: self.boxed(&b.left)?,
                op: b.op,
                right: self.boxed(&b.right)?,
            },
            ast::Expr::UnaryOp(u) => ExprKind::UnaryOp {
                op: u.op,
                operand: self.boxed(&u.operand)?,
            },
            ast::Expr::Lambda(l) => ExprKind::Lambda(Box::new(Lambda {
                args: match &l.parameters {
                    Some(p) => self.parameters(p)?,
                    None => Arguments::default(),
                },
                body: self.expr(&l.body)?,
                scope: self.scope(),
            })),
            ast::Expr::If(i) => ExprKind::IfExp(Box::new(IfExp {
                test: self.expr(&i.test)?,
                body: self.expr(&i.body)?,
                orelse: self.expr(&i.orelse)?,
            })),
            ast::Expr::Dict(d) => {
                let (mut keys, mut values) = (Vec::new(), Vec::new());
                for item in &d.items {
                    keys.push(item.key.as_ref().map(|k| self.expr(k)).transpose()?);
                    values.push(self.expr(&item.value)?);
                }
                ExprKind::Dict { keys, values }
            }
            ast::Expr::Set(s) => ExprKind::Set(self.exprs(&s.elts)?),
            ast::Expr::ListComp(c) => {
                self.comp(CompKind::List, &c.elt, None, &c.generators)?
            }
            ast::Expr::SetComp(c) => {
                self.comp(CompKind::Set, &c.elt, None, &c.generators)?
            }
            ast::Expr::DictComp(c) => match &c.key {
                Some(key) => {
                    self.comp(CompKind::Dict, key, Some(&c.value), &c.generators)?
                }
                None => {
                    let message = "dict unpacking cannot be used in dict comprehension";
                    return Err(SyntaxError::new(message, loc));
                }
            },
            ast::Expr::Generator(c) => {
                self.comp(CompKind::Generator, &c.elt, None, &c.generators)?
            }
            ast::Expr::Await(a) => return self.leave_out("await", a),
            ast::Expr::Yield(y) => ExprKind::Yield(self.opt_boxed(&y.value)?),
            ast::Expr::YieldFrom(y) => ExprKind::YieldFrom(self.boxed(&y.value)?),
            ast::Expr::Compare(c) => ExprKind::Compare {
                left: self.boxed(&c.left)?,
                ops: c.ops.to_vec(),
                comparators: self.exprs(&c.comparators)?,
            },
            ast::Expr::Call(c) => self.call(c)?,
            ast::Expr::FString(f) => return self.fstring(f),
            ast::Expr::TString(_) => {
                return Err(SyntaxError::new("invalid syntax", loc));
            }
            ast::Expr::StringLiteral(s) => ExprKind::Constant(self.string(s)),
            ast::Expr::BytesLiteral(b) => ExprKind::Constant(self.bytes(b)),
            ast::Expr::NumberLiteral(n) => ExprKind::Constant(self.number(n)?),
            ast::Expr::BooleanLiteral(b) => ExprKind::Constant(Value::bool(b.value)),
            ast::Expr::NoneLiteral(_) => ExprKind::Constant(Value::None),
            ast::Expr::EllipsisLiteral(_) => ExprKind::Constant(Value::Ellipsis),
            ast::Expr::Attribute(a) => ExprKind::Attribute {
                value: self.boxed(&a.value)?,
                attr: name(&a.attr),
                ctx: ctx(a.ctx),
            },
            ast::Expr::Subscript(s) => ExprKind::Subscript {
                value: self.boxed(&s.value)?,
                slice: self.boxed(&s.slice)?,
                ctx: ctx(s.ctx),
            },
            ast::Expr::Starred(s) => ExprKind::Starred {
                value: self.boxed(&s.value)?,
                ctx: ctx(s.ctx),
            },
            ast::Expr::Name(n) => ExprKind::Name {
                id: n.id.as_str().into(),
                ctx: ctx(n.ctx),
            },
            ast::Expr::List(l) => ExprKind::List {
                elts: self.exprs(&l.elts)?,
                ctx: ctx(l.ctx),
            },
            ast::Expr::Tuple(t) => ExprKind::Tuple {
                elts: self.exprs(&t.elts)?,
                ctx: ctx(t.ctx),
            },
            ast::Expr::Slice(s) => ExprKind::Slice {
                lower: self.opt_boxed(&s.lower)?,
                upper: self.opt_boxed(&s.upper)?,
                step: self.opt_boxed(&s.step)?,
            },
            ast::Expr::IpyEscapeCommand(_) => {
                return Err(SyntaxError::new("invalid syntax", loc));
            }
        };
        Ok(Expr { loc, kind })
    }

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
            if g.is_async {
                return self.leave_out("async for", g);
            }
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

    fn parameter(&mut self, p: &ast::Parameter) -> Res<Arg> {
        Ok(Arg {
            loc: self.loc(p),
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
