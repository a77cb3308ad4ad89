//! The instruction set: CPython 3.13's opcodes by name, argument and stack effect
//! (`Include/internal/pycore_opcode_metadata.h@v3.13.0`), numbered densely from zero.
//!
//! Three things differ from CPython's encoding. An instruction is one 32-bit word whose
//! argument has 24 bits, so there is no `EXTENDED_ARG`; a jump's argument is the index
//! of the instruction it goes to, not a distance; no cache entries follow an
//! instruction. The specialised forms that CPython writes over these at run time are
//! left out, and so are the instrumented ones.

/// One instruction: the opcode in the low 8 bits, the argument in the high 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Instr(pub u32);

/// The largest argument an instruction can carry.
pub const MAX_ARG: u32 = (1 << 24) - 1;

impl Instr {
    /// Packs an opcode and an argument of at most [`MAX_ARG`]; higher bits are lost.
    #[inline]
    pub const fn new(op: Op, arg: u32) -> Self {
        Self(op as u32 | arg << 8)
    }

    /// The opcode.
    #[inline]
    pub const fn op(self) -> Op {
        OPS[(self.0 & 0xff) as usize]
    }

    /// The argument, zero for an instruction that has none.
    #[inline]
    pub const fn arg(self) -> u32 {
        self.0 >> 8
    }
}

macro_rules! opcodes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $effect:expr;)*) => {
        /// An opcode; the names are CPython's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Op {
            $(#[doc = concat!("`", $name, "`")] $(#[$doc])* $variant,)*
        }

        /// How many opcodes there are.
        pub const OP_COUNT: usize = [$($name),*].len();

        /// Opcodes by number. A byte that names none reads as `NOP`: only
        /// [`Instr::new`] makes instructions, so none occurs.
        const OPS: [Op; 256] = {
            let mut table = [Op::Nop; 256];
            let ops = [$(Op::$variant),*];
            let mut i = 0;
            while i < OP_COUNT {
                table[i] = ops[i];
                i += 1;
            }
            table
        };

        impl Op {
            /// CPython's name, such as `LOAD_FAST`.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$variant => $name,)* }
            }

            /// How many values the instruction leaves on the stack beyond those it
            /// takes, where control goes on to the next instruction or to the target
            /// of a jump (the two never differ).
            pub fn stack_effect(self, arg: u32) -> i32 {
                let n = arg as i32;
                match self { $(Op::$variant => effect($effect, n),)* }
            }
        }
    };
}

/// A stack effect is a number or depends on the argument.
trait Effect {
    fn of(self, arg: i32) -> i32;
}

impl Effect for i32 {
    fn of(self, _: i32) -> i32 {
        self
    }
}

impl Effect for fn(i32) -> i32 {
    fn of(self, arg: i32) -> i32 {
        self(arg)
    }
}

fn effect(e: impl Effect, arg: i32) -> i32 {
    e.of(arg)
}

type F = fn(i32) -> i32;

