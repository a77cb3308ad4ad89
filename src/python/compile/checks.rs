//! `SyntaxWarning`s for what is surely a mistake.

use super::Compiler;
use crate::python::syntax::tree::*;
use crate::python::unit::{Position, Warning};

/// The type an expression surely has.
fn inferred(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } => "list",
        ExprKind::Dict { .. } => "dict",
        ExprKind::Set(_) => "set",
        ExprKind::Comp(c) => match c.kind {
            CompKind::List => "list",
            CompKind::Dict => "dict",
            CompKind::Set => "set",
            CompKind::Generator => "generator",
        },
        ExprKind::Lambda(_) => "function",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "str",
        ExprKind::Constant(v) => v.type_name(),
        _ => return None,
    })
}

/// A constant that is not one of the named ones: its identity means nothing.
fn is_literal(e: &Expr) -> bool {
    e.constant().is_some_and(|v| {
        !matches!(
            v,
            Value::None | Value::True | Value::False | Value::Ellipsis
        )
    })
}

impl Compiler<'_> {
    pub(super) fn warn(&mut self, at: Position, message: impl Into<String>) {
        // What is written twice, as the test of a loop is, warns twice.
        let message = message.into();
        self.warnings.push(Warning {
            message,
            at,
            text: None,
        });
    }

    /// `x is 5`
    pub(super) fn check_compare(
        &mut self,
        e: &Expr,
        left: &Expr,
        ops: &[CmpOp],
        comparators: &[Expr],
    ) {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let (said, meant) = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => ("", ""),
            };
            let literal = [left, right].into_iter().find(|e| is_literal(e));
            if let (false, Some(literal)) = (said.is_empty(), literal) {
                let kind = inferred(literal).unwrap_or("object");
                self.warn(
                    e.loc,
                    format!(
                        "\"{said}\" with '{kind}' literal. Did you mean \"{meant}\"?"
                    ),
                );
                return;
            }
            left = right;
        }
    }

    /// `(1, 2) (3, 4)`
    pub(super) fn check_caller(&mut self, e: &Expr) {
        if matches!(e.kind, ExprKind::Lambda(_)) {
            return;
        }
        if let Some(kind) = inferred(e) {
            self.warn(
                e.loc,
                format!("'{kind}' object is not callable; perhaps you missed a comma?"),
            );
        }
    }

    /// `5 [0]`
    pub(super) fn check_subscripter(&mut self, e: &Expr) {
        let not_subscriptable = match &e.kind {
            ExprKind::Constant(v) => matches!(
                v,
                Value::None
                    | Value::Ellipsis
                    | Value::Int(_)
                    | Value::True
                    | Value::False
                    | Value::Float(_)
                    | Value::Complex(..)
                    | Value::FrozenSet(_)
            ),
            ExprKind::Set(_) | ExprKind::Lambda(_) => true,
            ExprKind::Comp(c) => matches!(c.kind, CompKind::Set | CompKind::Generator),
            _ => false,
        };
        if let (true, Some(kind)) = (not_subscriptable, inferred(e)) {
            self.warn(
                e.loc,
                format!(
                    "'{kind}' object is not subscriptable; perhaps you missed a comma?"
                ),
            );
        }
    }

    /// `[1, 2] [3, 4]`
    pub(super) fn check_index(&mut self, e: &Expr, index: &Expr) {
        let Some(index_kind) = inferred(index) else {
            return;
        };
        if matches!(index_kind, "int" | "bool") {
            return;
        }
        let indexed = match &e.kind {
            ExprKind::Constant(v) => matches!(v.type_name(), "str" | "bytes" | "tuple"),
            ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::JoinedStr(_)
            | ExprKind::FormattedValue { .. } => true,
            ExprKind::Comp(c) => c.kind == CompKind::List,
            _ => false,
        };
        if let (true, Some(kind)) = (indexed, inferred(e)) {
            self.warn(
                e.loc,
                format!(
                    "{kind} indices must be integers or slices, not {index_kind}; \
                     perhaps you missed a comma?"
                ),
            );
        }
    }
}
