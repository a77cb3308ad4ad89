//! What numbers do, compared with what CPython 3.13 answered
//! (`tests/data/numbers.py` asked it). `NUMBERS_TABLE` names a longer table.

use super::complex_ops::Complex;
use super::float_hex::from_hex;
use super::format_spec::printf::{Printf, printf_number};
use super::operators::Operator;
use super::str::Text;
use super::{format_spec, int_text};
use crate::refcount::Obj;
use crate::runtime::{Payload, Pending, PyResult, Raised, Runtime};
use crate::typeobject::Builtin;
use crate::typeobject::slots::{Args, CompareOp, Function};

fn operand(rt: &Runtime, text: &str) -> PyResult {
    let float = |text: &str| from_hex(text).expect("a float");
    let (kind, value) = text.split_at(1);
    match kind {
        "b" => rt.new_bool(value == "True"),
        "i" => rt.new_big(&value.parse().expect("an int")),
        "f" => rt.new_float(float(value)),
        "c" => {
            let (real, imag) = value.split_once(' ').expect("two floats");
            rt.new_complex(Complex {
                real: float(real),
                imag: float(imag),
            })
        }
        _ => rt.new_str(value),
    }
}

/// Calls a built-in type with positional arguments.
fn construct(rt: &Runtime, which: Builtin, operands: &[Obj]) -> PyResult {
    let new = rt.ty(which).tp_new.get().expect("it can be made");
    new(rt, &rt.type_obj(which), Args::positional(operands))
}

/// Calls a method from the type's own table.
fn method(rt: &Runtime, name: &str, this: &Obj, args: &[Obj]) -> PyResult {
    let mut ty = this.ty();
    let method = loop {
        let spec = ty.spec().expect("a built-in type");
        match spec.methods.iter().find(|method| method.name == name) {
            Some(method) => break method,
            None => ty = rt.ty(spec.base.expect("the method is in a base")),
        }
    };
    match method.function {
        Function::NoArgs(function) => function(rt, this),
        Function::One(function) => function(rt, this, &args[0]),
        Function::Many(function) | Function::Tuple(function) => {
            function(rt, this, args)
        }
        Function::Class(function) => {
            function(rt, &this.ty().to_obj(), Args::positional(args))
        }
        _ => unreachable!("no number has another kind of method"),
    }
}

/// `"%…d" % operand`, for formats of one conversion.
fn printf(rt: &Runtime, format: &str, operand: &Obj) -> PyResult {
    let (body, tail) = match format.strip_suffix('|') {
        Some(body) => (&body[1..], "|"),
        None => (&format[1..], ""),
    };
    let (body, code) = body.split_at(body.len() - 1);
    let flags = body.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zeros = body[flags.len()..].starts_with('0');
    let numbers = &body[flags.len()..];
    let (width, precision) = match numbers.split_once('.') {
        Some((width, precision)) => (width, precision.parse().ok()),
        None => (numbers, None),
    };
    let spec = Printf {
        left: flags.contains('-'),
        plus: flags.contains('+'),
        blank: flags.contains(' '),
        alternate: flags.contains('#'),
        zero: zeros,
        width: width.parse().unwrap_or(0),
        precision,
    };
    let code = code.chars().next().expect("a letter");
    rt.new_str(&(printf_number(rt, operand, code, spec)? + tail))
}

fn evaluate(rt: &Runtime, name: &str, operands: &[Obj]) -> PyResult {
    let none = rt.none().clone();
    let first = &operands[0];
    let found = |symbol: &str| symbol == name;
    if let Some(method_name) = name.strip_prefix('.') {
        return method(rt, method_name, first, &[]);
    }
    if let Some(op) = CompareOp::ALL.into_iter().find(|op| found(op.symbol())) {
        return rt.richcompare(first, &operands[1], op);
    }
    match name {
        "repr" => Ok(first.clone()),
        "hash" => rt.new_int(rt.hash(first)?),
        "neg" => rt.negative(first),
        "pos" => rt.positive(first),
        "abs" => rt.absolute(first),
        "invert" => rt.invert(first),
        "bool" => construct(rt, Builtin::Bool, operands),
        "int" => construct(rt, Builtin::Int, operands),
        "float" => construct(rt, Builtin::Float, operands),
        "complex" => construct(rt, Builtin::Complex, operands),
        "fromhex" => {
            let float = rt.new_float(0.0)?;
            method(rt, "fromhex", &float, operands)
        }
        "round" => method(rt, "__round__", first, &operands[1..]),
        "format" if Text::of(first).is_some() => {
            format_spec::format_str(rt, first, &operands[1])
        }
        "format" => method(rt, "__format__", first, &operands[1..]),
        "printf" => printf(rt, &Text::of(first).unwrap().to_rust(), &operands[1]),
        "divmod" => rt.binary(Operator::Divmod, first, &operands[1]),
        "**" => rt.power(first, &operands[1], &none, false),
        "pow" => rt.power(first, &operands[1], &operands[2], false),
        _ => {
            let mut all = Operator::ALL.iter();
            let op = all.find(|op| found(op.symbol())).expect("an operator");
            rt.binary(*op, first, &operands[1])
        }
    }
}