opcodes! {
    Nop "NOP" 0;
    Resume "RESUME" 0;
    /// Not CPython's: a statement begins; only in code that is being recorded.
    Line "LINE" 0;
    InstrumentedLine "INSTRUMENTED_LINE" 0;
    // Constants and names
    LoadConst "LOAD_CONST" 1;
    LoadFast "LOAD_FAST" 1;
    LoadFastCheck "LOAD_FAST_CHECK" 1;
    LoadFastAndClear "LOAD_FAST_AND_CLEAR" 1;
    LoadFastLoadFast "LOAD_FAST_LOAD_FAST" 2;
    StoreFast "STORE_FAST" -1;
    StoreFastLoadFast "STORE_FAST_LOAD_FAST" 0;
    StoreFastStoreFast "STORE_FAST_STORE_FAST" -2;
    DeleteFast "DELETE_FAST" 0;
    LoadGlobal "LOAD_GLOBAL" (|n| 1 + (n & 1)) as F;
    StoreGlobal "STORE_GLOBAL" -1;
    DeleteGlobal "DELETE_GLOBAL" 0;
    LoadName "LOAD_NAME" 1;
    StoreName "STORE_NAME" -1;
    DeleteName "DELETE_NAME" 0;
    LoadDeref "LOAD_DEREF" 1;
    StoreDeref "STORE_DEREF" -1;
    DeleteDeref "DELETE_DEREF" 0;
    MakeCell "MAKE_CELL" 0;
    CopyFreeVars "COPY_FREE_VARS" 0;
    LoadLocals "LOAD_LOCALS" 1;
    LoadFromDictOrDeref "LOAD_FROM_DICT_OR_DEREF" 0;
    LoadFromDictOrGlobals "LOAD_FROM_DICT_OR_GLOBALS" 0;
    LoadAssertionError "LOAD_ASSERTION_ERROR" 1;
    LoadBuildClass "LOAD_BUILD_CLASS" 1;
    // The stack
    PopTop "POP_TOP" -1;
    PushNull "PUSH_NULL" 1;
    Copy "COPY" 1;
    Swap "SWAP" 0;
    // Operators
    UnaryInvert "UNARY_INVERT" 0;
    UnaryNegative "UNARY_NEGATIVE" 0;
    UnaryNot "UNARY_NOT" 0;
    ToBool "TO_BOOL" 0;
    BinaryOp "BINARY_OP" -1;
    CompareOp "COMPARE_OP" -1;
    IsOp "IS_OP" -1;
    ContainsOp "CONTAINS_OP" -1;
    BinarySubscr "BINARY_SUBSCR" -1;
    StoreSubscr "STORE_SUBSCR" -3;
    DeleteSubscr "DELETE_SUBSCR" -2;
    BinarySlice "BINARY_SLICE" -2;
    StoreSlice "STORE_SLICE" -4;
    BuildSlice "BUILD_SLICE" (|n| if n == 3 { -2 } else { -1 }) as F;
    // Attributes
    LoadAttr "LOAD_ATTR" (|n| n & 1) as F;
    StoreAttr "STORE_ATTR" -2;
    DeleteAttr "DELETE_ATTR" -1;
    LoadSuperAttr "LOAD_SUPER_ATTR" (|n| -2 + (n & 1)) as F;
    // Displays
    BuildTuple "BUILD_TUPLE" (|n| 1 - n) as F;
    BuildList "BUILD_LIST" (|n| 1 - n) as F;
    BuildSet "BUILD_SET" (|n| 1 - n) as F;
    BuildMap "BUILD_MAP" (|n| 1 - 2 * n) as F;
    BuildConstKeyMap "BUILD_CONST_KEY_MAP" (|n| -n) as F;
    BuildString "BUILD_STRING" (|n| 1 - n) as F;
    ListAppend "LIST_APPEND" -1;
    ListExtend "LIST_EXTEND" -1;
    SetAdd "SET_ADD" -1;
    SetUpdate "SET_UPDATE" -1;
    MapAdd "MAP_ADD" -2;
    DictUpdate "DICT_UPDATE" -1;
    DictMerge "DICT_MERGE" -1;
    UnpackSequence "UNPACK_SEQUENCE" (|n| n - 1) as F;
    UnpackEx "UNPACK_EX" (|n| (n & 0xff) + (n >> 8)) as F;
    // Formatting
    ConvertValue "CONVERT_VALUE" 0;
    FormatSimple "FORMAT_SIMPLE" 0;
    FormatWithSpec "FORMAT_WITH_SPEC" -1;
    // Functions and calls
    MakeFunction "MAKE_FUNCTION" 0;
    SetFunctionAttribute "SET_FUNCTION_ATTRIBUTE" -1;
    Call "CALL" (|n| -1 - n) as F;
    CallKw "CALL_KW" (|n| -2 - n) as F;
    CallFunctionEx "CALL_FUNCTION_EX" (|n| -2 - (n & 1)) as F;
    CallIntrinsic1 "CALL_INTRINSIC_1" 0;
    CallIntrinsic2 "CALL_INTRINSIC_2" -1;
    ReturnValue "RETURN_VALUE" -1;
    ReturnConst "RETURN_CONST" 0;
    // Generators
    ReturnGenerator "RETURN_GENERATOR" 1;
    YieldValue "YIELD_VALUE" 0;
    GetYieldFromIter "GET_YIELD_FROM_ITER" 0;
    Send "SEND" 0;
    EndSend "END_SEND" -1;
    CleanupThrow "CLEANUP_THROW" -1;
    // Jumps and loops
    JumpForward "JUMP_FORWARD" 0;
    JumpBackward "JUMP_BACKWARD" 0;
    JumpBackwardNoInterrupt "JUMP_BACKWARD_NO_INTERRUPT" 0;
    PopJumpIfFalse "POP_JUMP_IF_FALSE" -1;
    PopJumpIfTrue "POP_JUMP_IF_TRUE" -1;
    PopJumpIfNone "POP_JUMP_IF_NONE" -1;
    PopJumpIfNotNone "POP_JUMP_IF_NOT_NONE" -1;
    GetIter "GET_ITER" 0;
    ForIter "FOR_ITER" 1;
    EndFor "END_FOR" -1;
    // Exceptions and with
    RaiseVarargs "RAISE_VARARGS" (|n| -n) as F;
    Reraise "RERAISE" -1;
    PushExcInfo "PUSH_EXC_INFO" 1;
    PopExcept "POP_EXCEPT" -1;
    CheckExcMatch "CHECK_EXC_MATCH" 0;
    CheckEgMatch "CHECK_EG_MATCH" 0;
    BeforeWith "BEFORE_WITH" 1;
    WithExceptStart "WITH_EXCEPT_START" 1;
    // Imports
    ImportName "IMPORT_NAME" -1;
    ImportFrom "IMPORT_FROM" 1;
    // Annotations
    SetupAnnotations "SETUP_ANNOTATIONS" 0;
    // Pattern matching
    GetLen "GET_LEN" 1;
    MatchMapping "MATCH_MAPPING" 1;
    MatchSequence "MATCH_SEQUENCE" 1;
    MatchKeys "MATCH_KEYS" 1;
    MatchClass "MATCH_CLASS" -2;
}

