//! What a prompt keeps of each input, for tracebacks: its lines.
//!
//! They are objects like any others, in the dict that `linecache.cache` is, so a program
//! that counts objects or bytes at a prompt sees some more with each input
//! (`Python/pythonrun.c@v3.13.0#run_mod`, `Lib/linecache.py@v3.13.0#_register_code`).

use crate::objects::dict;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use std::cell::RefCell;

/// The lines of all inputs by the files that they are said to be in, and the names of
/// the function that remembers them: 3.13.0 makes one for each input and never lets it
/// go.
pub(crate) struct Typed {
    pub(crate) cache: Obj,
    /// The file that tracebacks tell.
    told: Obj,
    names: RefCell<Vec<Obj>>,
}

impl Typed {
    /// What is kept before the first input.
    pub(super) fn new(rt: &Runtime) -> PyResult<Typed> {
        Ok(Typed {
            cache: rt.new_dict()?,
            told: rt.new_str(super::session::PROMPT)?,
            names: RefCell::default(),
        })
    }

    /// Keeps the lines of an input. Those of a block end with an empty one.
    pub(super) fn keep(
        &self,
        rt: &Runtime,
        filename: &Obj,
        source: &str,
    ) -> PyResult<()> {
        let name = rt.new_str("_register_code")?;
        self.names.borrow_mut().push(name);
        let typed = source.trim_end_matches(['\n', '\r']);
        let is_block = typed.contains(':') && super::syntax::ends_in_block(typed);
        let text = format!("{typed}{}", if is_block { "\n\n" } else { "\n" });
        let length = rt.new_int(text.chars().count() as i64)?;
        // The list that the text is split into goes again when each line has its end.
        let parts = text.lines().map(|line| rt.new_str(line));
        let parts = rt.new_list(parts.collect::<PyResult<Vec<Obj>>>()?)?;
        let lines = rt.new_list(Vec::new())?;
        for line in text.lines() {
            let line = rt.new_str(&format!("{line}\n"))?;
            crate::objects::list::append(rt, &lines, line)?;
        }
        let none = rt.none().clone();
        let entry = rt.new_tuple(vec![length, none, lines, self.told.clone()])?;
        drop(parts);
        dict::set(rt, &self.cache, filename, entry)
    }
}
