//! What reading an input takes from the heap, and what of it stays until the input has
//! run: the text of each token, and each number and string as often as the parser comes
//! by (`Parser/pegen.c@v3.13.0#_PyPegen_run_parser_from_file_pointer`).

mod names;

use super::block::{Block, Items};
use crate::python::assemble::Arena;
use crate::python::syntax::{self, Tok, Token};
use crate::python::unit::{Const, ConstId, Unit};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// What is kept while an input runs. It goes from the last field of the arena's list to
/// the first.
pub(crate) struct Reading {
    held: Vec<Held>,
    items: Items,
    _arena: Block,
    _source: Option<Block>,
    /// The name of the file that the code is said to be in.
    _filename: Option<Obj>,
}

enum Held {
    Text {
        _block: Block,
    },
    Value {
        _object: Obj,
    },
    /// The place of a constant of the code, until that is made, and then the tree's
    /// references to it.
    Constant {
        id: ConstId,
        place: Option<Place>,
        made: Vec<Obj>,
    },
}

impl Held {
    fn constant(id: ConstId, place: Place) -> Held {
        Held::Constant {
            id,
            place: Some(place),
            made: Vec::new(),
        }
    }
}

enum Place {
    Object { _object: Obj },
    Block { _block: Block },
}

impl Reading {
    /// Lets go of the places where the constants are about to be made: the first of them
    /// is the next to be taken.
    pub(crate) fn make_way(&mut self) {
        for held in self.held.iter_mut().rev() {
            if let Held::Constant { place, .. } = held {
                *place = None;
            }
        }
    }

    /// Takes over the constants, which go when it is their turn.
    pub(super) fn take(&mut self, arena: &mut Arena) {
        for held in &mut self.held {
            if let Held::Constant { id, made, .. } = held {
                let mine = |constant: &mut (ConstId, Obj)| constant.0 == *id;
                made.extend(arena.constants.extract_if(.., mine).map(|(_, made)| made));
            }
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        while self.held.pop().is_some() {}
        self.items = Items::EMPTY;
    }
}

/// What is free again when the input is parsed.
struct Parser<'a> {
    rt: &'a Runtime,
    text: &'a str,
    tokens: Vec<Token>,
    unit: &'a Unit,
    /// Which constants have their place.
    placed: Vec<bool>,
    reading: Reading,
    buffers: Buffers,
    array: Block,
    room: Vec<Block>,
    owed: Owed,
}

/// What the parser adds when it has seen the next token.
#[derive(Default)]
struct Owed {
    names: usize,
    /// A number that is made again, and how often.
    number: Option<(usize, usize)>,
    /// Names that it comes by again behind a call or an attribute, by the token there.
    behind: Vec<(usize, usize)>,
}

/// The lines as they are read.
struct Buffers {
    line: Option<Block>,
    all: Option<Block>,
    len: usize,
}

impl Buffers {
    /// A line comes in, gets the newlines and the encoding that the tokenizer wants, and
    /// is added to those before
    /// (`Parser/tokenizer/file_tokenizer.c@v3.13.0#tok_underflow_interactive`).
    fn read(&mut self, rt: &Runtime, line: &str) -> PyResult<()> {
        let len = line.len();
        let typed = Block::new(rt, len + 1)?;
        let mut translated = Block::new(rt, len + 2)?;
        translated.resize(rt, len + 1)?;
        drop(typed);
        let decoded = Block::new(rt, 41 + len)?;
        let encoded = Block::new(rt, 33 + len)?;
        drop((decoded, translated));
        let line = Block::new(rt, len + 1)?;
        drop(encoded);
        self.len += len;
        match &mut self.all {
            Some(all) => all.resize(rt, self.len + 1)?,
            none => *none = Some(Block::new(rt, self.len + 1)?),
        }
        self.line = Some(line);
        Ok(())
    }
}

