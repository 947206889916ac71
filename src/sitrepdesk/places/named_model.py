"""What the tagger calls a name: spans of a sentence with the model's own label."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitrepdesk.language import Token
from sitrepdesk.language.tagger import Ask, Tagger
from sitrepdesk.model import Span

Labelled = tuple[int, int, str]
"""First word, word behind the last, label."""


def asked(words: Sequence[Token], places: Sequence[Span]) -> Ask:
    """A sentence as the tagger takes it, the words of known places marked."""
    flags = [0] * len(words)
    for start, end in places:
        inside = [i for i, w in enumerate(words) if start <= w.start < end]
        for i in inside:
            flags[i] = 1 if i == inside[0] else 2
    return Ask(words, flags)


def by_model(sentences: Sequence[Ask], tagger: Tagger) -> list[tuple[Labelled, ...]]:
    """The names of each sentence, as the model has them."""
    return [labelled(t.scores["names"], tagger.labels.names) for t in tagger.tag(sentences, ["names"])]


def labelled(scores: NDArray[np.float32], labels: Sequence[str]) -> tuple[Labelled, ...]:
    """The likeliest spans, under the rule that an inside follows its own kind (Viterbi)."""
    follows = np.array([[not b.startswith("I-") or (a[1:] == b[1:] and a != "O") for b in labels] for a in labels])
    best = scores[0] + np.array([-1e9 if x.startswith("I-") else 0.0 for x in labels])
    back = []
    for row in scores[1:]:
        step = np.where(follows, best[:, None], -1e9)
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return spans([labels[i] for i in reversed(path)])


def spans(tags: Sequence[str]) -> tuple[Labelled, ...]:
    """The spans of begin and inside tags, as they stand."""
    opens = [i for i, tag in enumerate(tags) if tag.startswith("B-")]
    out = []
    for start, bound in pairwise([*opens, len(tags)]):
        end = start + 1
        while end < bound and tags[end] == f"I-{tags[start][2:]}":
            end += 1
        out.append((start, end, tags[start][2:]))
    return tuple(out)
