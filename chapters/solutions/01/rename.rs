//! The old name is looked up first, so nothing has changed if it leads nowhere. Then it is
//! unbound, and only then the new one is bound. In this order it does no harm if they are
//! the same: `object` holds a reference meanwhile.

use pyobject::names::Namespace;

/// Binds `new` to what `old` leads to, and unbinds `old`. Where `old` leads nowhere, the
/// answer is false, and nothing is changed.
pub fn rename(names: &Namespace<'_>, old: &str, new: &str) -> bool {
    let Some(object) = names.lookup(old) else {
        return false;
    };
    names.unbind(old);
    names.bind(new, object);
    true
}