/// Reads an input.
pub(super) fn read(
    rt: &Runtime,
    text: &str,
    unit: &Unit,
    filename: &str,
) -> PyResult<Reading> {
    let arena = Block::new(rt, 24)?;
    let encoding = Block::new(rt, 6)?;
    let state = Block::new(rt, 160)?;
    let array = Block::new(rt, 8)?;
    let room = vec![Block::new(rt, TOKEN)?];
    let keywords = Block::new(rt, 160)?;
    let mut parser = Parser {
        rt,
        text,
        tokens: syntax::tokens(text),
        unit,
        placed: vec![false; unit.consts.len()],
        reading: Reading {
            held: Vec::new(),
            items: Items::EMPTY,
            _arena: arena,
            _source: None,
            _filename: None,
        },
        buffers: Buffers {
            line: None,
            all: None,
            len: 0,
        },
        array,
        room,
        owed: Owed::default(),
    };
    parser.parse()?;
    let Parser {
        mut reading,
        buffers,
        array,
        room,
        ..
    } = parser;
    room.into_iter().for_each(drop);
    drop((array, keywords, state));
    reading._source = Some(Block::new(rt, 41 + text.len())?);
    reading.items.add(rt)?;
    drop((encoding, buffers.line, buffers.all));
    let written = Block::new(rt, 146)?;
    reading._filename = Some(rt.intern_str(filename)?);
    drop(written);
    Ok(reading)
}

/// Bytes of a token.
const TOKEN: usize = 56;

