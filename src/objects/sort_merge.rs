//! Merging two neighbouring runs, for `list.sort`
//! (`Objects/listobject.c@v3.13.0#merge_lo`).
//!
//! The shorter run is copied aside, and both are merged into the room that this makes.
//! As long as both win by turns, item is compared with item; when one wins many times
//! in a row, its lead is searched by *galloping*: in steps of 1, 3, 7, 15, ….

use super::list_sort::{MIN_GALLOP, Sorter};
use super::sort_compare::Comparison;
use crate::runtime::PyResult;

/// The place of a key in a sorted row: left of all equal items. `hint` is where to
/// begin looking.
pub(super) fn gallop_left(
    comparison: &Comparison<'_>,
    key: usize,
    row: &[usize],
    hint: usize,
) -> PyResult<usize> {
    gallop(row, hint, |item| comparison.lt(item, key))
}

/// The place of a key in a sorted row: right of all equal items.
pub(super) fn gallop_right(
    comparison: &Comparison<'_>,
    key: usize,
    row: &[usize],
    hint: usize,
) -> PyResult<usize> {
    gallop(row, hint, |item| Ok(!comparison.lt(key, item)?))
}

/// The number of items that belong before something, where `before` is true of them
/// and false of those behind them.
fn gallop(
    row: &[usize],
    hint: usize,
    before: impl Fn(usize) -> PyResult<bool>,
) -> PyResult<usize> {
    let (mut left, mut right);
    let mut step = 1;
    if before(row[hint])? {
        // To the right: all up to `left` belong before.
        left = hint + 1;
        loop {
            right = hint + step;
            if right >= row.len() {
                right = row.len();
                break;
            }
            if !before(row[right])? {
                break;
            }
            left = right + 1;
            step = 2 * step + 1;
        }
    } else {
        // To the left: none from `right` on belongs before.
        right = hint;
        loop {
            if step > hint {
                left = 0;
                break;
            }
            if before(row[hint - step])? {
                left = hint - step + 1;
                break;
            }
            right = hint - step;
            step = 2 * step + 1;
        }
    }
    while left < right {
        let middle = left + (right - left) / 2;
        if before(row[middle])? {
            left = middle + 1;
        } else {
            right = middle;
        }
    }
    Ok(left)
}

/// How the merging of two runs came to its end.
enum End {
    /// One of them is used up.
    Merged,
    /// Of the copied one a single item is left, which belongs beyond the other one.
    OneLeft,
}

/// What is left of both runs when the first was copied aside: of the first `na` items
/// in `temp` from `ia` on, of the second `nb` items from `ib` on.
struct Lo {
    ia: usize,
    na: usize,
    ib: usize,
    nb: usize,
}

/// What is left of both runs when the second was copied aside: `na` items from `a` on,
/// and the first `nb` in `temp`.
struct Hi {
    a: usize,
    na: usize,
    nb: usize,
}

