"""The page of own pairs: enough of each verdict, each with its reason, and none twice."""

from __future__ import annotations

from collections import Counter

from worlds.pairs import FIRST, SECOND, VERDICTS, pairs
from worlds.records import DAY


def test_the_page_has_at_least_120_pairs_and_ten_of_each_verdict() -> None:
    found = Counter(p.verdict for p in pairs())
    assert sum(found.values()) >= 120
    assert min(found[v] for v in VERDICTS) >= 10


def test_every_pair_has_a_reason_and_stands_there_once() -> None:
    rows = list(pairs())
    assert all(p.first and p.second and p.why for p in rows)
    assert len({(p.first, p.second, p.at) for p in rows}) == len(rows)


def test_an_hour_behind_an_at_sign_replaces_the_page_s_own_and_leaves_the_text() -> None:
    later = [p for p in pairs() if p.at[1] > SECOND + DAY]
    assert later
    assert all("@" not in p.first + p.second for p in pairs())
    assert any(p.at == (FIRST, FIRST) for p in pairs())