impl Parser<'_> {
    fn parse(&mut self) -> PyResult<()> {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let mut read = 0;
        for at in 0..self.tokens.len() {
            let token = self.tokens[at];
            while read < lines.len() && read < token.line as usize {
                self.buffers.read(self.rt, lines[read])?;
                read += 1;
            }
            if token.kind == Tok::End {
                break;
            }
            self.fetch(at, token)?;
            self.pay(at)?;
            match token.kind {
                Tok::Name => self.name(at)?,
                Tok::Number => self.number(at)?,
                Tok::Str => self.string(at)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The next token (`Parser/pegen.c@v3.13.0#_PyPegen_fill_token`).
    fn fetch(&mut self, at: usize, token: Token) -> PyResult<()> {
        let rt = self.rt;
        if at == self.room.len() {
            let open = self.open_loops(at).map(|()| Block::new(rt, 8));
            let open = open.collect::<PyResult<Vec<Block>>>()?;
            self.array.resize(rt, 16 * at)?;
            open.into_iter().rev().for_each(drop);
            for _ in 0..at {
                self.room.push(Block::new(rt, TOKEN)?);
            }
        }
        let len = token.end - token.start;
        if len > 1 {
            let block = Block::new(rt, 33 + len)?;
            self.reading.held.push(Held::Text { _block: block });
        }
        self.reading.items.add(rt)
    }

    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether a statement begins here, which may be an assignment.
    fn begins(&self, at: usize) -> bool {
        at == 0
            || matches!(
                self.tokens[at - 1].kind,
                Tok::Newline | Tok::Indent | Tok::Dedent
            )
            || self.tokens[at - 1].level == 0 && matches!(self.word(at - 1), ";" | ":")
    }

    /// Whether what is assigned begins here, or could be another target.
    fn is_assigned(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1) == "=" && self.tokens[at].level == 0
    }

    /// A number is made where the parser tries whether it is a target, and twice where
    /// it is an operand, of which the first counts.
    fn number(&mut self, at: usize) -> PyResult<()> {
        let is_target = self.begins(at) || self.is_assigned(at);
        self.owed.number = Some((at, 1 + usize::from(is_target)));
        self.number_again(at, 0)
    }

    /// Makes a number, which is the constant if its turn is the last but one.
    fn number_again(&mut self, at: usize, copy: usize) -> PyResult<()> {
        let word = self.word(at).replace('_', "").to_ascii_lowercase();
        let is_target = self.begins(at) || self.is_assigned(at);
        {
            let object = self.numeral(&word)?;
            let is_constant = copy == usize::from(is_target);
            if let Some(object) = object {
                let placed = match is_constant {
                    true => self.place(|constant| is_number(constant, &word)),
                    false => None,
                };
                self.reading.held.push(match placed {
                    Some(id) => Held::constant(id, Place::Object { _object: object }),
                    None => Held::Value { _object: object },
                });
            }
            self.reading.items.add(self.rt)?;
        }
        Ok(())
    }

    /// The object for a number, unless it is shared.
    fn numeral(&self, word: &str) -> PyResult<Option<Obj>> {
        let rt = self.rt;
        Ok(match kind_of(word) {
            Numeral::Float(value) => Some(rt.new_float(value)?),
            Numeral::Imaginary => {
                Some(rt.new_complex(crate::objects::complex_ops::Complex {
                    real: 0.0,
                    imag: 1.0,
                })?)
            }
            Numeral::Int(value) => {
                let object = rt.new_big(&value)?;
                (object.refcnt() == 1).then_some(object)
            }
        })
    }

    fn string(&mut self, at: usize) -> PyResult<()> {
        let rt = self.rt;
        let word = self.word(at);
        let quote = word.find(['\'', '"']).unwrap_or(0);
        let (prefix, quoted) = word.split_at(quote);
        let is_bytes = prefix.contains(['b', 'B']);
        let triple = ["'''", "\"\"\""].iter().any(|q| quoted.starts_with(q));
        let ends = if triple { 3 } else { 1 };
        let content = quoted.get(ends..quoted.len().saturating_sub(ends));
        let content = content.unwrap_or_default().to_owned();
        let collected = Block::new(rt, 8)?;
        if content.len() > 1 {
            let size = content.len() + if is_bytes { 33 } else { 41 };
            let block = Block::new(rt, size)?;
            let placed = self.place(|constant| match constant {
                Const::Str(text) => !is_bytes && *text == content,
                Const::Bytes(bytes) => is_bytes && *bytes == content.as_bytes(),
                _ => false,
            });
            self.reading.held.push(match placed {
                Some(id) => Held::constant(id, Place::Block { _block: block }),
                None => Held::Text { _block: block },
            });
        }
        drop(collected);
        self.reading.items.add(rt)
    }

    /// Whether a constant of the code is to be where this one is: the first of equal
    /// ones.
    fn place(&mut self, is_it: impl Fn(&Const) -> bool) -> Option<ConstId> {
        let id = self.unit.consts.iter().position(is_it)?;
        (!std::mem::replace(&mut self.placed[id], true)).then_some(id)
    }
}

/// How many comprehensions a text has that are no generators of their own.
pub(super) fn comprehensions(text: &str) -> usize {
    // For each bracket that is open: whether it may be one that was not counted.
    let mut open = Vec::new();
    let mut count = 0;
    for token in syntax::tokens(text) {
        match &text[token.start..token.end] {
            "[" | "{" => open.push(true),
            "(" => open.push(false),
            ")" | "]" | "}" => {
                open.pop();
            }
            "for" => {
                let is_new = open.last_mut().is_some_and(std::mem::take);
                count += usize::from(is_new);
            }
            _ => {}
        }
    }
    count
}

enum Numeral {
    Int(num_bigint::BigInt),
    Float(f64),
    Imaginary,
}

fn kind_of(word: &str) -> Numeral {
    let radix = match word.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 10,
    };
    let digits = if radix == 10 { word } else { &word[2..] };
    match num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix) {
        Some(value) => Numeral::Int(value),
        None if word.ends_with('j') => Numeral::Imaginary,
        None => Numeral::Float(word.parse().unwrap_or_default()),
    }
}

fn is_number(constant: &Const, word: &str) -> bool {
    match (constant, kind_of(word)) {
        (Const::Int(a), Numeral::Int(b)) => *a == b,
        (Const::Float(a), Numeral::Float(b)) => a.to_bits() == b.to_bits(),
        (Const::Complex { im, .. }, Numeral::Imaginary) => {
            word[..word.len() - 1].parse() == Ok(*im)
        }
        _ => false,
    }
}

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &str = " False None True and as assert async await break class \
        continue def del elif else except finally for from global if import in is \
        lambda nonlocal not or pass raise return try while with yield ";
    KEYWORDS.contains(&format!(" {word} "))
}
