"""How the scripts beside this one write long rows of words into a module."""


def wrapped(name, doc, words):
    """A string of many words, as source."""
    yield f"\n# {doc}\n{name} = (\n"
    line = ""
    for word in words:
        if len(line) + len(word) > 80:
            yield f'    "{line} "\n'
            line = ""
        line += " " * bool(line) + word
    yield f'    "{line}"\n)\n'
