//! What a prompt keeps of each input, for tracebacks: its lines.
//!
//! They are objects like any others, in the dict that `linecache.cache` is, so a program
//! that counts objects or bytes at a prompt sees some more with each input
//! (`Python/pythonrun.c@v3.13.0#run_mod`, `Lib/linecache.py@v3.13.0#_register_code`).

mod block;
mod code_size;
mod compiling;
mod pools;
mod reading;

use super::assemble::Arena;
use super::unit::Unit;
use crate::objects::{dict, list};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::{Builtin, is_instance};
use block::Block;
use compiling::{Code, Keys};
use reading::Reading;
use std::cell::RefCell;

/// The lines of all inputs by the files that they are said to be in, and the names of
/// the function that remembers them: 3.13.0 makes one for each input and never lets it
/// go.
pub(crate) struct Typed {
    pub(crate) cache: Obj,
    /// The file that tracebacks tell.
    told: Obj,
    names: RefCell<Vec<Obj>>,
    /// The codes of functions.
    codes: RefCell<Vec<Code>>,
    /// What was there before.
    _filling: Vec<Block>,
}

impl Typed {
    /// What is kept before the first input.
    pub(super) fn new(rt: &Runtime) -> PyResult<Typed> {
        // It is there from the start.
        super::modules::import(rt, "sys")?;
        Ok(Typed {
            cache: rt.new_dict()?,
            told: rt.new_str(super::session::PROMPT)?,
            names: RefCell::default(),
            codes: RefCell::default(),
            _filling: pools::prepare(rt)?,
        })
    }

    /// Keeps the lines of an input.
    pub(super) fn keep(
        &self,
        rt: &Runtime,
        filename: &Obj,
        text: &str,
    ) -> PyResult<()> {
        let name = rt.new_str("_register_code")?;
        self.names.borrow_mut().push(name);
        let length = rt.new_int(text.chars().count() as i64)?;
        // The list that the text is split into goes again when each line has its end.
        let parts = rt.new_list(Vec::new())?;
        let mut last = None;
        for line in text.lines() {
            let line = rt.new_str(line)?;
            list::append(rt, &parts, line.clone())?;
            last = Some(line);
        }
        let lines = rt.new_list(Vec::new())?;
        let iterator = Block::new(rt, 48)?;
        for line in text.lines() {
            let line = rt.new_str(&format!("{line}\n"))?;
            list::append(rt, &lines, line)?;
        }
        drop((parts, iterator, last));
        let none = rt.none().clone();
        let entry = rt.new_tuple(vec![length, none, lines, self.told.clone()])?;
        dict::set(rt, &self.cache, filename, entry)
    }
}

/// An input as CPython reads it: the lines of a block end with an empty one.
pub(super) fn as_read(source: &str) -> String {
    let typed = source.trim_end_matches(['\n', '\r']);
    let is_block = typed.contains(':') && super::syntax::ends_in_block(typed);
    format!("{typed}{}", if is_block { "\n\n" } else { "\n" })
}

/// Makes a `SyntaxError` that nobody caught show the input's own line, whichever text it
/// was about (`Python/pythonrun.c@v3.13.0#PyRun_InteractiveOneObjectEx`).
pub(super) fn quote(rt: &Runtime, error: &Obj, source: &str) {
    if !is_instance(error, rt.ty(Builtin::SyntaxError)) {
        return;
    }
    let number = rt.attr(error, "lineno").ok();
    let number = number.and_then(|number| crate::objects::int::to_i64(&number));
    let index = number.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
    let text = as_read(source);
    if let Some(line) = index.and_then(|index| text.split_inclusive('\n').nth(index)) {
        let set = || {
            let name = rt.intern_str("text")?;
            rt.setattr(error, &name, Some(&rt.new_str(line)?))
        };
        // Without memory for it the error shows what it has.
        let _ = set();
    }
    rt.clear_raised();
}

/// What an input takes from the heap while it runs, besides the objects of its code.
pub(super) struct Taken {
    reading: Reading,
    keys: Option<Keys>,
    comprehensions: usize,
    codes: Vec<Code>,
    /// The function that the code of an input is called as.
    function: Option<Block>,
}

impl Taken {
    /// An input is read.
    pub(super) fn read(
        rt: &Runtime,
        text: &str,
        unit: &Unit,
        filename: &str,
    ) -> PyResult<Taken> {
        let mut reading = reading::read(rt, text, unit, filename)?;
        reading.make_way();
        Ok(Taken {
            reading,
            keys: Some(Keys::begin(rt, unit)?),
            comprehensions: reading::comprehensions(text),
            codes: Vec::new(),
            function: None,
        })
    }

    /// It is compiled.
    pub(super) fn compile(&mut self, rt: &Runtime, unit: &Unit) -> PyResult<()> {
        if let Some(keys) = self.keys.take() {
            self.codes = compiling::compile(rt, unit, self.comprehensions, keys)?;
        }
        Ok(())
    }

    /// How many scopes the input has, and how many are in one another at most.
    pub(super) fn scopes(&self, unit: &Unit) -> (usize, usize) {
        let depth = compiling::depth(unit, unit.top);
        (unit.codes.len() + self.comprehensions, depth)
    }

    /// It is about to run.
    pub(super) fn begin(&mut self, rt: &Runtime) -> PyResult<()> {
        self.function = Some(Block::new(rt, 160)?);
        rt.count_container();
        Ok(())
    }

    /// It has run. The codes of its functions stay.
    pub(super) fn end(mut self, rt: &Runtime, typed: &Typed, mut arena: Arena) {
        self.reading.take(&mut arena);
        if self.function.take().is_some() {
            rt.uncount_container();
        }
        let (stay, go): (Vec<Code>, Vec<Code>) =
            self.codes.into_iter().partition(|code| code.stays);
        typed.codes.borrow_mut().extend(stay);
        go.into_iter().for_each(drop);
        drop(arena);
        drop(self.reading);
    }
}
