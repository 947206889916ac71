"""Who copied whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import Shingled, copies, copy_link, keys, lines, may_copy, probes, shingled
from sitrepdesk.model import Link

from .telling import item, source

WIRE = """Soldiers entered the eastern quarter of the town before dawn on Thursday, residents said by telephone, and a second column
stopped at the grain silos by the river.

As many as 8,000 troops could be cut off between the town and the ford if the road through the forest is taken, an official said.

The mayor asked people to stay in their cellars until the shelling ends, and the hospital called for blood of every group."""
OTHER = """Flour and water reached three villages on Monday. The drivers took the long way round, because the bridge at the mill
has been closed to lorries since last week, and nobody can say when it will open again to traffic of any kind."""


def sh(name: str, text: str, days: float | None = 0.5, **more: str) -> Shingled:
    return shingled(item(name, days, **more), source(name, kind="agency"), text)


def test_the_same_text_is_a_copy_at_distance_nought() -> None:
    link = copy_link(sh("Lantern", WIRE), sh("Courier", WIRE, 1))
    assert link and (link.left, link.right, link.score) == ("Courier", "Lantern", 1000)


def test_a_copy_link_is_the_same_from_both_sides() -> None:
    a, b = sh("Lantern", WIRE), sh("Courier", WIRE + "\n\n" + OTHER, 1)
    assert copy_link(a, b) == copy_link(b, a) is not None


def test_other_news_is_no_copy() -> None:
    assert copy_link(sh("Lantern", WIRE), sh("Courier", OTHER, 1)) is None


def test_a_slip_in_a_number_does_not_hide_a_copy() -> None:
    assert copy_link(sh("Lantern", WIRE), sh("Eastline", WIRE.replace("8,000", "18,000"), 1))


def test_a_paragraph_of_a_wire_inside_a_longer_story_is_a_copy() -> None:
    first, second, _ = WIRE.split("\n\n")
    long = "\n\n".join([OTHER, "Our own story begins here. " * 20, second, first, OTHER.upper() * 3])
    link = copy_link(sh("Lantern", WIRE), sh("Compass", long, 1))
    assert link and link.left == "Compass"


def test_a_credit_says_the_direction_even_against_the_clock() -> None:
    link = copy_link(sh("Lantern", WIRE, 2), sh("Courier", WIRE + "\n\n(Source: Lantern)", 1))
    assert link and link.left == "Courier" and "own date is earlier" in link.because


def test_a_direction_that_cannot_be_known_stays_open_and_is_said() -> None:
    link = copy_link(sh("Lantern", WIRE, None), sh("Courier", WIRE, 1))
    assert link and "not known" in link.because and link.left < link.right


def test_a_retelling_with_a_credit_is_a_copy_and_without_one_is_not() -> None:
    retold = (
        "Before dawn on Thursday soldiers went into the eastern quarter of the town, residents said, while a second column stopped at the "
        "silos near the river. An official said 8,000 troops could be cut off if the forest road is taken."
    )
    assert copy_link(sh("Lantern", WIRE), sh("Gazette", retold, 1)) is None
    assert copy_link(sh("Lantern", WIRE), sh("Gazette", retold + "\n\nWith reporting by Lantern.", 1))


def test_a_daily_report_with_new_numbers_is_no_copy_of_yesterdays() -> None:
    first, second = sh("Staff", WIRE), sh("x", WIRE.replace("8,000", "8,100"), 1.5, source="source:Staff")
    assert copy_link(first, second) is None


def test_the_same_report_with_another_date_is_a_copy() -> None:
    assert copy_link(sh("Staff", WIRE), sh("x", WIRE, 1.5, source="source:Staff"))


def test_blocking_finds_what_comparing_all_pairs_finds() -> None:
    texts = [
        WIRE,
        WIRE + "\n\n" + OTHER,
        OTHER,
        WIRE.replace("8,000", "18,000"),
        "\n\n".join(["News of our own. " * 30, WIRE.split("\n\n", maxsplit=1)[0]]),
    ]
    all_ = [sh(f"n{i}", t, i / 10) for i, t in enumerate(texts)]
    pairs = {(k.left, k.right) for i, a in enumerate(all_) for b in all_[i + 1 :] if (k := copy_link(a, b))}
    assert {(k.left, k.right) for k in copies(all_)} == pairs


def test_the_order_of_arrival_does_not_change_the_links() -> None:
    all_ = [sh("a", WIRE, 1), sh("b", WIRE, 0.5), sh("c", WIRE, None), sh("d", WIRE + OTHER, 2)]
    assert len({copies(p) for p in permutations(all_)}) == 1


def test_a_thousand_same_texts_cost_a_thousand_links() -> None:
    assert len(copies(sh(f"n{i}", WIRE, i) for i in range(1000))) == 999


def test_the_keys_of_a_text_are_the_same_on_every_machine() -> None:
    assert keys(sh("Lantern", "Harbour Meridian three four five Lantern", None))[1:4] == (
        "b0:c11b76b0:e70920a8:d0803456",
        "b1:e3ea84f7:cd532ea5:c128a5b9",
        "b2:d95e3ec2:c5db554b:c971485a",
    )


def test_a_stock_phrase_brings_reports_of_one_week_together_and_none_that_are_weeks_apart() -> None:
    words = "they have been there for some time and they will be there again"
    first, soon, late = (sh(n, f"{words} {n}", days) for n, days in (("a", 1), ("b", 3), ("c", 30)))
    assert not set(keys(first)) & set(probes(late)) and not set(keys(late)) & set(probes(first))
    assert set(keys(first)) & set(probes(soon)) and set(keys(soon)) & set(probes(first))


@pytest.mark.parametrize("text", ["", "…", "UPD: ", "#tag ", "[1] ", "one", "March", "@a - "])
def test_a_text_that_says_nothing_has_no_traces(text: str) -> None:
    said = sh("Lantern", text).said
    assert not said.telling and not said.plain and not said.credited


def test_an_empty_text_is_a_copy_of_nothing() -> None:
    assert copies([sh("a", ""), sh("b", "", 1)]) == ()


def arriving(texts: Iterable[Shingled]) -> set[Link]:
    """The links that are found when the texts come one by one, each asking only for what lies there already."""
    stored: dict[str, list[Shingled]] = defaultdict(list)
    found: set[Link] = set()
    for s in texts:
        others = {o.item: o for key in probes(s) for o in stored[key]}
        found |= {link for o in others.values() if (link := copy_link(s, o))}
        for key in keys(s):
            stored[key].append(s)
    return found


def test_one_by_one_in_any_order_gives_the_lines_that_all_at_once_give() -> None:
    retold = (
        "Before dawn on Thursday soldiers went into the eastern quarter of the town, residents said, while a second column stopped at the "
        "silos near the river. An official said 8,000 troops could be cut off if the forest road is taken, Lantern reported."
    )
    texts = [
        sh("Lantern", WIRE),
        sh("Courier", WIRE + "\n\n" + OTHER, 1),
        sh("Gazette", retold, 1.5),
        sh("Compass", OTHER, 2),
        sh("x", WIRE, 3),
    ]
    items = [item(s.item, d) for s, d in zip(texts, (0.5, 1, 1.5, 2, 3), strict=True)]
    batch = copies(texts)
    assert {(k.left, k.right) for k in batch} >= {("Courier", "Lantern"), ("Gazette", "Lantern"), ("x", "Lantern")}
    for order in permutations(texts):
        assert lines(items, arriving(order), {}) == lines(items, batch, {})


def test_reports_that_share_a_stock_phrase_and_nothing_else_are_seldom_compared() -> None:
    phrase = "residents were asked to stay in their cellars"
    stories = [f"{' '.join(f'{w}{n}' for w in OTHER.split())} {phrase}. {' '.join(f'{w}{n}' for w in WIRE.split())}" for n in range(20)]
    texts = [sh(f"n{n}", story) for n, story in enumerate(stories)]
    asked = [bool(set(probes(s)) & set(keys(o))) for s in texts for o in texts if s.item < o.item]
    assert sum(asked) < len(asked) / 4


TRACE = "The ferry at Old Harbour has carried 417 lorries since the bridge fell, the harbour master wrote in his log."


def test_a_whole_sentence_with_much_of_its_own_shows_a_copy_in_other_words() -> None:
    model, copy = sh("Lantern", WIRE + "\n\n" + TRACE), sh("Courier", OTHER + "\n\n" + TRACE, 1)
    link = copy_link(model, copy)
    assert link and (link.left, link.right) == ("Courier", "Lantern") and "sentence" in link.because
    assert set(probes(copy)) & set(keys(model))
    assert copy_link(model, sh("Courier", OTHER + "\n\n" + TRACE, 30)) is None


def test_a_sentence_that_anybody_writes_and_a_house_s_own_line_are_no_trace() -> None:
    assert not sh("Lantern", "Schools will remain shut until further notice.").said.telling
    line = "Read Lantern of Old Harbour on paper: 417 kiosks between Mill Street and Harbour Street sell it."
    assert sh("Courier", line).said.telling and not sh("Lantern", line).said.telling


def meet(a: Shingled, b: Shingled) -> Link | None:
    """The link of two texts, which must also be found by their keys, and at a glimpse."""
    link = copy_link(a, b)
    assert link is None or (set(probes(a)) & set(keys(b)) and may_copy(a, b) and may_copy(b, a))
    return link


def test_a_dateline_does_not_hide_a_sentence_that_was_taken_over() -> None:
    assert meet(sh("Lantern", TRACE), sh("Courier", f"OLD HARBOUR, 9 September — {TRACE}\n\n{OTHER}", 1))


def test_a_plain_sentence_is_a_trace_for_a_day_and_longer_where_the_shorter_text_is_little_else() -> None:
    plain = "Nobody came to count the lime trees of Volnyi."
    alone, within = sh("Lantern", plain), sh("Lantern", f"{plain} {OTHER}")
    for days, model, found in ((1, within, True), (3, within, False), (3, alone, True), (6, alone, False)):
        assert bool(copy_link(sh("Courier", f"{plain} {WIRE}", days + 0.5), model)) == found


@pytest.mark.parametrize(
    "lead", ["UPD: ", "URGENT - ", "[9 September] ", "#OldHarbour ", "‼️ ", "RT @pier_log: ", "Lantern: ", "From Pier Radio - ", "LIVE | "]
)
def test_what_a_house_sets_before_a_sentence_does_not_hide_it(lead: str) -> None:
    assert meet(sh("Lantern", TRACE), sh("Courier", f"{lead}{TRACE}\n\n{OTHER}", 1))


@pytest.mark.parametrize(
    "text",
    [
        "{told}\n\nh/t Lantern",
        "{told}\n\n© Lantern",
        "Izium: what is known - Lantern\n\n{told}",
        "IZIUM, 9 September (Lantern) - It is cold here. {told}",
        "[Lantern] It is cold here. {told}",
        "So far only Lantern has this. {told}",
        "{told} Lantern was the first to report it.",
    ],
)
def test_a_credit_that_stands_by_itself_is_for_the_whole_text(text: str) -> None:
    model = sh("Lantern", "Nine houses burnt down in Izium on Thursday. Bread was sold out.")
    assert meet(sh("Courier", text.format(told="Fire took 9 homes at Izium."), 1), model)
    assert not meet(sh("Courier", text.format(told="Fire took 8 homes at Balakliia."), 1), model)


def test_a_credit_within_a_telling_is_for_that_sentence_alone() -> None:
    model = sh("Lantern", "Nine houses burnt down in Izium on Thursday. Bread was sold out.")
    assert not meet(sh("Courier", "The market of Lyman is shut, Lantern reported. We saw fire take 9 homes at Izium.", 1), model)


def test_a_number_and_a_name_in_the_sentence_with_the_credit_show_a_copy_in_other_words() -> None:
    model = sh("Lantern", "Nine houses burnt down in Izium on Thursday. Bread was sold out.")
    told = meet(sh("Courier", "Fire took 9 homes at Izium, Lantern reported. Our own reporter saw smoke.", 1), model)
    assert told and (told.left, told.right) == ("Courier", "Lantern") and "a number and a name" in told.because
    assert not meet(sh("Courier", "Fire took 8 homes at Balakliia, Lantern reported.", 1), model)
    assert not meet(sh("Courier", "Fire took 9 homes at Izium, residents reported.", 1), model)


def test_without_a_number_most_of_the_sentence_with_the_credit_must_stand_in_a_report_of_the_day_before() -> None:
    model = sh("Lantern", "Shells struck the railway depot of Kupiansk again.")
    told = "According to Lantern, the railway depot of Kupiansk was shelled."
    assert meet(sh("Courier", told, 1), model)
    assert not meet(sh("Courier", told, 3), model)
    assert not meet(sh("Courier", "According to Lantern, the market of Kupiansk opened late.", 1), model)
    assert meet(sh("Courier", "According to Lantern, the depot of Kupiansk burns, smoke rises.", 1), model)


def test_a_medium_is_credited_by_its_full_name_or_by_its_first_word_alone_but_not_by_another_s_name() -> None:
    model = sh("Harbour Mirror", "Nine houses burnt down in Izium on Thursday.")
    assert meet(sh("Courier", "Nine homes are lost in Izium, Harbour reported.", 1), model)
    assert not meet(sh("Courier", "Nine homes are lost in Izium, Harbour Standard reported.", 1), model)


def test_a_plain_sentence_shows_a_copy_only_with_a_credit_or_with_a_second_one() -> None:
    plain, more = "Workers died in Kupiansk at the depot.", "The mill at Volnyi lost its roof."
    model = sh("Lantern", f"{plain} {more}")
    assert not meet(sh("Courier", plain + " The rest is our own.", 1), model)
    assert meet(sh("Courier", plain + " The rest is our own.\n\nSource: Lantern", 1), model)
    assert meet(sh("Courier", f"{more} The rest is our own. {plain}", 1), model)


def test_a_long_sentence_word_for_word_is_a_trace_though_its_words_are_common() -> None:
    long = "The forces of the east keep possession of Lyman, as people from the place put it who had to go and look for bread there."
    assert sh("Lantern", long).said.telling
    assert not sh("Lantern", "The forces of the east hold Lyman, people say.").said.telling


def test_a_sentence_that_may_be_a_stock_phrase_is_a_plain_trace_unless_it_has_a_number_that_is_no_date() -> None:
    found = [("lime trees", False), ("417 trees", True), ("lime trees on 9 September", False), ("trees, one of the ferries", False)]
    for words, telling in found:
        said = sh("Lantern", f"Nobody came to count the {words} of Volnyi.").said
        assert (bool(said.telling), bool(said.plain)) == (telling, not telling), words


def test_who_is_quoted_and_where_is_no_trace_however_many_names_it_has() -> None:
    assert not sh("Lantern", "On Monday Foreign Minister Anton Pavlovich Verner told Radio Lyman in Kupiansk.").said.telling


@pytest.mark.parametrize(
    "credit",
    [
        "Lantern is reporting",
        "as carried by Lantern",
        "per Lantern",
        "Lantern was first to report",
        "as a dispatch from Lantern has it",
        "writes Lantern",
        "in Lantern's account",
        "in an interview with Lantern",
        "credits Lantern",
        "according to the newspaper Lantern",
        "a Lantern correspondent found",
        "says a story in Lantern",
        "photo by Lantern",
    ],
)
def test_a_credit_is_read_in_its_many_forms(credit: str) -> None:
    model = sh("Lantern", "Nine houses burnt down in Izium on Thursday.")
    assert meet(sh("Courier", f"Fire took nine homes at Izium, {credit}.", 1), model)


def test_a_name_before_a_colon_is_a_credit() -> None:
    model = sh("Lantern", "Nine houses burnt down in Izium on Thursday.")
    assert meet(sh("Courier", "Lantern: Fire took nine homes at Izium.", 1), model)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("@harbour_watch", "Fire took nine homes at Izium, and it was @harbour_watch that said so first."),
        ("Ministry of Defence of Volna", "Ministry of Defence of Volna reported that fire took nine homes at Izium."),
    ],
)
def test_a_handle_credits_in_whatever_words_and_a_body_by_its_whole_name(name: str, told: str) -> None:
    assert meet(sh("Courier", told, 1), sh(name, "Nine houses burnt down in Izium on Thursday."))


def test_who_only_names_a_newspaper_does_not_credit_it() -> None:
    model = sh("Harbour Mirror", "Nine houses burnt down in Izium on Thursday.")
    assert not meet(sh("Courier", "Fire took nine homes at Izium, and the offices of the Harbour Mirror.", 1), model)


pieces = st.sampled_from(
    [
        *WIRE.split("\n\n"),
        OTHER,
        TRACE,
        "Workers died in Kupiansk at the depot.",
        "Nine houses burnt down in Izium.",
        "Source: Lantern",
        "Courier said so.",
    ]
)
texts = st.builds(
    lambda name, parts, day: sh(name, "\n\n".join(parts), day),
    st.sampled_from(["Lantern", "Courier", "Gazette"]),
    st.lists(pieces, max_size=4),
    st.sampled_from([None, 0.5, 1, 3, 9]),
)


@given(texts, texts)
def test_no_copy_is_ruled_out_at_a_glimpse(a: Shingled, b: Shingled) -> None:
    assert copy_link(a, b) is None or (may_copy(a, b) and may_copy(b, a))


def test_two_reports_that_share_but_a_phrase_are_ruled_out_at_a_glimpse() -> None:
    assert not may_copy(sh("Lantern", WIRE), sh("Courier", "Residents said by telephone, and a second column, that bread was sold out.", 1))
