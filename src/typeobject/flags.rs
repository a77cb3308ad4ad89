//! `tp_flags`: what is known of a type in one word (`Include/object.h@v3.13.0`).

use super::slots::Call;
use super::{Builtin, PyTypeObject};

/// The flags of a type. The low 32 bits are CPython's; the highest byte, which CPython
/// leaves 0, holds the [`Tag`] of the struct that instances begin with. The byte below
/// it tells a built-in type from those derived from it: see [`TypeFlags::of_builtin`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct TypeFlags(pub u64);

#[allow(missing_docs)]
impl TypeFlags {
    pub const STATIC_BUILTIN: TypeFlags = TypeFlags(1 << 1);
    pub const INLINE_VALUES: TypeFlags = TypeFlags(1 << 2);
    pub const MANAGED_WEAKREF: TypeFlags = TypeFlags(1 << 3);
    pub const MANAGED_DICT: TypeFlags = TypeFlags(1 << 4);
    pub const SEQUENCE: TypeFlags = TypeFlags(1 << 5);
    pub const MAPPING: TypeFlags = TypeFlags(1 << 6);
    pub const DISALLOW_INSTANTIATION: TypeFlags = TypeFlags(1 << 7);
    pub const IMMUTABLETYPE: TypeFlags = TypeFlags(1 << 8);
    pub const HEAPTYPE: TypeFlags = TypeFlags(1 << 9);
    pub const BASETYPE: TypeFlags = TypeFlags(1 << 10);
    pub const HAVE_VECTORCALL: TypeFlags = TypeFlags(1 << 11);
    pub const READY: TypeFlags = TypeFlags(1 << 12);
    pub const HAVE_GC: TypeFlags = TypeFlags(1 << 14);
    pub const METHOD_DESCRIPTOR: TypeFlags = TypeFlags(1 << 17);
    pub const VALID_VERSION_TAG: TypeFlags = TypeFlags(1 << 19);
    pub const IS_ABSTRACT: TypeFlags = TypeFlags(1 << 20);
    pub const MATCH_SELF: TypeFlags = TypeFlags(1 << 22);
    pub const ITEMS_AT_END: TypeFlags = TypeFlags(1 << 23);
    pub const LONG_SUBCLASS: TypeFlags = TypeFlags(1 << 24);
    pub const LIST_SUBCLASS: TypeFlags = TypeFlags(1 << 25);
    pub const TUPLE_SUBCLASS: TypeFlags = TypeFlags(1 << 26);
    pub const BYTES_SUBCLASS: TypeFlags = TypeFlags(1 << 27);
    pub const UNICODE_SUBCLASS: TypeFlags = TypeFlags(1 << 28);
    pub const DICT_SUBCLASS: TypeFlags = TypeFlags(1 << 29);
    pub const BASE_EXC_SUBCLASS: TypeFlags = TypeFlags(1 << 30);
    pub const TYPE_SUBCLASS: TypeFlags = TypeFlags(1 << 31);
    /// The eight flags before this, each of which says that objects begin with a certain
    /// struct.
    pub const STRUCTS: TypeFlags = TypeFlags(0xFF << 24);
    /// Not CPython's: instances have the layout that the class declares.
    pub const LAYOUT: TypeFlags = TypeFlags(1 << 40);
    /// Instances have words for a `__dict__` and weak references before them.
    pub const MANAGED: TypeFlags = Self::MANAGED_DICT.with(Self::MANAGED_WEAKREF);
    pub const NONE: TypeFlags = TypeFlags(0);

    /// What patterns take a class's instances for.
    pub const COLLECTION: TypeFlags = Self::SEQUENCE.with(Self::MAPPING);

    /// Flags that say how instances are laid out in memory.
    pub const SHAPE: TypeFlags = Self::INHERITED
        .without(Self::MATCH_SELF)
        .with(Self::HEAPTYPE)
        .with(Self::INLINE_VALUES);

    /// Flags that a subclass takes over from its best base. [`Self::COLLECTION`] comes
    /// from the first class of the MRO that has any of it.
    pub const INHERITED: TypeFlags = TypeFlags(
        Self::STRUCTS.0
            | Self::HAVE_GC.0
            | Self::MATCH_SELF.0
            | Self::MANAGED_DICT.0
            | Self::MANAGED_WEAKREF.0
            | Self::ITEMS_AT_END.0
            | 0xFF << 56,
    );

