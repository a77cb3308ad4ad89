//! What str, bytes and bytearray answer is what CPython 3.13 answered, as
//! `tests/data/text_methods.py` wrote it down; and which of them are one object.

use super::str::Text;
use super::tuple;
use crate::Runtime;
use crate::objects::list::PyListObject;
use crate::objects::operators::Operator;
use crate::refcount::Obj;
use crate::runtime::PyResult;
use crate::typeobject::slots::{Args, Function};
use serde_json::Value;

/// The object for a value of the data file.
pub(super) fn object(rt: &Runtime, value: &Value) -> Obj {
    let made = match value {
        Value::Null => rt.done(),
        Value::Bool(value) => rt.new_bool(*value),
        Value::Number(number) => rt.new_int(number.as_i64().unwrap()),
        Value::String(text) => rt.new_str(text),
        Value::Array(items) => {
            rt.new_list(items.iter().map(|item| object(rt, item)).collect())
        }
        Value::Object(other) => {
            let (kind, codes) = other.iter().next().unwrap();
            let codes: Vec<u32> = serde_json::from_value(codes.clone()).unwrap();
            let bytes: Vec<u8> = codes.iter().map(|&code| code as u8).collect();
            match kind.as_str() {
                "bytes" => rt.new_bytes(&bytes),
                "bytearray" => rt.new_bytearray(&bytes),
                _ => rt.new_str_from_codes(&codes),
            }
        }
    };
    made.unwrap()
}

/// The repr as `ascii()` gives it.
fn shown(rt: &Runtime, object: &Obj) -> String {
    let join = |items: &[Obj]| {
        let items: Vec<String> = items.iter().map(|item| shown(rt, item)).collect();
        items.join(", ")
    };
    if let Some(list) = object.cast::<PyListObject>() {
        return format!("[{}]", join(&list.items.to_vec()));
    }
    if object.cast::<crate::shapes::PyTuple>().is_some() {
        return format!("({})", join(tuple::items(object)));
    }
    if let Some(int) = super::int::to_i64(object) {
        return match rt.is_bool(object) {
            Some(true) => "True".into(),
            Some(false) => "False".into(),
            None => int.to_string(),
        };
    }
    let repr = super::str_repr::ascii(rt, object).unwrap();
    Text::of(&repr).unwrap().to_rust()
}

/// Calls a method of a built-in type, or what is behind `__mod__` and `__repr__`.
pub(super) fn call(rt: &Runtime, this: &Obj, name: &str, args: &[Obj]) -> PyResult {
    match name {
        "__mod__" => return rt.binary(Operator::Remainder, this, &args[0]),
        "__repr__" => return rt.repr(this),
        _ => {}
    }
    let methods = this.ty().get().spec().unwrap().methods;
    let method = methods.iter().find(|method| method.name == name);
    match method.unwrap_or_else(|| panic!("no {name}")).function {
        Function::NoArgs(function) => function(rt, this),
        Function::One(function) => function(rt, this, &args[0]),
        Function::Many(function) | Function::Tuple(function) => {
            function(rt, this, args)
        }
        Function::Keywords(function) => function(rt, this, Args::positional(args)),
        Function::Packed(function) => {
            function(rt, this, &rt.new_tuple(args.to_vec())?, None)
        }
        Function::Class(_) | Function::Static(_) => unreachable!("not of an object"),
    }
}

