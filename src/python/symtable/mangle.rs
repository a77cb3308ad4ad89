//! Private names: `__x` in class `C` is `_C__x`.

use crate::python::syntax::tree::Name;

/// The name as the class keeps it.
pub(crate) fn mangle(class: Option<&Name>, name: &Name) -> Name {
    let Some(class) = class else {
        return name.clone();
    };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        return name.clone();
    }
    format!("_{class}{name}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_private_names_are_mangled() {
        let class: Name = "_C".into();
        for (name, mangled) in [
            ("__x", "_C__x"),
            ("__x__", "__x__"),
            ("_x", "_x"),
            ("__a.b", "__a.b"),
        ] {
            assert_eq!(&*mangle(Some(&class), &name.into()), mangled);
        }
        assert_eq!(&*mangle(Some(&"__".into()), &"__x".into()), "__x");
        assert_eq!(&*mangle(None, &"__x".into()), "__x");
    }
}
