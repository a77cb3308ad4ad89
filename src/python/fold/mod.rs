//! Constant folding (`Python/ast_opt.c@v3.13.0`): what can be computed while compiling is,
//! as long as the result stays small.
//!
//! Folding is why `2**64` is one object wherever it is written in a unit while `2**100`
//! is made anew each time, and why a loop over `[1, 2, 3]` walks a tuple.

mod arith;
mod format;
mod power;

use super::syntax::chars_of;
use super::syntax::tree::*;

/// Folds a whole input. Annotations stay as written where they are kept as text.
pub(crate) fn fold(module: &mut Module, future_annotations: bool, debug: bool) {
    let folder = Folder {
        future_annotations,
        debug,
    };
    match module {
        Module::Statements(body) => folder.body(body),
        Module::Expression(e) => folder.expr(e),
    }
}

struct Folder {
    future_annotations: bool,
    /// The value of `__debug__`.
    debug: bool,
}

impl Folder {
    /// A body whose first statement only became a string by folding does not thereby
    /// get a docstring.
    fn body(&self, body: &mut [Stmt]) {
        let documented = docstring(body).is_some();
        self.stmts(body);
        if !documented
            && docstring(body).is_some()
            && let Some(Stmt {
                kind: StmtKind::Expr(e),
                ..
            }) = body.first_mut()
        {
            let loc = e.loc;
            let kind = std::mem::replace(&mut e.kind, ExprKind::JoinedStr(Vec::new()));
            e.kind = ExprKind::JoinedStr(vec![Expr { loc, kind }]);
        }
    }

    fn stmts(&self, body: &mut [Stmt]) {
        for s in body {
            self.stmt(s);
        }
    }

