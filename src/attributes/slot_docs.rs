//! What the method of a slot says of itself: `int.__add__.__doc__`. Those of operators
//! follow from the operator.

/// The operators, by the names of their methods without underscores.
const OPERATORS: &[(&str, &str)] = &[
    ("add", "+"),
    ("sub", "-"),
    ("mul", "*"),
    ("matmul", "@"),
    ("mod", "%"),
    ("floordiv", "//"),
    ("truediv", "/"),
    ("lshift", "<<"),
    ("rshift", ">>"),
    ("and", "&"),
    ("xor", "^"),
    ("or", "|"),
    ("lt", "<"),
    ("le", "<="),
    ("eq", "=="),
    ("ne", "!="),
    ("gt", ">"),
    ("ge", ">="),
];

/// What else there is.
const OTHERS: &[(&str, &str)] = &[
    ("abs", "abs(self)"),
    ("bool", "True if self else False"),
    ("call", "Call self as a function."),
    ("contains", "Return bool(key in self)."),
    ("del", "Called when the instance is about to be destroyed."),
    ("delattr", "Implement delattr(self, name)."),
    ("delete", "Delete an attribute of instance."),
    ("delitem", "Delete self[key]."),
    ("divmod", "Return divmod(self, value)."),
    ("float", "float(self)"),
    (
        "get",
        "Return an attribute of instance, which is of type owner.",
    ),
    ("getattribute", "Return getattr(self, name)."),
    ("getitem", "Return self[key]."),
    ("hash", "Return hash(self)."),
    (
        "index",
        "Return self converted to an integer, if self is suitable for use as an index \
         into a list.",
    ),
    (
        "init",
        "Initialize self.  See help(type(self)) for accurate signature.",
    ),
    ("int", "int(self)"),
    ("invert", "~self"),
    ("iter", "Implement iter(self)."),
    ("len", "Return len(self)."),
    ("neg", "-self"),
    ("next", "Implement next(self)."),
    ("pos", "+self"),
    ("pow", "Return pow(self, value, mod)."),
    ("rdivmod", "Return divmod(value, self)."),
    ("repr", "Return repr(self)."),
    ("rpow", "Return pow(value, self, mod)."),
    ("set", "Set an attribute of instance to value."),
    ("setattr", "Implement setattr(self, name, value)."),
    ("setitem", "Set self[key] to value."),
    ("str", "Return str(self)."),
];

/// The text for a special method; `sequence` for `+=` and `*=` of sequences.
pub(super) fn slot_doc(name: &str, sequence: bool) -> Option<String> {
    let name = name.strip_prefix("__")?.strip_suffix("__")?;
    let known = |list: &[(&str, &'static str)], name: &str| {
        let found = list.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text)
    };
    if let Some(text) = known(OTHERS, name) {
        return Some(text.to_owned());
    }
    if let Some(sign) = known(OPERATORS, name) {
        return Some(format!("Return self{sign}value."));
    }
    let sign = known(OPERATORS, &name[1..])?;
    Some(match name.split_at(1).0 {
        "r" => format!("Return value{sign}self."),
        _ if sequence => format!("Implement self{sign}=value."),
        _ => format!("Return self{sign}=value."),
    })
}

/// What its parameters are: `int.__add__.__text_signature__`.
pub(super) fn slot_signature(name: &str) -> &'static str {
    match name.trim_matches('_') {
        "abs" | "bool" | "del" | "float" | "hash" | "index" | "int" | "invert"
        | "iter" | "len" | "neg" | "next" | "pos" | "repr" | "str" => "($self, /)",
        "call" | "init" => "($self, /, *args, **kwargs)",
        "contains" | "delitem" | "getitem" => "($self, key, /)",
        "delattr" | "getattribute" => "($self, name, /)",
        "delete" => "($self, instance, /)",
        "get" => "($self, instance, owner=None, /)",
        "pow" | "rpow" => "($self, value, mod=None, /)",
        "set" => "($self, instance, value, /)",
        "setattr" => "($self, name, value, /)",
        "setitem" => "($self, key, value, /)",
        _ => "($self, value, /)",
    }
}
