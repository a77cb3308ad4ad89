//! `_ast`: the syntax tree of a source as nested tuples, from which `ast` makes its nodes
//! (`Python/Python-ast.c@v3.13.0`): the name of the node's class, where it stands (four
//! numbers, or None), and its fields in the order in which CPython's grammar has them.

mod expr;

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::builtin_function::plain;
use crate::python::compile;
use crate::python::session::raise_syntax_error;
use crate::python::syntax::tree::*;
use crate::python::syntax::{self, Mode, Source};
use crate::python::unit::Position;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_ast",
    functions: &[MethodDef::many("tree", tree)],
    fill: |_, _| Ok(()),
};

/// `tree(source, filename, mode, optimize)`: as it is written where `optimize` is None,
/// and else with what is computed while compiling.
fn tree(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "tree", args.len(), 4, 4)?;
    let (text, filename) = (plain(&args[0]), plain(&args[1]));
    let mode = match plain(&args[2]).as_str() {
        "eval" => Mode::Eval,
        _ => Mode::Exec,
    };
    let source = Source::new(&text);
    match syntax::parse(&source, mode) {
        Ok(mut parsed) => {
            if !args[3].is(rt.none()) {
                let level = rt.as_index(&args[3], None)?;
                compile::fold_parsed(&mut parsed, level <= 0);
            }
            Writer { rt }.module(&parsed.module)
        }
        Err(error) => {
            let error = error.with_text(&source);
            Err(raise_syntax_error(rt, &error, &filename))
        }
    }
}

/// Writes nodes.
struct Writer<'a> {
    rt: &'a Runtime,
}

/// A way to write one kind of node.
type Write<'a, T> = fn(&Writer<'a>, &T) -> PyResult;

impl<'a> Writer<'a> {
    fn node<const N: usize>(
        &self,
        name: &str,
        loc: Option<Position>,
        fields: [Obj; N],
    ) -> PyResult {
        self.rt.spend(1)?;
        let place = match loc {
            Some(loc) => {
                let numbers = [loc.line, loc.col, loc.end_line, loc.end_col];
                let numbers = numbers.map(|n| self.rt.new_int(n.into()));
                let numbers: PyResult<Vec<Obj>> = numbers.into_iter().collect();
                self.rt.new_tuple(numbers?)?
            }
            None => self.none(),
        };
        let mut parts = vec![self.rt.intern_str(name)?, place];
        parts.extend(fields);
        self.rt.new_tuple(parts)
    }

    /// A node without place and fields: an operator, a context.
    fn mark(&self, name: &str) -> PyResult {
        self.node(name, None, [])
    }

    fn none(&self) -> Obj {
        self.rt.none().clone()
    }

    fn list<T>(&self, items: &[T], write: Write<'a, T>) -> PyResult {
        let items: PyResult<Vec<Obj>> =
            items.iter().map(|item| write(self, item)).collect();
        self.rt.new_list(items?)
    }

    fn maybe<T>(&self, item: Option<&T>, write: Write<'a, T>) -> PyResult {
        match item {
            Some(item) => write(self, item),
            None => Ok(self.none()),
        }
    }

    fn name(&self, name: &Name) -> PyResult {
        self.rt.intern_str(name)
    }

    fn names(&self, names: &[Name]) -> PyResult {
        self.list(names, Self::name)
    }

    fn exprs(&self, items: &[Expr]) -> PyResult {
        self.list(items, Self::expr)
    }

    fn body(&self, items: &[Stmt]) -> PyResult {
        self.list(items, Self::stmt)
    }

    fn option(&self, item: &Option<Expr>) -> PyResult {
        self.maybe(item.as_ref(), Self::expr)
    }

    fn module(&self, module: &Module) -> PyResult {
        match module {
            Module::Statements(body) => {
                let ignored = self.rt.new_list(Vec::new())?;
                self.node("Module", None, [self.body(body)?, ignored])
            }
            Module::Expression(body) => {
                self.node("Expression", None, [self.expr(body)?])
            }
        }
    }

