//! The syntax tree, shaped as CPython's own (`Parser/Python.asdl@v3.13.0`).
//!
//! The parser is a library with a tree of its own; [`super::lower`] turns it into this
//! one, so that what follows (folding, scopes, code) reads as CPython's does. A node
//! that opens a scope carries the number under which the symbol table keeps it.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::python::unit::Position;

/// An identifier.
pub type Name = Rc<str>;
/// The number of a node that opens a scope.
pub type ScopeId = usize;

/// The value of a constant expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    None,
    True,
    False,
    Ellipsis,
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(Rc<str>),
    /// A string with a lone surrogate.
    Surrogates(Rc<[u32]>),
    Bytes {
        bytes: Rc<[u8]>,
        /// Whether one literal is all of it. CPython's syntax tree holds such a value
        /// twice: as a literal and as the whole that literals are joined to.
        alone: bool,
    },
    Tuple(Vec<Value>),
    FrozenSet(Vec<Value>),
}

impl Value {
    pub fn int(n: impl Into<BigInt>) -> Self {
        Self::Int(n.into())
    }

    pub fn bool(b: bool) -> Self {
        if b { Self::True } else { Self::False }
    }

    /// Bytes that were computed from others.
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self::Bytes {
            bytes: bytes.into(),
            alone: false,
        }
    }

    pub fn str(s: &str) -> Self {
        Self::Str(s.into())
    }

    pub fn type_name(&self) -> &'static str {
        match self {
            Self::None => "NoneType",
            Self::True | Self::False => "bool",
            Self::Ellipsis => "ellipsis",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Complex(..) => "complex",
            Self::Str(_) | Self::Surrogates(_) => "str",
            Self::Bytes { .. } => "bytes",
            Self::Tuple(_) => "tuple",
            Self::FrozenSet(_) => "frozenset",
        }
    }

    /// Python's truth of the value.
    pub fn is_true(&self) -> bool {
        match self {
            Self::None | Self::False => false,
            Self::True | Self::Ellipsis => true,
            Self::Int(n) => n.sign() != num_bigint::Sign::NoSign,
            Self::Float(f) => *f != 0.0,
            Self::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Self::Str(s) => !s.is_empty(),
            Self::Surrogates(s) => !s.is_empty(),
            Self::Bytes { bytes, .. } => !bytes.is_empty(),
            Self::Tuple(v) | Self::FrozenSet(v) => !v.is_empty(),
        }
    }
}

/// What a whole input is.
#[derive(Debug)]
pub enum Module {
    Statements(Vec<Stmt>),
    Expression(Box<Expr>),
}

#[derive(Debug)]
pub struct Stmt {
    pub loc: Position,
    pub kind: StmtKind,
}

#[derive(Debug)]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    TypeAlias(Box<TypeAlias>),
    AugAssign {
        target: Expr,
        op: Operator,
        value: Expr,
    },
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    For {
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    If {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    Try(Box<Try>),
    Assert {
        test: Expr,
        msg: Option<Expr>,
    },
    Import(Vec<Alias>),
    ImportFrom {
        module: Option<Name>,
        names: Vec<Alias>,
        level: u32,
    },
    Global(Vec<Name>),
    Nonlocal(Vec<Name>),
    Expr(Expr),
    Pass,
    Break,
    Continue,
}

#[derive(Debug)]
pub struct FunctionDef {
    pub name: Name,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub returns: Option<Expr>,
    pub type_params: Option<TypeParams>,
    pub scope: ScopeId,
}

#[derive(Debug)]
pub struct ClassDef {
    pub name: Name,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub type_params: Option<TypeParams>,
    pub scope: ScopeId,
}

#[derive(Debug)]
pub struct TypeAlias {
    pub name: Expr,
    pub type_params: Option<TypeParams>,
    pub value: Expr,
    pub scope: ScopeId,
}

#[derive(Debug)]
pub struct TypeParams {
    pub params: Vec<TypeParam>,
    pub scope: ScopeId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}

#[derive(Debug)]
pub struct TypeParam {
    pub loc: Position,
    pub kind: TypeParamKind,
    pub name: Name,
    pub bound: Option<(Expr, ScopeId)>,
    pub default: Option<(Expr, ScopeId)>,
}

#[derive(Debug, Default)]
pub struct Arguments {
    pub posonly: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Arg>,
    pub kwonly: Vec<Arg>,
    pub kwarg: Option<Arg>,
    /// Of the last positional parameters.
    pub defaults: Vec<Expr>,
    /// One for each keyword-only parameter.
    pub kw_defaults: Vec<Option<Expr>>,
}

#[derive(Debug)]
pub struct Arg {
    pub loc: Position,
    pub name: Name,
    pub annotation: Option<Expr>,
}

#[derive(Debug)]
pub struct Keyword {
    pub loc: Position,
    /// `None` for `**value`.
    pub arg: Option<Name>,
    pub value: Expr,
}

#[derive(Debug)]
pub struct Alias {
    pub loc: Position,
    pub name: Name,
    pub asname: Option<Name>,
}

#[derive(Debug)]
pub struct WithItem {
    pub context: Expr,
    pub vars: Option<Expr>,
}

#[derive(Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<Handler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
    pub star: bool,
}

