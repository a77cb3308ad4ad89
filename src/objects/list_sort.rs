//! `list.sort`: an adaptive, stable merge sort
//! (`Objects/listobject.c@v3.13.0#list_sort_impl`, `Objects/listsort.txt`).
//!
//! Items are never moved while they are compared: what is sorted are their *numbers*.
//! Meanwhile the list is empty, so that a comparison cannot reach what is being
//! sorted; whatever happens, each number is there exactly once at the end.
//!
//! The order in which items are compared is CPython's: it finds runs that are in order
//! already, makes short ones longer by insertion, and merges them in a good order.

use super::list::PyListObject;
use super::sort_compare::Comparison;
use super::sort_merge::{gallop_left, gallop_right};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

/// Sorts a list in place.
pub(crate) fn sort(
    rt: &Runtime,
    list: &Obj,
    key: Option<&Obj>,
    reverse: bool,
) -> PyResult<()> {
    let items = &list.expect::<PyListObject>().get().items;
    let mut content = items.take_for_sorting();
    let result = sort_items(rt, content.as_mut_slice(), key, reverse, || {
        items.was_changed()
    });
    items.put(rt, content);
    result
}

fn sort_items(
    rt: &Runtime,
    items: &mut [Obj],
    key: Option<&Obj>,
    reverse: bool,
    was_changed: impl Fn() -> bool,
) -> PyResult<()> {
    rt.check_rust_memory(items.len().saturating_mul(24))?;
    rt.spend(items.len() as u64)?;
    let mut order: Vec<usize> = (0..items.len()).collect();
    if reverse {
        order.reverse();
    }
    let result = match key.filter(|key| !key.is(rt.none())) {
        None => sort_order(rt, items, &mut order),
        Some(key) => {
            let mut keys = keys(rt, items, key)?;
            let result = sort_order(rt, &keys, &mut order);
            permute(&mut keys, order.clone());
            drop(keys);
            result
        }
    };
    let result = result.and_then(|()| {
        if was_changed() {
            return Err(rt.value_error("list modified during sort"));
        }
        Ok(())
    });
    if reverse {
        order.reverse();
    }
    permute(items, order);
    result
}

/// What the key function says of each item.
fn keys(rt: &Runtime, items: &[Obj], function: &Obj) -> PyResult<Vec<Obj>> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items {
        match rt.call_with(function, std::slice::from_ref(item)) {
            Ok(key) => keys.push(key),
            Err(raised) => {
                while let Some(key) = keys.pop() {
                    drop(key);
                }
                return Err(raised);
            }
        }
    }
    Ok(keys)
}

/// Brings items into an order: the item that `order` names first comes first.
fn permute(items: &mut [Obj], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut place = start;
        // Each circle of places is walked once; places that are done name themselves.
        loop {
            let from = std::mem::replace(&mut order[place], place);
            if from == start || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

fn sort_order(rt: &Runtime, keys: &[Obj], order: &mut [usize]) -> PyResult<()> {
    if keys.len() < 2 {
        return Ok(());
    }
    let mut sorter = Sorter {
        comparison: Comparison::choose(rt, keys),
        listlen: keys.len(),
        order,
        temp: Vec::new(),
        min_gallop: MIN_GALLOP,
        runs: Vec::new(),
    };
    sorter.sort()
}

/// Galloping goes on while a run wins at least so often in a row.
pub(super) const MIN_GALLOP: usize = 7;

/// Runs shorter than about half of this are made longer by insertion.
const MAX_MINRUN: usize = 64;

/// Neighbouring items that are in order.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    /// How deep in an ideal tree of merges the merge with the next run belongs.
    power: u32,
}

/// The state of a merge sort.
pub(super) struct Sorter<'a> {
    pub(super) comparison: Comparison<'a>,
    listlen: usize,
    /// The numbers that are sorted.
    pub(super) order: &'a mut [usize],
    /// Room for the shorter run of a merge.
    pub(super) temp: Vec<usize>,
    /// How often a run must win in a row before galloping begins.
    pub(super) min_gallop: usize,
    /// Runs found and not yet merged.
    runs: Vec<Run>,
}

