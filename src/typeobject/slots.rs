//! Slots: the functions that a type has for each thing its objects can do.
//!
//! Their names are CPython's, and so are their places in the structs; their signatures
//! are Rust's. A slot that is empty means: objects of this type cannot do that.

use crate::memory::ptr::Ptr;
use crate::object::Dying;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::TypeFlags;
use std::cell::Cell;

/// A nullable function pointer that takes eight bytes on every target.
#[repr(C, align(8))]
pub struct Slot<F> {
    function: Cell<Option<F>>,
    #[cfg(target_pointer_width = "32")]
    high: u32,
}

impl<F: Copy> Slot<F> {
    /// A slot with this function, or an empty one.
    pub const fn new(function: Option<F>) -> Slot<F> {
        Slot {
            function: Cell::new(function),
            #[cfg(target_pointer_width = "32")]
            high: 0,
        }
    }

    /// The function, if the slot is filled.
    #[inline(always)]
    pub fn get(&self) -> Option<F> {
        self.function.get()
    }

    /// Fills or empties the slot.
    pub(crate) fn set(&self, function: Option<F>) {
        self.function.set(function);
    }
}

/// The arguments of a call, as `vectorcall` passes them: the positional ones, then the
/// values of the keyword ones, whose names are in a tuple.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    /// All values.
    pub items: &'a [Obj],
    /// The names of the last values, in order.
    pub names: Option<&'a Obj>,
}

impl<'a> Args<'a> {
    /// Positional arguments only.
    pub fn positional(items: &'a [Obj]) -> Args<'a> {
        Args { items, names: None }
    }
}

/// Which of the six comparisons, in CPython's order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl CompareOp {
    /// The six, in order.
    pub const ALL: [CompareOp; 6] = [
        CompareOp::Lt,
        CompareOp::Le,
        CompareOp::Eq,
        CompareOp::Ne,
        CompareOp::Gt,
        CompareOp::Ge,
    ];

    /// The operator as written.
    pub fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// The comparison with its sides exchanged.
    pub fn swapped(self) -> CompareOp {
        use CompareOp::*;
        [Gt, Ge, Eq, Ne, Lt, Le][self as usize]
    }

    /// What the comparison says of this order.
    pub fn accepts(self, order: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => order.is_lt(),
            CompareOp::Le => order.is_le(),
            CompareOp::Eq => order.is_eq(),
            CompareOp::Ne => order.is_ne(),
            CompareOp::Gt => order.is_gt(),
            CompareOp::Ge => order.is_ge(),
        }
    }
}

/// Shows the collector one reference after the other (`tp_traverse`'s `visit`).
pub struct Visitor<'a> {
    pub(crate) visit: &'a mut dyn FnMut(&Obj),
    /// Whether a dict shows what lies in an instance, too, which shows that itself.
    pub(crate) borrowed: bool,
}

impl Visitor<'_> {
    /// Shows a reference.
    #[inline(always)]
    pub fn visit(&mut self, object: &Obj) {
        (self.visit)(object)
    }

    /// Shows a reference that may be missing.
    #[inline(always)]
    pub fn field(&mut self, field: &crate::shapes::Field) {
        field.visit(self)
    }

    /// Shows the type of an object whose type CPython makes when its module is
    /// imported: such types count their instances. A class shows itself.
    pub(crate) fn module_type(&mut self, object: &Obj) {
        if !object.ty().flags().has(TypeFlags::HEAPTYPE) {
            self.visit(&object.ty().as_obj());
        }
    }
}