impl Op {
    /// Whether the argument is the index of another instruction.
    pub const fn is_jump(self) -> bool {
        matches!(
            self,
            Op::JumpForward
                | Op::JumpBackward
                | Op::JumpBackwardNoInterrupt
                | Op::PopJumpIfFalse
                | Op::PopJumpIfTrue
                | Op::PopJumpIfNone
                | Op::PopJumpIfNotNone
                | Op::ForIter
                | Op::Send
        )
    }

    /// Whether the argument is an index into the code's constants.
    pub const fn has_const(self) -> bool {
        matches!(self, Op::LoadConst | Op::ReturnConst)
    }

    /// Whether the code is left here.
    pub const fn is_scope_exit(self) -> bool {
        matches!(
            self,
            Op::ReturnValue | Op::ReturnConst | Op::RaiseVarargs | Op::Reraise
        )
    }
}

/// The argument of `CALL_INTRINSIC_1` (`Include/internal/pycore_intrinsics.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Intrinsic1 {
    /// Shows an expression statement's value at the prompt.
    Print = 1,
    /// `from module import *`
    ImportStar,
    /// Turns a `StopIteration` that leaves a generator into `RuntimeError`.
    StopIterationError,
    /// Wraps a value that an asynchronous generator yields.
    AsyncGenWrap,
    /// `+x`
    UnaryPositive,
    /// Makes a tuple of a list that was built with unpacking.
    ListToTuple,
    /// `typing.TypeVar`
    TypeVar,
    /// `typing.ParamSpec`
    ParamSpec,
    /// `typing.TypeVarTuple`
    TypeVarTuple,
    /// `typing.Generic[...]`
    SubscriptGeneric,
    /// `type X = ...`
    TypeAlias,
}

/// The argument of `CALL_INTRINSIC_2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Intrinsic2 {
    /// Joins what `except*` handlers raised with what they left.
    PrepReraiseStar = 1,
    /// A `TypeVar` with a bound that is evaluated lazily.
    TypeVarWithBound,
    /// A `TypeVar` with constraints that are evaluated lazily.
    TypeVarWithConstraints,
    /// Sets a function's `__type_params__`.
    SetFunctionTypeParams,
    /// Sets the default of a type parameter.
    SetTypeParamDefault,
}

/// The argument of `BINARY_OP`; add [`BinaryOpArg::INPLACE`] for `x += y` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum BinaryOpArg {
    Add,
    And,
    FloorDivide,
    Lshift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    Rshift,
    Subtract,
    TrueDivide,
    Xor,
}

impl BinaryOpArg {
    /// What an in-place operator's argument has more than the plain one's.
    pub const INPLACE: u32 = 13;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_gives_back_its_opcode_and_argument() {
        for op in OPS.iter().take(OP_COUNT) {
            let i = Instr::new(*op, MAX_ARG);
            assert_eq!((i.op(), i.arg()), (*op, MAX_ARG));
        }
    }
}
