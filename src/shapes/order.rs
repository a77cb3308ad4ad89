//! Sorting what is seldom long: names of a class, cells of a function, rows of a picture.
//!
//! The library's `sort` is the fastest there is, with 4 KB of code for each type that is
//! sorted, which a page would have to fetch. Here the merging is done once, on numbers,
//! and a type adds only its comparison and the moving of its items.

use std::cmp::Ordering;

/// Sorts items; equal ones stay in their order.
///
/// Merges rows of two, four, eight, …: `n log n` comparisons.
pub(crate) fn sort<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    let places = merged(items.len(), &|a, b| order(&items[a], &items[b]).is_gt());
    let mut taken: Vec<Option<T>> =
        std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// The numbers below `length` in order, where `after` says which of two comes later.
fn merged(length: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut row: Vec<usize> = (0..length).collect();
    let mut wide = 1;
    while wide < length {
        let mut next = Vec::with_capacity(length);
        for pair in row.chunks(2 * wide) {
            let (mut left, mut right) = pair.split_at(wide.min(pair.len()));
            while let (Some(&a), Some(&b)) = (left.first(), right.first()) {
                if after(a, b) {
                    next.push(b);
                    right = &right[1..];
                } else {
                    next.push(a);
                    left = &left[1..];
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        row = next;
        wide *= 2;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn items_come_in_order_and_equal_ones_stay_in_theirs() {
        for length in 0..40u64 {
            let mix = |n| n * 7919 % 11;
            let mut items: Vec<(u64, u64)> = (0..length).map(|n| (mix(n), n)).collect();
            let mut expected = items.clone();
            expected.sort();
            sort(&mut items, |a, b| a.0.cmp(&b.0));
            assert_eq!(items, expected);
        }
    }
}
