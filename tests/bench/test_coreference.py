"""The scores of same-event linking, on examples that were worked out by hand from the papers."""

from __future__ import annotations

from itertools import permutations

import pytest
from coreference import _assigned, b_cubed, ceaf_e, conll, muc, partition


def clusters(text: str) -> list[frozenset[str]]:
    """ "abc de f" as three clusters of letters."""
    return [frozenset(c) for c in text.split()]


def test_the_truth_itself_scores_one_in_all_three() -> None:
    assert conll(clusters("abc de f"), clusters("f abc de")) == pytest.approx(1)


def test_muc_counts_the_links_that_are_missing() -> None:
    # Vilain et al.: the truth a-b-c-d in one chain, the answer a-b and c-d: one of three links is missing, none is wrong.
    found = muc(clusters("abcd"), clusters("ab cd"))
    assert (found.recall, found.precision) == (pytest.approx(2 / 3), 1)


def test_muc_gives_nothing_for_singletons() -> None:
    assert muc(clusters("a b"), clusters("a b")).f1 == 0


def test_b_cubed_is_the_mean_over_mentions() -> None:
    # Bagga and Baldwin's example: truth 1-5, 6-7, 8-12; the answer joins the first and the last.
    truth, answer = clusters("12345 67 89ABC"), clusters("12345 6789ABC")
    found = b_cubed(truth, answer)
    assert found.recall == 1
    # 1-5: 5 · 1; 6-7: 2 · 2/7; 8-C: 5 · 5/7; over 12 mentions.
    assert found.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)


def test_ceaf_matches_each_cluster_to_one_other_at_most() -> None:
    # Luo's example in small: the truth abcd, the answer ab and cd: one of the two is matched, worth 2·2/(4+2) = 2/3.
    found = ceaf_e(clusters("abcd"), clusters("ab cd"))
    assert (found.recall, found.precision) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


def test_ceaf_takes_the_best_matching_and_not_the_first() -> None:
    # abc shares two with "ab…" and one with "c…"; matched greedily for the larger pair the total would be smaller.
    truth, answer = clusters("abc d"), clusters("abd c")
    # abc~abd 2·2/6 = 2/3 and d~c 0, or abc~c 2/4 and d~abd 2/4: the second is worth 1.
    assert ceaf_e(truth, answer).recall == pytest.approx(1 / 2)


def test_the_matching_is_the_best_of_all_on_small_tables() -> None:
    table = [[7, 5, 11, 2], [5, 4, 1, 9], [9, 3, 2, 6]]
    best = max(sum(table[r][c] for r, c in enumerate(order[:3])) for order in permutations(range(4)))
    assert _assigned([[float(x) for x in row] for row in table]) == best


def test_the_mean_is_of_the_three() -> None:
    truth, answer = clusters("abcd"), clusters("ab cd")
    # MUC F1 = .8; B³: precision 1, recall .5, F1 = 2/3; CEAF-e F1 = 2·(1/3)(2/3)/1 = 4/9.
    assert conll(truth, answer) == pytest.approx((0.8 + 2 / 3 + 4 / 9) / 3)


def test_labels_become_clusters() -> None:
    assert set(partition({"a": 1, "b": 2, "c": 1})) == set(clusters("ac b"))
