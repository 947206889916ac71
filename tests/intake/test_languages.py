import pytest

from sitrepdesk.intake.languages import language_of, languages_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fighting goes on in the town, and nobody knows more.", "en"),
        ("NOBODY KNOWS WHO HOLDS THE TOWN OF IZIUM", "en"),
        ("Бої тривають у місті, і ніхто не знає більше.", "uk"),
        ("Бои идут в городе, и никто не знает, что будет дальше.", "ru"),
        ("Die Truppen haben die Stadt am Montag verlassen, sagte ein Sprecher.", "de"),
        ("القوات تنسحب من المدينة منذ صباح اليوم", "ar"),
        ("Kharkiv, Izium", "und"),
        ("", "und"),
        ("12:40 !!", "und"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "headline", ["UKRAINE: RUSSIAN TROOPS LEAVE IZIUM", "General Staff reports strikes near Kharkiv", "LYMAN STANDS FIRM TODAY"]
)
def test_a_short_english_headline_is_never_taken_for_another_language(headline: str) -> None:
    assert language_of(headline) in ("en", "und")


def test_short_passages_take_the_language_of_the_whole_unless_their_letters_differ() -> None:
    long = "Fighting goes on in the town, and nobody knows who holds the bridge. " * 5
    assert languages_of([long, "Casualties", "See also", "Местные жители уходят из города"]) == ["en", "en", "en", "ru"]
