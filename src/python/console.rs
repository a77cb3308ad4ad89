//! The runtime as a console at which sessions are replayed.

use super::record::{Mode, Recorder};
use crate::check::console::{Console, Step};
use crate::check::versions::Version;
use crate::lens::{Layers, parse_header, to_mermaid};
use crate::runtime::{Options, Runtime};

/// A fresh runtime for each session.
#[derive(Default)]
pub struct RuntimeConsole;

impl Console for RuntimeConsole {
    fn name(&self) -> String {
        "this runtime".to_owned()
    }

    fn version(&self) -> Version {
        Version::REFERENCE
    }

    fn traces_refs(&self) -> bool {
        cfg!(feature = "trace-refs")
    }

    fn another(&self) -> Option<Box<dyn Console + Send>> {
        Some(Box::new(RuntimeConsole))
    }

    fn session(&mut self, steps: &[Step]) -> Result<Vec<Option<String>>, String> {
        let fuel = Some(2_000_000_000);
        let rt = Runtime::with(Options {
            fuel,
            ..Options::default()
        });
        let layers = Layers::COUNTS | Layers::BYTES;
        let mut recorder = Recorder::new(&rt, layers, Mode::Prompt);
        let shown = steps.iter().map(|step| match step {
            Step::Input(input) => Some(recorder.push(input).shown),
            Step::Figure(header) => {
                let heap = recorder.figure(&parse_header(header));
                Some(to_mermaid(&heap, layers))
            }
        });
        let shown = shown.collect();
        drop(recorder);
        let leaks = Runtime::finish(rt);
        if leaks.blocks > 0 {
            return Err(format!(
                "{} blocks are still alive when the session is over: {:?}",
                leaks.blocks, leaks.objects
            ));
        }
        Ok(shown)
    }
}
