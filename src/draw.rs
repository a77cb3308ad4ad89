//! `pyobject draw`: the heap that a program leaves behind, as a picture or as data.

use std::path::Path;

use pyobject::check::transcript;
use pyobject::lens::{Layers, Snapshot, animate, draw, to_dot, to_mermaid};
use pyobject::python::record::{Mode, Plan, Recorded, Recorder, mentioned, record};
use pyobject::{Options, Runtime};

/// What is drawn, and how.
pub struct Drawing<'a> {
    /// The form: `svg`, `mermaid`, `dot`, `json` or `moving`.
    form: Form,
    layers: Layers,
    /// The names that the picture begins with; without any, all that the program binds.
    names: Vec<String>,
    file: &'a str,
}

#[derive(Clone, Copy)]
enum Form {
    Svg,
    Mermaid,
    Dot,
    Json,
    /// All steps of the run, as one SVG that moves.
    Moving,
}

/// The forms by their names on the command line.
const FORMS: [(&str, Form); 5] = [
    ("svg", Form::Svg),
    ("mermaid", Form::Mermaid),
    ("dot", Form::Dot),
    ("json", Form::Json),
    ("moving", Form::Moving),
];

impl<'a> Drawing<'a> {
    /// Reads what follows `draw` on the command line.
    ///
    /// # Errors
    /// A word that means nothing here, in a sentence.
    pub fn asked(words: &[&'a str]) -> Result<Drawing<'a>, String> {
        let mut file = None;
        let mut form = Form::Svg;
        let mut layers = Layers::COUNTS | Layers::BYTES;
        let mut names = Vec::new();
        let mut words = words.iter().copied();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} wants a value"));
            match word {
                "--as" => form = form_named(value()?)?,
                "--layers" => layers = layers_named(value()?)?,
                "--names" => names.extend(listed(value()?).map(str::to_owned)),
                _ if word.starts_with('-') => {
                    return Err(format!("draw knows no {word}"));
                }
                _ if file.is_some() => return Err("draw takes one file".to_owned()),
                _ => file = Some(word),
            }
        }
        let file = file.ok_or("draw wants a file")?;
        Ok(Drawing {
            form,
            layers,
            names,
            file,
        })
    }

    /// Runs the program, a script or a `.pycon` session, and draws what it leaves.
    ///
    /// # Errors
    /// The file cannot be read, the program ends in an exception (then its traceback),
    /// or a name is asked for that it does not bind.
    pub fn draw(&self, stack: usize) -> Result<String, String> {
        let path = Path::new(self.file);
        let source = std::fs::read_to_string(path)
            .map_err(|error| format!("can't open file '{}': {error}", self.file))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let options = Options {
            stack,
            argv: vec![self.file.to_owned()],
            path: vec![folder],
            ..Options::default()
        };
        let is_session = path.extension().is_some_and(|ending| ending == "pycon");
        let (mode, inputs) = match is_session {
            true => (Mode::Prompt, self.inputs(&source)?),
            false => (Mode::Script, vec![source]),
        };
        let write: fn(&Snapshot, Layers) -> Result<String, String> = match self.form {
            Form::Moving => return Ok(self.moving(mode, inputs, options)),
            Form::Svg => |heap, layers| Ok(draw(heap, layers).svg + "\n"),
            Form::Mermaid => |heap, layers| Ok(to_mermaid(heap, layers)),
            Form::Dot => |heap, layers| Ok(to_dot(heap, layers)),
            Form::Json => |heap, _| {
                let json = serde_json::to_string_pretty(heap);
                Ok(json.map_err(|error| error.to_string())? + "\n")
            },
        };
        let rt = Runtime::with(options);
        let mut recorder = Recorder::new(&rt, self.layers, mode);
        recorder.begin(mentioned(inputs.iter().map(String::as_str)));
        let heap = self.left(&mut recorder, mode, &inputs)?;
        let names = heap.namespaces.iter().flat_map(|space| &space.names);
        let mut unbound = names.filter(|name| name.to.is_none());
        if let Some(name) = unbound.next() {
            return Err(format!("{} binds no `{}`", self.file, name.name));
        }
        write(&heap, self.layers)
    }

    /// The inputs of a session.
    fn inputs(&self, source: &str) -> Result<Vec<String>, String> {
        let entries = transcript::entries(source, 1).map_err(|problem| {
            format!("{}:{}: {}", self.file, problem.line, problem.message)
        })?;
        Ok(entries.into_iter().map(|entry| entry.input).collect())
    }

    /// What the inputs leave. In a session an exception is no failure, as at the prompt.
    fn left(
        &self,
        recorder: &mut Recorder<'_>,
        mode: Mode,
        inputs: &[String],
    ) -> Result<Snapshot, String> {
        let mut last = Snapshot::default();
        for input in inputs {
            let mut recorded = recorder.input(input);
            if mode == Mode::Prompt {
                recorded.steps.iter_mut().for_each(|step| step.error = None);
            }
            last = self.left_by(recorder, recorded)?;
        }
        Ok(last)
    }

    /// All steps of the run as one picture.
    fn moving(&self, mode: Mode, inputs: Vec<String>, options: Options) -> String {
        let plan = Plan {
            inputs,
            mode,
            layers: self.layers,
            ..Plan::default()
        };
        let trace = record(&plan, options, |_| ());
        let inputs: Vec<&str> = plan.inputs.iter().map(String::as_str).collect();
        animate(&inputs, &trace, self.layers)
    }

    fn left_by(
        &self,
        recorder: &mut Recorder<'_>,
        mut recorded: Recorded,
    ) -> Result<Snapshot, String> {
        let last = recorded.steps.pop().unwrap_or_default();
        match last.error {
            Some(traceback) => Err(traceback.trim_end().to_owned()),
            None if self.names.is_empty() => Ok(last.snapshot),
            None => Ok(recorder.figure(&self.names)),
        }
    }
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

fn form_named(name: &str) -> Result<Form, String> {
    let found = FORMS.iter().find(|(known, _)| *known == name);
    let known = FORMS.map(|(name, _)| name).join(", ");
    found
        .map(|(_, form)| *form)
        .ok_or(format!("draw knows no form {name}; it knows {known}"))
}

fn layers_named(names: &str) -> Result<Layers, String> {
    let mut layers = Layers::NAMES;
    for name in listed(names) {
        let known = Layers::TITLES.join(", ");
        layers = layers
            | match name {
                "all" => Layers::ALL,
                _ => Layers::named(name).ok_or(format!(
                    "draw knows no layer {name}; it knows {known}, and all"
                ))?,
            };
    }
    Ok(layers)
}
