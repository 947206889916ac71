"""Exports of Telegram Desktop (``result.json``): one report a message, located by the bytes of its object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sitrepdesk.model import SECOND, Arrival, Empty, Malformed, PassageText, Refusal, Stamp, iso
from sitrepdesk.model.clock import ZoneBasis

from .beside import enclosed
from .dates import published_of
from .encoding import clean
from .languages import language_of
from .refusals import refusal, said

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_LEVELS = frozenset({"messages", "chats", "left_chats", "list"})


@dataclass(frozen=True, slots=True)
class _Chat:
    name: str | None = None
    id: int | None = None


_NO_CHAT = _Chat()


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival | Refusal]:
    """The messages with text, in order.

    ``address`` is ``telegram:<chat>/<message>``; the author of a forwarded message is whose words it forwards.
    """
    found = False
    try:
        for chat, start, end in _Scan(data).messages():
            message = json.loads(data[start:end])
            if isinstance(message, dict) and message.get("type") == "message":
                taken = _taken(where, message, chat, (start, end), zone, basis)
                found = found or taken is not None
                if taken:
                    yield taken
    except (ValueError, IndexError, RecursionError) as e:
        yield refusal(Malformed(where, f"is no whole Telegram export ({said(e)})", "Export the chat again as machine-readable JSON."))
        return
    if not found:
        raise Empty(where, "is an export without messages that have text", "Export the chat again with its messages.")


def _taken(
    where: str, message: dict[str, Any], chat: _Chat, extent: tuple[int, int], zone: str, basis: ZoneBasis
) -> Arrival | Refusal | None:
    text = clean(_text(message.get("text")))
    if not text.strip():
        return None
    number = message.get("id")
    if not isinstance(number, int):
        return refusal(Malformed(f"{where}, byte {extent[0]}", "is a message without an id", "Export the chat again."))
    passage = PassageText(text=text, locator="text", language=language_of(text), method="extracted")
    return Arrival(
        format="telegram",
        passages=(passage,),
        source=chat.name or _said(message.get("from")),
        author=_said(message.get("forwarded_from")) or _said(message.get("author")),
        address=f"telegram:{chat.id}/{number}" if chat.id is not None else None,
        inside=str(number),
        extent=extent,
        published=_published(message, zone, basis),
        pictures=(photo,) if (photo := enclosed("photo", _said(message.get("photo")) or "")) else (),
    )


def _text(value: Any) -> str:
    """A message's text: a string, or a list of strings and marked pieces, whose link targets are left out."""
    if isinstance(value, list):
        return "".join(_text(v.get("text") if isinstance(v, dict) else v) for v in value)
    return value if isinstance(value, str) else ""


def _said(value: Any) -> str | None:
    return clean(value.strip()) or None if isinstance(value, str) else None


def _published(message: dict[str, Any], zone: str, basis: ZoneBasis) -> Stamp | None:
    """``date_unixtime`` is UTC; older exports have only ``date``, in the exporting computer's zone, for which the pack's is taken."""
    seconds = message.get("date_unixtime")
    if isinstance(seconds, str) and seconds.isdecimal() and len(seconds) <= 11:
        start = int(seconds) * SECOND
        return Stamp(start=start, end=start + 1, text=iso(start) or seconds, zone="UTC", zone_basis="format")
    written = message.get("date")
    return published_of(written, zone, basis) if isinstance(written, str) else None


class _Scan:
    """Finds each message's place without holding the tree.

    The file is looked at as Latin-1, in which a character is a byte; JSON's own signs are ASCII, so that the scan is exact.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.text = data.decode("latin-1")
        self.at = self._skip(3 if data.startswith(b"\xef\xbb\xbf") else 0)

    def messages(self, chat: _Chat = _NO_CHAT, key: str = "") -> Iterator[tuple[_Chat, int, int]]:
        """Walk an object, or an array whose key leads to messages. Raises ``ValueError`` or ``IndexError`` where it is no JSON."""
        if self.text[self.at] == "[":
            yield from self._array(chat, key)
            return
        self._expect("{")
        while self.text[self.at] != "}":
            name = self._value()
            self._expect(":")
            if name in _LEVELS and self.text[self.at] in "[{":
                yield from self.messages(chat, str(name))
            elif name in ("name", "id"):
                chat = _named(chat, name, self._value())
            else:
                self._pass()
            self._comma("}")
        self._expect("}")

    def _array(self, chat: _Chat, key: str) -> Iterator[tuple[_Chat, int, int]]:
        self._expect("[")
        while self.text[self.at] != "]":
            if key == "messages":
                yield chat, *self._pass()
            elif self.text[self.at] == "{":
                yield from self.messages()
            else:
                self._pass()
            self._comma("]")
        self._expect("]")

    def _pass(self) -> tuple[int, int]:
        start = self.at
        end = _DECODER.raw_decode(self.text, start)[1]
        self.at = self._skip(end)
        return start, end

    def _value(self) -> object:
        start, end = self._pass()
        value: object = json.loads(self.data[start:end])
        return value

    def _expect(self, sign: str) -> None:
        if self.text[self.at] != sign:
            raise ValueError(f"byte {self.at} should be {sign}")
        self.at = self._skip(self.at + 1)

    def _comma(self, close: str) -> None:
        """Past a comma to the next value, or at the closing sign."""
        if self.text[self.at] != close:
            self._expect(",")

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at)
        return match.end() if match else at


def _named(chat: _Chat, name: str, value: object) -> _Chat:
    """The chat with its name or id, which exports write before the messages."""
    if name == "name":
        return replace(chat, name=_said(value))
    return replace(chat, id=value) if isinstance(value, int) else chat
