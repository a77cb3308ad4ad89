//! An object gets another name.

use pyobject::names::Namespace;

/// Binds `new` to what `old` leads to, and unbinds `old`. Where `old` leads nowhere, the
/// answer is false, and nothing is changed.
pub fn rename(names: &Namespace<'_>, old: &str, new: &str) -> bool {
    let object = names.lookup(old);
    names.unbind(new);
    let Some(object) = object else {
        return false;
    };
    names.bind(new, object);
    names.unbind(old)
}
