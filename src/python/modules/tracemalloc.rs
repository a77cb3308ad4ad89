//! `_tracemalloc`: the blocks that were made since tracing began, and where
//! (`Modules/_tracemalloc.c@v3.13.0`).

use super::{ModuleDef, frozen};
use crate::object;
use crate::objects::args::check_count;
use crate::objects::str::Text;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;
use std::collections::HashMap;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_tracemalloc",
    functions: &[
        MethodDef::many("start", start),
        MethodDef::none("stop", stop),
        MethodDef::none("is_tracing", |rt, _| {
            Ok(rt.bool(rt.heap.traces().on()).clone())
        }),
        MethodDef::none("clear_traces", clear_traces),
        MethodDef::none("get_traceback_limit", |rt, _| {
            rt.new_size(rt.python().sites.borrow().limit.max(1))
        }),
        MethodDef::none("get_traced_memory", get_traced_memory),
        MethodDef::none("reset_peak", reset_peak),
        MethodDef::none("get_tracemalloc_memory", get_tracemalloc_memory),
        MethodDef::none("_get_traces", |rt, _| {
            rt.heap.traces().quietly(|| get_traces(rt))
        }),
        MethodDef::one("_get_object_traceback", get_object_traceback),
    ],
    fill: |_, _| Ok(()),
};

/// The most frames that a place may have.
const LIMIT: isize = 65535;

/// The places of the program at which blocks were made.
#[derive(Default)]
pub(crate) struct Sites {
    /// How many frames of a place are noted.
    limit: usize,
    places: Vec<Place>,
    numbers: HashMap<Place, u32>,
    files: Vec<String>,
}

/// Where a block was made: frames from the innermost outwards, each a file's number
/// and a line, and how many there were.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
struct Place {
    frames: Vec<(u32, u32)>,
    total: usize,
}

impl Sites {
    fn forget(&mut self) {
        self.places.clear();
        self.numbers.clear();
        self.files.clear();
    }

    fn file(&mut self, name: &Obj) -> u32 {
        let Some(text) = Text::of(name) else { return 0 };
        let known = self.files.iter().position(|file| text.equals(file));
        let number = known.unwrap_or_else(|| {
            self.files.push(text.to_rust());
            self.files.len() - 1
        });
        number as u32
    }
}

/// The number of the place at which the program is. Native code has no frames, nor has
/// what stands for it in the library.
fn here(rt: &Runtime) -> u32 {
    let py = rt.python();
    let mut sites = py.sites.borrow_mut();
    let mut place = Place::default();
    let mut frame = py.frame();
    while let Some(current) = frame {
        let name = current.code().filename();
        let text = Text::of(name).and_then(Text::as_ascii);
        if !text.is_some_and(frozen::is_native) {
            if place.frames.len() < sites.limit {
                place.frames.push((sites.file(name), current.line()));
            }
            place.total += 1;
        }
        frame = current.back.get();
    }
    if let Some(number) = sites.numbers.get(&place) {
        return *number;
    }
    let number = sites.places.len() as u32;
    sites.places.push(place.clone());
    sites.numbers.insert(place, number);
    number
}

fn start(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "start", args.len(), 0, 1)?;
    let limit = match args.first() {
        Some(limit) => rt.as_index(limit, None)?,
        None => 1,
    };
    if !(1..=LIMIT).contains(&limit) {
        return Err(rt.value_error("the number of frames must be in range [1; 65535]"));
    }
    if !rt.heap.traces().on() {
        rt.python().sites.borrow_mut().limit = limit as usize;
        rt.trace_blocks(here);
    }
    rt.done()
}

fn stop(rt: &Runtime, _: &Obj) -> PyResult {
    rt.heap.traces().stop();
    rt.python().sites.borrow_mut().forget();
    rt.done()
}

fn clear_traces(rt: &Runtime, _: &Obj) -> PyResult {
    rt.heap.traces().clear();
    rt.python().sites.borrow_mut().forget();
    rt.done()
}

fn get_traced_memory(rt: &Runtime, _: &Obj) -> PyResult {
    let (now, peak) = rt.heap.traces().bytes();
    rt.new_tuple(vec![rt.new_size(now)?, rt.new_size(peak)?])
}

fn reset_peak(rt: &Runtime, _: &Obj) -> PyResult {
    rt.heap.traces().reset_peak();
    rt.done()
}

/// The bytes that the notes take: they lie outside the heap.
fn get_tracemalloc_memory(rt: &Runtime, _: &Obj) -> PyResult {
    let sites = rt.python().sites.borrow().places.len() * 2 * size_of::<Place>();
    let traces = rt.heap.traces().live().len() * size_of::<[usize; 3]>();
    rt.new_size(sites + traces)
}

/// Each block: a domain, bytes, where it was made, and how many frames that place has.
fn get_traces(rt: &Runtime) -> PyResult {
    let traces = rt.heap.traces().live();
    let mut made = HashMap::new();
    let mut items = Vec::with_capacity(traces.len());
    for (_, trace) in traces {
        let (frames, total) = match made.get(&trace.site) {
            Some(known) => known,
            None => made.entry(trace.site).or_insert(place(rt, trace.site)?),
        };
        let parts = [
            rt.new_int(0)?,
            rt.new_size(trace.size)?,
            frames.clone(),
            total.clone(),
        ];
        items.push(rt.new_tuple(parts.to_vec())?);
    }
    rt.new_list(items)
}

fn get_object_traceback(rt: &Runtime, _: &Obj, object: &Obj) -> PyResult {
    let start = object.id() - object::presize_of(object);
    match rt.heap.traces().of(start) {
        Some(trace) => Ok(place(rt, trace.site)?.0),
        None => rt.done(),
    }
}

/// A place as Python sees it: a tuple of frames, and how many there were.
fn place(rt: &Runtime, number: u32) -> PyResult<(Obj, Obj)> {
    let (frames, total) = {
        let sites = rt.python().sites.borrow();
        let place = sites.places[number as usize].clone();
        let frames = place.frames.iter();
        let frames =
            frames.map(|(file, line)| (sites.files[*file as usize].clone(), *line));
        (frames.collect::<Vec<_>>(), place.total)
    };
    let mut items = Vec::new();
    for (file, line) in &frames {
        let pair = vec![rt.intern_str(file)?, rt.new_size(*line as usize)?];
        items.push(rt.new_tuple(pair)?);
    }
    if items.is_empty() {
        let pair = vec![rt.intern_str("<unknown>")?, rt.new_int(0)?];
        items.push(rt.new_tuple(pair)?);
    }
    Ok((rt.new_tuple(items)?, rt.new_size(total.max(1))?))
}
