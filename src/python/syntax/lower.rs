//! Statements: from the parser's tree to ours.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::error::{Res, SyntaxError};
use super::source::Source;
use super::tree::*;
use crate::python::unit::{Position, Warning};

/// Turns one tree into the other.
pub(super) struct Lower<'s> {
    pub(super) source: &'s Source,
    /// Scopes numbered so far; 0 is the module.
    pub(super) scopes: usize,
    pub(super) warnings: Vec<Warning>,
    /// How many functions the node is in, within its class.
    pub(super) functions: usize,
}

impl<'s> Lower<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            source,
            scopes: 1,
            warnings: Vec::new(),
            functions: 0,
        }
    }

    pub(super) fn loc(&self, node: &impl Ranged) -> Position {
        self.source.position(node.range())
    }

    pub(super) fn scope(&mut self) -> ScopeId {
        self.scopes += 1;
        self.scopes - 1
    }

    /// Refuses a node.
    pub(super) fn refuse<T>(&self, message: &str, node: &impl Ranged) -> Res<T> {
        Err(SyntaxError::new(message, self.loc(node)))
    }

    pub(super) fn stmts(&mut self, body: &[ast::Stmt]) -> Res<Vec<Stmt>> {
        body.iter().map(|s| self.stmt(s)).collect()
    }

    /// The place of a statement. One that holds others ends behind the `;` that may
    /// follow its last one.
    fn stmt_loc(&self, s: &ast::Stmt) -> Position {
        let range = s.range();
        let rest = &self.source.text[usize::from(range.end())..];
        let behind = rest.trim_start_matches([' ', '\t']);
        let compound = is_compound(s);
        if !compound || !behind.starts_with(';') {
            return self.source.position(range);
        }
        let more = (rest.len() - behind.len() + 1) as u32;
        let end = range.end() + TextSize::new(more);
        self.source.position(TextRange::new(range.start(), end))
    }

    fn stmt(&mut self, s: &ast::Stmt) -> Res<Stmt> {
        let mut loc = self.stmt_loc(s);
        let kind = match s {
            ast::Stmt::FunctionDef(f) => {
                self.skip_decorators(&mut loc, &f.decorator_list);
                self.function(f)?
            }
            ast::Stmt::ClassDef(c) => {
                self.skip_decorators(&mut loc, &c.decorator_list);
                self.class(c)?
            }
            ast::Stmt::Return(r) => StmtKind::Return(self.opt_box(&r.value)?),
            ast::Stmt::Delete(d) => StmtKind::Delete(self.exprs(&d.targets)?),
            ast::Stmt::TypeAlias(t) => StmtKind::TypeAlias(Box::new(TypeAlias {
                name: self.expr(&t.name)?,
                type_params: self.type_params(&t.type_params)?,
                value: self.expr(&t.value)?,
                scope: self.scope(),
            })),
            ast::Stmt::Assign(a) => StmtKind::Assign {
                targets: self.exprs(&a.targets)?,
                value: self.expr(&a.value)?,
            },
            ast::Stmt::AugAssign(a) => StmtKind::AugAssign {
                target: self.expr(&a.target)?,
                op: a.op,
                value: self.expr(&a.value)?,
            },
            ast::Stmt::AnnAssign(a) => StmtKind::AnnAssign {
                target: self.expr(&a.target)?,
                annotation: self.expr(&a.annotation)?,
                value: self.opt_box(&a.value)?,
                simple: a.simple,
            },
            ast::Stmt::For(f) if f.is_async => {
                return self.refuse("'async for' outside async function", f);
            }
            ast::Stmt::For(f) => StmtKind::For {
                target: self.expr(&f.target)?,
                iter: self.expr(&f.iter)?,
                body: self.stmts(&f.body)?,
                orelse: self.stmts(&f.orelse)?,
            },
            ast::Stmt::While(w) => StmtKind::While {
                test: self.expr(&w.test)?,
                body: self.stmts(&w.body)?,
                orelse: self.stmts(&w.orelse)?,
            },
            ast::Stmt::If(i) => self.if_chain(i)?,
            ast::Stmt::With(w) if w.is_async => {
                return self.refuse("'async with' outside async function", w);
            }
            ast::Stmt::With(w) => StmtKind::With {
                items: w
                    .items
                    .iter()
                    .map(|i| {
                        Ok(WithItem {
                            context: self.expr(&i.context_expr)?,
                            vars: self.opt_box(&i.optional_vars)?,
                        })
                    })
                    .collect::<Res<_>>()?,
                body: self.stmts(&w.body)?,
            },
            ast::Stmt::Match(m) => StmtKind::Match {
                subject: self.expr(&m.subject)?,
                cases: m
                    .cases
                    .iter()
                    .map(|c| {
                        Ok(MatchCase {
                            pattern: self.pattern(&c.pattern)?,
                            guard: self.opt_box(&c.guard)?,
                            body: self.stmts(&c.body)?,
                        })
                    })
                    .collect::<Res<_>>()?,
            },
            ast::Stmt::Raise(r) => StmtKind::Raise {
                exc: self.opt_box(&r.exc)?,
                cause: self.opt_box(&r.cause)?,
            },
            ast::Stmt::Try(t) => self.try_(t)?,
            ast::Stmt::Assert(a) => StmtKind::Assert {
                test: self.expr(&a.test)?,
                msg: self.opt_box(&a.msg)?,
            },
            ast::Stmt::Import(i) => StmtKind::Import(self.aliases(&i.names)),
            ast::Stmt::ImportFrom(i) => StmtKind::ImportFrom {
                module: i.module.as_ref().map(name),
                names: self.aliases(&i.names),
                level: i.level,
            },
            ast::Stmt::Global(g) => {
                StmtKind::Global(g.names.iter().map(name).collect())
            }
            ast::Stmt::Nonlocal(n) => {
                StmtKind::Nonlocal(n.names.iter().map(name).collect())
            }
            ast::Stmt::Expr(e) => StmtKind::Expr(self.expr(&e.value)?),
            ast::Stmt::Pass(_) => StmtKind::Pass,
            ast::Stmt::Break(_) => StmtKind::Break,
            ast::Stmt::Continue(_) => StmtKind::Continue,
            ast::Stmt::IpyEscapeCommand(i) => {
                return Err(SyntaxError::new("invalid syntax", self.loc(i)));
            }
        };
        Ok(Stmt { loc, kind })
    }

    /// A definition begins behind its decorators, which the parser counts in.
    fn skip_decorators(&self, loc: &mut Position, decorators: &[ast::Decorator]) {
        let Some(last) = decorators.last() else {
            return;
        };
        let mut at = usize::from(last.end());
        let text = &self.source.text;
        while let Some(c) = text[at..].chars().next() {
            match c {
                '#' => at += text[at..].find('\n').unwrap_or(text.len() - at),
                c if c.is_alphabetic() => break,
                c => at += c.len_utf8(),
            }
        }
        (loc.line, loc.col) = self.source.line_col(TextSize::new(at as u32));
    }

    fn function(&mut self, f: &ast::StmtFunctionDef) -> Res<StmtKind> {
        if f.is_async {
            return self.refuse("'async def' is not supported by this runtime", f);
        }
        Ok(StmtKind::FunctionDef(Box::new(FunctionDef {
            name: name(&f.name),
            decorators: self.decorators(&f.decorator_list)?,
            type_params: self.type_params(&f.type_params)?,
            args: self.parameters(&f.parameters)?,
            returns: self.opt_box(&f.returns)?,
            body: self.within(self.functions + 1, |own| own.stmts(&f.body))?,
            scope: self.scope(),
        })))
    }

    /// Lowers what is in so many functions.
    pub(super) fn within<T>(
        &mut self,
        functions: usize,
        lower: impl FnOnce(&mut Self) -> Res<T>,
    ) -> Res<T> {
        let outer = std::mem::replace(&mut self.functions, functions);
        let lowered = lower(self);
        self.functions = outer;
        lowered
    }

    fn class(&mut self, c: &ast::StmtClassDef) -> Res<StmtKind> {
        let (bases, keywords) = match &c.arguments {
            Some(a) => (self.exprs(&a.args)?, self.keywords(&a.keywords)?),
            None => (Vec::new(), Vec::new()),
        };
        Ok(StmtKind::ClassDef(Box::new(ClassDef {
            name: name(&c.name),
            bases,
            keywords,
            decorators: self.decorators(&c.decorator_list)?,
            type_params: self.type_params(&c.type_params)?,
            body: self.within(0, |own| own.stmts(&c.body))?,
            scope: self.scope(),
        })))
    }

    fn decorators(&mut self, list: &[ast::Decorator]) -> Res<Vec<Expr>> {
        list.iter().map(|d| self.expr(&d.expression)).collect()
    }

    fn type_params(
        &mut self,
        params: &Option<Box<ast::TypeParams>>,
    ) -> Res<Option<TypeParams>> {
        let Some(params) = params else {
            return Ok(None);
        };
        let scope = self.scope();
        let params = params
            .type_params
            .iter()
            .map(|p| self.type_param(p))
            .collect::<Res<_>>()?;
        Ok(Some(TypeParams { params, scope }))
    }

    fn type_param(&mut self, p: &ast::TypeParam) -> Res<TypeParam> {
        let (kind, bound) = match p {
            ast::TypeParam::TypeVar(t) => (TypeParamKind::TypeVar, t.bound.as_deref()),
            ast::TypeParam::TypeVarTuple(_) => (TypeParamKind::TypeVarTuple, None),
            ast::TypeParam::ParamSpec(_) => (TypeParamKind::ParamSpec, None),
        };
        let mut scoped = |e: Option<&ast::Expr>| match e {
            Some(e) => Ok(Some((self.expr(e)?, self.scope()))),
            None => Ok(None),
        };
        let (bound, default) = (scoped(bound)?, scoped(p.default())?);
        Ok(TypeParam {
            loc: self.loc(p),
            kind,
            name: name(p.name()),
            bound,
            default,
        })
    }

    /// `elif` is an `if` in the `else` of the one before.
    fn if_chain(&mut self, i: &ast::StmtIf) -> Res<StmtKind> {
        let test = self.expr(&i.test)?;
        let body = self.stmts(&i.body)?;
        let mut clauses = Vec::new();
        for c in &i.elif_else_clauses {
            let test = c.test.as_ref().map(|t| self.expr(t)).transpose()?;
            clauses.push((c.range.start(), test, self.stmts(&c.body)?));
        }
        let mut orelse = Vec::new();
        for (start, test, body) in clauses.into_iter().rev() {
            orelse = match test {
                None => body,
                Some(test) => vec![Stmt {
                    loc: self.source.position(TextRange::new(start, i.range.end())),
                    kind: StmtKind::If { test, body, orelse },
                }],
            };
        }
        Ok(StmtKind::If { test, body, orelse })
    }

    fn try_(&mut self, t: &ast::StmtTry) -> Res<StmtKind> {
        let body = self.stmts(&t.body)?;
        let mut handlers = Vec::new();
        for ast::ExceptHandler::ExceptHandler(h) in &t.handlers {
            handlers.push(Handler {
                loc: self.loc(h),
                kind: self.opt_box(&h.type_)?,
                name: h.name.as_ref().map(name),
                body: self.stmts(&h.body)?,
            });
        }
        Ok(StmtKind::Try(Box::new(Try {
            body,
            handlers,
            orelse: self.stmts(&t.orelse)?,
            finalbody: self.stmts(&t.finalbody)?,
            star: t.is_star,
        })))
    }

    fn aliases(&self, names: &[ast::Alias]) -> Vec<Alias> {
        names
            .iter()
            .map(|a| Alias {
                loc: self.loc(a),
                name: name(&a.name),
                asname: a.asname.as_ref().map(name),
            })
            .collect()
    }
}

pub(super) fn name(id: &ast::Identifier) -> Name {
    id.as_str().into()
}

/// Whether a statement holds others.
pub(super) fn is_compound(s: &ast::Stmt) -> bool {
    matches!(
        s,
        ast::Stmt::FunctionDef(_)
            | ast::Stmt::ClassDef(_)
            | ast::Stmt::For(_)
            | ast::Stmt::While(_)
            | ast::Stmt::If(_)
            | ast::Stmt::With(_)
            | ast::Stmt::Match(_)
            | ast::Stmt::Try(_)
    )
}
