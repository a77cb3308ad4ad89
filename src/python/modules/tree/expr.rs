//! Expressions and patterns of [`super::tree`].

use super::Writer;
use crate::objects::complex_ops::Complex;
use crate::python::syntax::tree::*;
use crate::refcount::Obj;
use crate::runtime::PyResult;

impl Writer<'_> {
    fn boxed(&self, item: &Option<Box<Expr>>) -> PyResult {
        self.maybe(item.as_deref(), Self::expr)
    }

    fn ctx(&self, ctx: Ctx) -> PyResult {
        self.mark(match ctx {
            Ctx::Load => "Load",
            Ctx::Store => "Store",
            Ctx::Del => "Del",
        })
    }

    pub(super) fn expr(&self, expr: &Expr) -> PyResult {
        let loc = Some(expr.loc);
        match &expr.kind {
            ExprKind::BoolOp { and, values } => {
                let op = self.mark(if *and { "And" } else { "Or" })?;
                self.node("BoolOp", loc, [op, self.exprs(values)?])
            }
            ExprKind::Named { target, value } => {
                self.node("NamedExpr", loc, [self.expr(target)?, self.expr(value)?])
            }
            ExprKind::BinOp { left, op, right } => {
                let op = self.mark(&format!("{op:?}"))?;
                let fields = [self.expr(left)?, op, self.expr(right)?];
                self.node("BinOp", loc, fields)
            }
            ExprKind::UnaryOp { op, operand } => {
                let op = self.mark(&format!("{op:?}"))?;
                self.node("UnaryOp", loc, [op, self.expr(operand)?])
            }
            ExprKind::Lambda(lambda) => {
                let fields = [self.arguments(&lambda.args)?, self.expr(&lambda.body)?];
                self.node("Lambda", loc, fields)
            }
            ExprKind::IfExp(e) => {
                let fields = [
                    self.expr(&e.test)?,
                    self.expr(&e.body)?,
                    self.expr(&e.orelse)?,
                ];
                self.node("IfExp", loc, fields)
            }
            ExprKind::Dict { keys, values } => {
                let keys = self.list(keys, Self::option)?;
                self.node("Dict", loc, [keys, self.exprs(values)?])
            }
            ExprKind::Set(items) => self.node("Set", loc, [self.exprs(items)?]),
            ExprKind::Comp(comp) => self.comprehension(expr, comp),
            ExprKind::Yield(value) => self.node("Yield", loc, [self.boxed(value)?]),
            ExprKind::YieldFrom(value) => {
                self.node("YieldFrom", loc, [self.expr(value)?])
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => {
                let ops = self.list(ops, |w, op| w.mark(&format!("{op:?}")))?;
                let fields = [self.expr(left)?, ops, self.exprs(comparators)?];
                self.node("Compare", loc, fields)
            }
            ExprKind::Call(call) => {
                let fields = [
                    self.expr(&call.func)?,
                    self.exprs(&call.args)?,
                    self.list(&call.keywords, Self::keyword)?,
                ];
                self.node("Call", loc, fields)
            }
            ExprKind::JoinedStr(values) => {
                self.node("JoinedStr", loc, [self.exprs(values)?])
            }
            ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            } => {
                let conversion = match conversion {
                    0 => -1,
                    code => i64::from(*code),
                };
                let conversion = self.rt.new_int(conversion)?;
                let fields = [self.expr(value)?, conversion, self.boxed(spec)?];
                self.node("FormattedValue", loc, fields)
            }
            ExprKind::Constant(value) => {
                self.node("Constant", loc, [self.value(value)?, self.none()])
            }
            ExprKind::Attribute { value, attr, ctx } => {
                let fields = [self.expr(value)?, self.name(attr)?, self.ctx(*ctx)?];
                self.node("Attribute", loc, fields)
            }
            ExprKind::Subscript { value, slice, ctx } => {
                let fields = [self.expr(value)?, self.expr(slice)?, self.ctx(*ctx)?];
                self.node("Subscript", loc, fields)
            }
            ExprKind::Starred { value, ctx } => {
                self.node("Starred", loc, [self.expr(value)?, self.ctx(*ctx)?])
            }
            ExprKind::Name { id, ctx } => {
                self.node("Name", loc, [self.name(id)?, self.ctx(*ctx)?])
            }
            ExprKind::List { elts, ctx } => {
                self.node("List", loc, [self.exprs(elts)?, self.ctx(*ctx)?])
            }
            ExprKind::Tuple { elts, ctx } => {
                self.node("Tuple", loc, [self.exprs(elts)?, self.ctx(*ctx)?])
            }
            ExprKind::Slice { lower, upper, step } => {
                let fields =
                    [self.boxed(lower)?, self.boxed(upper)?, self.boxed(step)?];
                self.node("Slice", loc, fields)
            }
        }
    }

    fn comprehension(&self, expr: &Expr, comp: &Comp) -> PyResult {
        let generators = self.list(&comp.generators, |w, one| {
            let fields = [
                w.expr(&one.target)?,
                w.expr(&one.iter)?,
                w.exprs(&one.ifs)?,
                w.rt.new_int(0)?,
            ];
            w.node("comprehension", None, fields)
        })?;
        let (loc, element) = (Some(expr.loc), self.expr(&comp.elt)?);
        match comp.kind {
            CompKind::List => self.node("ListComp", loc, [element, generators]),
            CompKind::Set => self.node("SetComp", loc, [element, generators]),
            CompKind::Generator => {
                self.node("GeneratorExp", loc, [element, generators])
            }
            CompKind::Dict => {
                let value = self.option(&comp.value)?;
                self.node("DictComp", loc, [element, value, generators])
            }
        }
    }

    fn values(&self, items: &[Value]) -> PyResult<Vec<Obj>> {
        items.iter().map(|item| self.value(item)).collect()
    }

    fn value(&self, value: &Value) -> PyResult<Obj> {
        let rt = self.rt;
        match value {
            Value::None => Ok(self.none()),
            Value::True | Value::False => rt.new_bool(*value == Value::True),
            Value::Ellipsis => Ok(rt.ellipsis().clone()),
            Value::Int(number) => rt.new_big(number),
            Value::Float(number) => rt.new_float(*number),
            Value::Complex(real, imag) => rt.new_complex(Complex {
                real: *real,
                imag: *imag,
            }),
            Value::Str(text) => rt.new_str(text),
            Value::Surrogates(codes) => rt.new_str_from_codes(codes),
            Value::Bytes { bytes, .. } => rt.new_bytes(bytes),
            Value::Tuple(items) => rt.new_tuple(self.values(items)?),
            Value::FrozenSet(items) => rt.new_frozenset(&self.values(items)?),
        }
    }

    pub(super) fn pattern(&self, pattern: &Pattern) -> PyResult {
        let loc = Some(pattern.loc);
        let patterns = |items: &[Pattern]| self.list(items, Self::pattern);
        match &pattern.kind {
            PatternKind::Value(value) => {
                self.node("MatchValue", loc, [self.expr(value)?])
            }
            PatternKind::Singleton(value) => {
                self.node("MatchSingleton", loc, [self.value(value)?])
            }
            PatternKind::Sequence(items) => {
                self.node("MatchSequence", loc, [patterns(items)?])
            }
            PatternKind::Mapping {
                keys,
                patterns: values,
                rest,
            } => {
                let rest = self.maybe(rest.as_ref(), Self::name)?;
                let fields = [self.exprs(keys)?, patterns(values)?, rest];
                self.node("MatchMapping", loc, fields)
            }
            PatternKind::Class {
                cls,
                patterns: values,
                attrs,
                attr_patterns,
            } => {
                let fields = [
                    self.expr(cls)?,
                    patterns(values)?,
                    self.names(attrs)?,
                    patterns(attr_patterns)?,
                ];
                self.node("MatchClass", loc, fields)
            }
            PatternKind::Star(name) => {
                let name = self.maybe(name.as_ref(), Self::name)?;
                self.node("MatchStar", loc, [name])
            }
            PatternKind::As { pattern, name } => {
                let pattern = self.maybe(pattern.as_deref(), Self::pattern)?;
                let name = self.maybe(name.as_ref(), Self::name)?;
                self.node("MatchAs", loc, [pattern, name])
            }
            PatternKind::Or(items) => self.node("MatchOr", loc, [patterns(items)?]),
        }
    }
}
