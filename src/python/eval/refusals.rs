//! What is said of a call whose arguments do not fit the parameters.

use super::super::unit::CO_VARARGS;
use super::arguments::Binder;
use crate::objects::args::{Limits, check_count};
use crate::objects::builtin_function::{inside, plain};
use crate::objects::{dict, similar, tuple};
use crate::runtime::{PyResult, Raised};
use crate::typeobject::slots::Args;

impl Binder<'_> {
    /// The error for a name that no parameter has, or one that is positional only; of
    /// those it lists all that were given by name.
    pub(super) fn unexpected(&self, name: &str) -> Raised {
        if let Some(refused) = self.refused_in_c() {
            return refused;
        }
        let names = self.code.localsplusnames();
        let (positional_only, others) = names.split_at(self.code.posonlyargcount());
        let given: Vec<String> = self.names.iter().map(plain).collect();
        let listed: Vec<String> = positional_only.iter().map(plain).collect();
        let listed: Vec<String> =
            listed.into_iter().filter(|p| given.contains(p)).collect();
        let named = self.code.argcount() + self.code.kwonlyargcount()
            - self.code.posonlyargcount();
        let message = if !listed.is_empty() {
            format!(
                "{}() got some positional-only arguments passed as keyword arguments: \
                 '{}'",
                self.name(),
                listed.join(", ")
            )
        } else {
            let known = others[..named].iter().map(plain).collect();
            let hint = similar::did_you_mean(name, known);
            format!(
                "{}() got an unexpected keyword argument '{name}'{hint}",
                self.name()
            )
        };
        self.rt.type_error(message)
    }

    /// The error for an argument that is given by position and by name.
    pub(super) fn given_twice(&self, name: &str) -> Raised {
        if let Some(refused) = self.refused_in_c() {
            return refused;
        }
        self.rt.type_error(format!(
            "{}() got multiple values for argument '{name}'",
            self.name(),
        ))
    }

    /// What messages call the function.
    pub(super) fn name(&self) -> String {
        self.function
            .func_qualname
            .get()
            .as_ref()
            .map(plain)
            .unwrap_or_default()
    }

    /// The name of a function that CPython has in C: messages name its module too.
    fn native_name(&self) -> String {
        let name = self.name();
        match self.function.func_module.get() {
            Some(module) if !name.contains('.') => format!("{}.{name}", plain(&module)),
            _ => name,
        }
    }

    /// The error for parameters that got nothing, by their indices.
    pub(super) fn missing(&self, kind: &str, missing: &[usize]) -> Raised {
        if let Some(refused) = self.refused_in_c() {
            return refused;
        }
        let names = self.code.localsplusnames();
        let quoted: Vec<String> = missing
            .iter()
            .map(|&index| format!("'{}'", plain(&names[index])))
            .collect();
        let list = match &quoted[..] {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [many @ .., last] => format!("{}, and {last}", many.join(", ")),
            [] => String::new(),
        };
        let count = missing.len();
        let plural = if count == 1 { "" } else { "s" };
        self.rt.type_error(format!(
            "{}() missing {count} required {kind} argument{plural}: {list}",
            self.name()
        ))
    }

    /// The error for more arguments by position than there are parameters.
    pub(super) fn too_many(&self, given: usize) -> Raised {
        if let Some(refused) = self.refused_in_c() {
            return refused;
        }
        let argcount = self.code.argcount();
        let defaults = self.function.func_defaults.get();
        let defaults = defaults
            .as_ref()
            .map_or(0, |defaults| tuple::items(defaults).len());
        let (takes, plural) = if defaults > 0 {
            // Below zero where somebody gave the function more than it has parameters.
            let required = argcount as isize - defaults as isize;
            (format!("from {required} to {argcount}"), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let keyword_only = (argcount..argcount + self.code.kwonlyargcount())
            .filter(|&index| !self.row.is_empty(index))
            .count();
        let also = match keyword_only {
            0 => String::new(),
            count => format!(
                " positional argument{} (and {count} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if count == 1 { "" } else { "s" },
            ),
        };
        let were = if given == 1 && keyword_only == 0 {
            "was"
        } else {
            "were"
        };
        self.rt.type_error(format!(
            "{}() takes {takes} positional argument{} but {given}{also} {were} given",
            self.name(),
            if plural { "s" } else { "" },
        ))
    }

    /// The error where CPython has the function in C, which takes its arguments apart
    /// itself (`Python/getargs.c@v3.13.0`).
    fn refused_in_c(&self) -> Option<Raised> {
        let is_c = super::handlers::is_native(self.code.filename());
        (is_c && self.stands_for_c()).then(|| self.take_as_c().err())?
    }

    /// Whether a function of a native module is a method, or one that is built in as
    /// far as a program can tell: the others are Python on CPython too.
    fn stands_for_c(&self) -> bool {
        let name = self.name();
        if name.contains('.') {
            return true;
        }
        let globals = &self.function.get().func_globals;
        let known = dict::get_str(self.rt, globals, &name).ok().flatten();
        let function = known.and_then(|known| inside(&known));
        function.is_some_and(|function| {
            function.pointer() == self.function.pointer().cast()
        })
    }

    /// Takes the arguments apart as C does, which leaves nothing but the error. What
    /// begins with an underscore is no parameter there.
    fn take_as_c(&self) -> PyResult<()> {
        let (rt, code) = (self.rt, self.code);
        let qualified = self.name();
        let (owner, short) = qualified.rsplit_once('.').unwrap_or(("", &qualified));
        let of_type = matches!(short, "__new__" | "__init__" | "__call__");
        let short = if of_type { owner } else { short };
        let receiver = usize::from(!owner.is_empty());
        let names: Vec<String> = code.localsplusnames()[receiver..self.named()]
            .iter()
            .map(plain)
            .collect();
        let shown = |name: &&String| !name.starts_with('_');
        let argcount = code.argcount() - receiver;
        let by_position = names[..argcount].iter().filter(shown).count();
        let defaults = self.function.func_defaults.get();
        let defaults = defaults.map_or(0, |defaults| tuple::items(&defaults).len());
        let required = argcount.saturating_sub(defaults).min(by_position);
        let names: Vec<&str> = names.iter().filter(shown).map(|name| &**name).collect();
        let positional_only = code.posonlyargcount().saturating_sub(receiver);
        let given = self.positional.saturating_sub(receiver);

        if names.len() == positional_only || code.flags() & CO_VARARGS != 0 {
            if !self.names.is_empty() && names.len() <= positional_only {
                let name = if of_type {
                    short.into()
                } else {
                    self.native_name()
                };
                let message = format!("{name}() takes no keyword arguments");
                return Err(rt.type_error(message));
            }
            if code.flags() & CO_VARARGS != 0 {
                return check_count(rt, short, given.min(required), required, required);
            }
            let takes = match (required, by_position) {
                _ if of_type => "",
                (0, 0) => "no arguments",
                (1, 1) => "exactly one argument",
                _ => "",
            };
            if takes.is_empty() {
                return check_count(rt, short, given, required, by_position);
            }
            let name = self.native_name();
            let message = format!("{name}() takes {takes} ({given} given)");
            return Err(rt.type_error(message));
        }
        let limits = Limits::required(required).positional_only(positional_only);
        let limits = match by_position < names.len() {
            true => limits.keyword_only(by_position),
            false => limits,
        };
        let items = vec![rt.none().clone(); given + self.names.len()];
        let args = Args {
            items: &items,
            names: Some(&rt.new_tuple(self.names.to_vec())?),
        };
        let mut found = vec![None; names.len()];
        args.parse_into(rt, short, &names, limits, &mut found)
    }
}
