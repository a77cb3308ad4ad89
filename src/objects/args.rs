//! Taking arguments apart (`Python/getargs.c@v3.13.0`): what built-in functions say
//! when they are called with too many, too few or unknown ones.

use super::str::Text;
use super::{similar, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Raised, Runtime};
use crate::typeobject::slots::Args;

impl<'a> Args<'a> {
    /// The positional arguments.
    pub fn positionals(self) -> &'a [Obj] {
        &self.items[..self.items.len() - self.keyword_count()]
    }

    /// How many keyword arguments there are.
    pub fn keyword_count(self) -> usize {
        self.names.map_or(0, |names| tuple::items(names).len())
    }

    /// The keyword arguments: names and values.
    pub fn keywords(self) -> impl Iterator<Item = (&'a Obj, &'a Obj)> {
        let names = self.names.map_or(&[][..], tuple::items);
        names
            .iter()
            .zip(&self.items[self.items.len() - names.len()..])
    }

    /// Refuses keyword arguments.
    pub(crate) fn no_keywords(self, rt: &Runtime, function: &str) -> PyResult<()> {
        if self.keyword_count() == 0 {
            return Ok(());
        }
        Err(rt.type_error(format!("{function}() takes no keyword arguments")))
    }

    /// Positional arguments only, `min` to `max` of them.
    pub(crate) fn only(
        self,
        rt: &Runtime,
        function: &str,
        min: usize,
        max: usize,
    ) -> PyResult<&'a [Obj]> {
        self.no_keywords(rt, function)?;
        check_count(rt, function, self.items.len(), min, max)?;
        Ok(self.items)
    }

    /// Arguments by position or name, as `PyArg_ParseTupleAndKeywords` takes them: the
    /// first `positional_only` names are no keywords, the ones from `keyword_only` on
    /// cannot be given by position, and `required` of them must be there.
    pub(crate) fn parse<const N: usize>(
        self,
        rt: &Runtime,
        function: &str,
        names: [&str; N],
        limits: Limits,
    ) -> PyResult<[Option<&'a Obj>; N]> {
        let mut found = [None; N];
        self.parse_into(rt, function, &names, limits, &mut found)?;
        Ok(found)
    }

    /// [`Args::parse`] where the number of names is known later.
    pub(crate) fn parse_into(
        self,
        rt: &Runtime,
        function: &str,
        names: &[&str],
        limits: Limits,
        found: &mut [Option<&'a Obj>],
    ) -> PyResult<()> {
        let positionals = self.positionals();
        let given = positionals.len() + self.keyword_count();
        let by_position = limits.keyword_only.unwrap_or(names.len());
        if positionals.len() > by_position || given > names.len() {
            return Err(too_many(
                rt,
                function,
                positionals.len(),
                given,
                by_position,
                names.len(),
                &limits,
            ));
        }
        for (slot, value) in found.iter_mut().zip(positionals) {
            *slot = Some(value);
        }
        // A name that fits nothing is told of after what is missing.
        let mut wrong = None;
        for (name, value) in self.keywords() {
            let text = Text::of(name).map(Text::to_rust).unwrap_or_default();
            let index = names.iter().position(|candidate| *candidate == text);
            match index.filter(|&index| index >= limits.positional_only) {
                Some(index) if found[index].is_none() => found[index] = Some(value),
                index => wrong = wrong.or(Some((name, text, index))),
            }
        }
        if let Some(missing) = found[..limits.required].iter().position(Option::is_none)
        {
            let message = if missing < limits.positional_only {
                let plural = if limits.required == 1 { "" } else { "s" };
                let exactly = if limits.required == names.len() {
                    "exactly"
                } else {
                    "at least"
                };
                format!(
                    "{function}() takes {exactly} {} positional argument{plural} ({} given)",
                    limits.required,
                    positionals.len()
                )
            } else {
                format!(
                    "{function}() missing required argument '{}' (pos {})",
                    names[missing],
                    missing + 1
                )
            };
            return Err(rt.type_error(message));
        }
        match wrong {
            None => Ok(()),
            Some((name, _, None)) => {
                let known = &names[limits.positional_only..];
                Err(unexpected(rt, function, name, known)?)
            }
            Some((_, text, Some(index))) => Err(rt.type_error(format!(
                "argument for {function}() given by name ('{text}') and position ({})",
                index + 1
            ))),
        }
    }
}

