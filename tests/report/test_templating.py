"""Templates: the shipped ones are whole, and a fault in one names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitrepdesk.model import Document, PackError, UnknownName
from sitrepdesk.report import Inputs, compose, load_template, shipped
from sitrepdesk.report.templating import parse_template

from .kharkiv import kharkiv

METHOD = '[[section]]\npart = "method"\n'


def made(name: str) -> Document:
    desk = kharkiv()
    given: Inputs = desk.inputs(since=11, before=desk.picture(), template=load_template(name))
    return compose(given)


@pytest.mark.parametrize("name", shipped())
def test_each_shipped_template_makes_a_report_whose_citations_count_up_from_one(name: str) -> None:
    document = made(name)
    numbers = [c.number for c in document.citations]
    cited = {c for s in document.sections for x in s.sentences for c in x.support}
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert {c.claim for c in document.citations} == cited


def test_the_humanitarian_one_has_the_order_of_ocha() -> None:
    keys = [s.key for s in made("humanitarian").sections if s.level == 2]
    assert [k for k in keys if k in {"bottom-line", "people", "changed", "needs", "method"}][:3] == ["bottom-line", "people", "changed"]


def test_the_brief_is_short() -> None:
    assert sum(x.role == "fact" for s in made("brief").sections for x in s.sentences) <= 21


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('title = "x"\n\n[[section]]\npart = "bottomline"\n', 4, "which is none"),
        ('title = "x"\n[[section]\npart = "method"\n', 2, "no TOML"),
        (f'{METHOD}\n[[section]]\npart = "why"\nmost = 0\n', 6, "allows 0"),
        (f"{METHOD}mots = 3\n", 3, "means nothing"),
        (f"{METHOD}{METHOD}", 4, "twice"),
        (f'{METHOD}most = "three"\n', 3, "no int"),
        ('[[section]]\npart = "why"\n', 3, "lacks the part"),
        ("", 1, "no section"),
    ],
)
def test_a_fault_names_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(PackError) as e:
        parse_template(text.encode(), "x", "x.toml")
    assert f"line {line}" in e.value.where
    assert what in e.value.what


def test_a_template_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'title = "Mine"\n{METHOD}', encoding="utf-8")
    assert load_template(str(path)).title == "Mine"


def test_a_template_that_is_not_there_says_which_are() -> None:
    with pytest.raises(UnknownName, match="newsletter"):
        load_template("nosuch")