    fn stmt(&self, s: &mut Stmt) {
        match &mut s.kind {
            StmtKind::FunctionDef(f) => {
                self.type_params(&mut f.type_params);
                self.arguments(&mut f.args);
                self.body(&mut f.body);
                self.exprs(&mut f.decorators);
                if !self.future_annotations {
                    self.opt(&mut f.returns);
                }
            }
            StmtKind::ClassDef(c) => {
                self.type_params(&mut c.type_params);
                self.exprs(&mut c.bases);
                self.keywords(&mut c.keywords);
                self.body(&mut c.body);
                self.exprs(&mut c.decorators);
            }
            StmtKind::Return(value) => self.opt(value),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets);
                self.expr(value);
            }
            StmtKind::TypeAlias(t) => {
                self.type_params(&mut t.type_params);
                self.expr(&mut t.value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.expr(target);
                if !self.future_annotations {
                    self.expr(annotation);
                }
                self.opt(value);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                self.expr(target);
                self.expr(iter);
                self.stmts(body);
                self.stmts(orelse);
                fold_iter(iter);
            }
            StmtKind::While { test, body, orelse }
            | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&mut item.context);
                    self.opt(&mut item.vars);
                }
                self.stmts(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&mut case.pattern);
                    self.opt(&mut case.guard);
                    self.stmts(&mut case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc);
                self.opt(cause);
            }
            StmtKind::Try(t) => {
                self.stmts(&mut t.body);
                for h in &mut t.handlers {
                    self.opt(&mut h.kind);
                    self.stmts(&mut h.body);
                }
                self.stmts(&mut t.orelse);
                self.stmts(&mut t.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.opt(msg);
            }
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }

    fn type_params(&self, params: &mut Option<TypeParams>) {
        for p in params.iter_mut().flat_map(|p| &mut p.params) {
            for (e, _) in p.bound.iter_mut().chain(&mut p.default) {
                self.expr(e);
            }
        }
    }

    fn arguments(&self, a: &mut Arguments) {
        let all = a.posonly.iter_mut().chain(&mut a.args).chain(&mut a.kwonly);
        for arg in all.chain(&mut a.vararg).chain(&mut a.kwarg) {
            if !self.future_annotations {
                self.opt(&mut arg.annotation);
            }
        }
        self.exprs(&mut a.defaults);
        for default in &mut a.kw_defaults {
            self.opt(default);
        }
    }

    fn keywords(&self, list: &mut [Keyword]) {
        for k in list {
            self.expr(&mut k.value);
        }
    }

    fn pattern(&self, p: &mut Pattern) {
        match &mut p.kind {
            PatternKind::Value(e) => self.expr(e),
            PatternKind::Sequence(list) | PatternKind::Or(list) => {
                list.iter_mut().for_each(|p| self.pattern(p));
            }
            PatternKind::Mapping { keys, patterns, .. } => {
                self.exprs(keys);
                patterns.iter_mut().for_each(|p| self.pattern(p));
            }
            PatternKind::Class {
                cls,
                patterns,
                attr_patterns,
                ..
            } => {
                self.expr(cls);
                let all = patterns.iter_mut().chain(attr_patterns);
                all.for_each(|p| self.pattern(p));
            }
            PatternKind::As {
                pattern: Some(inner),
                ..
            } => self.pattern(inner),
            PatternKind::As { .. }
            | PatternKind::Star(_)
            | PatternKind::Singleton(_) => {}
        }
    }

    fn exprs(&self, list: &mut [Expr]) {
        for e in list {
            self.expr(e);
        }
    }

    fn opt(&self, e: &mut Option<Expr>) {
        e.iter_mut().for_each(|e| self.expr(e));
    }

    fn opt_boxed(&self, e: &mut Option<Box<Expr>>) {
        e.iter_mut().for_each(|e| self.expr(e));
    }

    fn expr(&self, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::Named { value, .. } => self.expr(value),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left);
                self.expr(right);
                fold_binary(e);
            }
            ExprKind::UnaryOp { operand, .. } => {
                self.expr(operand);
                fold_unary(e);
            }
            ExprKind::Lambda(l) => {
                self.arguments(&mut l.args);
                self.expr(&mut l.body);
            }
            ExprKind::IfExp(i) => {
                self.expr(&mut i.test);
                self.expr(&mut i.body);
                self.expr(&mut i.orelse);
            }
            ExprKind::Dict { keys, values } => {
                keys.iter_mut().for_each(|k| self.opt(k));
                self.exprs(values);
            }
            ExprKind::Set(elts) | ExprKind::List { elts, .. } => self.exprs(elts),
            ExprKind::Comp(c) => self.comp(c),
            ExprKind::Yield(value) => self.opt_boxed(value),
            ExprKind::YieldFrom(value)
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => {
                self.expr(left);
                self.exprs(comparators);
                if let (Some(CmpOp::In | CmpOp::NotIn), Some(last)) =
                    (ops.last(), comparators.last_mut())
                {
                    fold_iter(last);
                }
            }
            ExprKind::Call(c) => {
                self.expr(&mut c.func);
                self.exprs(&mut c.args);
                self.keywords(&mut c.keywords);
            }
            ExprKind::JoinedStr(values) => self.exprs(values),
            ExprKind::FormattedValue { value, spec, .. } => {
                self.expr(value);
                self.opt_boxed(spec);
            }
            ExprKind::Constant(_) => {}
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value);
                self.expr(slice);
                fold_subscript(e);
            }
            ExprKind::Name { id, ctx } => {
                if *ctx == Ctx::Load && &**id == "__debug__" {
                    e.kind = ExprKind::Constant(match self.debug {
                        true => Value::True,
                        false => Value::False,
                    });
                }
            }
            ExprKind::Tuple { elts, ctx } => {
                self.exprs(elts);
                if *ctx == Ctx::Load
                    && let Some(values) = constants(elts)
                {
                    e.kind = ExprKind::Constant(Value::Tuple(values));
                }
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt_boxed(lower);
                self.opt_boxed(upper);
                self.opt_boxed(step);
            }
        }
    }

    fn comp(&self, c: &mut Comp) {
        self.expr(&mut c.elt);
        self.opt(&mut c.value);
        for g in &mut c.generators {
            self.expr(&mut g.target);
            self.expr(&mut g.iter);
            self.exprs(&mut g.ifs);
            fold_iter(&mut g.iter);
        }
    }
}

