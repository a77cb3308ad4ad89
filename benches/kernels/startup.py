# What every program costs before its first line and after its last.
