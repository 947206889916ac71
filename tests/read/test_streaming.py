"""Claims come while the rest of a text is still unread, in the order of the text, at a cost that grows with its length and no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

import numpy as np
import pytest

from sitrepdesk.language.tagger import Ask, LabelSets, Tagged, Tagger, open_tagger
from sitrepdesk.model import Claim, Item, Passage
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.read.where import Ground

from .conftest import read_with

TOLD = "Rebels shelled the village of Qovarik on Monday, killing {n} people. The governor said that they had taken the village."
"""Two sentences."""
CITIES = ("Paris", "Berlin", "Madrid", "Vienna", "Prague", "Warsaw", "Lisbon")


class Counting:
    """The tagger, counting the sentences that it is asked for."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger, self.sentences = tagger, 0

    @property
    def name(self) -> str:
        return self.tagger.name

    @property
    def labels(self) -> LabelSets:
        return self.tagger.labels

    def tag(self, asked: Sequence[Ask]) -> tuple[Tagged, ...]:
        self.sentences += len(asked)
        return self.tagger.tag(asked)


class Silent(Counting):
    """A tagger that sees no claim anywhere, and so leaves most to the tables."""

    def tag(self, asked: Sequence[Ask]) -> tuple[Tagged, ...]:
        return tuple(self._nothing(len(a.words)) for a in asked)

    def _nothing(self, words: int) -> Tagged:
        types = np.zeros((words, len(self.labels.types)), np.float32)
        types[:, 0] = 20
        answers = np.zeros((words, sum(len(values) for _, values in self.labels.answers)), np.float32)
        return Tagged({"types": types, "answers": answers, "links": np.zeros((words, words, len(self.labels.links)), np.float32)})


def stream(reader: Reader, text: str) -> Iterator[Claim]:
    item = Item(id="item", blob="", format="text", captured_at=0, captured_by="test", captured_from="test")
    return reader.read(item, [Passage(id="passage", item="item", locator="0", text=text, language="en", method="as-is")], "UTC")


@pytest.fixture(scope="module")
def tables(readers: dict[str, Reader]) -> Reader:
    """The reader without its tagger."""
    return make_reader(readers["world"].pack, readers["world"].resolver)


@pytest.mark.parametrize(
    ("opening", "between"),
    [("", "\n\n"), ("", " "), ("Rebels seize bridge\n\n", "\n\n")],
    ids=["paragraphs", "no line breaks", "a heading of which the text tells nothing"],
)
def test_the_first_claim_comes_while_most_of_the_text_is_unread(opening: str, between: str, readers: dict[str, Reader]) -> None:
    counting = Counting(open_tagger())
    reader = make_reader(readers["world"].pack, readers["world"].resolver, cast(Tagger, counting))
    claims = stream(reader, opening + between.join(TOLD.format(n=n) for n in range(3, 253)))
    first = next(claims)
    assert first.head_span[0] < 20
    assert counting.sentences <= 300
    rest = list(claims)
    assert counting.sentences >= 500
    assert len(rest) > 500


def test_claims_come_in_the_order_of_their_heads_and_each_once(tables: Reader) -> None:
    text = "\n\n".join(("Rebels seize bridge", "Shelling in Ardo", TOLD.format(n=3), "Rebels may have shelled Ardo.") * 30)
    claims = list(stream(tables, text))
    assert all(a.head_span <= b.head_span for a, b in pairwise(claims))
    assert len({c.id for c in claims}) == len(claims) > 100


def test_a_heading_is_softened_by_what_follows_soon_and_by_nothing_far_behind(tables: Reader) -> None:
    def heading(sentences_between: int) -> Claim:
        filler = "\n\n".join("The weather was cold and the roads were long." for _ in range(sentences_between))
        return read_with(tables, f"Rebels capture the town of Ardo\n\n{filler}\n\nRebels may have captured the town of Ardo.")[0]

    assert heading(5).likelihood == heading(46).likelihood == "possible"
    assert heading(300).likelihood == "stated"


def test_a_sentence_that_takes_back_the_one_before_does_so_in_a_text_without_line_breaks(tables: Reader) -> None:
    claims = list(stream(tables, " ".join(["Rebels captured the town of Ardo on Friday.", "They had not."] * 300)))
    assert len(claims) == 300
    assert {c.polarity for c in claims} == {"negated"}


def calls(run: Callable[[], object]) -> int:
    """How many functions, Python's own included, a run calls."""
    count = 0

    def seen(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "no line breaks"])
@pytest.mark.parametrize("tagged", [False, True], ids=["tables", "tables and tagger"])
def test_four_times_the_text_takes_four_times_the_work(between: str, tagged: bool, tables: Reader) -> None:
    reader = make_reader(tables.pack, tables.resolver, cast(Tagger, Silent(open_tagger()))) if tagged else tables

    def work(paragraphs: int) -> int:
        text = between.join(f"{TOLD.format(n=n)} It happened north of Kharkiv, by the river." for n in range(paragraphs))
        return calls(lambda: list(stream(reader, text)))

    work(20)
    assert work(400) <= 4 * 1.1 * work(100)


def test_what_is_kept_of_a_passage_does_not_grow_with_it(tables: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    grounds: list[int] = []
    enter = Ground.enter

    def entered(self: Ground, *args: object) -> None:
        enter(self, *args)  # type: ignore[arg-type]
        grounds.append(len(self.context) + len(self.strange) + len(self.named))

    monkeypatch.setattr(Ground, "enter", entered)
    list(stream(tables, "\n\n".join(TOLD.format(n=n) + f" Shells fell on {CITIES[n % 7]}." for n in range(300))))
    assert len(grounds) == 300
    assert max(grounds) <= 60
