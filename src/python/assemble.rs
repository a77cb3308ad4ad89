//! From a compiled unit to code objects: constants become objects, each once a unit.
//!
//! CPython's parser makes the constants, and its syntax tree lives until a source that
//! was given as text has run (`Python/pythonrun.c@v3.13.0#run_mod`). So a constant of
//! a running script has one owner more than one of an imported module. Identifiers are
//! made by the parser too, and immortal (`Parser/pegen.c@v3.13.0`).

use super::modules::place;
use super::unit::{
    CO_NEWLOCALS, CodeUnit, Const, ConstId, FAST_CELL, FAST_FREE, FAST_LOCAL, Unit,
};
use crate::objects::code::CodeParts;
use crate::objects::complex_ops::Complex;
use crate::objects::{list, set};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// What a source that is given as text holds while it runs: the constants of its
/// syntax tree.
pub(crate) struct Arena {
    /// Each by its number in the unit, as often as the tree refers to it.
    pub(super) constants: Vec<(ConstId, Obj)>,
}

impl Arena {
    /// The list that holds a script's constants: the collector knows it, so it is one of
    /// their referrers. It is older than what counts as new when the script begins.
    pub(super) fn list(rt: &Runtime) -> PyResult {
        let young = rt.young_count.get();
        let list = rt.new_list(Vec::new());
        rt.young_count.set(young);
        list
    }

    /// A list that the program can come by holds the constants from now on
    /// (`Python/pyarena.c@v3.13.0#_PyArena_AddPyObject`).
    pub(super) fn keep_in(&mut self, rt: &Runtime, list: &Obj) -> PyResult<()> {
        let mut constants = self.constants.drain(..);
        constants.try_for_each(|(_, constant)| list::append(rt, list, constant))
    }
}

/// The code object of a unit's module, those of its functions being constants in it,
/// and what keeps the unit's constants alive besides.
pub(crate) fn assemble(
    rt: &Runtime,
    unit: &Unit,
    filename: &str,
) -> PyResult<(Obj, Arena)> {
    let source = rt.python().source_number(filename);
    let elsewhere = elsewhere(rt, unit, filename)?;
    let filename = rt.intern_str(filename)?;
    let mut codes = vec![None; unit.codes.len()];
    let mut consts: Vec<Option<Obj>> = vec![None; unit.consts.len()];
    let mut builder = Builder {
        rt,
        unit,
        filename,
        elsewhere,
        source,
        codes: &mut codes,
        consts: &mut consts,
        parsed: Vec::new(),
        replaced: vec![false; unit.consts.len()],
    };
    let code = builder.code(unit.top)?;
    let arena = Arena {
        constants: builder.parsed,
    };
    Ok((code, arena))
}

/// The functions of a module of the library that a text in it names after its first word,
/// and the file that they have instead of the module's: `<native>` where CPython has them
/// in C or does what they do in the function that calls them, so that they leave no line
/// in a traceback; `<python>` where the module is in C there and they are not.
fn elsewhere<'a>(
    rt: &Runtime,
    unit: &'a Unit,
    filename: &str,
) -> PyResult<Option<(Vec<&'a str>, Obj)>> {
    let Some((word, other)) = place::other_file(filename) else {
        return Ok(None);
    };
    let list = unit.consts.iter().find_map(|constant| match constant {
        Const::Str(text) => text.strip_prefix(word),
        _ => None,
    });
    let Some(list) = list else { return Ok(None) };
    let names = list.split_whitespace().collect();
    Ok(Some((names, rt.intern_str(&other)?)))
}

struct Builder<'a> {
    rt: &'a Runtime,
    unit: &'a Unit,
    filename: Obj,
    /// The functions that have another file, and that.
    elsewhere: Option<(Vec<&'a str>, Obj)>,
    source: u64,
    codes: &'a mut Vec<Option<Obj>>,
    consts: &'a mut Vec<Option<Obj>>,
    parsed: Vec<(ConstId, Obj)>,
    /// Which strings gave way to equal ones that had been interned before.
    replaced: Vec<bool>,
}

