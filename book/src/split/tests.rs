//! A small module with the notes of a linker, and its two parts. That such parts run is
//! shown by the tests of the browser.

use std::collections::BTreeMap;

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition,
    ElementSection, Elements, EntityType, ExportKind, ExportSection, FunctionSection,
    ImportSection, LinkingSection, MemorySection, MemoryType, Module, RefType,
    SymbolTable, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{DataKind, ElementItems, ElementKind, Operator, Parser, Payload};

use super::{Later, paths, split, watched};

/// The functions of the module and what they call. `emit` is imported; `two` and `near`
/// stand in the table, in its slots 1 and 2.
const FUNCTIONS: [(&str, &[u32]); 5] = [
    ("emit", &[]),
    ("ask", &[2, 4]),
    ("far::one", &[4, 0]),
    ("far::two", &[2]),
    ("near", &[]),
];
/// The data from `BASE` on, and at which places in it the functions read. The first piece
/// is the address of the third.
const DATA: [&[u8]; 4] = [b"\x10\x04\0\0pads", b"unseen!!", b"through!", b"at last!"];
const READS: [Option<u32>; 5] = [None, Some(0), Some(1), None, None];
const BASE: u32 = 1024;

/// The whole module; `slip` is added to a number that the linker notes.
fn module(slip: u8) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32, ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("page", "emit", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    // The places of numbers: kind, where, symbol. A data symbol comes after the functions.
    let mut notes: Vec<(u8, usize, u32)> = Vec::new();
    let mut at = 1;
    for (number, (_, callees)) in FUNCTIONS.iter().enumerate().skip(1) {
        functions.function(0);
        let mut body = vec![0];
        at += 1;
        for callee in *callees {
            // Two arguments, and the call.
            body.extend([0x20, 0, 0x20, 1, 0x10]);
            notes.push((0, at + body.len(), *callee));
            body.extend([*callee as u8 | 0x80, 0x80, 0x80, 0x80, 0]);
        }
        if let Some(piece) = READS[number] {
            body.push(0x41);
            notes.push((4, at + body.len(), FUNCTIONS.len() as u32 + piece));
            let address = BASE + 8 * piece;
            let low = address as u8 & 0x7f;
            body.extend([low | 0x80, (address >> 7) as u8 | 0x80, 0x80, 0x80, slip]);
            body.push(0x1a);
        }
        body.push(0x0b);
        at += body.len();
        code.raw(&body);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: Some(3),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export("ask", ExportKind::Func, 1);
    let mut elements = ElementSection::new();
    let slots = Elements::Functions(vec![3, 4].into());
    elements.active(None, &ConstExpr::i32_const(1), slots);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(BASE as i32), DATA.concat());
    let mut symbols = SymbolTable::new();
    symbols.function(SymbolTable::WASM_SYM_UNDEFINED, 0, None);
    for (number, (path, _)) in FUNCTIONS.iter().enumerate().skip(1) {
        symbols.function(0, number as u32, Some(path));
    }
    for piece in 0..DATA.len() as u32 {
        let place = DataSymbolDefinition {
            index: 0,
            offset: 8 * piece,
            size: 8,
        };
        symbols.data(0, &format!("piece {piece}"), Some(place));
    }
    let mut linking = LinkingSection::new();
    linking.symbol_table(&symbols);

    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&tables).section(&memories).section(&exports);
    module
        .section(&elements)
        .section(&code)
        .section(&data)
        .section(&linking);
    // The segment begins with a count and six bytes more.
    let in_data = [(5, 7, FUNCTIONS.len() as u32 + 2)];
    for (name, section, notes) in [("CODE", 7, &notes[..]), ("DATA", 8, &in_data)] {
        let mut bytes = vec![section, notes.len() as u8];
        for (kind, at, symbol) in notes {
            bytes.extend([*kind, *at as u8, *symbol as u8]);
            if *kind > 2 {
                bytes.push(0);
            }
        }
        let name = format!("reloc.{name}").into();
        module.section(&CustomSection {
            name,
            data: bytes.into(),
        });
    }
    module.finish()
}

/// What a module says of itself.
#[derive(Default)]
struct Found {
    imports: Vec<String>,
    exports: BTreeMap<String, u32>,
    slots: BTreeMap<u32, u32>,
    /// The instructions of each function, by number.
    code: BTreeMap<u32, Vec<String>>,
    data: Vec<(i32, Vec<u8>)>,
}