/// The exception that waits, as the table shows it.
fn shown(rt: &Runtime, _: Raised) -> String {
    match rt.take_pending() {
        Some(Pending::Lazy(class, Payload::Text(message))) => {
            format!("!{class:?}: {message}")
        }
        Some(Pending::Lazy(class, _)) => format!("!{class:?}: "),
        _ => "!".to_owned(),
    }
}

fn answer(rt: &Runtime, name: &str, operands: &[String]) -> String {
    let answer = || {
        let operands: PyResult<Vec<Obj>> =
            operands.iter().map(|text| operand(rt, text)).collect();
        let value = evaluate(rt, name, &operands?)?;
        rt.repr(&value)
    };
    match answer() {
        Ok(repr) => Text::of(&repr).expect("a str").to_rust(),
        Err(raised) => shown(rt, raised),
    }
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn numbers_answer_as_cpython_does() {
    let path = std::env::var("NUMBERS_TABLE");
    let table = match path {
        Ok(path) => std::fs::read_to_string(path).expect("the table"),
        Err(_) => include_str!("../../tests/data/numbers.jsonl").to_owned(),
    };
    let rt = Runtime::new();
    let mut wrong = Vec::new();
    for line in table.lines() {
        let fields: Vec<String> = serde_json::from_str(line).expect("a row of strings");
        let [name, operands @ .., expected] = fields.as_slice() else {
            panic!("a row has a name and an answer");
        };
        let got = answer(&rt, name, operands);
        if got != *expected {
            wrong.push(format!(
                "{name} {operands:?}\n  is  {got}\n  not {expected}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

/// Every way to an int that is small leads to the shared one (measured on 3.13.0:
/// `id` of each is that of the literal).
#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn every_producer_of_small_ints_asks_the_table() {
    let rt = Runtime::new();
    let rows = [
        ("+", ["i250", "i6"], 256),
        (
            "-",
            ["i1000000000000000000000", "i999999999999999999993"],
            7,
        ),
        (
            "%",
            ["i1000000000000000000000000000007", "i1000000000000"],
            7,
        ),
        ("//", ["i36893488147419103232", "i18446744073709551616"], 2),
        (">>", ["i36893488147419103232", "i64"], 2),
        ("**", ["i-5", "i1"], -5),
        ("&", ["i18446744073709551621", "i7"], 5),
        ("int", ["s111", "i2"], 7),
    ];
    for (name, operands, expected) in rows {
        let operands = operands.map(|text| operand(&rt, text).unwrap());
        let value = evaluate(&rt, name, &operands).unwrap();
        assert!(value.is(&rt.int(expected)), "{name}");
    }
    for (name, text, expected) in [
        ("round", "f0x1.599999999999ap+2", 5),
        (".__floor__", "f0x1.6p+2", 5),
        ("int", "s5", 5),
        ("neg", "i-5", 5),
        ("int", "bTrue", 1),
    ] {
        let operands = [operand(&rt, text).unwrap()];
        let value = evaluate(&rt, name, &operands).unwrap();
        assert!(value.is(&rt.int(expected)), "{name}");
    }
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn results_too_large_for_the_memory_are_refused_before_they_are_computed() {
    let rt = Runtime::with(crate::Options {
        memory: Some(64 << 20),
        ..crate::Options::default()
    });
    for (name, operands) in [
        ("**", ["i2", "i1000000000"]),
        ("**", ["i3", "i1000000000"]),
        ("**", ["i10", "i1000000000000000000000000"]),
        ("<<", ["i1", "i1000000000000"]),
        ("format", ["i1", "s1000000000000"]),
    ] {
        let operands = operands.map(String::from);
        assert_eq!(answer(&rt, name, &operands), "!MemoryError: ", "{name}");
    }
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn long_computations_are_paid_for() {
    let rt = Runtime::with(crate::Options {
        fuel: Some(1_000_000),
        ..crate::Options::default()
    });
    let operands = ["i3", "i100000000"].map(|text| operand(&rt, text).unwrap());
    assert!(evaluate(&rt, "**", &operands).is_err());
    assert!(rt.is_stopped());
    drop(operands);
    assert_eq!(Runtime::finish(rt).blocks, 0);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn long_decimal_texts_are_refused() {
    let rt = Runtime::new();
    let exceeds = "!ValueError: Exceeds the limit (4300 digits) for integer string \
                   conversion";
    let digits = "9".repeat(4300);
    assert_eq!(answer(&rt, "int", &[format!("s{digits}")]), digits);
    let parsed = answer(&rt, "int", &[format!("s{digits}0")]);
    assert_eq!(
        parsed,
        format!(
            "{exceeds}: value has 4301 digits; use sys.set_int_max_str_digits() to \
             increase the limit"
        )
    );
    let printed = answer(&rt, "*", &[format!("i{digits}"), "i10".to_owned()]);
    assert_eq!(
        printed,
        format!("{exceeds}; use sys.set_int_max_str_digits() to increase the limit")
    );
    int_text::set_max_str_digits(&rt, 0);
    let printed = answer(&rt, "*", &[format!("i{digits}"), "i10".to_owned()]);
    assert_eq!(printed, format!("{digits}0"));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
