// rejected: must come to light again
//! Here a name is unbound wherever it is found: the outer blocks lose theirs, too.

use pyobject::names::Namespace;
use pyobject::{PyRef, Runtime};

/// The names of a program with blocks.
pub struct Layers<'rt> {
    rt: &'rt Runtime,
    /// The namespaces, the innermost last. There is always one.
    layers: Vec<Namespace<'rt>>,
}

impl<'rt> Layers<'rt> {
    /// The names of a program before its first block.
    pub fn new(rt: &'rt Runtime) -> Layers<'rt> {
        let layers = vec![Namespace::new(rt)];
        Layers { rt, layers }
    }

    /// A block begins: names that are bound from now on are its own.
    pub fn enter(&mut self) {
        self.layers.push(Namespace::new(self.rt));
    }

    /// The innermost block ends. What is outside all blocks never ends.
    pub fn leave(&mut self) {
        if self.layers.len() > 1 {
            self.layers.pop();
        }
    }

    /// Binds a name in the innermost block.
    pub fn bind(&self, name: &str, object: PyRef<'rt>) {
        self.layers[self.layers.len() - 1].bind(name, object);
    }

    /// Unbinds a name of the innermost block; false if it has no such name.
    pub fn unbind(&self, name: &str) -> bool {
        let layers = self.layers.iter();
        layers.fold(false, |found, layer| layer.unbind(name) || found)
    }

    /// What a name leads to, seen from the innermost block.
    pub fn lookup(&self, name: &str) -> Option<PyRef<'rt>> {
        let mut inside_out = self.layers.iter().rev();
        inside_out.find_map(|layer| layer.lookup(name))
    }
}
