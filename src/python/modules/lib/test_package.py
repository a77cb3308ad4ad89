"""The package whose ``support`` CPython's own tests are written with."""