fn found(wasm: &[u8]) -> Found {
    let mut found = Found::default();
    let place = |offset: wasmparser::ConstExpr<'_>| match offset
        .get_operators_reader()
        .read()
    {
        Ok(Operator::I32Const { value }) => value,
        other => panic!("{other:?}"),
    };
    let mut functions = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::ImportSection(section) => {
                for import in section.into_imports().map(Result::unwrap) {
                    found
                        .imports
                        .push(format!("{} {}", import.module, import.name));
                    functions +=
                        u32::from(matches!(import.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(section) => {
                let exports = section.into_iter().map(Result::unwrap);
                found.exports = exports.map(|e| (e.name.to_owned(), e.index)).collect();
            }
            Payload::ElementSection(section) => {
                for element in section.into_iter().map(Result::unwrap) {
                    let ElementKind::Active { offset_expr, .. } = element.kind else {
                        panic!("no place");
                    };
                    let ElementItems::Functions(functions) = element.items else {
                        panic!("no functions");
                    };
                    let functions = functions.into_iter().map(Result::unwrap);
                    found
                        .slots
                        .extend((place(offset_expr) as u32..).zip(functions));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let operators = body.get_operators_reader().unwrap().into_iter();
                let told = operators.map(|operator| format!("{:?}", operator.unwrap()));
                found
                    .code
                    .insert(functions + found.code.len() as u32, told.collect());
            }
            Payload::DataSection(section) => {
                for data in section.into_iter().map(Result::unwrap) {
                    let DataKind::Active { offset_expr, .. } = data.kind else {
                        panic!("no place");
                    };
                    found.data.push((place(offset_expr), data.data.to_vec()));
                }
            }
            _ => {}
        }
    }
    found
}

/// The functions that a function calls.
fn called(code: &[String]) -> Vec<u32> {
    let calls = code.iter().filter_map(|operator| {
        let number = operator.strip_prefix("Call { function_index: ")?;
        number.strip_suffix(" }")?.parse().ok()
    });
    calls.collect()
}

#[test]
fn a_later_function_is_called_through_its_slot_and_calls_through_slots() {
    let parts = split(&module(0), &Later::of("far::*\n")).unwrap();
    let (first, second) = (found(&parts.first), found(&parts.second));
    assert_eq!(first.imports, ["page emit", "page more"]);
    let [one, near] = called(&first.code[&first.exports["ask"]])[..] else {
        panic!("two calls");
    };
    // `one` has no slot in the table of the whole module: it gets the last.
    let stub = &first.code[&one];
    let slot = 4;
    assert_eq!(
        stub[1..3],
        ["LocalGet { local_index: 0 }", "LocalGet { local_index: 1 }"]
    );
    assert_eq!(stub[3], format!("I32Const {{ value: {slot} }}"));
    assert!(stub[4].starts_with("CallIndirect"), "{stub:?}");
    assert!(!first.slots.contains_key(&slot));
    // The stub asks for the second part; whoever calls `two` by its slot does so too.
    let complete = called(stub)[0];
    let more = 1;
    assert_eq!(called(&first.code[&complete]), [more]);
    assert_eq!(called(&first.code[&first.slots[&1]]), [complete]);
    assert_eq!(first.slots[&2], near);

    // The second part finds `near` in the slot that it has, and `emit` in a new one.
    assert_eq!(second.imports[..2], ["table 2", "table 3"]);
    assert_eq!(first.slots[&3], 0);
    assert_eq!(second.slots.keys().copied().collect::<Vec<_>>(), [1, slot]);
    assert_eq!(called(&second.code[&second.slots[&slot]]), [0, 1]);
    assert_eq!(
        called(&second.code[&second.slots[&1]]),
        [second.slots[&slot]]
    );
    assert_eq!(second.code.len(), 2);
}

#[test]
fn data_comes_with_the_functions_that_lead_to_it() {
    let parts = split(&module(0), &Later::of("far::*\n")).unwrap();
    let first = [DATA[0], &[0; 8], DATA[2], &[0; 8]].concat();
    assert_eq!(found(&parts.first).data, [(BASE as i32, first)]);
    let row = |piece: usize| (BASE as i32 + 8 * piece as i32, DATA[piece].to_vec());
    assert_eq!(found(&parts.second).data, [row(1), row(3)]);
}

#[test]
fn what_is_not_in_the_list_comes_first() {
    let parts = split(&module(0), &Later::of("ask\n")).unwrap();
    let (first, second) = (found(&parts.first), found(&parts.second));
    assert_eq!(
        called(&first.code[&first.exports["ask"]]).len(),
        2,
        "no stub of what is exported"
    );
    assert_eq!((second.code.len(), second.slots.len()), (0, 0));
}

#[test]
fn what_the_linker_says_is_compared_with_what_is_there() {
    let error = split(&module(1), &Later::of("")).err().unwrap();
    assert!(
        error.to_string().contains("not where the linker says"),
        "{error}"
    );
    let error = split(&Module::new().finish(), &Later::of(""))
        .err()
        .unwrap();
    assert!(error.to_string().contains("the linker's notes"), "{error}");
}

#[test]
fn a_watched_module_answers_once_more_with_what_it_called() {
    let whole = module(0);
    assert_eq!(
        paths(&whole).unwrap(),
        ["ask", "far::one", "far::two", "near"]
    );
    let found = found(&watched(&whole).unwrap());
    let ask = &found.code[&found.exports["ask"]];
    let emit = 0;
    assert_eq!(called(ask)[1], emit);
    let start = 65536;
    assert_eq!(found.data[1], (start, b"\"....\"".to_vec()));
    assert_eq!(
        ask[3..5],
        ["I32Const { value: 65536 }", "I32Const { value: 6 }"]
    );
    let marks = &found.code[&called(ask)[0]];
    assert_eq!(
        marks[..2],
        ["I32Const { value: 65537 }", "I32Const { value: 120 }"]
    );
}
