# rejected: empty is something else than not given
# An empty list counts as false, so `or` throws the caller's list away.
def note(line, lines=None):
    lines = lines or []
    lines.append(line)
    return lines
