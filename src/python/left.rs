//! Blocks of objects that are kept for the next ones: how many there are when a program
//! begins, and when an input was compiled.

use crate::objects::dict;
use crate::runtime::{PyResult, Runtime};
use crate::shapes::free_list::Kept;

/// How many blocks of objects are kept for the next ones when a program begins.
pub(super) struct Left {
    lists: usize,
    dicts: usize,
    /// Blocks of keys.
    keys: usize,
    floats: usize,
    /// Tuples by their lengths.
    tuples: &'static [(usize, usize)],
}

/// CPython's start leaves so many behind, and a program that counts blocks does not see
/// its own first ones (`sys._debugmallocstats()` tells them).
pub(super) const SCRIPT: Left = Left {
    // One more is taken for the script's constants.
    lists: 19,
    dicts: 12,
    keys: 5,
    floats: 5,
    tuples: &[(1, 9), (2, 26), (3, 5), (4, 1), (6, 2), (7, 5)],
};

/// A prompt has done more when it asks for the first input.
pub(super) const PROMPT: Left = Left {
    lists: 44,
    dicts: 20,
    keys: 8,
    floats: 4,
    tuples: &[(1, 5), (2, 46), (4, 4), (6, 8)],
};

/// What compiling a small input needs, and leaves where fewer were kept.
const COMPILED: Left = Left {
    lists: 5,
    dicts: 7,
    keys: 2,
    floats: 0,
    tuples: &[(1, 1), (2, 7)],
};

/// An input was compiled. Here that makes no objects but the code. Each scope has its
/// lists and names, and each that is open while another is compiled its dicts.
pub(super) fn leave_compiled(
    rt: &Runtime,
    (scopes, depth): (usize, usize),
) -> PyResult<()> {
    let kept = |kind| rt.free_lists.len(kind) as usize;
    let lists = COMPILED.lists + 2 * (scopes - 1);
    let dicts = COMPILED.dicts + (scopes - 1) + 6 * (depth - 1);
    let enough = kept(Kept::List) >= lists && kept(Kept::Dict) >= dicts + COMPILED.keys;
    let left = Left {
        lists,
        dicts,
        ..COMPILED
    };
    match enough {
        true => Ok(()),
        false => leave(rt, &left),
    }
}

/// Makes so many objects and lets them go.
pub(super) fn leave(rt: &Runtime, left: &Left) -> PyResult<()> {
    let none = || rt.none().clone();
    let mut made = vec![rt.new_slice(none(), none(), none())?];
    for _ in 0..left.lists {
        made.push(rt.new_list(Vec::new())?);
    }
    for _ in 0..left.dicts {
        made.push(rt.new_dict()?);
    }
    for _ in 0..left.keys {
        let names = rt.new_dict()?;
        dict::set_str(rt, &names, "name", none())?;
        made.push(names);
    }
    for _ in 0..left.floats {
        made.push(rt.new_float(0.5)?);
    }
    for &(length, count) in left.tuples {
        for _ in 0..count {
            made.push(rt.new_tuple(vec![none(); length])?);
        }
    }
    // The block that was on top is on top again.
    made.into_iter().rev().for_each(drop);
    Ok(())
}