/// The values, if all are constants.
fn constants(elts: &[Expr]) -> Option<Vec<Value>> {
    elts.iter().map(|e| e.constant().cloned()).collect()
}

/// What is only walked need not be a list or a set.
fn fold_iter(e: &mut Expr) {
    match &mut e.kind {
        ExprKind::List { elts, ctx } => {
            if elts.iter().any(Expr::is_starred) {
                return;
            }
            e.kind = match constants(elts) {
                Some(values) => ExprKind::Constant(Value::Tuple(values)),
                None => ExprKind::Tuple {
                    elts: std::mem::take(elts),
                    ctx: *ctx,
                },
            };
        }
        ExprKind::Set(elts) => {
            if let Some(values) = constants(elts) {
                e.kind = ExprKind::Constant(Value::FrozenSet(distinct(values)));
            }
        }
        _ => {}
    }
}

/// The values without later equals, as a set keeps them.
pub(crate) fn distinct(values: Vec<Value>) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for v in values {
        if !out.iter().any(|o| arith::equal(o, &v)) {
            out.push(v);
        }
    }
    out
}

fn fold_binary(e: &mut Expr) {
    let ExprKind::BinOp { left, op, right } = &mut e.kind else {
        return;
    };
    let Some(l) = left.constant() else {
        return;
    };
    if *op == Operator::Mod
        && let (Value::Str(text), ExprKind::Tuple { elts, .. }) = (l, &mut right.kind)
        && !elts.iter().any(Expr::is_starred)
    {
        if let Some(parts) = format::parts(text, elts) {
            e.kind = ExprKind::JoinedStr(parts);
        }
        return;
    }
    let Some(r) = right.constant() else {
        return;
    };
    if let Some(value) = arith::binary(l, *op, r) {
        e.kind = ExprKind::Constant(value);
    }
}

fn fold_unary(e: &mut Expr) {
    let ExprKind::UnaryOp { op, operand } = &mut e.kind else {
        return;
    };
    if let Some(value) = operand.constant() {
        if let Some(value) = arith::unary(*op, value) {
            e.kind = ExprKind::Constant(value);
        }
        return;
    }
    // `not a is b` is `a is not b`; `==` and its kin may be anything.
    if *op == UnaryOp::Not
        && let ExprKind::Compare { ops, .. } = &mut operand.kind
        && let [op @ (CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn)] =
            &mut ops[..]
    {
        *op = op.negate();
        let none = ExprKind::Constant(Value::None);
        let inner = std::mem::replace(
            &mut **operand,
            Expr {
                loc: e.loc,
                kind: none,
            },
        );
        *e = inner;
    }
}

fn fold_subscript(e: &mut Expr) {
    let ExprKind::Subscript {
        value,
        slice,
        ctx: Ctx::Load,
    } = &e.kind
    else {
        return;
    };
    let (Some(value), Some(index)) = (value.constant(), slice.constant()) else {
        return;
    };
    if let Some(item) = item(value, index) {
        e.kind = ExprKind::Constant(item);
    }
}

fn item(value: &Value, index: &Value) -> Option<Value> {
    let index = i64::try_from(arith::as_int(index)?).ok()?;
    let at = |len: usize| {
        let i = if index < 0 { index + len as i64 } else { index };
        usize::try_from(i).ok().filter(|i| *i < len)
    };
    match value {
        Value::Tuple(items) => Some(items[at(items.len())?].clone()),
        Value::Bytes { bytes, .. } => Some(Value::int(bytes[at(bytes.len())?])),
        Value::Str(_) | Value::Surrogates(_) => {
            let chars = chars_of(value);
            let i = at(chars.len())?;
            Some(super::syntax::code_points(vec![chars[i]]))
        }
        _ => None,
    }
}
