//! From the arguments of a call to the parameters of a function
//! (`Python/ceval.c@v3.13.0#initialize_locals`).

use super::super::stack::Row;
use super::super::unit::{CO_VARARGS, CO_VARKEYWORDS};
use crate::object::View;
use crate::objects::code::PyCodeObject;
use crate::objects::function::PyFunctionObject;
use crate::objects::str::{self, Text};
use crate::objects::{dict, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// A call's arguments, owned: positional ones, then the values of the named ones.
pub(super) struct Given<'a> {
    pub(super) values: Vec<Obj>,
    pub(super) names: &'a [Obj],
}

/// Puts the arguments into the parameters' slots, which are the first of the row.
pub(super) fn bind(
    rt: &Runtime,
    function: View<'_, PyFunctionObject>,
    code: View<'_, PyCodeObject>,
    given: Given<'_>,
    row: Row,
) -> PyResult<()> {
    let binder = Binder {
        rt,
        function,
        code,
        row,
        positional: given.values.len() - given.names.len(),
        names: given.names,
    };
    binder.bind(given)
}

/// The same for code that takes no more than its parameters, where the arguments by
/// position are in the row already; `value` gives those by name, one after the other.
pub(super) fn complete(
    rt: &Runtime,
    function: View<'_, PyFunctionObject>,
    code: View<'_, PyCodeObject>,
    row: Row,
    positional: usize,
    names: &[Obj],
    mut value: impl FnMut(usize) -> Obj,
) -> PyResult<()> {
    let binder = Binder {
        rt,
        function,
        code,
        row,
        positional,
        names,
    };
    for (index, name) in names.iter().enumerate() {
        binder.bind_named(name, value(index), None)?;
    }
    binder.fill(positional)
}

pub(super) struct Binder<'a> {
    pub(super) rt: &'a Runtime,
    pub(super) function: View<'a, PyFunctionObject>,
    pub(super) code: View<'a, PyCodeObject>,
    pub(super) row: Row,
    /// How many arguments are given by position, and the names of the others.
    pub(super) positional: usize,
    pub(super) names: &'a [Obj],
}

impl Binder<'_> {
    fn bind(&self, given: Given<'_>) -> PyResult<()> {
        let (rt, code, row) = (self.rt, self.code, self.row);
        let (argcount, named) = (code.argcount(), self.named());
        let has_varargs = code.flags() & CO_VARARGS != 0;
        let positional = self.positional;

        let kwargs = if code.flags() & CO_VARKEYWORDS != 0 {
            let dict = rt.new_dict()?;
            row.replace(named + usize::from(has_varargs), Some(dict.clone()));
            Some(dict)
        } else {
            None
        };
        let mut values = given.values.into_iter();
        for (index, value) in values.by_ref().take(positional.min(argcount)).enumerate()
        {
            row.replace(index, Some(value));
        }
        let surplus = positional.saturating_sub(argcount);
        if has_varargs {
            let extra = rt.tuple_from(surplus, |_| values.next().expect("counted"))?;
            row.replace(named, Some(extra));
        } else {
            values.by_ref().take(surplus).for_each(drop);
        }
        for (name, value) in given.names.iter().zip(values) {
            self.bind_named(name, value, kwargs.as_ref())?;
        }
        if surplus > 0 && !has_varargs {
            return Err(self.too_many(positional));
        }
        self.fill(positional)
    }

    /// The number of parameters that can be given by name.
    pub(super) fn named(&self) -> usize {
        self.code.argcount() + self.code.kwonlyargcount()
    }

    /// Parameters for which nothing was given have their defaults.
    fn fill(&self, positional: usize) -> PyResult<()> {
        self.fill_defaults(positional)?;
        if self.code.kwonlyargcount() > 0 {
            self.fill_keyword_defaults()?;
        }
        Ok(())
    }

    /// Binds an argument given by name.
    fn bind_named(&self, name: &Obj, value: Obj, kwargs: Option<&Obj>) -> PyResult<()> {
        let (rt, code) = (self.rt, self.code);
        let Some(text) = Text::of(name) else {
            let message = format!("{}() keywords must be strings", self.name());
            return Err(rt.type_error(message));
        };
        let names = code.localsplusnames();
        let mut parameters = code.posonlyargcount()..self.named();
        let same = |index: &usize| {
            Text::of(&names[*index]).is_some_and(|other| str::same(other, text))
        };
        // Most names are the same object; texts are compared only where none is.
        let found = parameters.clone().find(|&index| names[index].is(name));
        let found = found.or_else(|| parameters.find(same));
        match (found, kwargs) {
            (Some(index), _) => match self.row.replace(index, Some(value)) {
                None => Ok(()),
                Some(_) => Err(self.given_twice(&text.to_rust())),
            },
            (None, Some(kwargs)) => dict::set(rt, kwargs, name, value),
            (None, None) => Err(self.unexpected(&text.to_rust())),
        }
    }

    fn fill_defaults(&self, positional: usize) -> PyResult<()> {
        let argcount = self.code.argcount();
        if positional >= argcount {
            return Ok(());
        }
        let defaults = self.function.func_defaults.get();
        let defaults = defaults.as_ref().map_or(&[][..], tuple::items);
        // Of more defaults than there are parameters the last ones count.
        let defaults = &defaults[defaults.len().saturating_sub(argcount)..];
        let required = argcount - defaults.len();
        let is_empty = |index: &usize| self.row.is_empty(*index);
        if (positional..required).any(|index| is_empty(&index)) {
            let missing: Vec<usize> = (positional..required).filter(is_empty).collect();
            return Err(self.missing("positional", &missing));
        }
        for index in required..argcount {
            if self.row.is_empty(index) {
                let default = defaults[index - required].clone();
                self.row.replace(index, Some(default));
            }
        }
        Ok(())
    }

    fn fill_keyword_defaults(&self) -> PyResult<()> {
        let argcount = self.code.argcount();
        let defaults = self.function.func_kwdefaults.get();
        let mut missing = Vec::new();
        for index in argcount..argcount + self.code.kwonlyargcount() {
            if !self.row.is_empty(index) {
                continue;
            }
            let name = &self.code.localsplusnames()[index];
            let default = match &defaults {
                Some(defaults) => dict::get(self.rt, defaults, name)?,
                None => None,
            };
            match default {
                Some(default) => drop(self.row.replace(index, Some(default))),
                None => missing.push(index),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(self.missing("keyword-only", &missing))
    }
}
