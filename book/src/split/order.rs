//! The order of the functions of a part, which is lighter when those that are alike stand
//! side by side: gzip has then just seen what comes.

use std::cmp::Reverse;

use super::Plan;
use super::read::Program;
use super::write::rewritten;

/// Functions that are called so often that their numbers should be of one byte. A few
/// more of those are imported.
const SHORT: usize = 120;

/// The functions of one of the parts, in the order in which they are written: those that
/// are called most often, and then each behind those that it is like.
pub fn ordered(program: &Program<'_>, plan: &Plan, later: bool) -> Vec<u32> {
    let numbers = program.imports.len() as u32..plan.later.len() as u32;
    let mut order: Vec<u32> = numbers
        .filter(|number| plan.later[*number as usize] == later)
        .collect();
    let mut calls = vec![0; plan.later.len()];
    for number in &order {
        for callee in program.function(*number).callees() {
            calls[callee as usize] += 1;
        }
    }
    order.sort_by_key(|number| Reverse(calls[*number as usize]));
    let rest = order.split_off(SHORT.min(order.len()));
    let same: Vec<u32> = (0..plan.later.len() as u32).collect();
    let bodies = rest.iter();
    let bodies = bodies.map(|number| rewritten(program.function(*number), &same));
    let bodies: Vec<Vec<u8>> = bodies.collect();
    order.extend(side_by_side(&bodies).into_iter().map(|at| rest[at]));
    order
}

/// Bytes that two functions have in common where they are alike.
const PIECE: usize = 4;
/// What more functions than this have in common says little.
const COMMON: usize = 200;
/// How much less a function counts than the one behind it.
const FADING: f32 = 0.8;
/// Added to how many pieces a function has: a short one is soon like any other.
const LENGTH: f32 = 20.0;

/// An order of these bodies in which each has as much as can be of the last ones: after
/// the longest always the one that is most like what stands there.
fn side_by_side(bodies: &[Vec<u8>]) -> Vec<usize> {
    let mut found: Vec<([u8; PIECE], usize)> = Vec::new();
    for (at, body) in bodies.iter().enumerate() {
        let pieces = body
            .windows(PIECE)
            .filter_map(|piece| piece.try_into().ok());
        found.extend(pieces.map(|piece| (piece, at)));
    }
    found.sort_unstable();
    found.dedup();
    // For each body its pieces; for each piece the bodies that have it.
    let mut pieces = vec![Vec::new(); bodies.len()];
    let mut lengths = vec![LENGTH; bodies.len()];
    let mut havers: Vec<Vec<usize>> = Vec::new();
    for group in found.chunk_by(|a, b| a.0 == b.0) {
        let is_telling = (2..=COMMON).contains(&group.len());
        for (_, at) in group {
            lengths[*at] += 1.0;
            if is_telling {
                pieces[*at].push(havers.len());
            }
        }
        if is_telling {
            havers.push(group.iter().map(|(_, at)| *at).collect());
        }
    }
    let mut likeness = vec![0.0; bodies.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::new();
    let longest = |at: &usize| (bodies[*at].len(), Reverse(*at));
    let mut next = left.iter().copied().max_by_key(longest);
    while let Some(last) = next {
        order.push(last);
        left.retain(|at| *at != last);
        likeness.iter_mut().for_each(|count| *count *= FADING);
        for piece in &pieces[last] {
            let havers = &havers[*piece];
            let weight = (bodies.len() as f32 / havers.len() as f32).ln();
            havers.iter().for_each(|at| likeness[*at] += weight);
        }
        let share = |at: &usize| likeness[*at] / lengths[*at];
        let best = left.iter().copied();
        next = best.max_by(|a, b| share(a).total_cmp(&share(b)).then(b.cmp(a)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn what_is_alike_stands_side_by_side_behind_the_longest() {
        let bodies = ["another", "the first of two", "others", "the first of them"];
        let bodies = bodies.map(|body| body.as_bytes().to_vec());
        assert_eq!(side_by_side(&bodies), [3, 1, 0, 2]);
        assert_eq!(side_by_side(&[]), [] as [usize; 0]);
    }
}
