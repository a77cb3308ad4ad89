//! Replaying transcripts and figures found in files.