/// `tp_dealloc`: takes an object apart whose count is zero.
pub type Dealloc = fn(&Runtime, Dying);
/// `tp_repr`, `nb_negative`, … : one operand.
pub type Unary = fn(&Runtime, &Obj) -> PyResult;
/// `nb_add`, …: two operands, in the order written; either may be the slot's owner.
pub type Binary = fn(&Runtime, &Obj, &Obj) -> PyResult;
/// `nb_power`: the third operand is None unless `pow()` got one.
pub type Ternary = fn(&Runtime, &Obj, &Obj, &Obj) -> PyResult;
/// `nb_bool`.
pub type Inquiry = fn(&Runtime, &Obj) -> PyResult<bool>;
/// `sq_length`, `mp_length`.
pub type Length = fn(&Runtime, &Obj) -> PyResult<usize>;
/// `sq_item`, `sq_repeat`: an index or a count.
pub type SizeArg = fn(&Runtime, &Obj, isize) -> PyResult;
/// `sq_ass_item`: no value means deletion.
pub type SizeObjArg = fn(&Runtime, &Obj, isize, Option<&Obj>) -> PyResult<()>;
/// `sq_contains`.
pub type Contains = fn(&Runtime, &Obj, &Obj) -> PyResult<bool>;
/// `tp_setattro`, `mp_ass_subscript`: no value means deletion.
pub type Assign = fn(&Runtime, &Obj, &Obj, Option<&Obj>) -> PyResult<()>;
/// A function of positional arguments.
pub type Many = fn(&Runtime, &Obj, &[Obj]) -> PyResult;
/// `tp_hash`.
pub type Hash = fn(&Runtime, &Obj) -> PyResult<i64>;
/// `tp_call`.
pub type Call = fn(&Runtime, &Obj, Args<'_>) -> PyResult;
/// `tp_richcompare`; `NotImplemented` says: ask the other operand.
pub type RichCompare = fn(&Runtime, &Obj, &Obj, CompareOp) -> PyResult;
/// `tp_iternext`; `None` is the end.
pub type IterNext = fn(&Runtime, &Obj) -> PyResult<Option<Obj>>;
/// `tp_descr_get`: descriptor, instance (if any), class (if known).
pub type DescrGet = fn(&Runtime, &Obj, Option<&Obj>, Option<&Obj>) -> PyResult;
/// `tp_init`.
pub type Init = fn(&Runtime, &Obj, Args<'_>) -> PyResult<()>;
/// `tp_traverse`.
pub type Traverse = fn(&Obj, &mut Visitor<'_>);
/// `tp_clear`: lets go of what may be part of a cycle.
pub type Clear = fn(&Obj);
/// `tp_finalize`: the object's last words.
pub type Finalize = fn(&Runtime, &Obj);
/// `tp_is_gc`: whether this object of a container type is a container.
pub type IsGc = fn(&Obj) -> bool;

/// Declares, from one list, a slot struct of `PyTypeObject` in CPython's order.
macro_rules! suite {
    ($(#[$doc:meta])* $name:ident, size $size:literal { $($slot:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[repr(C)]
        #[allow(missing_docs)]
        pub struct $name { $(pub $slot: Slot<$type>,)* }
        const _: () = assert!(size_of::<$name>() == $size);

        impl $name {
            /// The suite with the functions of a type table.
            pub fn from_slots(slots: &Slots) -> $name {
                $name { $($slot: Slot::new(slots.$slot),)* }
            }

            /// Whether any slot is filled.
            pub fn any(&self) -> bool {
                $(self.$slot.get().is_some())||*
            }

            /// Each slot's name, and whether it is filled.
            pub(super) fn named(
                &self,
            ) -> impl Iterator<Item = (&'static str, bool)> + use<> {
                [$((stringify!($slot), self.$slot.get().is_some())),*].into_iter()
            }

            /// Empties all slots.
            pub(super) fn empty(&self) {
                $(self.$slot.set(None);)*
            }

            /// Fills each empty slot from a base's suite.
            pub(crate) fn inherit(&self, base: &$name) {
                $(if self.$slot.get().is_none() { self.$slot.set(base.$slot.get()); })*
            }
        }
    };
}

/// A word of a suite that is not used any more.
pub type Reserved = fn();

suite! {
    /// What numbers can do (`Include/cpython/object.h@v3.13.0#PyNumberMethods`).
    PyNumberMethods, size 288 {
        nb_add: Binary, nb_subtract: Binary, nb_multiply: Binary, nb_remainder: Binary,
        nb_divmod: Binary, nb_power: Ternary, nb_negative: Unary, nb_positive: Unary,
        nb_absolute: Unary, nb_bool: Inquiry, nb_invert: Unary, nb_lshift: Binary,
        nb_rshift: Binary, nb_and: Binary, nb_xor: Binary, nb_or: Binary, nb_int: Unary,
        nb_reserved: Reserved, nb_float: Unary, nb_inplace_add: Binary,
        nb_inplace_subtract: Binary, nb_inplace_multiply: Binary,
        nb_inplace_remainder: Binary, nb_inplace_power: Ternary,
        nb_inplace_lshift: Binary, nb_inplace_rshift: Binary, nb_inplace_and: Binary,
        nb_inplace_xor: Binary, nb_inplace_or: Binary, nb_floor_divide: Binary,
        nb_true_divide: Binary, nb_inplace_floor_divide: Binary,
        nb_inplace_true_divide: Binary, nb_index: Unary, nb_matrix_multiply: Binary,
        nb_inplace_matrix_multiply: Binary,
    }
}

suite! {
    /// What sequences can do (`PySequenceMethods`).
    PySequenceMethods, size 80 {
        sq_length: Length, sq_concat: Binary, sq_repeat: SizeArg, sq_item: SizeArg,
        was_sq_slice: Reserved, sq_ass_item: SizeObjArg, was_sq_ass_slice: Reserved,
        sq_contains: Contains, sq_inplace_concat: Binary, sq_inplace_repeat: SizeArg,
    }
}

suite! {
    /// What mappings can do (`PyMappingMethods`).
    PyMappingMethods, size 24 {
        mp_length: Length, mp_subscript: Binary, mp_ass_subscript: Assign,
    }
}

/// Declares [`Slots`]: all slots that a type table may fill.
macro_rules! all_slots {
    ($($slot:ident: $type:ty,)*) => {
        /// The functions of a type table, under CPython's names.
        #[allow(missing_docs)]
        #[derive(Clone, Copy)]
        pub struct Slots { $(pub $slot: Option<$type>,)* }

        impl Slots {
            /// No function at all.
            pub const EMPTY: Slots = Slots { $($slot: None,)* };
        }
    };
}

all_slots! {
    tp_dealloc: Dealloc, tp_repr: Unary, tp_hash: Hash, tp_call: Call, tp_str: Unary,
    tp_getattro: Binary, tp_setattro: Assign, tp_traverse: Traverse, tp_clear: Clear,
    tp_richcompare: RichCompare, tp_iter: Unary, tp_iternext: IterNext,
    tp_descr_get: DescrGet, tp_descr_set: Assign, tp_init: Init, tp_new: Call,
    tp_finalize: Finalize, tp_is_gc: IsGc,
    nb_add: Binary, nb_subtract: Binary, nb_multiply: Binary, nb_remainder: Binary,
    nb_divmod: Binary, nb_power: Ternary, nb_negative: Unary, nb_positive: Unary,
    nb_absolute: Unary, nb_bool: Inquiry, nb_invert: Unary, nb_lshift: Binary,
    nb_rshift: Binary, nb_and: Binary, nb_xor: Binary, nb_or: Binary, nb_int: Unary,
    nb_reserved: Reserved, nb_float: Unary, nb_inplace_add: Binary,
    nb_inplace_subtract: Binary, nb_inplace_multiply: Binary,
    nb_inplace_remainder: Binary, nb_inplace_power: Ternary, nb_inplace_lshift: Binary,
    nb_inplace_rshift: Binary, nb_inplace_and: Binary, nb_inplace_xor: Binary,
    nb_inplace_or: Binary, nb_floor_divide: Binary, nb_true_divide: Binary,
    nb_inplace_floor_divide: Binary, nb_inplace_true_divide: Binary, nb_index: Unary,
    nb_matrix_multiply: Binary, nb_inplace_matrix_multiply: Binary,
    sq_length: Length, sq_concat: Binary, sq_repeat: SizeArg, sq_item: SizeArg,
    was_sq_slice: Reserved, sq_ass_item: SizeObjArg, was_sq_ass_slice: Reserved,
    sq_contains: Contains, sq_inplace_concat: Binary, sq_inplace_repeat: SizeArg,
    mp_length: Length, mp_subscript: Binary, mp_ass_subscript: Assign,
}

/// A built-in function or method, as a type table or a module lists it.
pub struct MethodDef {
    /// The name in Python.
    pub name: &'static str,
    /// What is called.
    pub function: Function,
}

/// Called with a tuple, and a dict if there are arguments by name.
pub type Packed = fn(&Runtime, &Obj, &Obj, Option<&Obj>) -> PyResult;

/// How a built-in function takes its arguments, after `self`, the module or the class.
#[derive(Clone, Copy)]
pub enum Function {
    /// No arguments (`METH_NOARGS`).
    NoArgs(Unary),
    /// One argument (`METH_O`).
    One(Binary),
    /// Any number of positional arguments (`METH_FASTCALL`).
    Many(Many),
    /// The same in a tuple (`METH_VARARGS`).
    Tuple(Many),
    /// Positional and keyword arguments.
    Keywords(Call),
    /// The same in a tuple and, if there are any by name, a dict
    /// (`METH_VARARGS | METH_KEYWORDS`).
    Packed(Packed),
    /// As `Keywords`, and `self` is the class (`METH_CLASS`).
    Class(Call),
    /// As `Keywords`, with no `self` (`METH_STATIC`): the first argument is None.
    Static(Call),
}

impl MethodDef {
    const fn of(name: &'static str, function: Function) -> MethodDef {
        MethodDef { name, function }
    }

    /// A method without arguments.
    pub const fn none(name: &'static str, function: Unary) -> MethodDef {
        MethodDef::of(name, Function::NoArgs(function))
    }

    /// A method with one argument.
    pub const fn one(name: &'static str, function: Binary) -> MethodDef {
        MethodDef::of(name, Function::One(function))
    }

    /// A method with positional arguments.
    pub const fn many(name: &'static str, function: Many) -> MethodDef {
        MethodDef::of(name, Function::Many(function))
    }

    /// A method with positional arguments that come in a tuple, which counts them.
    pub const fn tuple(name: &'static str, function: Many) -> MethodDef {
        MethodDef::of(name, Function::Tuple(function))
    }

    /// A method with keyword arguments; a tuple and a dict count all.
    pub const fn packed(name: &'static str, function: Packed) -> MethodDef {
        MethodDef::of(name, Function::Packed(function))
    }

    /// A method with keyword arguments.
    pub const fn keywords(name: &'static str, function: Call) -> MethodDef {
        MethodDef::of(name, Function::Keywords(function))
    }
}

/// Takes a new value for an attribute, or none for deletion.
pub type Setter = fn(&Runtime, &Obj, Option<&Obj>) -> PyResult<()>;

/// A computed attribute, as a type table lists it.
pub struct GetSetDef {
    /// The name in Python.
    pub name: &'static str,
    /// Computes the value.
    pub get: Unary,
    /// Takes a new value, or none for deletion.
    pub set: Option<Setter>,
    /// Whether CPython has a member of the struct here.
    pub member: bool,
}

impl GetSetDef {
    /// An attribute that can only be read.
    pub const fn get(name: &'static str, get: Unary) -> GetSetDef {
        GetSetDef {
            name,
            get,
            set: None,
            member: false,
        }
    }

    /// An attribute that can be read and written.
    pub const fn get_set(name: &'static str, get: Unary, set: Setter) -> GetSetDef {
        let mut made = GetSetDef::get(name, get);
        made.set = Some(set);
        made
    }
}

/// A word of the type struct that this runtime leaves null.
pub type Unused = Ptr<()>;
