"""What clearing takes out, and that no format shows it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from sitrepdesk.model import Cleared
from sitrepdesk.publish import MARKING, clear, is_printable, names_of, releasable, to_html, to_json, to_markdown, tried
from sitrepdesk.publish.behind import Behind, Spot
from sitrepdesk.publish.names import Names
from sitrepdesk.publish.scrub import Scrubber
from sitrepdesk.report import compose
from tests.report.kharkiv import kharkiv
from tests.report.sample import AS_OF, DOSSIER, PACK, Desk

from .clearing import PLACES, rules

SECRETS = [m["text"] for m in tomllib.loads((DOSSIER / "expected.toml").read_text(encoding="utf-8"))["must_not_appear"]]
FORMATS = {"md": to_markdown, "html": to_html, "json": to_json}


def desk_of(
    text: str, words: str, kind: str = "capture", *, source: str = "Meridian Wire", item: dict[str, Any] | None = None, **claim: Any
) -> Desk:
    desk = Desk()
    desk.item("a", source, "2022-09-10", text, **(item or {}))
    desk.happened([desk.claim("a", words, kind, **claim)])
    return desk


def cleared(desk: Desk, *, full: bool = False, **more: Any) -> Cleared:
    return clear(compose(desk.inputs()), desk.told, rules(desk, **more), full=full)


def body(made: Cleared) -> str:
    told = (s for s in made.document.sections if s.key == "bottom-line" or s.key.startswith("area"))
    return "\n".join(x.text for section in told for x in section.sentences if x.role == "fact")


@pytest.fixture(scope="module")
def dossier() -> Cleared:
    desk = kharkiv(private=True)
    return clear(compose(desk.inputs(since=11, before=desk.picture())), desk.told, rules(desk))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("secret", SECRETS)
def test_what_must_never_come_out_is_in_no_format(dossier: Cleared, secret: str, name: str) -> None:
    assert secret not in FORMATS[name](dossier)


def test_nothing_else_of_the_dossier_is_lost(dossier: Cleared) -> None:
    desk = kharkiv()
    plain = clear(compose(desk.inputs()), desk.told, rules(desk))
    assert [w for w in plain.withheld if "person" in w or "name" in w] == []
    assert "As many as 8,000 Russian troops could be trapped" in to_markdown(plain)


def test_every_report_is_marked_whether_full_or_not() -> None:
    desk = desk_of("Troops took Izium.", "Troops took Izium")
    assert cleared(desk).marking == cleared(desk, full=True).marking == MARKING


def test_full_takes_nothing_out_and_says_so() -> None:
    desk = desk_of("They met Yegor Vydumkin in Izium.", "They met Yegor Vydumkin", "other")
    made = cleared(desk, full=True)
    assert made.document == compose(desk.inputs())
    assert made.withheld == ("Nothing was withheld: this is the full internal version.",)


def test_a_sentence_that_names_a_private_person_goes_whole() -> None:
    made = cleared(desk_of("Olena Vyhadanko taught music in Izium until the school was closed.", "the school was closed", "function"))
    assert body(made) == ""
    assert made.document.citations == ()
    assert made.withheld == ("One sentence that names or points to a person in no public role",)


def test_an_age_and_a_home_town_are_an_identity_without_a_name() -> None:
    assert body(cleared(desk_of("A private, 21, from Tambov, was taken.", "was taken", "take-prisoner"))) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The police found a man with a radio near Izium; neighbours say he was guiding missiles.",
        "A woman suspected of spying was taken in Izium.",
        "A villager was taken, since she passed information to the enemy.",
    ],
)
def test_what_one_unnamed_person_is_said_to_have_done_is_not_told(text: str) -> None:
    assert body(cleared(desk_of(text, text.rstrip("."), "detain"))) == ""


@pytest.mark.parametrize(
    "text", ["A resident said she passed two checkpoints on the way to Izium.", "A man was wounded in Izium while he worked in his garden."]
)
def test_what_an_unnamed_person_saw_or_suffered_is_told(text: str) -> None:
    assert text.removesuffix(".") in body(cleared(desk_of(text, text.rstrip("."), "presence")))


@pytest.mark.parametrize(
    "text",
    [
        "Troops took the island of Vydumka.",
        "Troops took the Vydumka bridge.",
        "Troops took Vydumka district council.",
        "Troops took the road between Vydumka and Izium, in Vydumka district.",
        "Troops took the Bab al-Vydumka crossing.",
    ],
)
def test_a_name_with_a_word_for_a_place_is_a_place(text: str) -> None:
    assert "Vydumka" in body(cleared(desk_of(text, text.rstrip("."))))


def test_a_word_for_a_place_elsewhere_tells_that_a_name_is_one() -> None:
    desk = desk_of("Troops took ground near Vydumka. The Vydumka bridge is closed.", "Troops took ground near Vydumka")
    desk.happened([desk.claim("a", "The Vydumka bridge is closed", "outage")])
    assert "near Vydumka" in body(cleared(desk))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The RSF took Izium.", True),
        ("The Unified Liberation Army took Izium. The ULA left.", True),
        ("The ULA took Izium.", True),
        ("Engineers removed IEDs in Izium.", True),
        ("U.S. officials left Izium.", True),
        ("A man called OLEH took Izium.", False),
        ("Olena VYHADANKO took Izium.", False),
        ("VYHADANKO, Olena, took Izium.", False),
        ("VYHADANKO: They took Izium.", False),
    ],
)
def test_letters_are_a_body_s_where_no_person_could_be_called_so(text: str, printed: bool) -> None:
    words = text.rsplit(". ", maxsplit=1)[-1].rstrip(".")
    assert (words in body(cleared(desk_of(text, words)))) is printed


def test_a_sentence_loses_a_place_that_its_note_loses_for_the_sake_of_another() -> None:
    desk = desk_of("Troops hold Chuhuiv.", "Troops hold Chuhuiv", "hold", place="Chuhuiv")
    desk.item("b", "Ridge Institute", "2022-09-10", "Troops hold Chuhuiv, the director of its hospital said.")
    first, other = next(iter(desk.told)), desk.claim("b", "Troops hold Chuhuiv, the director of its hospital said", "hold", place="Chuhuiv")
    desk.happenings.clear()
    desk.happened([first])
    desk.happened([other, first])
    made = cleared(desk)
    notes = {c.claim: c.quote for c in made.document.citations}
    told = [s for section in made.document.sections for s in section.sentences if s.role == "fact"]
    assert told
    assert all(
        ("Chuhuiv," in s.text or "Chuhuiv." in s.text) == ("Chuhuiv" in notes[s.support[0]].replace("Chuhuiv Raion", "")) for s in told
    )


@pytest.mark.parametrize(("text", "printed"), [("People starve in Vydumka district.", True), ("Troops starve in Vydumka district.", False)])
def test_a_word_for_a_place_leads_to_the_hungry_and_not_to_the_troops(text: str, printed: bool) -> None:
    assert ("Vydumka" in body(cleared(desk_of(text, text.rstrip("."), "shortage")))) is printed


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis took Izium.",
        "Kurdish fighters took Izium.",
        "The tanker Swan Vydumka was struck at Izium.",
        "Survivors left Izium.",
        "Libraries in Izium were hit.",
        "Forty-seven people died in Izium.",
    ],
)
def test_groups_peoples_ships_and_words_that_open_a_sentence_are_no_persons(text: str) -> None:
    assert text.rstrip(".") in body(cleared(desk_of(text, text.rstrip("."))))


@pytest.mark.parametrize("text", ["Baker left Izium.", "Shepherd Vyhadanko left Izium.", "Rose was seen in Izium."])
def test_words_that_people_are_called_open_no_sentence(text: str) -> None:
    assert body(cleared(desk_of(text, text.rstrip(".")))) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("President Oleh Vydumkin left Izium.", True),
        ("Foreign Minister Vydumkin left Izium. Vydumkin spoke in Kyiv.", True),
        ("President Oleh Vydumkin left Izium. Yegor Vydumkin left Izium too.", False),
        ("Colonel Vydumkin left Izium.", False),
        ("Spokeswoman Olena Vydumka left Izium.", False),
        ("President of the club Yegor Vydumkin left Izium.", False),
    ],
)
def test_who_holds_a_high_office_is_no_private_person(text: str, printed: bool) -> None:
    words = text.rsplit(". ", maxsplit=1)[-1].rstrip(".")
    assert (words in body(cleared(desk_of(text, words)))) is printed


def test_a_place_that_its_sentence_tells_from_other_names_is_printed() -> None:
    desk = desk_of("Troops took a mine in Vydumka.", "Troops took a mine in Vydumka")
    assert "Vydumka" not in body(cleared(desk))
    assert "Vydumka" in body(cleared(desk, places=lambda text: ["Vydumka"] if "mine" in text else []))


def test_a_person_s_name_before_a_word_for_a_place_stays_a_person_s() -> None:
    assert "Vyhadanko" not in body(cleared(desk_of("Olena Vyhadanko crossed the Olena Vyhadanko bridge to Izium.", "crossed the")))


def test_an_unknown_village_is_masked_and_the_rest_stays() -> None:
    made = cleared(desk_of("Troops took ground near Vydumka.", "Troops took ground"))
    assert "Troops took ground near [name withheld]," in body(made)


def test_a_confidential_items_words_source_and_file_are_withheld_and_committed_to() -> None:
    secret = {"handling": "confidential", "address": "https://secret.example/note"}
    desk = desk_of("Three trains went east.", "Three trains went east", "supply", source="Contact K-4", item=secret)
    made = cleared(desk)
    assert body(made) == "A source (withheld) reported on this; its words are withheld."
    cited = made.document.citations[0]
    assert cited.item.startswith("withheld:")
    assert (cited.blob, cited.locator, cited.quote, cited.source) == ("", "", "[withheld]", "a source (withheld)")
    for render in FORMATS.values():
        assert not [s for s in ("K-4", "secret.example", "Three trains", desk.items["a"].blob) if s in render(made)]


def test_a_commitment_changes_with_the_salt() -> None:
    desk = desk_of("Three trains went east.", "Three trains went east", source="Contact K-4", item={"handling": "confidential"})
    one, two = (cleared(desk, nonce=n).document.citations[0].item for n in ("salt", "pepper"))
    assert one != two


def test_an_embargoed_item_leaves_the_report_until_its_hour() -> None:
    desk = desk_of("Troops took Izium.", "Troops took Izium", item={"embargo": AS_OF + 1})
    made = cleared(desk)
    assert body(made) == ""
    assert made.withheld == ("One report under embargo",)
    assert "Troops took Izium" in body(cleared(desk, now=AS_OF + 1))


def test_support_under_embargo_is_taken_off_with_its_count() -> None:
    desk = desk_of("Troops took Izium.", "Troops took Izium")
    desk.item("b", "The Harbour Courier", "2022-09-10", "Troops took Izium.", embargo=AS_OF + 1)
    desk.happenings.clear()
    claims = [next(iter(desk.told)), desk.claim("b", "Troops took Izium", "capture")]
    desk.happened(claims)
    made = cleared(desk)
    assert body(made) == "“Troops took Izium,” Meridian Wire reported on 10 September."
    assert claims[1] not in to_json(made)


def test_claims_withheld_for_a_person_never_come_out() -> None:
    desk = desk_of("He was a deserter.", "He was a deserter", "desert")
    document = compose(desk.inputs())
    told = {k: replace(t, claim=replace(t.claim, withheld="person")) for k, t in desk.told.items()}
    assert body(clear(document, told, rules(desk))) == ""


def test_a_claim_that_nobody_knows_is_withheld() -> None:
    desk = desk_of("Troops took Izium.", "Troops took Izium")
    assert body(clear(compose(desk.inputs()), {}, rules(desk))) == ""


def test_a_shelter_is_named_no_finer_than_its_district() -> None:
    text = "A reception site in Chuhuiv houses 340 people."
    made = cleared(desk_of(text, "houses 340 people", "displace", place="Chuhuiv"))
    assert "A reception site in [a place in Chuhuiv Raion] houses 340 people" in body(made)


def test_a_channel_named_after_the_place_of_a_shelter_is_not_printed_with_it() -> None:
    text = "The shelter in Chuhuiv at 14 Zrazkova Street is open again."
    assert body(cleared(desk_of(text, "is open again", "function", source="Chuhuiv Neighbours", place="Chuhuiv"))) == ""


def test_a_force_in_a_small_place_is_coarsened() -> None:
    text = "A battery stands at Hrushivka."
    made = cleared(desk_of(text, "A battery stands", "presence", place="Hrushivka"))
    assert "A battery stands at [a place in Kupiansk Raion]" in body(made)
    assert "Hrushivka" not in to_markdown(made)


def test_a_label_that_spells_a_small_place_otherwise_is_dropped() -> None:
    near = Behind({Spot("Grushevka", "geonames:Hrushivka", None, "settlement", False): None}, positions=True)
    scrub = Scrubber(Names(frozenset(), lambda _: True), rules(desk_of("Troops took Izium.", "Troops took Izium")))
    assert scrub.text("Hrushivka — A battery stands by the mill.", near) == "A battery stands by the mill."


def test_a_file_name_that_holds_a_private_name_is_left_out() -> None:
    desk = desk_of(
        "They met Yegor Vydumkin. Troops took Izium.", "Troops took Izium", item={"address": "https://news.example/yegor-vydumkin"}
    )
    desk.happened([desk.claim("a", "They met Yegor Vydumkin", "other")])
    assert "vydumkin" not in to_json(cleared(desk)).casefold()


def test_what_may_be_told_leaves_out_embargoes_and_persons() -> None:
    desk = kharkiv(private=True)
    kept = list(releasable(desk.told.values(), AS_OF))
    assert len(kept) == len(desk.told) - 3
    assert not [t for t in kept if t.claim.withheld or t.item.id == "21"]


@pytest.mark.parametrize(
    "text",
    [
        "We do not know if he was a deserter caught on the road.",
        "It is not known who the man was.",
        "Nobody knows who this hapless Russian soldier was, his name or the town he came from.",
        "She was a collaborator, people say.",
    ],
)
def test_who_somebody_was_and_what_they_may_have_done_goes_whole(text: str) -> None:
    assert body(cleared(desk_of(text, text.rstrip("."), "other", mood="unknown"))) == ""


def test_a_quotation_that_holds_a_piece_of_a_withheld_claim_goes_with_it() -> None:
    desk = desk_of("Troops took Izium and shot a looter in the square.", "Troops took Izium")
    desk.claim("a", "shot a looter", "kill", withheld="person")
    assert body(cleared(desk)) == ""


def test_words_that_may_not_be_printed_are_found_beforehand_so_that_others_take_their_place() -> None:
    desk = desk_of("Troops met Yegor Vydumkin in Izium. Troops took Izium near Hrushnykove.", "Troops met Yegor Vydumkin in Izium")
    desk.happened([desk.claim("a", "Troops took Izium", "capture")])
    document = compose(desk.inputs())
    found = tried(document, desk.told, rules(desk), left_out=2)
    barred, masked = found.barred, found.masked
    assert found.cleared == clear(document, desk.told, rules(desk), left_out=2) != clear(document, desk.told, rules(desk))
    assert {desk.told[c].claim.quote for c in barred} == {"Troops met Yegor Vydumkin in Izium"}
    assert {desk.told[c].claim.quote for c in masked} == {"Troops took Izium"}
    told = compose(desk.inputs(avoid=barred))
    assert not [s for section in told.sections for s in section.sentences if "Vydumkin" in s.text]


def test_a_title_with_a_private_name_is_not_printable() -> None:
    names = names_of(PACK, [])
    assert is_printable("Battle of Kherson", names, PLACES.__contains__)
    assert not is_printable("A talk with Yegor Vydumkin", names, PLACES.__contains__)


def test_a_site_in_a_sentence_that_is_quoted_along_is_coarsened_in_the_quotation_too() -> None:
    desk = Desk()
    desk.item("a", "Joint Relief Desk", "2022-09-12", "The hospital in Balakliia has two doctors. The one in Izium is closed.")
    desk.happened([desk.claim("a", "The hospital in Balakliia has two doctors", "function", object="medical", place="Balakliia")])
    desk.happened([desk.claim("a", "The one in Izium is closed", "outage", object="medical", place="Izium")])
    made = clear(compose(desk.inputs()), desk.told, rules(desk))
    assert "two doctors" in to_markdown(made)
    assert "Balakliia" not in to_markdown(made)


def test_a_private_name_beside_the_name_of_a_people_keeps_no_other_sentence_on_that_people_back() -> None:
    desk = Desk()
    desk.item(
        "a", "Meridian Wire", "2022-09-10", "Ukrainian Taras Nebuvalyi was seen. Ukrainian troops took Izium. Nebuvalyi ran from Lyman."
    )
    for words, kind in (("was seen", "other"), ("Ukrainian troops took Izium", "capture"), ("ran from Lyman", "withdraw")):
        desk.happened([desk.claim("a", words, kind)])
    text = body(cleared(desk))
    assert "Ukrainian troops took Izium" in text
    assert "Nebuvalyi" not in text
