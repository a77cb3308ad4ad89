"""Tables as lines of text."""
__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE",
           "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect",
           "list_dialects", "unregister_dialect", "DictReader", "DictWriter",
           "unix_dialect"]
(QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS,
 QUOTE_NOTNULL) = range(6)


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    """How a table is written."""
    delimiter = quotechar = escapechar = lineterminator = quoting = None
    doublequote = skipinitialspace = None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(excel):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_limit = 131072
_NAMES = ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace",
          "lineterminator", "quoting", "strict")


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Rules(dialect or excel, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _Rules(_dialects[name], {})


def list_dialects():
    return list(_dialects)


def field_size_limit(*new_limit):
    global _limit
    before = _limit
    if new_limit:
        _limit, = new_limit
    return before


class _Rules:
    """A dialect, checked."""

    def __init__(self, dialect, changes):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in _NAMES:
            value = getattr(dialect, name, None)
            if value is None:
                value = getattr(excel, name, False if name == "strict" else None)
                if name in ("quotechar", "escapechar") and hasattr(dialect, name) \
                        and dialect is not excel:
                    value = getattr(dialect, name)
            setattr(self, name, changes.pop(name, value))
        if changes:
            raise TypeError(f"{next(iter(changes))!r} is an invalid keyword argument for "
                            "this function")
        if not isinstance(self.delimiter, str) or len(self.delimiter) != 1:
            raise TypeError('"delimiter" must be a 1-character string')
        if self.quotechar is None and self.quoting != QUOTE_NONE:
            raise TypeError("quotechar must be set if quoting enabled")
        if self.lineterminator is None:
            raise TypeError("lineterminator must be set")


class reader:
    """The rows of a table."""

    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self.dialect = _Rules(dialect, fmtparams)
        self._lines = iter(csvfile)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        rules = self.dialect
        self._fields, self._field, self._quoted = [], [], False
        state = "start"
        line = None
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if line is None:
                    raise
                if state == "quoted" or state == "escaped":
                    if rules.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not "
                            f"{type(line).__name__} (the file should be opened in text "
                            "mode)")
            self.line_num += 1
            state = self._line(line, state, rules)
            if state == "done":
                return self._fields

    def _line(self, line, state, rules):
        delimiter, quote, escape = rules.delimiter, rules.quotechar, rules.escapechar
        quoting = rules.quoting != QUOTE_NONE
        for index, c in enumerate(line):
            if state == "ended":
                if c in "\r\n":
                    continue
                raise Error("new-line character seen in unquoted field - do you need to "
                            "open the file with newline=''?")
            if state == "start" and c in "\r\n":
                state = "ended"
            elif state in ("start", "field start"):
                if c in "\r\n":
                    self._save()
                    state = "ended"
                elif c == quote and quoting:
                    state, self._quoted = "quoted", True
                elif c == escape:
                    state = "escape"
                elif c == " " and rules.skipinitialspace:
                    state = "field start"
                elif c == delimiter:
                    self._save()
                    state = "field start"
                else:
                    self._field.append(c)
                    state = "field"
            elif state == "field":
                if c in "\r\n":
                    self._save()
                    state = "ended"
                elif c == escape:
                    state = "escape"
                elif c == delimiter:
                    self._save()
                    state = "field start"
                else:
                    self._field.append(c)
            elif state == "escape":
                self._field.append(c)
                state = "field"
            elif state == "quoted":
                if c == escape:
                    state = "escaped"
                elif c == quote:
                    state = "quote" if rules.doublequote else "field"
                else:
                    self._field.append(c)
            elif state == "escaped":
                self._field.append(c)
                state = "quoted"
            elif c == quote:                            # a quote within quotes
                self._field.append(c)
                state = "quoted"
            elif c == delimiter:
                self._save()
                state = "field start"
            elif c in "\r\n":
                self._save()
                state = "ended"
            elif rules.strict:
                raise Error(f"'{delimiter}' expected after '{quote}'")
            else:
                self._field.append(c)
                state = "field"
            if len(self._field) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
        if state == "quoted" or state == "escaped":
            return state
        if state not in ("ended", "start"):
            self._save()
        return "done"

    def _save(self):
        text = "".join(self._field)
        quoting = self.dialect.quoting
        if quoting == QUOTE_NONNUMERIC and not self._quoted:
            text = float(text)
        elif quoting == QUOTE_STRINGS and not self._quoted:
            text = None if text == "" else float(text)
        elif quoting == QUOTE_NOTNULL and not self._quoted and text == "":
            text = None
        self._fields.append(text)
        self._field, self._quoted = [], False


class writer:
    """Writes rows."""

    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self.dialect = _Rules(dialect, fmtparams)
        self._write = csvfile.write

    def _text(self, value, alone):
        rules = self.dialect
        quoting, quote, escape = rules.quoting, rules.quotechar, rules.escapechar
        text = "" if value is None else value if isinstance(value, str) else str(value)
        quoted = quoting == QUOTE_ALL \
            or quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)) \
            or quoting == QUOTE_STRINGS and isinstance(value, str) \
            or quoting == QUOTE_NOTNULL and value is not None
        out = []
        for c in text:
            if c in (rules.delimiter, escape, quote) or c in "\r\n" \
                    or c in rules.lineterminator:
                if quoting == QUOTE_NONE:
                    wants = True
                elif c == quote:
                    if rules.doublequote:
                        out.append(c)
                        wants = False
                    else:
                        wants = True
                    quoted = quoted or not wants
                elif c == escape:
                    wants = True
                else:
                    wants = False
                    quoted = True
                if wants:
                    if not escape:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(c)
        if not text and alone and not quoted:
            if quoting == QUOTE_NONE or quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) \
                    and value is None:
                raise Error("single empty field record must be quoted")
            quoted = True
        if text.startswith(" ") and rules.skipinitialspace and quoting != QUOTE_NONE:
            quoted = True
        return f"{quote}{''.join(out)}{quote}" if quoted else "".join(out)

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._text(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(fields)
                           + self.dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


class DictReader:
    """The rows of a table as dicts."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel",
                 *args, **kwds):
        self._fieldnames = fieldnames if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        found = dict(zip(names, row))
        if len(names) < len(row):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found


class DictWriter:
    """Writes rows that are dicts."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel",
                 *args, **kwds):
        self.fieldnames = list(fieldnames)
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: "
                                 + ", ".join(map(repr, wrong)))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


__native__ = "field_size_limit get_dialect list_dialects register_dialect " \
    "unregister_dialect"


__within__ = "<native> reader writer _Rules get_dialect"
