//! The Rust examples of the chapters and the README, one test a block.

include!(concat!(env!("OUT_DIR"), "/tests.rs"));
