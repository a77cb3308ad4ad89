//! A chapter's running session: which block continues which.

use pyobject::check::markdown::{Block, Problem};
use pyobject::check::transcript::{self, Entry};
use pyobject::check::versions::Version;

/// A block as a part of its session.
#[derive(Debug)]
pub struct Part {
    /// The name of the session: no two in the book share one.
    pub session: String,
    /// The inputs of this block.
    pub turns: Vec<Entry>,
    /// Whether a session begins with it.
    pub begins: bool,
    /// Whether the runtime can replay it. Blocks for other versions or other
    /// builds are only shown.
    pub live: bool,
}

/// The session that a chapter's blocks belong to.
pub struct Session {
    name: String,
    count: u32,
}

impl Session {
    /// The first session of the chapter at `path`.
    pub fn new(path: &str) -> Session {
        let name = path.trim_end_matches(".md").to_owned();
        Session { name, count: 1 }
    }

    /// Takes the next block.
    ///
    /// # Errors
    /// The block is not a transcript.
    pub fn next(&mut self, block: &Block) -> Result<Part, Problem> {
        let ours = block
            .only()
            .is_none_or(|only| only.contains(Version::REFERENCE));
        let live = ours && !block.has("trace-refs");
        let begins = live && block.has("fresh");
        if begins {
            self.count += 1;
        }
        let turns = transcript::entries(&block.body, block.body_line)?;
        let session = format!("{}:{}", self.name, self.count);
        Ok(Part {
            session,
            turns,
            begins,
            live,
        })
    }
}