fn check(rt: &Runtime, cases: &str) {
    let cases: Vec<(Value, String, Vec<Value>, String)> =
        serde_json::from_str(cases).unwrap();
    assert!(cases.len() > 500);
    for (this, name, args, expected) in &cases {
        let this_object = object(rt, this);
        let objects: Vec<Obj> = args.iter().map(|arg| object(rt, arg)).collect();
        let answer = call(rt, &this_object, name, &objects);
        let answer =
            answer.unwrap_or_else(|_| panic!("{this}.{name}({args:?}) raises"));
        let answer = shown(rt, &answer);
        assert_eq!(&answer, expected, "{this}.{name}({args:?})");
    }
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn methods_of_str_answer_as_cpython() {
    let rt = Runtime::new();
    check(&rt, include_str!("../../tests/data/str_methods.json"));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn methods_of_bytes_answer_as_cpython() {
    let rt = Runtime::new();
    check(&rt, include_str!("../../tests/data/bytes_methods.json"));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_bytearray_grows_and_shrinks_as_in_cpython() {
    let rt = Runtime::new();
    let array = rt.new_bytearray(b"").unwrap();
    let one = rt.new_int(1).unwrap();
    let size = |array: &Obj| {
        let size = call(&rt, array, "__alloc__", &[]).unwrap();
        super::int::to_i64(&size).unwrap()
    };
    let mut sizes = vec![];
    for _ in 0..60 {
        call(&rt, &array, "append", std::slice::from_ref(&one)).unwrap();
        sizes.push(size(&array));
    }
    sizes.dedup();
    assert_eq!(sizes, [2, 5, 8, 12, 19, 27, 36, 46, 57, 70]);
    let mut sizes = vec![];
    for _ in 0..60 {
        call(&rt, &array, "pop", &[]).unwrap();
        sizes.push(size(&array));
    }
    sizes.dedup();
    assert_eq!(sizes, [70, 35, 17, 8, 4, 2, 1]);
    drop((array, one));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "looks at every character")]
fn characters_are_classed_and_mapped_as_in_cpython() {
    // Sums over all code points of what CPython 3.13.0 answers.
    use super::str_chars::*;
    let sum = |test: &dyn Fn(u32) -> u64| -> u64 {
        (0..0x110000).fold(0u64, |sum, code| {
            sum.wrapping_mul(31).wrapping_add(test(code))
        })
    };
    let class = |class: fn(u32) -> bool| sum(&|code| u64::from(class(code)));
    let form = |form: fn(u32) -> Form| {
        sum(&|code| form(code).iter().fold(0, |sum, &c| sum * 7 + u64::from(c)))
    };
    let answers = [
        ("isprintable", class(is_printable)),
        ("isalpha", class(is_alpha)),
        ("isdecimal", class(is_decimal)),
        ("isdigit", class(is_digit)),
        ("isnumeric", class(is_numeric)),
        ("isalnum", class(is_alnum)),
        ("isspace", class(is_space)),
        ("isupper", class(is_upper)),
        ("islower", class(is_lower)),
        (
            "isidentifier",
            class(|code| code == 0x5F || is_xid_start(code)),
        ),
        ("upper", form(upper)),
        ("lower", form(lower)),
        ("title", form(title)),
        ("casefold", form(fold)),
    ];
    let expected: std::collections::HashMap<String, u64> =
        serde_json::from_str(include_str!("../../tests/data/characters.json")).unwrap();
    for (name, answer) in answers {
        assert_eq!(answer, expected[name], "{name}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn texts_hash_as_under_a_seed_of_zero() {
    let rt = Runtime::new();
    for (text, hash) in [
        ("", 0),
        ("a", 4644417185603328019),
        ("hello", -2096571579003691106),
        ("é", 6047309291227476195),
        ("€", -5529981157763016009),
    ] {
        assert_eq!(rt.hash(&rt.new_str(text).unwrap()).unwrap(), hash, "{text}");
    }
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn sizes_are_those_of_cpython() {
    let rt = Runtime::new();
    for (text, size) in [
        ("", 41),
        ("a", 42),
        ("abc", 44),
        ("é", 61),
        ("éé", 59),
        ("aé", 59),
        ("€", 60),
        ("€€", 62),
        ("😀", 64),
        ("😀😀", 68),
    ] {
        let object = rt.new_str(text).unwrap();
        let answer = call(&rt, &object, "__sizeof__", &[]).unwrap();
        assert_eq!(super::int::to_i64(&answer), Some(size), "{text}");
    }
    let two = rt.new_str("éè").unwrap();
    rt.cache_utf8(&two).unwrap();
    let answer = call(&rt, &two, "__sizeof__", &[]).unwrap();
    assert_eq!(super::int::to_i64(&answer), Some(64));
    drop((two, answer));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn what_need_not_change_is_the_same_object() {
    let rt = Runtime::new();
    let text = rt.new_str("spam eggs").unwrap();
    let empty = rt.empty_str();
    let one = rt.new_int(1).unwrap();
    let same = [
        rt.binary(Operator::Add, &text, &empty).unwrap(),
        rt.binary(Operator::Add, &empty, &text).unwrap(),
        rt.binary(Operator::Multiply, &text, &one).unwrap(),
        rt.str_of(&text).unwrap(),
        call(&rt, &text, "strip", &[]).unwrap(),
        call(&rt, &text, "expandtabs", &[]).unwrap(),
        call(&rt, &text, "zfill", std::slice::from_ref(&one)).unwrap(),
        call(&rt, &text, "ljust", std::slice::from_ref(&one)).unwrap(),
    ];
    assert!(same.iter().all(|other| other.is(&text)));
    let lower = call(&rt, &text, "lower", &[]).unwrap();
    assert!(!lower.is(&text));
    let e = rt.new_char(0xE9).unwrap();
    assert!(
        rt.getitem(&rt.new_str("é€").unwrap(), &rt.bool(false).clone())
            .unwrap()
            .is(&e)
    );
    assert!(!rt.new_char(0x100).unwrap().is(&rt.new_char(0x100).unwrap()));
    drop((text, empty, one, same, lower, e));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