impl Sorter<'_> {
    fn lt(&self, a: usize, b: usize) -> PyResult<bool> {
        self.comparison.lt(a, b)
    }

    /// Marches over the items once, finding runs and merging those that it is time to
    /// merge; then merges the rest.
    fn sort(&mut self) -> PyResult<()> {
        let minrun = minrun(self.listlen);
        let mut start = 0;
        while start < self.listlen {
            let left = self.listlen - start;
            let mut len = self.count_run(start, self.listlen)?;
            if len < minrun {
                let force = left.min(minrun);
                self.insert(start, start + force, start + len)?;
                len = force;
            }
            self.found_run(len)?;
            self.runs.push(Run {
                start,
                len,
                power: 0,
            });
            start += len;
        }
        while self.runs.len() > 1 {
            let mut n = self.runs.len() - 2;
            if n > 0 && self.runs[n - 1].len < self.runs[n + 1].len {
                n -= 1;
            }
            self.merge_at(n)?;
        }
        Ok(())
    }

    /// The length of the run at `start`; one that descends is turned around.
    fn count_run(&mut self, start: usize, end: usize) -> PyResult<usize> {
        let smaller = |this: &Self, n: usize| this.lt(this.order[n], this.order[n - 1]);
        let mut n = start + 1;
        while n < end && !smaller(self, n)? {
            n += 1;
        }
        if n == end {
            return Ok(n - start);
        }
        // Items up to here ascend, and the next is smaller. Where they are all equal
        // they belong to a run that descends.
        if n > start + 1 {
            if self.lt(self.order[start], self.order[n - 1])? {
                return Ok(n - start);
            }
            self.order[start..n].reverse();
        }
        n += 1;
        // Equal items in between are turned around, and so back at the end.
        let mut equal = 0;
        while n < end {
            if smaller(self, n)? {
                self.reverse_equal(n, &mut equal);
            } else if self.lt(self.order[n - 1], self.order[n])? {
                break;
            } else {
                equal += 1;
            }
            n += 1;
        }
        self.reverse_equal(n, &mut equal);
        self.order[start..n].reverse();
        while n < end && !smaller(self, n)? {
            n += 1;
        }
        Ok(n - start)
    }

    fn reverse_equal(&mut self, end: usize, equal: &mut usize) {
        if *equal > 0 {
            self.order[end - *equal - 1..end].reverse();
            *equal = 0;
        }
    }

    /// Sorts `start..end`, of which `start..sorted` is sorted, by binary insertion.
    fn insert(&mut self, start: usize, end: usize, sorted: usize) -> PyResult<()> {
        for next in sorted.max(start + 1)..end {
            let pivot = self.order[next];
            let (mut left, mut right) = (start, next);
            while left < right {
                let middle = (left + right) / 2;
                if self.lt(pivot, self.order[middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.order[left..=next].rotate_right(1);
        }
        Ok(())
    }

    /// A run of this length follows: merges those before it that lie deeper.
    fn found_run(&mut self, next_len: usize) -> PyResult<()> {
        let Some(&last) = self.runs.last() else {
            return Ok(());
        };
        let power = power(last.start, last.len, next_len, self.listlen);
        while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
            self.merge_at(self.runs.len() - 2)?;
        }
        if let Some(last) = self.runs.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    /// Merges a run with the next one.
    fn merge_at(&mut self, index: usize) -> PyResult<()> {
        let (a, b) = (self.runs[index], self.runs[index + 1]);
        self.runs[index].len = a.len + b.len;
        self.runs.remove(index + 1);
        // Items of `a` below all of `b`, and items of `b` above all of `a`, are in
        // place already.
        let (run_a, run_b) = self.order[a.start..][..a.len + b.len].split_at(a.len);
        let below = gallop_right(&self.comparison, run_b[0], run_a, 0)?;
        let (start, na) = (a.start + below, a.len - below);
        if na == 0 {
            return Ok(());
        }
        let last = run_a[a.len - 1];
        let nb = gallop_left(&self.comparison, last, run_b, b.len - 1)?;
        if nb == 0 {
            Ok(())
        } else if na <= nb {
            self.merge_lo(start, na, nb)
        } else {
            self.merge_hi(start, na, nb)
        }
    }
}

/// How deep the merge of two neighbouring runs lies in an ideal tree: the first binary
/// digit in which the places of their middles differ.
fn power(start: usize, len_a: usize, len_b: usize, all: usize) -> u32 {
    let mut a = 2 * start + len_a;
    let mut b = a + len_a + len_b;
    let mut power = 1;
    loop {
        if a >= all {
            a -= all;
            b -= all;
        } else if b >= all {
            return power;
        }
        a *= 2;
        b *= 2;
        power += 1;
    }
}

/// How long runs should be at least, so that their number is close to, but not above,
/// a power of two.
fn minrun(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= MAX_MINRUN {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
}