#[derive(Debug)]
pub struct Handler {
    pub loc: Position,
    pub kind: Option<Expr>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Pattern {
    pub loc: Position,
    pub kind: PatternKind,
}

#[derive(Debug)]
pub enum PatternKind {
    Value(Expr),
    Singleton(Value),
    Sequence(Vec<Pattern>),
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    Class {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        attrs: Vec<Name>,
        attr_patterns: Vec<Pattern>,
    },
    Star(Option<Name>),
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    Or(Vec<Pattern>),
}

#[derive(Debug)]
pub struct Expr {
    pub loc: Position,
    pub kind: ExprKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ctx {
    Load,
    Store,
    Del,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompKind {
    List,
    Set,
    Dict,
    Generator,
}

pub use ruff_python_ast::{CmpOp, Operator, UnaryOp};

#[derive(Debug)]
pub enum ExprKind {
    BoolOp {
        and: bool,
        values: Vec<Expr>,
    },
    Named {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda(Box<Lambda>),
    IfExp(Box<IfExp>),
    /// A key of `None` stands for `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set(Vec<Expr>),
    Comp(Box<Comp>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call(Box<Call>),
    JoinedStr(Vec<Expr>),
    FormattedValue {
        value: Box<Expr>,
        /// `s`, `r`, `a` or zero.
        conversion: u8,
        spec: Option<Box<Expr>>,
    },
    Constant(Value),
    Attribute {
        value: Box<Expr>,
        attr: Name,
        ctx: Ctx,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: Ctx,
    },
    Starred {
        value: Box<Expr>,
        ctx: Ctx,
    },
    Name {
        id: Name,
        ctx: Ctx,
    },
    List {
        elts: Vec<Expr>,
        ctx: Ctx,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: Ctx,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

#[derive(Debug)]
pub struct Lambda {
    pub args: Arguments,
    pub body: Expr,
    pub scope: ScopeId,
}

#[derive(Debug)]
pub struct IfExp {
    pub test: Expr,
    pub body: Expr,
    pub orelse: Expr,
}

#[derive(Debug)]
pub struct Comp {
    pub kind: CompKind,
    /// The key, in a dict.
    pub elt: Expr,
    pub value: Option<Expr>,
    pub generators: Vec<Comprehension>,
    pub scope: ScopeId,
}

#[derive(Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
}

#[derive(Debug)]
pub struct Call {
    pub func: Expr,
    pub args: Vec<Expr>,
    pub keywords: Vec<Keyword>,
}

impl Expr {
    pub fn constant(&self) -> Option<&Value> {
        match &self.kind {
            ExprKind::Constant(v) => Some(v),
            _ => None,
        }
    }

    pub fn is_starred(&self) -> bool {
        matches!(self.kind, ExprKind::Starred { .. })
    }
}

/// The string that documents a module, class or function with this body.
pub fn docstring(body: &[Stmt]) -> Option<&Expr> {
    match &body.first()?.kind {
        StmtKind::Expr(e) => match e.constant() {
            Some(Value::Str(_) | Value::Surrogates(_)) => Some(e),
            _ => None,
        },
        _ => None,
    }
}
