//! The list of the types that a runtime is born with.

use super::{PyTypeObject, TypeFlags};
use crate::object::View;
use crate::refcount::Obj;
use crate::runtime::Runtime;

macro_rules! builtins {
    ($($name:ident,)*) => {
        /// A built-in type. Its number is the *tag* in `tp_flags` by which a struct is
        /// recognised, also in instances of subclasses.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Builtin { $($name,)* }

        impl Builtin {
            /// All of them; each type's base comes before it.
            pub const ALL: &'static [Builtin] = &[$(Builtin::$name,)*];
            /// How many there are.
            pub const COUNT: usize = Builtin::ALL.len();

            /// Whether the flags of the type itself have what tells the struct of its
            /// objects: the tag, and the group where it has one.
            #[inline(always)]
            pub(super) const fn shape(self, flags: TypeFlags) -> bool {
                let group = match self {
                    Builtin::Int | Builtin::Bool => TypeFlags::LONG_SUBCLASS,
                    Builtin::List => TypeFlags::LIST_SUBCLASS,
                    Builtin::Tuple => TypeFlags::TUPLE_SUBCLASS,
                    Builtin::Str => TypeFlags::UNICODE_SUBCLASS,
                    Builtin::Bytes => TypeFlags::BYTES_SUBCLASS,
                    Builtin::Dict => TypeFlags::DICT_SUBCLASS,
                    Builtin::Type => TypeFlags::TYPE_SUBCLASS,
                    _ => TypeFlags::NONE,
                };
                flags.tag() == self as u8 && flags.has(group)
            }
        }

        const _: () = assert!(Builtin::COUNT < 255);
    };
}

builtins! {
    Object, Type, NoneType, NotImplementedType, Ellipsis, Int, Bool, Float, Complex,
    Str, StrIterator, StrAsciiIterator, Bytes, BytesIterator, ByteArray,
    ByteArrayIterator, List, ListIterator,
    ListReverseIterator, Tuple, TupleIterator, Dict, DictKeys, DictValues, DictItems,
    DictKeyIterator, DictValueIterator, DictItemIterator, DictReverseKeyIterator,
    DictReverseValueIterator, DictReverseItemIterator, Set, FrozenSet, SetIterator,
    Range, RangeIterator, LongRangeIterator, Slice, Function, BuiltinFunction, Method, MethodDescriptor,
    WrapperDescriptor, MethodWrapper, ClassMethodDescriptor, GetSetDescriptor,
    MemberDescriptor, ClassMethod, StaticMethod, Property, Super, MappingProxy, Module,
    Code, Cell, Frame, Traceback, Generator, Enumerate, Zip, Map, Filter, Reversed,
    SeqIterator, CallableIterator, WeakRef, WeakProxy, WeakCallableProxy,
    SimpleNamespace, GenericAlias, Union, ManagedBuffer, MemoryView, MemoryIterator,
    CData,
    BaseException, Exception, BaseExceptionGroup, ExceptionGroup, GeneratorExit,
    KeyboardInterrupt, SystemExit, StopIteration, StopAsyncIteration, ArithmeticError,
    FloatingPointError, OverflowError, ZeroDivisionError, AssertionError,
    AttributeError, BufferError, EOFError, ImportError, ModuleNotFoundError,
    LookupError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError,
    OsError, FileNotFoundError, PermissionError, FileExistsError, TimeoutError,
    ReferenceError, RuntimeError, NotImplementedError, RecursionError, SyntaxError,
    IndentationError, TabError, SystemError, TypeError, ValueError, UnicodeError,
    UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, Warning,
    DeprecationWarning, PendingDeprecationWarning, RuntimeWarning, SyntaxWarning,
    UserWarning, FutureWarning, ImportWarning, UnicodeWarning, BytesWarning,
    ResourceWarning, EncodingWarning,
    Stream, SysVersionInfo, SysFlags, SysHashInfo, SysIntInfo, SysFloatInfo,
    SysThreadInfo,
    UnraisableHookArgs,
    Deque, DequeIterator, DequeReverseIterator, Array, ArrayIterator,
    BlockingIoError, ChildProcessError, ConnectionError,
    BrokenPipeError, ConnectionAbortedError, ConnectionRefusedError,
    ConnectionResetError, InterruptedError, IsADirectoryError, NotADirectoryError,
    ProcessLookupError, PythonFinalizationError,
    IncompleteInputError, OrderedDict, OdictIterator, OdictKeys, OdictValues, OdictItems, Partial,
}

impl Runtime {
    /// A built-in type, if this runtime has it.
    pub(crate) fn try_ty(&self, which: Builtin) -> Option<View<'_, PyTypeObject>> {
        let ty = self.types[which as usize].get().get()?;
        // SAFETY: types live as long as the runtime.
        Some(unsafe { View::new(ty) })
    }

    /// A built-in type as a reference.
    pub(crate) fn type_obj(&self, which: Builtin) -> Obj {
        self.ty(which).to_obj()
    }
}
