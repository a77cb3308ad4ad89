//! Writing one instruction down.

use super::Compiler;
use super::sequence::{Code, Label};
use crate::python::opcode::{BinaryOpArg, Intrinsic1, Intrinsic2, Op};
use crate::python::syntax::tree::{CmpOp, Name, Operator, Value};
use crate::python::unit::{ConstId, Position};

impl Compiler<'_> {
    pub(super) fn op(&mut self, loc: Position, op: Op) {
        self.op_i(loc, op, 0);
    }

    pub(super) fn op_i(&mut self, loc: Position, op: Op, arg: u32) {
        self.frame().seq.push(op.into(), arg, loc);
    }

    pub(super) fn pseudo(&mut self, loc: Position, code: Code, arg: u32) {
        self.frame().seq.push(code, arg, loc);
    }

    pub(super) fn jump(&mut self, loc: Position, code: impl Into<Code>, to: Label) {
        self.frame().seq.push_jump(code.into(), to, loc);
    }

    /// A forward jump that stands for no source.
    pub(super) fn jump_nowhere(&mut self, to: Label) {
        self.jump(Position::NOWHERE, Code::JumpNoInterrupt, to);
    }

    pub(super) fn pop_block(&mut self, loc: Position) {
        self.pseudo(loc, Code::PopBlock, 0);
    }

    pub(super) fn load_const(&mut self, loc: Position, v: &Value) {
        let id = self.consts.add(v);
        self.load_const_id(loc, id);
    }

    /// Loads a constant that is an expression of the source.
    pub(super) fn load_parsed(&mut self, loc: Position, v: &Value) {
        let id = self.consts.add_parsed(v);
        self.load_const_id(loc, id);
    }

    pub(super) fn load_const_id(&mut self, loc: Position, id: ConstId) {
        let arg = self.frame().const_arg(id);
        self.op_i(loc, Op::LoadConst, arg);
    }

    pub(super) fn load_none(&mut self, loc: Position) {
        self.load_const(loc, &Value::None);
    }

    pub(super) fn load_str(&mut self, loc: Position, s: &Name) {
        self.load_const(loc, &Value::Str(s.clone()));
    }

    /// Makes a constant the code's, without loading it.
    pub(super) fn add_const(&mut self, v: &Value) {
        let id = self.consts.add(v);
        self.frame().const_arg(id);
    }

    pub(super) fn intrinsic_1(&mut self, loc: Position, which: Intrinsic1) {
        self.op_i(loc, Op::CallIntrinsic1, which as u32);
    }

    pub(super) fn intrinsic_2(&mut self, loc: Position, which: Intrinsic2) {
        self.op_i(loc, Op::CallIntrinsic2, which as u32);
    }

    /// An instruction whose argument is one of the code's names.
    pub(super) fn op_name(&mut self, loc: Position, op: Op, name: &Name) {
        let arg = self.name_arg(name);
        let arg = if op == Op::LoadAttr { arg << 1 } else { arg };
        self.op_i(loc, op, arg);
    }

    /// The number of a name, mangled where it is private.
    pub(super) fn name_arg(&mut self, name: &Name) -> u32 {
        let mangled = self.mangle(name);
        self.frame().names.add(&mangled)
    }

    pub(super) fn binary_op(&mut self, loc: Position, op: Operator, inplace: bool) {
        let arg = match op {
            Operator::Add => BinaryOpArg::Add,
            Operator::Sub => BinaryOpArg::Subtract,
            Operator::Mult => BinaryOpArg::Multiply,
            Operator::MatMult => BinaryOpArg::MatrixMultiply,
            Operator::Div => BinaryOpArg::TrueDivide,
            Operator::Mod => BinaryOpArg::Remainder,
            Operator::Pow => BinaryOpArg::Power,
            Operator::LShift => BinaryOpArg::Lshift,
            Operator::RShift => BinaryOpArg::Rshift,
            Operator::BitOr => BinaryOpArg::Or,
            Operator::BitXor => BinaryOpArg::Xor,
            Operator::BitAnd => BinaryOpArg::And,
            Operator::FloorDiv => BinaryOpArg::FloorDivide,
        };
        let inplace = if inplace { BinaryOpArg::INPLACE } else { 0 };
        self.op_i(loc, Op::BinaryOp, arg as u32 + inplace);
    }

    pub(super) fn compare_op(&mut self, loc: Position, op: CmpOp) {
        // The operator stands in the high bits; the low ones say which outcomes
        // (less, greater, equal, unordered) make it true.
        let arg = match op {
            CmpOp::Is => return self.op_i(loc, Op::IsOp, 0),
            CmpOp::IsNot => return self.op_i(loc, Op::IsOp, 1),
            CmpOp::In => return self.op_i(loc, Op::ContainsOp, 0),
            CmpOp::NotIn => return self.op_i(loc, Op::ContainsOp, 1),
            CmpOp::Lt => 2,
            CmpOp::LtE => 1 << 5 | 10,
            CmpOp::Eq => 2 << 5 | 8,
            CmpOp::NotEq => 3 << 5 | 7,
            CmpOp::Gt => 4 << 5 | 4,
            CmpOp::GtE => 5 << 5 | 12,
        };
        self.op_i(loc, Op::CompareOp, arg);
    }
}
