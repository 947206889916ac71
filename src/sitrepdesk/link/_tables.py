"""The tables of this room, read once."""

from __future__ import annotations

from typing import cast

from sitrepdesk.model import DAY, FAMILY
from sitrepdesk.model.scales import table

COPIES = cast(dict[str, int], table("sitrepdesk.link", "copies.toml"))
COMMON = frozenset(cast(list[str], table("sitrepdesk.link", "common.toml")["words"]))
MONTHS = frozenset(cast(list[str], table("sitrepdesk.link", "common.toml")["months"]))
FIGURES = cast(dict[str, str], table("sitrepdesk.link", "common.toml")["figures"])
RETOLD = cast(dict[str, dict[str, int]], table("sitrepdesk.link", "retold.toml"))
_CREDITS = table("sitrepdesk.link", "credits.toml")
CREDIT_VERBS, CREDIT_WORDS, CREDIT_PARTS, CREDIT_NAMES = (cast(dict[str, str], _CREDITS[k]) for k in ("verbs", "words", "parts", "names"))
CREDIT_FORMS = cast(dict[str, list[str]], _CREDITS["forms"])
PICTURES = cast(dict[str, int], table("sitrepdesk.link", "pictures.toml"))

_EVENTS = cast(dict[str, dict[str, list[str]]], table("sitrepdesk.link", "events.toml"))
_WINDOWS = cast(dict[str, dict[str, int]], _EVENTS["windows"])

GROUP = {t: name for name, types in _EVENTS["groups"].items() for t in types}
WINDOW = {t: _WINDOWS["days"].get(family, 1) * DAY for t, family in FAMILY.items()}
AHEAD = _WINDOWS["ahead"]["days"] * DAY
LONG_AGO = cast(dict[str, int], _EVENTS["chronicle"])["days"] * DAY
GENERAL = frozenset(_EVENTS["general"]["types"])
MUTUAL = frozenset(_EVENTS["mutual"]["types"])
VAGUE = frozenset(_EVENTS["vague"]["words"])
OWN_PEOPLE, ENEMY = (frozenset(_EVENTS["spoken"][k]) for k in ("own", "enemy"))
LOST = frozenset(_EVENTS["lost"]["heads"])
HERE = frozenset(_EVENTS["here"]["rels"])
PRECISION = {p: i for i, p in enumerate(_EVENTS["precision"]["order"])}
BROAD = frozenset(_EVENTS["precision"]["broad"])
_SUBJECTS = cast(dict[str, dict[str, list[str]]], table("sitrepdesk.link", "subjects.toml"))
SOUGHT = {t: tuple(lists.split("-")) for lists, types in _SUBJECTS["sought"].items() for t in types}
PART = cast(dict[str, str], _SUBJECTS["part"])
HARMING = frozenset(_SUBJECTS["harming"]["types"])
PRESENT, PERSONS = frozenset(_SUBJECTS["present"]["types"]), frozenset(_SUBJECTS["present"]["persons"])
CONTENT, NEEDED, EMPTY = (frozenset(_SUBJECTS["content"][k]) for k in ("types", "needed", "empty"))
OBJECT_ENDS, GENERAL_THINGS, MEASURES = (frozenset(_SUBJECTS[k]["words"]) for k in ("ends", "general", "measures"))
_SITES = cast(dict[str, dict[str, list[str]]], table("sitrepdesk.link", "sites.toml"))
GROUND, GROUND_COUNTED = (frozenset(_SITES["ground"][k]) for k in ("families", "counted"))
PARTLY = {part: frozenset(words) for part, words in _SITES["partly"].items()}
ADJACENT, NAMED = (frozenset(_SITES["adjacent"][k]) for k in ("words", "kinds"))
PREPS, ARTICLES, STOPS = (frozenset(_SITES["between"][k]) for k in ("preps", "articles", "stops"))
WHOLE, WHOLE_BUT, WHOLE_THE, EVERY, ALMOST, ALL_PARTS = (
    frozenset(_SITES["whole"][k]) for k in ("places", "but", "the", "every", "almost", "parts")
)
ANYBODY = frozenset(_EVENTS["anybody"]["words"])
AWAITED = frozenset(_EVENTS["awaited"]["types"])
TOLL, FOUND = (frozenset(_EVENTS["toll"][k]) for k in ("types", "found"))
TIER = {word: tier for tier, row in enumerate(("outright", "likely", "maybe")) for word in _EVENTS["firmness"][row]}
AGAINST = frozenset(_EVENTS["firmness"]["against"])
MAYBE = 2
STORIES = cast(dict[str, int], _EVENTS["story"])
TOLL_DAYS = cast(dict[str, int], _EVENTS["toll"])["days"] * DAY
