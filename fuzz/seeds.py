"""Writes the seeds of the target `source` from the book's sessions: corpus/source."""

import hashlib
import pathlib
import re

here = pathlib.Path(__file__).parent
out = here / "corpus" / "source"
out.mkdir(parents=True, exist_ok=True)

LONGEST = 600  # bytes of a seed
MOST = 110

found = []
files = [*here.glob("../tests/sessions/**/*.pycon"), *here.glob("../chapters/**/*.md")]
for path in sorted(files):
    inputs = []
    for line in path.read_text().splitlines():
        if line.startswith(">>> "):
            inputs.append(line[4:])
        elif re.match(r"\.\.\.( |$)", line) and inputs:
            inputs[-1] += "\n" + line[4:]
    # Pieces of a session, each of some inputs.
    piece = []
    for text in inputs:
        if piece and len("\0".join([*piece, text])) > LONGEST:
            found.append("\0".join(piece))
            piece = []
        piece.append(text)
    found.append("\0".join(piece))

found = [seed for seed in found if 60 < len(seed) <= LONGEST]
step = max(1, len(found) // MOST)
for seed in found[::step][:MOST]:
    data = seed.encode()
    (out / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)
