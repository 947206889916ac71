"""Open questions: what claims say is not known, and which later claim may answer it.

A question is closed by a person. A claim is proposed as its answer (``outcome``) where it is later, of an answering type, at the
same place and firm; one that asks for a number needs a claim that brings one, and "where", "who", "when" and "why" need a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sitrepdesk.model import Account, Event, Question

from ._tables import ANSWERS, ASKS_NUMBER, PERSON_ONLY

Text = tuple[str, bool]
"""A question's words, and whether the claim is only an option of another question."""


def questions(events: Iterable[Event], accounts: Mapping[str, Account], texts: Mapping[str, Text]) -> tuple[Question, ...]:
    """The questions that events in mood ``unknown`` open, oldest first. ``texts`` has the words of each asking claim."""
    asked, answers = [], defaultdict(list)
    for e in events:
        if e.tells == "asked":
            asked.append(e)
        elif e.tells in ("happened", "not-happened"):
            best = accounts[e.claims[0]]
            if best.place and best.tier < 2 and e.lines:
                answers[best.place].append(best)
    opened = (_question(e, accounts, texts, answers) for e in asked)
    return tuple(sorted((q for q in opened if q), key=lambda q: (q.opened_at, q.id)))


def _question(
    event: Event, accounts: Mapping[str, Account], texts: Mapping[str, Text], answers: Mapping[str, list[Account]]
) -> Question | None:
    asking = [accounts[c] for c in event.claims if c in texts and not texts[c][1]]
    if not asking:
        return None
    first = min(asking, key=lambda a: (a.said_at, a.id))
    text = texts[first.id][0]
    return Question(
        id=event.id,
        kind="unknown",
        text=text,
        asked_in=first.item,
        opened_at=first.said_at,
        claims=tuple(a.id for a in asking),
        options=tuple(c for c in event.claims if c in texts and texts[c][1]),
        rule="A later claim about the same thing at the same place proposes an answer; a person closes it.",
        outcome=_answer(first, text.casefold(), answers.get(first.place or "", [])),
    )


def _answer(asked: Account, text: str, told: list[Account]) -> str | None:
    if any(w in text for w in PERSON_ONLY):
        return None
    counted = any(w in text for w in ASKS_NUMBER)
    types = ANSWERS.get(asked.type, frozenset({asked.type}))
    fits = [a for a in told if a.type in types and a.said_at > asked.said_at and (a.quantities or not counted)]
    return min(fits, key=lambda a: (a.tier, a.said_at, a.id)).id if fits else None
