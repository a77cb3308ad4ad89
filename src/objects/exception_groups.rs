//! Groups of exceptions: `split`, `subgroup`, `derive`, and what `except*` needs
//! (`Objects/exceptions.c@v3.13.0#BaseExceptionGroup_new`).

use super::exception_types::{field_value, set_field};
use super::exceptions::{self, PyBaseException};
use super::str::Text;
use super::{generic_alias, list, tuple};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::{Args, MethodDef};
use crate::typeobject::{Builtin, PyTypeObject, TypeFlags, is_instance, is_subtype};

/// Whether an exception is a group.
pub(crate) fn is_group(rt: &Runtime, exception: &Obj) -> bool {
    is_instance(exception, rt.ty(Builtin::BaseExceptionGroup))
}

/// `BaseExceptionGroup.__new__(class, message, exceptions)`. A group of nothing but
/// Exceptions is an ExceptionGroup.
pub(super) fn new(rt: &Runtime, class: &Obj, args: Args<'_>) -> PyResult {
    let [message, given] = args.positionals() else {
        let given = args.positionals().len();
        return Err(rt.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"
        )));
    };
    if Text::of(message).is_none() {
        let what = message.ty().name();
        return Err(rt.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {what}"
        )));
    }
    let sequence = given
        .ty()
        .as_sequence()
        .is_some_and(|suite| suite.sq_item.get().is_some());
    if !sequence || given.ty().flags().has(TypeFlags::DICT_SUBCLASS) {
        let message = "second argument (exceptions) must be a sequence";
        return Err(rt.type_error(message));
    }
    let members = rt.collect(given)?;
    if members.is_empty() {
        let message = "second argument (exceptions) must be a non-empty sequence";
        return Err(rt.value_error(message));
    }
    let mut nests_base = false;
    for (index, member) in members.iter().enumerate() {
        if member.cast::<PyBaseException>().is_none() {
            return Err(rt.value_error(format!(
                "Item {index} of second argument (exceptions) is not an exception"
            )));
        }
        nests_base |= !is_instance(member, rt.ty(Builtin::Exception));
    }
    let ty = class.expect::<PyTypeObject>();
    let mut class = class.clone();
    if ty.is_exactly(Builtin::BaseExceptionGroup) {
        if !nests_base {
            class = rt.type_obj(Builtin::ExceptionGroup);
        }
    } else if nests_base && ty.is_exactly(Builtin::ExceptionGroup) {
        let message = "Cannot nest BaseExceptions in an ExceptionGroup";
        return Err(rt.type_error(message));
    } else if nests_base && is_subtype(ty, rt.ty(Builtin::Exception)) {
        let name = ty.name();
        let message = format!("Cannot nest BaseExceptions in '{name}'");
        return Err(rt.type_error(message));
    }
    let made = exceptions::new(rt, &class, args)?;
    set_field(&made, "message", Some(message.clone()));
    set_field(&made, "exceptions", Some(rt.new_tuple(members)?));
    Ok(made)
}

/// `str(group)`
pub(super) fn str(rt: &Runtime, this: &Obj) -> PyResult {
    let message = field_value(this, "message").map(|message| rt.str_of(&message));
    let message = message.transpose()?;
    let message = message.as_ref().and_then(Text::of).map(Text::to_rust);
    let count = members(this).len();
    let plural = if count == 1 { "" } else { "s" };
    let message = message.unwrap_or_default();
    rt.new_str(&format!("{message} ({count} sub-exception{plural})"))
}

fn members(group: &Obj) -> Vec<Obj> {
    let members = field_value(group, "exceptions");
    members.map_or(Vec::new(), |members| tuple::items(&members).to_vec())
}

