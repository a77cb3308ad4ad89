"""Reads HTML as it is found, be it well formed or not."""
import re
from html import unescape

__all__ = ["HTMLParser"]

_TEXT_END = re.compile("[&<]")
_TAG = re.compile(r"<([a-zA-Z][^\t\n\r\f />\x00]*)")
_CHARREF = re.compile("&#([0-9]+|[xX][0-9a-fA-F]+)(;|(?=[^0-9a-fA-F]))")
_ENTITYREF = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)(;|(?=[^a-zA-Z0-9]))")
_PARTIAL = re.compile("&(#[0-9a-fA-FxX]*|[a-zA-Z][-.a-zA-Z0-9]*)?$")
_COMMENT_END = re.compile(r"--\s*>")


class HTMLParser:
    """Calls a method for each thing it finds: a program's own class has them."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self.lineno, self.offset = 1, 0
        self._tag_text = None

    def feed(self, data):
        self.rawdata += data
        self._read(False)

    def close(self):
        self._read(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self._tag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    # What a program's class has of its own.

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass

    # Reading. A step gives where the next begins, and None where more text is needed.

    def updatepos(self, start, end):
        lines = self.rawdata.count("\n", start, end)
        if lines:
            self.lineno += lines
            self.offset = end - self.rawdata.rindex("\n", start, end) - 1
        else:
            self.offset += end - start
        return end

    def _read(self, last):
        at = 0
        while at < len(self.rawdata):
            end = self._text_end(at, last)
            if end is None:
                break
            if end > at:
                self._text(self.rawdata[at:end])
                at = self.updatepos(at, end)
                continue
            end = self._markup(at) if self.rawdata[at] == "<" else \
                self._reference(at, last)
            if end is None:
                if not last:
                    break
                end = self._broken(at)
            at = self.updatepos(at, end)
        if last and at < len(self.rawdata):
            self._text(self.rawdata[at:])
            at = self.updatepos(at, len(self.rawdata))
        self.rawdata = self.rawdata[at:]

    def _text(self, text):
        convert = self.convert_charrefs and not self.cdata_elem
        self.handle_data(unescape(text) if convert else text)

    def _text_end(self, at, last):
        text = self.rawdata
        if self.cdata_elem:
            found = re.compile(rf"</\s*{self.cdata_elem}\s*>", re.I).search(text, at)
            if found:
                return found.start()
            start = text.rfind("<", at)
            if last:
                return len(text)
            return start if start > at else at if start == at and \
                not text.startswith("</", at) and len(text) > at + 1 else \
                None if start >= 0 else len(text)
        if self.convert_charrefs:
            end = text.find("<", at)
            if end >= 0:
                return end
            reference = text.rfind("&", max(at, len(text) - 34))
            if not last and reference >= 0 and \
                    not re.compile(r"[\s;]").search(text, reference):
                return None
            return len(text)
        found = _TEXT_END.search(text, at)
        return found.start() if found else len(text)

    def _reference(self, at, last):
        text = self.rawdata
        for pattern, handle in ((_CHARREF, self.handle_charref),
                                (_ENTITYREF, self.handle_entityref)):
            found = pattern.match(text, at)
            if found:
                handle(found[1])
                return found.end()
        if _PARTIAL.match(text, at) and not last:
            return None
        self.handle_data("&")
        return at + 1

    def _markup(self, at):
        text = self.rawdata
        if self.cdata_elem and not text.startswith("</", at):
            self.handle_data("<")
            return at + 1
        if _TAG.match(text, at):
            return self._start_tag(at)
        for start, step in (("</", self._end_tag), ("<!--", self._comment),
                            ("<?", self._instruction), ("<!", self._declaration)):
            if text.startswith(start, at):
                return step(at)
        if at + 1 < len(text):
            self.handle_data("<")
            return at + 1
        return None

    def _broken(self, at):
        """Text that begins as markup, and ends before that does."""
        text = self.rawdata
        end = text.find(">", at + 1)
        if end < 0:
            end = text.find("<", at + 1)
            end = at + 1 if end < 0 else end
        else:
            end += 1
        self._text(text[at:end])
        return end

    def _start_tag(self, at):
        text = self.rawdata
        name = _TAG.match(text, at)
        attrs, place = [], name.end()
        while True:
            start = place
            while text[place:place + 1].isspace() or text[place:place + 1] == "/":
                place += 1
            if place == len(text):
                return None
            if text[place] == ">":
                break
            attribute = self._attribute(place)
            if attribute is None:
                return None
            key, value, place = attribute
            attrs.append((key, value))
        self._tag_text = text[at:place + 1]
        tag = self.lasttag = name[1].lower()
        if text[place - 1] == "/" and place > start:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return place + 1

    def _attribute(self, at):
        """The name and the value of an attribute, and where it ends; None where that
        is not known yet."""
        text, size = self.rawdata, len(self.rawdata)
        end = at + 1
        while end < size and text[end] not in "/=>" and not text[end].isspace():
            end += 1
        key, sign = text[at:end].lower(), end
        while sign < size and text[sign].isspace():
            sign += 1
        if sign == size:
            return None
        if text[sign] != "=":
            return key, None, end
        start = sign
        while start < size and (text[start] == "=" or text[start].isspace()):
            start += 1
        if start == size:
            return None
        quote = text[start]
        if quote in "'\"":
            end = text.find(quote, start + 1)
            return None if end < 0 else (key, unescape(text[start + 1:end]), end + 1)
        end = start
        while end < size and text[end] != ">" and not text[end].isspace():
            end += 1
        return None if end == size else (key, unescape(text[start:end]), end)

    def _end_tag(self, at):
        text = self.rawdata
        stop = text.find(">", at + 1)
        if stop < 0:
            return None
        plain = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>").match(text, at)
        if plain:
            tag = plain[1].lower()
            if self.cdata_elem and tag != self.cdata_elem:
                self.handle_data(plain[0])
                return plain.end()
        else:
            if self.cdata_elem:
                self.handle_data(text[at:stop + 1])
                return stop + 1
            name = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)").match(text, at + 2)
            if not name:
                if text[at:at + 3] == "</>":
                    return at + 3
                return self._bogus(at)
            tag = name[1].lower()
            stop = text.find(">", name.end())
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return stop + 1

    def _bogus(self, at):
        """What is read as a comment, although it is none."""
        stop = self.rawdata.find(">", at + 2)
        if stop < 0:
            return None
        self.handle_comment(self.rawdata[at + 2:stop])
        return stop + 1

    def _comment(self, at):
        found = _COMMENT_END.search(self.rawdata, at + 4)
        if not found:
            return None
        self.handle_comment(self.rawdata[at + 4:found.start()])
        return found.end()

    def _instruction(self, at):
        stop = self.rawdata.find(">", at + 2)
        if stop < 0:
            return None
        self.handle_pi(self.rawdata[at + 2:stop])
        return stop + 1

    def _declaration(self, at):
        text = self.rawdata
        if text.startswith("<![", at):
            mark = "]]>" if text.startswith("<![CDATA[", at) else "]>"
            stop = text.find(mark, at + 3)
            if stop < 0:
                return None
            self.unknown_decl(text[at + 3:stop])
            return stop + len(mark)
        if text[at:at + 9].lower() == "<!doctype":
            stop = text.find(">", at + 9)
            if stop < 0:
                return None
            self.handle_decl(text[at + 2:stop])
            return stop + 1
        return self._bogus(at)