impl Sorter<'_> {
    /// Merges `na` items at `start` with the `nb` behind them; `na` is not the larger
    /// number, and the last of the first run belongs at the very end.
    pub(super) fn merge_lo(
        &mut self,
        start: usize,
        na: usize,
        nb: usize,
    ) -> PyResult<()> {
        self.temp.clear();
        self.temp.extend_from_slice(&self.order[start..start + na]);
        let mut left = Lo {
            ia: 0,
            na,
            ib: start + na,
            nb,
        };
        let end = self.merge_up(&mut left);
        let Lo { ia, na, ib, nb } = left;
        if let Ok(End::OneLeft) = end {
            self.order.copy_within(ib..ib + nb, ib - 1);
            self.order[ib + nb - 1] = self.temp[ia];
        } else {
            self.order[ib - na..ib].copy_from_slice(&self.temp[ia..ia + na]);
        }
        end.map(drop)
    }

    fn take_lo_a(&mut self, left: &mut Lo) {
        self.order[left.ib - left.na] = self.temp[left.ia];
        left.ia += 1;
        left.na -= 1;
    }

    fn take_lo_b(&mut self, left: &mut Lo) {
        self.order[left.ib - left.na] = self.order[left.ib];
        left.ib += 1;
        left.nb -= 1;
    }

    fn merge_up(&mut self, left: &mut Lo) -> PyResult<End> {
        self.take_lo_b(left);
        if left.nb == 0 {
            return Ok(End::Merged);
        }
        if left.na == 1 {
            return Ok(End::OneLeft);
        }
        loop {
            let (mut wins_a, mut wins_b) = (0, 0);
            while wins_a < self.min_gallop && wins_b < self.min_gallop {
                if self
                    .comparison
                    .lt(self.order[left.ib], self.temp[left.ia])?
                {
                    self.take_lo_b(left);
                    (wins_a, wins_b) = (0, wins_b + 1);
                    if left.nb == 0 {
                        return Ok(End::Merged);
                    }
                } else {
                    self.take_lo_a(left);
                    (wins_a, wins_b) = (wins_a + 1, 0);
                    if left.na == 1 {
                        return Ok(End::OneLeft);
                    }
                }
            }
            self.min_gallop += 1;
            while {
                self.min_gallop -= usize::from(self.min_gallop > 1);
                let run_a = &self.temp[left.ia..left.ia + left.na];
                let key = self.order[left.ib];
                wins_a = gallop_right(&self.comparison, key, run_a, 0)?;
                for _ in 0..wins_a {
                    self.take_lo_a(left);
                }
                if wins_a > 0 && left.na == 1 {
                    return Ok(End::OneLeft);
                }
                // Only an inconsistent order leaves none.
                if left.na == 0 {
                    return Ok(End::Merged);
                }
                self.take_lo_b(left);
                if left.nb == 0 {
                    return Ok(End::Merged);
                }
                let run_b = &self.order[left.ib..left.ib + left.nb];
                let key = self.temp[left.ia];
                wins_b = gallop_left(&self.comparison, key, run_b, 0)?;
                for _ in 0..wins_b {
                    self.take_lo_b(left);
                }
                if left.nb == 0 {
                    return Ok(End::Merged);
                }
                self.take_lo_a(left);
                if left.na == 1 {
                    return Ok(End::OneLeft);
                }
                wins_a >= MIN_GALLOP || wins_b >= MIN_GALLOP
            } {}
            // Leaving costs: the next galloping begins later.
            self.min_gallop += 1;
        }
    }

    /// As [`Sorter::merge_lo`], from the end downwards, where `nb` is the smaller.
    pub(super) fn merge_hi(
        &mut self,
        start: usize,
        na: usize,
        nb: usize,
    ) -> PyResult<()> {
        self.temp.clear();
        self.temp
            .extend_from_slice(&self.order[start + na..start + na + nb]);
        let mut left = Hi { a: start, na, nb };
        let end = self.merge_down(&mut left);
        let Hi { a, na, nb } = left;
        if let Ok(End::OneLeft) = end {
            self.order.copy_within(a..a + na, a + 1);
            self.order[a] = self.temp[0];
        } else {
            self.order[a + na..a + na + nb].copy_from_slice(&self.temp[..nb]);
        }
        end.map(drop)
    }

    fn take_hi_a(&mut self, left: &mut Hi) {
        let last = left.a + left.na - 1;
        self.order[last + left.nb] = self.order[last];
        left.na -= 1;
    }

    fn take_hi_b(&mut self, left: &mut Hi) {
        let last = left.nb - 1;
        self.order[left.a + left.na + last] = self.temp[last];
        left.nb -= 1;
    }

    fn merge_down(&mut self, left: &mut Hi) -> PyResult<End> {
        self.take_hi_a(left);
        if left.na == 0 {
            return Ok(End::Merged);
        }
        if left.nb == 1 {
            return Ok(End::OneLeft);
        }
        loop {
            let (mut wins_a, mut wins_b) = (0, 0);
            while wins_a < self.min_gallop && wins_b < self.min_gallop {
                let (last_a, last_b) = (left.a + left.na - 1, left.nb - 1);
                if self.comparison.lt(self.temp[last_b], self.order[last_a])? {
                    self.take_hi_a(left);
                    (wins_a, wins_b) = (wins_a + 1, 0);
                    if left.na == 0 {
                        return Ok(End::Merged);
                    }
                } else {
                    self.take_hi_b(left);
                    (wins_a, wins_b) = (0, wins_b + 1);
                    if left.nb == 1 {
                        return Ok(End::OneLeft);
                    }
                }
            }
            self.min_gallop += 1;
            while {
                self.min_gallop -= usize::from(self.min_gallop > 1);
                let run_a = &self.order[left.a..left.a + left.na];
                let key = self.temp[left.nb - 1];
                let place = gallop_right(&self.comparison, key, run_a, left.na - 1)?;
                wins_a = left.na - place;
                for _ in 0..wins_a {
                    self.take_hi_a(left);
                }
                if left.na == 0 {
                    return Ok(End::Merged);
                }
                self.take_hi_b(left);
                if left.nb == 1 {
                    return Ok(End::OneLeft);
                }
                let run_b = &self.temp[..left.nb];
                let key = self.order[left.a + left.na - 1];
                let place = gallop_left(&self.comparison, key, run_b, left.nb - 1)?;
                wins_b = left.nb - place;
                for _ in 0..wins_b {
                    self.take_hi_b(left);
                }
                if wins_b > 0 && left.nb == 1 {
                    return Ok(End::OneLeft);
                }
                // Only an inconsistent order leaves none.
                if left.nb == 0 {
                    return Ok(End::Merged);
                }
                self.take_hi_a(left);
                if left.na == 0 {
                    return Ok(End::Merged);
                }
                wins_a >= MIN_GALLOP || wins_b >= MIN_GALLOP
            } {}
            self.min_gallop += 1;
        }
    }
}
