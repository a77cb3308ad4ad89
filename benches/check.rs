//! `cargo bench --bench check`: how many short transcripts `pyobject check` replays in a
//! second, each at a runtime of its own. The aim is a thousand.

use std::path::Path;
use std::time::Instant;

use pyobject::check::check_text;
use pyobject::check::console::Console;
use pyobject::python::RuntimeConsole;

/// How many transcripts there are.
const COUNT: usize = 2000;

/// How many a second they should be.
const AIM: f64 = 1000.0;

/// The numbered one of them.
fn transcript(number: usize) -> String {
    format!(
        "```pycon fresh\n>>> A = [1, 2, {number}]\n>>> B = A\n>>> A[1] = 5\n>>> B\n\
         [1, 5, {number}]\n```\n\n"
    )
}

fn main() {
    let page: String = (0..COUNT).map(transcript).collect();
    let mut best = 0.0_f64;
    for _ in 0..3 {
        let console: Box<dyn Console> = Box::new(RuntimeConsole);
        let begun = Instant::now();
        let report = check_text(Path::new("page.md"), &page, &mut [console]);
        let took = begun.elapsed();
        assert!(report.is_empty(), "{report}");
        best = best.max(COUNT as f64 / took.as_secs_f64());
    }
    println!("{best:.0} transcripts a second; the aim is {AIM:.0}");
}
