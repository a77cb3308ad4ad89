"""Writes src/python/modules/lib/html_entities.py: the names that HTML has for
characters, from CPython 3.13's tables of them (which are those of the standard).

Run with CPython 3.13: python3.13 tests/data/html_entities.py
"""

from html.entities import html5, name2codepoint

from packed import wrapped


def cell(name, text):
    return name + ":" + ",".join(f"{ord(c):x}" for c in text)


bare = [name for name in html5 if not name.endswith(";")]
with open("src/python/modules/lib/html_entities.py", "w") as out:
    out.write('"""The names that HTML has for characters, written by\n'
              '`tests/data/html_entities.py`."""\n\n'
              '__all__ = ["html5", "name2codepoint", "codepoint2name", "entitydefs"]\n')
    whole = [(name[:-1], text) for name, text in html5.items() if name.endswith(";")]
    out.writelines(wrapped("_NAMES", "All names, and the codes of what each stands for.",
                         [cell(*one) for one in sorted(whole)]))
    out.writelines(wrapped("_BARE", "Those that may stand without a semicolon.",
                         sorted(bare)))
    out.writelines(wrapped("_OLD", "Those of HTML 4.", name2codepoint))
    out.write('''

def _read():
    for word in _NAMES.split():
        name, _, codes = word.partition(":")
        yield name + ";", "".join(chr(int(code, 16)) for code in codes.split(","))


html5 = dict(_read())
html5 |= {name: html5[name + ";"] for name in _BARE.split()}
name2codepoint = {name: ord(html5[name + ";"]) for name in _OLD.split()
                  if name not in ("lang", "rang")} | {"lang": 0x2329, "rang": 0x232a}
codepoint2name = {code: name for name, code in name2codepoint.items()}
entitydefs = {name: chr(code) for name, code in name2codepoint.items()}
''')
