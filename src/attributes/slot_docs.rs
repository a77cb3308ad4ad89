//! What the method of a slot says of its parameters.

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