/// Which arguments may be given how; see [`Args::parse`].
#[derive(Clone, Copy, Default)]
pub struct Limits {
    /// How many of the first must be there.
    pub required: usize,
    /// How many of the first are not keywords.
    pub positional_only: usize,
    /// From which on they can only be keywords.
    pub keyword_only: Option<usize>,
}

impl Limits {
    /// So many of the first must be there; all by position or name.
    pub const fn required(required: usize) -> Limits {
        Limits {
            required,
            positional_only: 0,
            keyword_only: None,
        }
    }

    /// So many of the first are not keywords.
    pub const fn positional_only(self, positional_only: usize) -> Limits {
        Limits {
            positional_only,
            ..self
        }
    }

    /// From this one on they can only be keywords.
    pub const fn keyword_only(self, from: usize) -> Limits {
        Limits {
            keyword_only: Some(from),
            ..self
        }
    }
}

/// The error for a keyword that is none of those that a function knows
/// (`Python/getargs.c@v3.13.0#error_unexpected_keyword_arg`).
pub(crate) fn unexpected(
    rt: &Runtime,
    function: &str,
    keyword: &Obj,
    known: &[&str],
) -> PyResult<Raised> {
    for name in known {
        if rt.equal(keyword, &rt.intern_str(name)?)? {
            let message = format!("invalid keyword argument for {function}()");
            return Ok(rt.type_error(message));
        }
    }
    let text = Text::of(keyword).map(Text::to_rust).unwrap_or_default();
    let known = known.iter().map(|&name| name.to_owned()).collect();
    let hint = similar::did_you_mean(&text, known);
    Ok(rt.type_error(format!(
        "{function}() got an unexpected keyword argument '{text}'{hint}"
    )))
}

fn too_many(
    rt: &Runtime,
    function: &str,
    positionals: usize,
    given: usize,
    by_position: usize,
    all: usize,
    limits: &Limits,
) -> Raised {
    let (count, max, kind) = if given > all {
        let kind = if limits.positional_only == all {
            "positional "
        } else if positionals == 0 {
            "keyword "
        } else {
            ""
        };
        (given, all, kind)
    } else {
        (positionals, by_position, "positional ")
    };
    let at_most = if limits.required < max || given > all && kind != "positional " {
        "at most"
    } else {
        "exactly"
    };
    let plural = if max == 1 { "" } else { "s" };
    if max == 0 {
        return rt.type_error(format!("{function}() takes no positional arguments"));
    }
    rt.type_error(format!(
        "{function}() takes {at_most} {max} {kind}argument{plural} ({count} given)"
    ))
}

/// What is said of an argument of the wrong kind
/// (`Python/getargs.c@v3.13.0#_PyArg_BadArgument`).
pub(crate) fn bad_argument(
    rt: &Runtime,
    function: &str,
    argument: &str,
    wanted: &str,
    given: &Obj,
) -> Raised {
    let given = match given.is(rt.none()) {
        true => "None",
        false => given.ty().name(),
    };
    rt.type_error(format!(
        "{function}() argument '{argument}' must be {wanted}, not {given}"
    ))
}

/// Whether a number of positional arguments is within limits
/// (`Python/getargs.c@v3.13.0#_PyArg_CheckPositional`).
pub(crate) fn check_count(
    rt: &Runtime,
    function: &str,
    given: usize,
    min: usize,
    max: usize,
) -> PyResult<()> {
    if (min..=max).contains(&given) {
        return Ok(());
    }
    let (limit, word) = if given < min {
        (min, "at least ")
    } else {
        (max, "at most ")
    };
    let word = if min == max { "" } else { word };
    let plural = if limit == 1 { "" } else { "s" };
    Err(rt.type_error(format!(
        "{function} expected {word}{limit} argument{plural}, got {given}"
    )))
}
