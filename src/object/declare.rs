//! `py_struct!`: the line by which a struct is declared to be an object's.

/// Declares a struct of objects: which types have it, its size, the offsets of its
/// fields (all in bytes, checked when the crate is compiled), and its tail. In a build
/// with the feature `trace-refs` all of these are 16 larger; the line says the usual.
///
/// `py_struct!(PyFloatObject, Builtin::Float, size 24, ob_fval @ 16; kept Float);`
///
/// The last words are for types whose freed blocks are kept: see
/// [`free_list`](crate::shapes::free_list).
#[macro_export]
macro_rules! py_struct {
    ($name:ident, $matches:expr, size $size:literal $(, $field:ident @ $offset:literal)*
     $(; tail $tail:ty, |$this:ident| $len:expr)? $(; kept $kept:ident)?) => {
        const _: () = {
            const EXTRA: usize = $crate::object::HEAD_EXTRA;
            assert!(size_of::<$name>() == $size + EXTRA);
            assert!(align_of::<$name>() == 8);
            assert!(align_of::<$crate::py_struct!(@tail $($tail)?)>() <= 8);
            assert!(std::mem::offset_of!($name, ob_base) == 0);
            $(assert!(std::mem::offset_of!($name, $field) == $offset + EXTRA);)*
        };
        #[allow(unsafe_code)]
        // SAFETY: the assertions above, and `repr(C)` for their meaning.
        unsafe impl $crate::object::PyStruct for $name {
            type Tail = $crate::py_struct!(@tail $($tail)?);
            const FIELDS: &'static [(&'static str, usize)] =
                &[$((stringify!($field), $offset + $crate::object::HEAD_EXTRA)),*];
            $(const KEPT: Option<$crate::shapes::free_list::Kept> =
                Some($crate::shapes::free_list::Kept::$kept);)?
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn matches(flags: $crate::typeobject::TypeFlags) -> bool {
                $crate::typeobject::Matches::matches(&$matches, flags)
            }
            $(
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn tail_len(&self) -> usize {
                let $this = self;
                $len
            })?
        }
    };
    (@tail) => { () };
    (@tail $tail:ty) => { $tail };
}
