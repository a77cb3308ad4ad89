//! The picture that stands for the book where somebody links to it: its title, and the heap
//! of the program that runs through it, drawn by the lens.
//!
//! Whoever shows such a picture wants a PNG, and a browser makes one of our SVG: the test
//! `a_browser_draws_the_preview` does, on request, and keeps the SVG beside it.

use anyhow::{Context, Result};
use pyobject::lens::{Layers, STYLE, draw_plain};
use pyobject::python::record::{Mode, Recorder};
use pyobject::{Options, Runtime};

use crate::html::escape;

/// The PNG and the SVG that it was made of, under the repository.
pub const FILES: [&str; 2] = ["book/preview.png", "book/preview.svg"];

/// The program that runs through the book, with which the playground begins too.
pub const PROGRAM: [&str; 6] = [
    "X = 56\n",
    "Y = 56\n",
    "A = [1, 2, 3]\n",
    "B = A\n",
    "A[1] = 5\n",
    "X = 89\n",
];

/// The picture as SVG, 1200 by 630.
pub fn svg(title: &str, description: &str) -> Result<String> {
    let rt = Runtime::with(Options::default());
    let layers = Layers::upto(2);
    let mut recorder = Recorder::new(&rt, layers, Mode::Prompt);
    for input in PROGRAM {
        recorder.push(input);
    }
    let names = ["X", "Y", "A", "B"].map(str::to_owned);
    let picture = draw_plain(&recorder.figure(&names), layers).svg;
    let [width, height] = ["width", "height"].map(|name| number(&picture, name));
    let (width, height) = (width.context("a width")?, height.context("a height")?);
    let scale = (520.0 / width).min(380.0 / height);
    let mut lines = String::new();
    for (at, input) in PROGRAM.iter().enumerate() {
        let (y, input) = (260 + 56 * at, escape(input.trim_end()));
        lines += &format!("<text class=\"code\" x=\"660\" y=\"{y}\">{input}</text>\n");
    }
    let (title, description) = (escape(title), escape(description));
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\" \
         viewBox=\"0 0 1200 630\">\n<style>{STYLE}\n.title{{font:700 64px sans-serif}}\n\
         .said{{font:28px sans-serif}}.code{{font:36px monospace}}</style>\n\
         <rect width=\"1200\" height=\"630\" fill=\"#fff\"/>\n\
         <text class=\"title\" x=\"80\" y=\"112\">{title}</text>\n\
         <text class=\"said\" x=\"80\" y=\"164\">{description}</text>\n\
         {lines}<g transform=\"translate(80 208) scale({scale:.3})\">{picture}</g>\n</svg>\n"
    ))
}

/// A number among an SVG's attributes.
fn number(svg: &str, name: &str) -> Option<f64> {
    let (_, rest) = svg.split_once(&format!(" {name}=\""))?;
    rest.split_once('"')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mdbook_driver::MDBook;

    #[test]
    fn the_preview_shows_the_program_and_is_up_to_date() {
        let book = MDBook::load(crate::root()).expect("the book").config.book;
        let said = book.description.expect("a description");
        let svg = svg(&book.title.expect("a title"), &said).expect("a picture");
        assert_eq!(svg.matches("class=\"hp-box\"").count(), 6, "{svg}");
        let [png, kept] = FILES.map(|file| {
            std::fs::read(crate::root().join(file)).unwrap_or_else(|why| {
                panic!("{file}: {why}; BLESS=1 cargo test --test browser preview")
            })
        });
        assert!(png.starts_with(b"\x89PNG"));
        assert!(
            kept == svg.as_bytes(),
            "{}: the heap of the program is drawn in another way by now; BLESS=1 cargo test \
             --test browser preview",
            FILES[1]
        );
    }
}
