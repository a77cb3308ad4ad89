# `None` says that no list was given, and `is` asks for that and nothing else. The list is
# made in the body, so once for each call that wants one.
def note(line, lines=None):
    if lines is None:
        lines = []
    lines.append(line)
    return lines