    fn stmt(&self, stmt: &Stmt) -> PyResult {
        let loc = Some(stmt.loc);
        match &stmt.kind {
            StmtKind::FunctionDef(f) => {
                let fields = [
                    self.name(&f.name)?,
                    self.arguments(&f.args)?,
                    self.body(&f.body)?,
                    self.exprs(&f.decorators)?,
                    self.option(&f.returns)?,
                    self.none(),
                    self.type_params(&f.type_params)?,
                ];
                self.node("FunctionDef", loc, fields)
            }
            StmtKind::ClassDef(c) => {
                let fields = [
                    self.name(&c.name)?,
                    self.exprs(&c.bases)?,
                    self.list(&c.keywords, Self::keyword)?,
                    self.body(&c.body)?,
                    self.exprs(&c.decorators)?,
                    self.type_params(&c.type_params)?,
                ];
                self.node("ClassDef", loc, fields)
            }
            StmtKind::Return(value) => self.node("Return", loc, [self.option(value)?]),
            StmtKind::Delete(targets) => {
                self.node("Delete", loc, [self.exprs(targets)?])
            }
            StmtKind::Assign { targets, value } => {
                let fields = [self.exprs(targets)?, self.expr(value)?, self.none()];
                self.node("Assign", loc, fields)
            }
            StmtKind::TypeAlias(alias) => {
                let fields = [
                    self.expr(&alias.name)?,
                    self.type_params(&alias.type_params)?,
                    self.expr(&alias.value)?,
                ];
                self.node("TypeAlias", loc, fields)
            }
            StmtKind::AugAssign { target, op, value } => {
                let op = self.mark(&format!("{op:?}"))?;
                let fields = [self.expr(target)?, op, self.expr(value)?];
                self.node("AugAssign", loc, fields)
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                let fields = [
                    self.expr(target)?,
                    self.expr(annotation)?,
                    self.option(value)?,
                    self.rt.new_int((*simple).into())?,
                ];
                self.node("AnnAssign", loc, fields)
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                let fields = [
                    self.expr(target)?,
                    self.expr(iter)?,
                    self.body(body)?,
                    self.body(orelse)?,
                    self.none(),
                ];
                self.node("For", loc, fields)
            }
            StmtKind::While { test, body, orelse } => {
                let fields = [self.expr(test)?, self.body(body)?, self.body(orelse)?];
                self.node("While", loc, fields)
            }
            StmtKind::If { test, body, orelse } => {
                let fields = [self.expr(test)?, self.body(body)?, self.body(orelse)?];
                self.node("If", loc, fields)
            }
            StmtKind::With { items, body } => {
                let items = self.list(items, |w, item| {
                    let fields = [w.expr(&item.context)?, w.option(&item.vars)?];
                    w.node("withitem", None, fields)
                })?;
                self.node("With", loc, [items, self.body(body)?, self.none()])
            }
            StmtKind::Match { subject, cases } => {
                let cases = self.list(cases, |w, case| {
                    let fields = [
                        w.pattern(&case.pattern)?,
                        w.option(&case.guard)?,
                        w.body(&case.body)?,
                    ];
                    w.node("match_case", None, fields)
                })?;
                self.node("Match", loc, [self.expr(subject)?, cases])
            }
            StmtKind::Raise { exc, cause } => {
                self.node("Raise", loc, [self.option(exc)?, self.option(cause)?])
            }
            StmtKind::Try(t) => {
                let handlers = self.list(&t.handlers, |w, handler| {
                    let fields = [
                        w.option(&handler.kind)?,
                        w.maybe(handler.name.as_ref(), Self::name)?,
                        w.body(&handler.body)?,
                    ];
                    w.node("ExceptHandler", Some(handler.loc), fields)
                })?;
                let fields = [
                    self.body(&t.body)?,
                    handlers,
                    self.body(&t.orelse)?,
                    self.body(&t.finalbody)?,
                ];
                self.node(if t.star { "TryStar" } else { "Try" }, loc, fields)
            }
            StmtKind::Assert { test, msg } => {
                self.node("Assert", loc, [self.expr(test)?, self.option(msg)?])
            }
            StmtKind::Import(names) => {
                self.node("Import", loc, [self.list(names, Self::alias)?])
            }
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => {
                let fields = [
                    self.maybe(module.as_ref(), Self::name)?,
                    self.list(names, Self::alias)?,
                    self.rt.new_int((*level).into())?,
                ];
                self.node("ImportFrom", loc, fields)
            }
            StmtKind::Global(names) => self.node("Global", loc, [self.names(names)?]),
            StmtKind::Nonlocal(names) => {
                self.node("Nonlocal", loc, [self.names(names)?])
            }
            StmtKind::Expr(value) => self.node("Expr", loc, [self.expr(value)?]),
            StmtKind::Pass => self.node("Pass", loc, []),
            StmtKind::Break => self.node("Break", loc, []),
            StmtKind::Continue => self.node("Continue", loc, []),
        }
    }

    fn type_params(&self, params: &Option<TypeParams>) -> PyResult {
        let params = params.as_ref().map_or(&[][..], |params| &params.params);
        self.list(params, |w, param| {
            let bound = w.maybe(param.bound.as_ref().map(|(e, _)| e), Self::expr)?;
            let default =
                w.maybe(param.default.as_ref().map(|(e, _)| e), Self::expr)?;
            let (name, loc) = (w.name(&param.name)?, Some(param.loc));
            match param.kind {
                TypeParamKind::TypeVar => {
                    w.node("TypeVar", loc, [name, bound, default])
                }
                TypeParamKind::TypeVarTuple => {
                    w.node("TypeVarTuple", loc, [name, default])
                }
                TypeParamKind::ParamSpec => w.node("ParamSpec", loc, [name, default]),
            }
        })
    }

    fn arguments(&self, args: &Arguments) -> PyResult {
        let kw_defaults = self.list(&args.kw_defaults, Self::option)?;
        let fields = [
            self.list(&args.posonly, Self::arg)?,
            self.list(&args.args, Self::arg)?,
            self.maybe(args.vararg.as_ref(), Self::arg)?,
            self.list(&args.kwonly, Self::arg)?,
            kw_defaults,
            self.maybe(args.kwarg.as_ref(), Self::arg)?,
            self.exprs(&args.defaults)?,
        ];
        self.node("arguments", None, fields)
    }

    fn arg(&self, arg: &Arg) -> PyResult {
        let fields = [
            self.name(&arg.name)?,
            self.option(&arg.annotation)?,
            self.none(),
        ];
        self.node("arg", Some(arg.loc), fields)
    }

    fn keyword(&self, keyword: &Keyword) -> PyResult {
        let name = self.maybe(keyword.arg.as_ref(), Self::name)?;
        let fields = [name, self.expr(&keyword.value)?];
        self.node("keyword", Some(keyword.loc), fields)
    }

    fn alias(&self, alias: &Alias) -> PyResult {
        let asname = self.maybe(alias.asname.as_ref(), Self::name)?;
        self.node("alias", Some(alias.loc), [self.name(&alias.name)?, asname])
    }
}
