# Texts as programs handle them: split, strip, join, replace, find, f-strings, counting words.
import sys

LINES = [
    f'  {i:05d};name{i % 97};{i * 7 % 1000 / 10:.1f};some more words, which are counted  \n'
    for i in range(2000)
]


def parse(line):
    ident, name, amount, words = line.strip().split(';')
    return int(ident), name.upper(), float(amount), words


def run(times):
    seen = {}
    length = 0
    for _ in range(times):
        out = []
        for line in LINES:
            ident, name, amount, words = parse(line)
            for word in words.replace(',', '').split():
                seen[word] = seen.get(word, 0) + 1
            if name.startswith('NAME1') or words.find('counted') < 0:
                out.append(f'{name}:{ident}={amount!r}')
            else:
                out.append('%s=%d' % (name, ident))
        whole = '\n'.join(out)
        length += len(whole) + whole.count('NAME') + ('NAME96' in whole)
        for c in whole[:3000]:
            if c.isdigit():
                length += ord(c)
    return length, sorted(seen.items())


print(run(40))
