//! An expression as text, for annotations that are kept unevaluated
//! (`Python/ast_unparse.c@v3.13.0`), and values as `repr` shows them.

use super::tree::*;

/// How tightly an expression binds: CPython's `PR_*`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Prec {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Cmp,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Atom,
}

impl Prec {
    fn next(self) -> Self {
        use Prec::*;
        match self {
            Tuple => Test,
            Test => Or,
            Or => And,
            And => Not,
            Not => Cmp,
            Cmp => BitOr,
            BitOr => BitXor,
            BitXor => BitAnd,
            BitAnd => Shift,
            Shift => Arith,
            Arith => Term,
            Term => Factor,
            Factor => Power,
            Power | Atom => Atom,
        }
    }
}

/// The expression's source, written anew.
pub(crate) fn unparse(e: &Expr) -> Value {
    let mut w = Writer { out: String::new() };
    w.expr(e, Prec::Test);
    Value::str(&w.out)
}

/// Python's `repr` of a constant.
pub(crate) fn repr(v: &Value) -> String {
    match v {
        Value::None => "None".to_owned(),
        Value::True => "True".to_owned(),
        Value::False => "False".to_owned(),
        Value::Ellipsis => "Ellipsis".to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Float(f) => float(*f),
        Value::Complex(re, im) => complex(*re, *im),
        Value::Str(s) => quoted(s),
        Value::Surrogates(points) => {
            let each = points.iter().map(|p| match char::from_u32(*p) {
                Some(c) => c.to_string(),
                None => format!("\\u{p:04x}"),
            });
            format!("'{}'", each.collect::<String>())
        }
        Value::Bytes { bytes: b, .. } => bytes(b),
        Value::Tuple(items) => {
            let comma = if items.len() == 1 { "," } else { "" };
            format!("({}{comma})", list(items))
        }
        Value::FrozenSet(items) => format!("frozenset({{{}}})", list(items)),
    }
}

fn list(items: &[Value]) -> String {
    items.iter().map(repr).collect::<Vec<_>>().join(", ")
}

fn float(f: f64) -> String {
    if f.is_infinite() {
        return if f > 0.0 { "1e309" } else { "-1e309" }.to_owned();
    }
    if f.is_nan() {
        return "nan".to_owned();
    }
    let shortest = format!("{f:e}");
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{f}");
        if plain.contains('.') {
            plain
        } else {
            plain + ".0"
        }
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{digits}e{sign}{:02}", exponent.abs())
    }
}

fn complex(re: f64, im: f64) -> String {
    let part = |f: f64| float(f).trim_end_matches(".0").to_owned();
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let sign = if im.is_sign_negative() { "" } else { "+" };
    format!("({}{sign}{}j)", part(re), part(im))
}

fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn quoted(s: &str) -> String {
    let quote = quote_for(s.contains('\''), s.contains('"'));
    let mut out = String::from(quote);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                out.push_str(&format!("\\x{:02x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

fn bytes(b: &[u8]) -> String {
    let quote = quote_for(b.contains(&b'\''), b.contains(&b'"'));
    let mut out = format!("b{quote}");
    for &c in b {
        match c {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            c if c as char == quote => {
                out.push('\\');
                out.push(c as char);
            }
            0x20..0x7f => out.push(c as char),
            c => out.push_str(&format!("\\x{c:02x}")),
        }
    }
    out.push(quote);
    out
}

struct Writer {
    out: String,
}

impl Writer {
    fn put(&mut self, s: &str) {
        self.out.push_str(s);
    }

    fn open(&mut self, level: Prec, own: Prec) -> bool {
        if level > own {
            self.put("(");
        }
        level > own
    }

    fn close(&mut self, open: bool) {
        if open {
            self.put(")");
        }
    }

    fn join(&mut self, list: &[Expr], sep: &str, level: Prec) {
        for (i, e) in list.iter().enumerate() {
            if i > 0 {
                self.put(sep);
            }
            self.expr(e, level);
        }
    }

    fn expr(&mut self, e: &Expr, level: Prec) {
        match &e.kind {
            ExprKind::BoolOp { and, values } => {
                let own = if *and { Prec::And } else { Prec::Or };
                let open = self.open(level, own);
                self.join(values, if *and { " and " } else { " or " }, own.next());
                self.close(open);
            }
            ExprKind::BinOp { left, op, right } => self.bin_op(left, *op, right, level),
            ExprKind::UnaryOp { op, operand } => {
                let (own, text) = match op {
                    UnaryOp::Not => (Prec::Not, "not "),
                    UnaryOp::Invert => (Prec::Factor, "~"),
                    UnaryOp::UAdd => (Prec::Factor, "+"),
                    UnaryOp::USub => (Prec::Factor, "-"),
                };
                let open = self.open(level, own);
                self.put(text);
                self.expr(operand, own);
                self.close(open);
            }
            ExprKind::Lambda(l) => {
                let open = self.open(level, Prec::Test);
                let args = self.arguments_text(&l.args);
                self.put(if args.is_empty() { "lambda" } else { "lambda " });
                self.put(&args);
                self.put(": ");
                self.expr(&l.body, Prec::Test);
                self.close(open);
            }
            ExprKind::IfExp(i) => {
                let open = self.open(level, Prec::Test);
                self.expr(&i.body, Prec::Test.next());
                self.put(" if ");
                self.expr(&i.test, Prec::Test.next());
                self.put(" else ");
                self.expr(&i.orelse, Prec::Test);
                self.close(open);
            }
            ExprKind::Dict { keys, values } => {
                self.put("{");
                for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                    self.put(if i > 0 { ", " } else { "" });
                    match key {
                        Some(key) => {
                            self.expr(key, Prec::Test);
                            self.put(": ");
                            self.expr(value, Prec::Test);
                        }
                        None => {
                            self.put("**");
                            self.expr(value, Prec::BitOr);
                        }
                    }
                }
                self.put("}");
            }
            ExprKind::Set(elts) => {
                self.put("{");
                self.join(elts, ", ", Prec::Test);
                self.put("}");
            }
            ExprKind::Comp(c) => self.comp(c),
            ExprKind::Yield(value) => {
                self.put("(yield");
                if let Some(value) = value {
                    self.put(" ");
                    self.expr(value, Prec::Test);
                }
                self.put(")");
            }
            ExprKind::YieldFrom(value) => {
                self.put("(yield from ");
                self.expr(value, Prec::Test);
                self.put(")");
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => {
                let open = self.open(level, Prec::Cmp);
                self.expr(left, Prec::Cmp.next());
                for (op, right) in ops.iter().zip(comparators) {
                    self.put(&format!(" {} ", op.as_str()));
                    self.expr(right, Prec::Cmp.next());
                }
                self.close(open);
            }
            ExprKind::Call(c) => self.call(c),
            ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => {
                let mut body = Writer { out: String::new() };
                body.fstring(e);
                self.put("f");
                let text = quoted(&body.out);
                self.put(&text);
            }
            ExprKind::Constant(Value::Ellipsis) => self.put("..."),
            ExprKind::Constant(v) => {
                let text = repr(v).replace("inf", "1e309");
                self.put(&text);
            }
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, Prec::Atom);
                // `1 .real`: a number's own point would be taken for another.
                let int = matches!(value.constant(), Some(Value::Int(_)));
                self.put(if int { " ." } else { "." });
                self.put(attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, Prec::Atom);
                self.put("[");
                self.expr(slice, Prec::Tuple);
                self.put("]");
            }
            ExprKind::Starred { value, .. } => {
                self.put("*");
                self.expr(value, Prec::BitOr);
            }
            ExprKind::Name { id, .. } => self.put(id),
            ExprKind::List { elts, .. } => {
                self.put("[");
                self.join(elts, ", ", Prec::Test);
                self.put("]");
            }
            ExprKind::Tuple { elts, .. } => {
                let open = elts.is_empty() || level > Prec::Tuple;
                self.put(if open { "(" } else { "" });
                self.join(elts, ", ", Prec::Test);
                self.put(if elts.len() == 1 { "," } else { "" });
                self.close(open);
            }
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, Prec::Test);
                }
                self.put(":");
                if let Some(upper) = upper {
                    self.expr(upper, Prec::Test);
                }
                if let Some(step) = step {
                    self.put(":");
                    self.expr(step, Prec::Test);
                }
            }
            ExprKind::Named { target, value } => {
                let open = self.open(level, Prec::Tuple);
                self.expr(target, Prec::Atom);
                self.put(" := ");
                self.expr(value, Prec::Atom);
                self.close(open);
            }
        }
    }

    fn bin_op(&mut self, left: &Expr, op: Operator, right: &Expr, level: Prec) {
        let own = match op {
            Operator::Add | Operator::Sub => Prec::Arith,
            Operator::Mult
            | Operator::MatMult
            | Operator::Div
            | Operator::Mod
            | Operator::FloorDiv => Prec::Term,
            Operator::LShift | Operator::RShift => Prec::Shift,
            Operator::BitOr => Prec::BitOr,
            Operator::BitXor => Prec::BitXor,
            Operator::BitAnd => Prec::BitAnd,
            Operator::Pow => Prec::Power,
        };
        let right_assoc = op == Operator::Pow;
        let open = self.open(level, own);
        self.expr(left, if right_assoc { own.next() } else { own });
        self.put(&format!(" {} ", op.as_str()));
        self.expr(right, if right_assoc { own } else { own.next() });
        self.close(open);
    }

    fn comp(&mut self, c: &Comp) {
        let (open, close) = match c.kind {
            CompKind::List => ("[", "]"),
            CompKind::Set | CompKind::Dict => ("{", "}"),
            CompKind::Generator => ("(", ")"),
        };
        self.put(open);
        self.expr(&c.elt, Prec::Test);
        if let Some(value) = &c.value {
            self.put(": ");
            self.expr(value, Prec::Test);
        }
        for g in &c.generators {
            self.put(" for ");
            self.expr(&g.target, Prec::Tuple);
            self.put(" in ");
            self.expr(&g.iter, Prec::Test.next());
            for test in &g.ifs {
                self.put(" if ");
                self.expr(test, Prec::Test.next());
            }
        }
        self.put(close);
    }

    fn call(&mut self, c: &Call) {
        self.expr(&c.func, Prec::Atom);
        if let ([one], []) = (&c.args[..], &c.keywords[..])
            && matches!(&one.kind, ExprKind::Comp(c) if c.kind == CompKind::Generator)
        {
            return self.expr(one, Prec::Test);
        }
        self.put("(");
        self.join(&c.args, ", ", Prec::Test);
        for (i, k) in c.keywords.iter().enumerate() {
            self.put(if i + c.args.len() > 0 { ", " } else { "" });
            match &k.arg {
                Some(name) => {
                    self.put(name);
                    self.put("=");
                }
                None => self.put("**"),
            }
            self.expr(&k.value, Prec::Test);
        }
        self.put(")");
    }

    fn arguments_text(&self, a: &Arguments) -> String {
        let text = |e: &Expr| {
            let mut w = Writer { out: String::new() };
            w.expr(e, Prec::Test);
            w.out
        };
        let mut parts = Vec::new();
        let positional = a.posonly.len() + a.args.len();
        for (i, arg) in a.posonly.iter().chain(&a.args).enumerate() {
            let before = positional - a.defaults.len();
            let default = i.checked_sub(before).map(|i| text(&a.defaults[i]));
            parts.push(match default {
                Some(d) => format!("{}={d}", arg.name),
                None => arg.name.to_string(),
            });
            if i + 1 == a.posonly.len() {
                parts.push("/".to_owned());
            }
        }
        match &a.vararg {
            Some(arg) => parts.push(format!("*{}", arg.name)),
            None if !a.kwonly.is_empty() => parts.push("*".to_owned()),
            None => {}
        }
        for (arg, default) in a.kwonly.iter().zip(&a.kw_defaults) {
            parts.push(match default {
                Some(d) => format!("{}={}", arg.name, text(d)),
                None => arg.name.to_string(),
            });
        }
        parts.extend(a.kwarg.iter().map(|arg| format!("**{}", arg.name)));
        parts.join(", ")
    }

    /// The inside of an f-string.
    fn fstring(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::JoinedStr(values) => values.iter().for_each(|v| self.fstring(v)),
            ExprKind::Constant(Value::Str(s)) => {
                let text = s.replace('{', "{{").replace('}', "}}");
                self.put(&text);
            }
            ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            } => {
                let mut inner = Writer { out: String::new() };
                inner.expr(value, Prec::Test.next());
                let space = inner.out.starts_with('{');
                self.put(if space { "{ " } else { "{" });
                self.put(&inner.out);
                if *conversion != 0 {
                    self.out.push('!');
                    self.out.push(char::from(*conversion));
                }
                if let Some(spec) = spec {
                    self.put(":");
                    self.fstring(spec);
                }
                self.put("}");
            }
            _ => self.expr(e, Prec::Test),
        }
    }
}
