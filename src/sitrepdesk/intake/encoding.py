"""Bytes to text: which encoding, where the text begins, and whether it is text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sitrepdesk.model import Binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROLS = 0.02
_GUESSED = ["cp1252", "cp1251", "cp1250", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"]
_SAMPLE = 65_536
_REPLACED = {0: "\ufffd"} | dict.fromkeys(range(55296, 57344), "�")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was in, and how many bytes of byte-order mark stood before it.

    Bytes that are no UTF-8 stand in ``text`` as lone surrogates, so that it can be encoded back; ``clean`` replaces them.
    """

    text: str
    encoding: str
    start: int

    def bytes_of(self, text: str) -> int:
        """How many bytes a piece of the text took in the file."""
        return len(text.encode(self.encoding, "surrogateescape" if self.encoding == "utf-8" else "replace"))

    @property
    def note(self) -> str:
        """The encoding as a locator names it: nothing for UTF-8."""
        return "" if self.encoding == "utf-8" else f" {self.encoding}"


def decode(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """Decode by byte-order mark, else UTF-8, else the encoding that the file declares, else a guess among code pages.

    Raises ``Binary`` where more than 2 % are control characters or no code page fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            errors = "surrogateescape" if encoding == "utf-8" else "replace"
            return Decoded(data[len(mark) :].decode(encoding, errors), encoding, len(mark))
    if looks_binary(data):
        raise Binary(where, "holds no text", "Add the report as text, or in one of the formats that `sitrep formats` lists.")
    text = data.decode("utf-8", "surrogateescape")
    if _is_utf8(text):
        return Decoded(text, "utf-8", 0)
    encoding = _known(declared) or _guess(data, where)
    return Decoded(data.decode(encoding, "replace"), encoding, 0)


def clean(text: str) -> str:
    """The text with NULs and lone surrogates as U+FFFD: nothing behind this room can store them. Offsets stay."""
    if "\0" not in text and (text.isascii() or _encodes(text)):
        return text
    return text.translate(_REPLACED)


def looks_binary(data: bytes) -> bool:
    """Are more than 2 % of the bytes control characters? Looks at the first 64 kB, and at NULs in the whole."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(sample) or data.count(0) > _MOST_CONTROLS * len(data)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_utf8(text: str) -> bool:
    """No broken byte, or one in a hundred among the other characters beyond ASCII: a cut or damaged file is still UTF-8."""
    if _encodes(text):
        return True
    broken = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    beyond = sum(1 for c in text if c > "\x7f")
    return broken * 100 <= beyond


def _known(declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return None
    return None if name.startswith(("utf", "ascii")) else name


def _guess(data: bytes, where: str) -> str:
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED).best()
    if best is None:
        raise Binary(where, "is in no encoding that is known here", "Save it as UTF-8 and add it again.")
    alike = data[:_SAMPLE].decode(_GUESSED[0], "replace") == str(best)
    return _GUESSED[0] if alike else best.encoding
