//! Patterns of `match`: from the parser's tree to ours.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use super::error::{Res, SyntaxError};
use super::lower::{Lower, name};
use super::tree::*;

impl Lower<'_> {
    pub(super) fn pattern(&mut self, p: &ast::Pattern) -> Res<Pattern> {
        let kind = match p {
            ast::Pattern::MatchValue(v) => {
                self.check_number(&v.value)?;
                PatternKind::Value(self.expr(&v.value)?)
            }
            ast::Pattern::MatchSingleton(s) => PatternKind::Singleton(match s.value {
                ast::Singleton::None => Value::None,
                ast::Singleton::True => Value::True,
                ast::Singleton::False => Value::False,
            }),
            ast::Pattern::MatchSequence(s) => {
                PatternKind::Sequence(self.patterns(&s.patterns)?)
            }
            ast::Pattern::MatchMapping(m) => PatternKind::Mapping {
                keys: self.exprs(&m.keys)?,
                patterns: self.patterns(&m.patterns)?,
                rest: m.rest.as_ref().map(name),
            },
            ast::Pattern::MatchClass(c) => PatternKind::Class {
                cls: Box::new(self.expr(&c.cls)?),
                patterns: self.patterns(&c.arguments.patterns)?,
                attrs: c.arguments.keywords.iter().map(|k| name(&k.attr)).collect(),
                attr_patterns: c
                    .arguments
                    .keywords
                    .iter()
                    .map(|k| self.pattern(&k.pattern))
                    .collect::<Res<_>>()?,
            },
            ast::Pattern::MatchStar(s) => PatternKind::Star(s.name.as_ref().map(name)),
            ast::Pattern::MatchAs(a) => PatternKind::As {
                pattern: match &a.pattern {
                    Some(p) => Some(Box::new(self.pattern(p)?)),
                    None => None,
                },
                name: a.name.as_ref().map(name),
            },
            ast::Pattern::MatchOr(o) => PatternKind::Or(self.patterns(&o.patterns)?),
        };
        Ok(Pattern {
            loc: self.loc(p),
            kind,
        })
    }

    /// A number with an imaginary part is a sum or a difference.
    fn check_number(&self, value: &ast::Expr) -> Res {
        match value {
            ast::Expr::BinOp(sum)
                if !matches!(sum.op, ast::Operator::Add | ast::Operator::Sub) =>
            {
                let end = sum.left.end();
                let rest = &self.source.text[end.to_usize()..];
                let space = rest.len() - rest.trim_start().len();
                let start = end + TextSize::new(space as u32);
                let length = sum.op.as_str().text_len();
                let at = self.source.position(TextRange::at(start, length));
                Err(SyntaxError::new("invalid syntax", at))
            }
            ast::Expr::UnaryOp(minus) => self.check_number(&minus.operand),
            _ => Ok(()),
        }
    }

    fn patterns(&mut self, list: &[ast::Pattern]) -> Res<Vec<Pattern>> {
        list.iter().map(|p| self.pattern(p)).collect()
    }
}
