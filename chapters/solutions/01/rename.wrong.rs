// rejected: cannot be renamed, not even to itself
//! Two equal names are waved through here, whether they lead anywhere or not.

use pyobject::names::Namespace;

/// Binds `new` to what `old` leads to, and unbinds `old`. Where `old` leads nowhere, the
/// answer is false, and nothing is changed.
pub fn rename(names: &Namespace<'_>, old: &str, new: &str) -> bool {
    if old == new {
        return true;
    }
    let Some(object) = names.lookup(old) else {
        return false;
    };
    names.bind(new, object);
    names.unbind(old)
}
