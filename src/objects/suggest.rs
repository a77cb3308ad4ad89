//! What a misspelt name may have been
//! (`Python/suggestions.c@v3.13.0#_Py_CalculateSuggestions`).

/// Among more names none is looked for.
const MAX_NAMES: usize = 750;
/// A longer name is compared with none.
const MAX_LENGTH: usize = 40;
/// What it costs to write, leave out or exchange a character.
const MOVE: usize = 2;
/// What it costs to write a letter large that is small.
const CASE: usize = 1;

/// The name that is the least change away from a wrong one, if it is not too many.
pub(crate) fn closest<N: AsRef<str>>(wrong: &str, names: &[N]) -> Option<String> {
    if names.len() > MAX_NAMES || wrong.chars().count() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in names.iter().map(AsRef::as_ref) {
        if name == wrong {
            continue;
        }
        let longest = (name.chars().count() + wrong.chars().count() + 3) * MOVE / 6;
        let limit = best
            .as_ref()
            .map_or(longest, |(cost, _)| longest.min(cost - 1));
        let cost = distance(wrong, name);
        if cost <= limit && best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
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

/// The end of a message about a wrong name: one that may have been meant.
pub(crate) fn did_you_mean<N: AsRef<str>>(wrong: &str, names: &[N]) -> String {
    match closest(wrong, names) {
        Some(name) => format!(". Did you mean '{name}'?"),
        None => String::new(),
    }
}
