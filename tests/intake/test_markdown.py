import pytest

from sitrepdesk.model import Arrival, Refusal

from .making import one, read, refused, texts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Taken *today*, **they** say.\n", ["Taken today, they say."]),
        ("See [the town](https://a.example/x(1) 'title') now.\n", ["See the town now."]),
        ("A line\nthat goes on.\n", ["A line that goes on."]),
        ("It fell.[^1] Or not.[12][a]\n\n[^1]: https://a.example/x\n", ["It fell. Or not."]),
        ("It fell.[^n]\n\n[^n]: The mayor said so.\n", ["It fell.", "The mayor said so."]),
        ("In [[Izium|the town]] {{cn|{{date}}}} it is quiet.\n", ["In the town it is quiet."]),
        ("It fell<ref name='x'>A book, p. 3</ref> on Monday.<ref name='x'/>\n", ["It fell on Monday."]),
        ("Still here [object Object] today.\n", ["Still here today."]),
        ("<!-- a note -->\n\nThe text.\n", ["The text."]),
        ("<div>One <b>bold</b> word.</div>\n<script>alert(1)</script>\n", ["One bold word."]),
        ("| Town | Held by |\n| --- | --- |\n| Izium | *Kyiv*, it is said |\n", ["Town | Held by", "Izium | Kyiv, it is said"]),
        ("- One.\n- Two.\n  - Three.\n", ["One.", "Two.", "Three."]),
        ("***\n\nText.\n", ["Text."]),
    ],
)
def test_markup_is_left_out(source: str, expected: list[str]) -> None:
    assert texts(one("a.md", source.encode())) == expected


@pytest.mark.parametrize(
    "source",
    ["The ministry claims:\n\n- 80 captured\n- 2 boats sunk\n", "The ministry claims:\n\n> 80 captured\n\n> 2 boats sunk\n"],
)
def test_what_introduces_a_list_or_a_quotation_stays_with_it(source: str) -> None:
    assert texts(one("a.md", source.encode())) == ["The ministry claims:\n80 captured\n2 boats sunk"]


def test_the_text_of_a_picture_is_a_passage_of_its_own() -> None:
    found = one("a.md", b"![A burnt tank near Izium](pic.jpg) The road is open.\n")
    assert [(p.text, p.locator) for p in found.passages] == [
        ("A burnt tank near Izium", "bytes:0-54/image1"),
        ("The road is open.", "bytes:0-54"),
    ]


@pytest.mark.parametrize("alt", ["IMG_2041.JPG", "two words.webm", "RR5712-0050R", ""])
def test_the_file_name_of_a_picture_is_no_text(alt: str) -> None:
    assert texts(one("a.md", f"![{alt}](p.jpg)\n\nText.\n".encode())) == ["Text."]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_locator_gives_the_bytes_of_the_lines_of_the_block(end: str, mark: bytes) -> None:
    data = mark + end.join(["---", "title: Бої", "---", "# Бої", "", "Перший *абзац*.", "", "- Другий.", ""]).encode()
    found = one("a.md", data)
    places = [p.locator.removeprefix("bytes:").split("-") for p in found.passages]
    assert [data[int(a) : int(b)].decode().strip() for a, b in places] == ["# Бої", "Перший *абзац*.", "- Другий."]


def test_locators_are_unique_in_a_report() -> None:
    source = b"---\ndescription: New words.\n---\n![one two](a) ![three four](b) Text.\n\n<p>One</p><p>Two</p>\n"
    places = [p.locator for p in one("a.md", source).passages]
    assert len(places) == 6
    assert len(set(places)) == 6


def test_front_matter_says_what_the_report_is() -> None:
    source = b"---\ntitle: A day\nauthor: Desk\nsource: Ridge\npubDate: 14 Jul 2022\ncanonical: https://a.example/1\n---\nText.\n"
    found = one("a.md", source)
    assert (found.title, found.author, found.source, found.address) == ("A day", "Desk", "Ridge", "https://a.example/1")
    assert found.published is not None
    assert (found.published.text, found.published.zone, found.published.zone_basis) == ("14 Jul 2022", "Europe/Kyiv", "pack")


def test_without_front_matter_the_first_heading_is_the_title_and_the_time_is_unknown() -> None:
    found = one("a.md", b"## Part\n\n# The *report*\n\nText.\n")
    assert (found.title, found.published) == ("The report", None)


def test_a_description_that_the_text_repeats_is_taken_once() -> None:
    source = "---\ndescription: It fell. {}\n---\nThe town is small. It fell.\n"
    assert texts(one("a.md", source.format("").encode())) == ["The town is small. It fell."]
    assert texts(one("a.md", source.format("It rose.").encode()))[0] == "It fell. It rose."


def test_an_infobox_is_not_read_since_it_does_not_say_who_claims_it() -> None:
    source = b"---\ninfoboxes:\n  - casualties1:\n      text: 400 killed\n---\nText.\n"
    assert texts(one("a.md", source)) == ["Text."]


def test_front_matter_that_is_no_yaml_is_refused_and_the_text_is_taken() -> None:
    found = read("a.md", b"---\ntitle: [\n---\nText.\n")
    assert [type(f) for f in found] == [Refusal, Arrival]
    assert isinstance(found[0], Refusal)
    assert "Mend the lines" in found[0].todo


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts(one("a.md", b"---\nJust words\n---\n\nText.\n"))[-1] == "Text."


def test_yaml_cannot_make_objects_or_grow() -> None:
    grow = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    source = f"---\nl0: &l0 [x]\n{grow}title: !!python/object/apply:os.getcwd []\n---\nText.\n"
    assert (one("a.md", source.encode()).title, texts(one("a.md", source.encode()))) == (None, ["Text."])


def test_markdown_without_text_is_refused_as_empty() -> None:
    assert refused("a.md", b"---\ntitle: A\n---\n\n***\n").code == "empty"