    /// Whether all flags of `other` are set.
    #[inline(always)]
    pub const fn has(self, other: TypeFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of the flags of `other` is set.
    #[inline(always)]
    pub const fn any(self, other: TypeFlags) -> bool {
        self.0 & other.0 != 0
    }

    /// These flags and those.
    pub const fn with(self, other: TypeFlags) -> TypeFlags {
        TypeFlags(self.0 | other.0)
    }

    /// These flags without those.
    pub const fn without(self, other: TypeFlags) -> TypeFlags {
        TypeFlags(self.0 & !other.0)
    }

    /// The flags both have.
    pub const fn and(self, other: TypeFlags) -> TypeFlags {
        TypeFlags(self.0 & other.0)
    }

    /// The struct that instances begin with.
    #[inline(always)]
    pub const fn tag(self) -> u8 {
        (self.0 >> 56) as u8
    }

    /// The tag of a built-in type, which classes derived from it take over, and a byte
    /// of its own, one more than the tag, which they do not. So one byte is all that has
    /// to be looked at to know a float from an int.
    pub(super) const fn of_builtin(tag: u8) -> TypeFlags {
        TypeFlags((tag as u64) << 56 | (tag as u64 + 1) << 48)
    }

    /// Whether these are the flags of the built-in type with this tag, not of a class
    /// derived from it.
    #[inline(always)]
    pub const fn is_builtin(self, tag: u8) -> bool {
        (self.0 >> 48) as u8 == tag + 1
    }

    /// As CPython has them: without the tag. The built-in types of modules are made on
    /// the heap there.
    pub const fn public(self) -> u64 {
        let made = self.any(Self::STATIC_BUILTIN.with(Self::HEAPTYPE));
        let heap = if made { 0 } else { Self::HEAPTYPE.0 };
        (self.0 | heap) & 0xFFFF_FFFF
    }
}

/// A rule that tells from a type's flags which struct its objects begin with.
pub trait Matches {
    /// Whether the rule accepts the flags.
    fn matches(&self, flags: TypeFlags) -> bool;
}

impl Matches for TypeFlags {
    #[inline(always)]
    fn matches(&self, flags: TypeFlags) -> bool {
        flags.has(*self)
    }
}

impl Matches for Builtin {
    #[inline(always)]
    fn matches(&self, flags: TypeFlags) -> bool {
        flags.tag() == *self as u8
    }
}

impl<const N: usize> Matches for [Builtin; N] {
    #[inline(always)]
    fn matches(&self, flags: TypeFlags) -> bool {
        self.iter().any(|builtin| builtin.matches(flags))
    }
}

impl PyTypeObject {
    /// Sets flags. Those that say what struct instances have cannot be set so.
    pub(crate) fn add_flags(&self, flags: TypeFlags) {
        let harmless = flags.without(TypeFlags::SHAPE);
        self.tp_flags.set(self.flags().with(harmless));
    }

    /// Takes flags back.
    pub(crate) fn remove_flags(&self, flags: TypeFlags) {
        let harmless = flags.without(TypeFlags::SHAPE);
        self.tp_flags.set(self.flags().without(harmless));
    }

    /// Instances are called by `__call__`, and no longer in a base's faster way.
    pub(crate) fn set_call(&self, call: Call) {
        self.remove_flags(TypeFlags::HAVE_VECTORCALL);
        self.tp_call.set(Some(call));
    }

    /// Whether this is the built-in type itself, not a subclass.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn is_exactly(&self, builtin: Builtin) -> bool {
        // SAFETY: one byte of the flags is read, which says as much as all of them
        // (`TypeFlags::is_builtin`), in one instruction.
        let own = unsafe { self.tp_flags.as_ptr().cast::<u8>().add(OWN_BYTE).read() };
        let exactly = own == builtin as u8 + 1;
        if exactly {
            // SAFETY: so `make_type` made the flags, and nobody takes these away.
            unsafe { std::hint::assert_unchecked(builtin.shape(self.flags())) };
        }
        exactly
    }
}

/// Which byte of the flags in memory is a built-in type's own.
const OWN_BYTE: usize = if cfg!(target_endian = "little") { 6 } else { 1 };