impl Builder<'_> {
    fn code(&mut self, id: usize) -> PyResult {
        if let Some(code) = &self.codes[id] {
            return Ok(code.clone());
        }
        let unit = &self.unit.codes[id];
        let consts = self.constant(unit.const_tuple)?;
        let code = self.rt.new_code(self.parts(unit, consts)?)?;
        self.codes[id] = Some(code.clone());
        Ok(code)
    }

    /// The file of a function, which those inside it have too.
    fn filename_of(&self, qualname: &str) -> &Obj {
        let Some((names, other)) = &self.elsewhere else {
            return &self.filename;
        };
        let path = qualname.replace(".<locals>", "");
        let is_in = |name: &&str| {
            let rest = path.strip_prefix(*name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        match names.iter().any(is_in) {
            true => other,
            false => &self.filename,
        }
    }

    fn parts(&self, unit: &CodeUnit, consts: Obj) -> PyResult<CodeParts> {
        let rt = self.rt;
        let names = |names: &[String]| -> PyResult {
            let names: PyResult<Vec<Obj>> =
                names.iter().map(|name| rt.identifier(name)).collect();
            rt.new_tuple(names?)
        };
        let kinds: PyResult<Vec<Obj>> = unit
            .kinds
            .iter()
            .map(|&kind| rt.new_int(kind.into()))
            .collect();
        let count =
            |bit: u8| unit.kinds.iter().filter(|&&kind| kind & bit != 0).count();
        debug_assert!(
            unit.flags & CO_NEWLOCALS == 0 || unit.kinds.len() >= count(FAST_LOCAL)
        );
        Ok(CodeParts {
            consts,
            names: names(&unit.names)?,
            localsplusnames: names(&unit.localsplus)?,
            localspluskinds: rt.new_tuple(kinds?)?,
            filename: self.filename_of(&unit.qualname).clone(),
            source: self.source,
            name: rt.identifier(&unit.name)?,
            qualname: rt.intern_str(&unit.qualname)?,
            flags: unit.flags,
            argcount: unit.argcount,
            posonlyargcount: unit.posonlyargcount,
            kwonlyargcount: unit.kwonlyargcount,
            stacksize: unit.stacksize,
            firstlineno: unit.firstlineno,
            nlocals: count(FAST_LOCAL) as u32,
            ncellvars: count(FAST_CELL) as u32,
            nfreevars: count(FAST_FREE) as u32,
            instructions: unit.code.iter().map(|instruction| instruction.0).collect(),
            exceptions: unit
                .exceptions
                .iter()
                .map(|e| [e.start, e.end, e.target, e.depth, u32::from(e.lasti)])
                .collect(),
            positions: unit
                .positions
                .iter()
                .map(|at| [at.line, at.end_line, at.col, at.end_col])
                .collect(),
        })
    }

    /// The object for a constant, the same one for all codes of the unit.
    fn constant(&mut self, id: usize) -> PyResult {
        if let Some(object) = &self.consts[id] {
            return Ok(object.clone());
        }
        let object = self.make(id)?;
        self.consts[id] = Some(object.clone());
        Ok(object)
    }

    /// A new object for a constant, of which the parser may own references as well. Its
    /// hash is known from then on, because the compiler looks it up among the others.
    fn make(&mut self, id: usize) -> PyResult {
        let object = self.object_for(id)?;
        if let Const::Str(_) | Const::StrSurrogates(_) | Const::Bytes(_) =
            self.unit.consts[id]
        {
            self.rt.hash(&object)?;
        }
        // What was there before, such as an interned string, is not the parser's; and a
        // frozenset of its is not the one that is made of the unit's own constants.
        let set = matches!(self.unit.consts[id], Const::FrozenSet(_));
        if object.refcnt() == 1 && !set {
            let held = self.unit.parsed[id].into();
            self.parsed
                .extend(std::iter::repeat_n((id, object.clone()), held));
        }
        Ok(object)
    }

    /// Makes a constant's object; strings that look like names are interned
    /// (`Objects/codeobject.c@v3.13.0#intern_constants`).
    fn object_for(&mut self, id: usize) -> PyResult {
        let rt = self.rt;
        Ok(match &self.unit.consts[id] {
            Const::None => rt.none().clone(),
            Const::True => rt.bool(true).clone(),
            Const::False => rt.bool(false).clone(),
            Const::Ellipsis => rt.ellipsis().clone(),
            Const::Int(value) => rt.new_big(value)?,
            Const::Float(value) => rt.new_float(*value)?,
            Const::Complex { re, im } => rt.new_complex(Complex {
                real: *re,
                imag: *im,
            })?,
            Const::Str(text) => {
                let string = rt.new_str(text)?;
                let name = |c: u8| c == b'_' || c.is_ascii_alphanumeric();
                if text.bytes().all(name) {
                    let interned = rt.intern(string.clone());
                    self.replaced[id] = !interned.is(&string);
                    interned
                } else {
                    string
                }
            }
            Const::StrSurrogates(codes) => rt.new_str_from_codes(codes)?,
            Const::Bytes(bytes) => rt.new_bytes(bytes)?,
            Const::Tuple(items) => {
                let items: PyResult<Vec<Obj>> =
                    items.iter().map(|&id| self.constant(id)).collect();
                rt.new_tuple(items?)?
            }
            Const::FrozenSet(items) => {
                let mut objects = Vec::new();
                for &item in items {
                    let known = self.parsed.len();
                    objects.push(self.constant(item)?);
                    // The syntax tree's own set refers to what is made for it.
                    if self.unit.parsed[id] > 0 && self.parsed.len() > known {
                        let last = objects.last().cloned();
                        self.parsed.extend(last.map(|last| (item, last)));
                    }
                }
                // As many sets are made as CPython makes, each from what the last
                // one yields, because colliding keys change places.
                let mut set = rt.new_frozenset(&objects)?;
                set = rt.new_frozenset(&set::items(&set))?;
                if items.iter().any(|&item| self.replaced[item]) {
                    set = rt.new_frozenset(&set::items(&set))?;
                }
                set
            }
            Const::Code(id) => self.code(*id)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::python::Session;
    use crate::runtime::Runtime;

    /// What CPython 3.13.0 prints for this script.
    #[test]
    fn a_list_keeps_the_constants_of_a_script_that_runs() {
        let script = "import gc\nx = 12345\nprint([type(r).__name__ for r in \
                      gc.get_referrers(x)], len(gc.get_referrers(2.5)))";
        let rt = Runtime::new();
        let printed = Session::new(&rt).exec(script, "/script.py").stdout;
        assert_eq!(printed, "['list', 'tuple', 'dict'] 2\n");
    }
}
