"""The tagger: the same bits for a sentence whatever else is in its batch, odd words survive, the file says what it is."""

from __future__ import annotations

import hashlib
import json
import pickle

import numpy as np
import pytest

from sitrepdesk.language import tokens
from sitrepdesk.language.tagger import ALL, Ask, Tagged, Tagger, open_tagger, weights
from sitrepdesk.language.wordpiece import SHAPES, WordPiece, shape_of

SENTENCES = [
    "Fighting.",
    "The army withdrew from the town on Sunday.",
    "As many as 10,000 troops may be cut off, and their surrender is reportedly being negotiated right now.",
    "According to two officials, the ministry has denied that shells hit the school in which 40 families had taken shelter.",
    "- no casualties reported",
    "EXPLOSIONS HEARD NEAR THE PORT",
]


def ask(text: str) -> Ask:
    words = tokens(text)
    return Ask(words, [0] * len(words))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return open_tagger(threads=2)


def same(a: Tagged, b: Tagged) -> bool:
    return all(np.array_equal(a.scores[name], b.scores[name]) for name in ALL)


def test_a_sentence_gets_the_same_bits_alone_and_among_others(tagger: Tagger) -> None:
    together = tagger.tag([ask(s) for s in SENTENCES * 5], ALL)
    for i, text in enumerate(SENTENCES):
        assert same(tagger.tag([ask(text)], ALL)[0], together[i])
        assert same(together[i], together[i + len(SENTENCES)])


def test_a_sentence_gets_the_same_bits_from_one_thread_and_from_two(tagger: Tagger) -> None:
    asked = [ask(s) for s in SENTENCES]
    assert all(same(a, b) for a, b in zip(tagger.tag(asked, ALL), open_tagger(threads=1).tag(asked, ALL), strict=True))


def test_the_answer_has_a_row_for_every_word(tagger: Tagger) -> None:
    for text, tagged in zip(SENTENCES, tagger.tag([ask(s) for s in SENTENCES], ALL), strict=True):
        n = len(tokens(text))
        assert tagged.scores["types"].shape == (n, len(tagger.labels.types))
        assert tagged.scores["links"].shape == (n, n, len(tagger.labels.links))
        assert len(tagged.heads) == n


@pytest.mark.parametrize("text", ["", "Ізюм звільнено", "\u200f\u202bشهادة", "a" * 5000, "word " * 900, "½ ² ﬁ 😀"])
def test_odd_text_gets_an_answer(text: str, tagger: Tagger) -> None:
    words = tokens(text)
    (tagged,) = tagger.tag([Ask(words, [0] * len(words))]) if words else (None,)
    assert tagged is None or np.isfinite(tagged.scores["types"]).all()


def test_a_tagger_travels_to_another_process_and_answers_the_same(tagger: Tagger) -> None:
    other = pickle.loads(pickle.dumps(tagger))
    assert same(other.tag([ask(SENTENCES[2])], ALL)[0], tagger.tag([ask(SENTENCES[2])], ALL)[0])


def test_the_file_is_small_and_its_name_carries_its_hash(tagger: Tagger) -> None:
    data = weights().read_bytes()
    assert len(data) <= 45_000_000
    assert tagger.name == f"tagger-{hashlib.sha256(data).hexdigest()[:12]}"


def test_the_file_says_what_trained_it(tagger: Tagger) -> None:
    assert {"train.jsonl", "wikigold.conll.txt", "model.safetensors"} <= set(tagger.card) | {k.split("/")[-1] for k in tagger.card}
    assert all(len(v) == 64 for v in json.loads(json.dumps(tagger.card)).values())


def test_pieces_are_the_longest_that_the_vocabulary_has() -> None:
    pieces = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "shell", "##ed", "##ing", "the", "-", "un"])
    assert pieces.pieces("Shelled") == (4, 5)
    assert pieces.pieces("the") == (7,)
    assert pieces.pieces("un-shelling") == (9, 8, 4, 6)
    assert pieces.pieces("qat") == (1,)


@pytest.mark.parametrize(
    "word, first, shape",
    [
        ("army", False, "lower"),
        ("Army", False, "title"),
        ("Army", True, "title-first"),
        ("ARMY", False, "upper"),
        ("I", False, "single-capital"),
        ("10,000", False, "number"),
        ("152mm", False, "number-and-letters"),
        ("…", False, "mark"),
        ("eTopia", False, "mixed"),
    ],
)
def test_the_shape_gives_back_what_small_letters_lose(word: str, first: bool, shape: str) -> None:
    assert SHAPES[shape_of(word, first)] == shape
