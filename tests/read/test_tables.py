"""Every row of the reader's tables: known types, roles, values, verbs that the tagger knows."""

from __future__ import annotations

import pytest

from sitrepdesk.language.morphology import verb_forms
from sitrepdesk.model import BANDS, LEVEL_TYPES, TYPES
from sitrepdesk.read.tables import cues, event_adjectives, event_nouns, hedges, kinds, light_verbs, prepositions, softeners, verbs

ROLES = {"actor", "target", "instrument", "place", "from", "to", "toward", "via", "-"}
MOODS = {"stated", "intended", "conditional", "wished", "directed", "unknown"}
LEMMAS = {r.lemma for rows in verb_forms().values() for r in rows}
KINDS = {k for found in kinds().values() for k in found} | {"none"}


@pytest.mark.parametrize("frame", [*verbs().values(), *event_nouns().values(), *event_adjectives().values()], ids=lambda f: f.words)
def test_a_frame_names_known_types_and_roles(frame: object) -> None:
    assert frame.type in (*TYPES, "-")  # type: ignore[attr-defined]
    for role in (frame.subject, frame.object):  # type: ignore[attr-defined]
        assert set(role.split("|")) <= ROLES
    level = frame.options.get("level")  # type: ignore[attr-defined]
    assert level is None or (level in {"good", "poor"} and frame.type in LEVEL_TYPES)  # type: ignore[attr-defined]


@pytest.mark.parametrize("frame", verbs().values(), ids=lambda f: f.words)
def test_an_event_verb_is_known_to_the_tagger_and_its_options_to_the_reader(frame: object) -> None:
    assert frame.words.split()[0] in LEMMAS | {"have"}  # type: ignore[attr-defined]
    for key, value in frame.options.items():  # type: ignore[attr-defined]
        if key in {"need", "by"}:
            assert set(value.split(",")) <= KINDS, value
        elif key.startswith("subj:") or key in KINDS:
            assert key.removeprefix("subj:") in KINDS
            assert value.partition(":")[0] in {*TYPES, "-"}


@pytest.mark.parametrize("key", list(cues()), ids="-".join)
def test_a_cue_has_known_effects(key: tuple[str, str]) -> None:
    for cue in cues()[key]:
        assert cue.takes
        assert set(cue.effects) <= {"say", "saw", "likely", "mood", "neg", "phase", "fact", "unnamed"}
        assert cue.effects.get("likely", "likely") in BANDS
        assert cue.effects.get("mood", "stated") in MOODS


def test_every_likelihood_word_of_the_schema_is_in_the_table() -> None:
    sure = "almost certainly,no doubt,very likely,highly probable,likely,probably"
    unsure = "a toss-up,unlikely,improbable,doubtful,possibly,cannot be ruled out"
    assert {*sure.split(","), *unsure.split(",")} <= set(softeners())
    assert set(hedges()["likelihood"]) == set(BANDS)


def test_prepositions_and_light_verbs_have_known_values() -> None:
    assert set(prepositions().values()) <= {"at", "from", "to", "toward", "via", "beyond", "near"}
    assert set(light_verbs().values()) <= {"actor", "target", "-"}
