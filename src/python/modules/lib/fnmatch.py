"""Names that match a pattern of a shell."""
import functools
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    return fnmatchcase(posixpath.normcase(name), posixpath.normcase(pat))


@functools.lru_cache(maxsize=256, typed=True)
def _matcher(pat):
    if isinstance(pat, bytes):
        text = translate(str(pat, "latin-1"))
        return re.compile(text.encode("latin-1")).match
    return re.compile(translate(pat)).match


def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None


def filter(names, pat):
    matches = _matcher(pat)
    return [name for name in names if matches(name)]


def _set(inside):
    """A set of a shell as one of a regular expression."""
    if "-" not in inside:
        inside = inside.replace("\\", r"\\")
    else:
        chunks, start = [], 0
        k = 2 if inside[0] == "!" else 1
        while (k := inside.find("-", k)) >= 0:
            chunks.append(inside[start:k])
            start = k + 1
            k += 3
        chunk = inside[start:]
        if chunk:
            chunks.append(chunk)
        else:
            chunks[-1] += "-"
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                del chunks[k]
        inside = "-".join(s.replace("\\", r"\\").replace("-", r"\-") for s in chunks)
    inside = re.sub(r"([&~|])", r"\\\1", inside)
    if not inside:
        return "(?!)"
    if inside == "!":
        return "."
    if inside[0] == "!":
        inside = "^" + inside[1:]
    elif inside[0] in ("^", "["):
        inside = "\\" + inside
    return f"[{inside}]"


def _parts(pat, star, one):
    """What each sign of a pattern stands for; several stars are one."""
    parts, i = [], 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] is not star:
                parts.append(star)
        elif c == "?":
            parts.append(one)
        elif c == "[":
            j = i + (pat[i:i + 1] == "!")
            j += pat[j:j + 1] == "]"
            j = pat.find("]", j)
            if j < 0:
                parts.append("\\[")
            else:
                parts.append(_set(pat[i:j]))
                i = j + 1
        else:
            parts.append(re.escape(c))
    return parts


def translate(pat):
    """The regular expression for a pattern."""
    parts = _parts(pat, None, ".")
    done, i = [], 0
    while i < len(parts) and parts[i] is not None:
        done.append(parts[i])
        i += 1
    while i < len(parts):
        i += 1
        fixed = []
        while i < len(parts) and parts[i] is not None:
            fixed.append(parts[i])
            i += 1
        done.append(f"(?>.*?{''.join(fixed)})" if i < len(parts) else
                    ".*" + "".join(fixed))
    return rf"(?s:{''.join(done)})\Z"
