//! Recording from beginning to end, in a runtime made for it.

use super::{Recorded, Recorder, mentioned};
use crate::lens::sorted::Set;
use crate::lens::{Layers, Step, Trace};
use crate::runtime::{Options, Profile, Runtime};

/// How inputs are run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// As at the prompt: each is a unit of its own, and expressions are shown.
    #[default]
    Prompt,
    /// As programs from files: each is one unit from its first line to its last.
    Script,
}

/// What is recorded, and how.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Inputs that run before, at the prompt, without being looked at.
    pub prelude: Vec<String>,
    /// The inputs that are recorded.
    pub inputs: Vec<String>,
    /// How they are run.
    pub mode: Mode,
    /// Which CPython is imitated.
    pub profile: Profile,
    /// What pictures will show.
    pub layers: Layers,
    /// The serials of objects whose bytes are written down, whatever pictures show.
    /// Serials do not depend on layers: an earlier recording of the same plan has them.
    pub chosen: Vec<u64>,
    /// Whether it is written down where arenas begin: on each machine somewhere else.
    pub addresses: bool,
    /// How much each input may compute; without it, any amount.
    pub fuel: Option<u64>,
}

/// Records a run in a runtime of its own. `each` gets every step the moment it is made.
pub fn record(
    plan: &Plan,
    options: Options,
    each: impl FnMut(&Step) + 'static,
) -> Trace {
    let profile = plan.profile;
    let rt = Runtime::with(Options { profile, ..options });
    let mut recorder = Recorder::new(&rt, plan.layers, plan.mode);
    recorder.choose(&plan.chosen);
    recorder.note_addresses(plan.addresses);
    let refuel = || rt.refuel(plan.fuel.unwrap_or(u64::MAX));
    recorder.begin(Set::new());
    for input in &plan.prelude {
        refuel();
        recorder.push(input);
    }
    recorder.begin(mentioned(plan.inputs.iter().map(String::as_str)));
    recorder.tell(each);
    let mut trace = Trace::default();
    trace.steps.push(recorder.before());
    for input in &plan.inputs {
        refuel();
        let Recorded { steps, end } = recorder.input(input);
        trace.steps.extend(steps);
        if end.is_some() {
            trace.truncated = end;
            break;
        }
    }
    trace.left_out = recorder.left_out();
    trace
}
