//! Which of several names a misspelt one may have been meant to be
//! (`Python/suggestions.c@v3.13.0#_Py_CalculateSuggestions`).

const MAX_NAMES: usize = 750;
const MAX_LENGTH: usize = 40;
const MOVE: usize = 2;
const CASE: usize = 1;

/// The name that is closest to a misspelt one, if any is close enough.
pub(crate) fn closest(wrong: &str, names: Vec<String>) -> Option<String> {
    if names.len() > MAX_NAMES || wrong.chars().count() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for name in names {
        if name == wrong {
            continue;
        }
        let longest = (name.chars().count() + wrong.chars().count() + 3) * MOVE / 6;
        let limit = best
            .as_ref()
            .map_or(longest, |(cost, _)| longest.min(cost - 1));
        let cost = distance(wrong, &name);
        if cost <= limit && best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How much has to be changed; a change of case costs half.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if b.len() > MAX_LENGTH {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|index| index * MOVE).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, &y) in b.iter().enumerate() {
            let substitution = if x == y {
                0
            } else if x.eq_ignore_ascii_case(&y) {
                CASE
            } else {
                MOVE
            };
            let best = (diagonal + substitution)
                .min(row[j] + MOVE)
                .min(row[j + 1] + MOVE);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

/// The end of a message about a name that is not known: one that may have been meant.
pub(crate) fn did_you_mean(wrong: &str, names: Vec<String>) -> String {
    let close = closest(wrong, names);
    close.map_or(String::new(), |close| format!(". Did you mean '{close}'?"))
}