/// What `split` looks for.
pub(crate) enum Wanted<'a> {
    /// Exceptions of a class, or of one of several in a tuple.
    Class(&'a Obj),
    /// Those for which a function says yes.
    Function(&'a Obj),
    /// Just these, by identity.
    Ids(&'a [usize]),
}

impl Wanted<'_> {
    fn accepts(&self, rt: &Runtime, exception: &Obj) -> PyResult<bool> {
        match self {
            Wanted::Class(class) => Ok(is_of(exception, class)),
            Wanted::Function(function) => {
                let answer = rt.call_with(function, std::slice::from_ref(exception))?;
                rt.is_true(&answer)
            }
            Wanted::Ids(ids) => Ok(ids.contains(&exception.id())),
        }
    }
}

/// Whether an exception is of a class, or of one of the classes in a tuple.
pub(crate) fn is_of(exception: &Obj, class: &Obj) -> bool {
    if class.cast::<tuple::PyTuple>().is_some() {
        let mut classes = tuple::items(class).iter();
        return classes.any(|class| is_of(exception, class));
    }
    class
        .cast::<PyTypeObject>()
        .is_some_and(|class| is_subtype(exception.ty(), class))
}

/// The part of an exception that is wanted and the rest, groups with their structure.
pub(crate) fn split(
    rt: &Runtime,
    exception: &Obj,
    wanted: &Wanted<'_>,
) -> PyResult<(Option<Obj>, Option<Obj>)> {
    let _level = rt.deeper(" in exceptiongroup_split_recursive")?;
    // Of members that are given by identity, groups themselves are none.
    let whole = !(matches!(wanted, Wanted::Ids(_)) && is_group(rt, exception));
    if whole && wanted.accepts(rt, exception)? {
        return Ok((Some(exception.clone()), None));
    }
    if !is_group(rt, exception) {
        return Ok((None, Some(exception.clone())));
    }
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for member in members(exception) {
        let (part, rest) = split(rt, &member, wanted)?;
        yes.extend(part);
        no.extend(rest);
    }
    Ok((subset(rt, exception, yes)?, subset(rt, exception, no)?))
}

/// A group like this one with some of its members.
fn subset(rt: &Runtime, group: &Obj, members: Vec<Obj>) -> PyResult<Option<Obj>> {
    if members.is_empty() {
        return Ok(None);
    }
    let args = [rt.new_list(members)?];
    let made = rt.call_method(group, "derive", &args)?;
    if !is_group(rt, &made) {
        let message = "derive must return an instance of BaseExceptionGroup";
        return Err(rt.type_error(message));
    }
    let (from, to) = (
        group.expect::<PyBaseException>(),
        made.expect::<PyBaseException>(),
    );
    to.traceback.set(from.traceback.get());
    to.context.set(from.context.get());
    to.cause.set(from.cause.get());
    // Setting the cause, even to none, hides the context.
    to.suppress_context.set(1);
    let name = rt.intern_str("__notes__")?;
    let notes = crate::attributes::getattr_optional(rt, group, &name)?;
    if let Some(notes) = notes
        && notes.cast::<list::PyListObject>().is_some()
    {
        let notes = rt.new_list(rt.collect(&notes)?)?;
        rt.setattr(&made, &name, Some(&notes))?;
    }
    Ok(Some(made))
}

/// The addresses of the exceptions in a group that are no groups.
fn leaves(rt: &Runtime, exception: &Obj, ids: &mut Vec<usize>) -> PyResult<()> {
    let _level = rt.deeper(" in collect_exception_group_leaf_ids")?;
    if !is_group(rt, exception) {
        ids.push(exception.id());
        return Ok(());
    }
    members(exception)
        .iter()
        .try_for_each(|member| leaves(rt, member, ids))
}

/// The part of a group that consists of what is left in some of its parts.
pub(crate) fn projection(
    rt: &Runtime,
    group: &Obj,
    parts: &[&Obj],
) -> PyResult<Option<Obj>> {
    let mut ids = Vec::new();
    for part in parts {
        leaves(rt, part, &mut ids)?;
    }
    Ok(split(rt, group, &Wanted::Ids(&ids))?.0)
}

/// The argument of `split` and `subgroup`.
fn wanted<'a>(rt: &Runtime, given: &'a Obj) -> PyResult<Wanted<'a>> {
    let is_class = |object: &Obj| {
        object
            .cast::<PyTypeObject>()
            .is_some_and(|ty| ty.flags().has(TypeFlags::BASE_EXC_SUBCLASS))
    };
    let classes = match given.cast::<tuple::PyTuple>() {
        Some(_) => tuple::items(given),
        None => std::slice::from_ref(given),
    };
    if classes.iter().all(is_class) {
        return Ok(Wanted::Class(given));
    }
    if given.ty().tp_call.get().is_some() && given.cast::<PyTypeObject>().is_none() {
        return Ok(Wanted::Function(given));
    }
    Err(rt.type_error(
        "expected an exception type, a tuple of exception types, or a callable (other \
         than a class)",
    ))
}

fn derive(rt: &Runtime, this: &Obj, members: &Obj) -> PyResult {
    let message = field_value(this, "message");
    let message = message.unwrap_or_else(|| rt.none().clone());
    let class = rt.type_obj(Builtin::BaseExceptionGroup);
    rt.call_with(&class, &[message, members.clone()])
}

/// The methods of groups.
pub(super) static METHODS: &[MethodDef] = &[
    generic_alias::CLASS_GETITEM,
    MethodDef::one("derive", derive),
    MethodDef::one("split", |rt, this, given| {
        let (part, rest) = split(rt, this, &wanted(rt, given)?)?;
        let or_none = |part: Option<Obj>| part.unwrap_or_else(|| rt.none().clone());
        rt.new_tuple(vec![or_none(part), or_none(rest)])
    }),
    MethodDef::one("subgroup", |rt, this, given| {
        let (part, _) = split(rt, this, &wanted(rt, given)?)?;
        Ok(part.unwrap_or_else(|| rt.none().clone()))
    }),
];
