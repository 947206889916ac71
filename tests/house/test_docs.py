"""If a user can see it, it stands in the docs: verbs, options, settings, variables, errors, formats, types, the README's commands."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from sitrepdesk.cli import cli
from sitrepdesk.flow import settings

from .source import ROOT, SRC, project_files


def reference() -> ModuleType:
    """The generator, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "tools" / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_reference"] = module
    spec.loader.exec_module(module)
    return module


make_reference = reference()
VERBS = dict(make_reference.commands(cli, "sitrep"))
PAGES = [p for p in project_files() if p.suffix == ".md" and (p.name == "README.md" or "docs" in p.relative_to(ROOT).parts)]
GUIDE = "\n".join(p.read_text(encoding="utf-8") for p in PAGES if p.parent == ROOT or p.is_relative_to(ROOT / "docs" / "guide"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(make_reference.PAGES))
def test_the_reference_page_is_what_the_program_would_write(name: str) -> None:
    page = make_reference.FOLDER / f"{name}.md"
    assert page.is_file(), "run 'make docs'"
    assert page.read_text(encoding="utf-8") == make_reference.rendered(name), "run 'make docs'"


@pytest.mark.parametrize("page", ["README.md", "docs/guide/report.md"])
def test_what_a_page_shows_of_the_bundled_report_stands_in_that_report(page: str) -> None:
    report = (ROOT / "tests" / "golden" / "kharkiv-no-12.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^> .+(?:\n>.*)*", (ROOT / page).read_text(encoding="utf-8"))
    shown = [" ".join(part.split()) for b in blocks for part in re.sub(r"(?m)^> ?", "", b).split("\n\n")]
    assert shown and not [s for s in shown if s.strip("*") not in report]


@pytest.mark.parametrize("verb", list(VERBS))
def test_the_guide_uses_the_verb(verb: str) -> None:
    assert re.search(rf"{verb}\b", GUIDE), f"no page of the guide names '{verb}'"


@pytest.mark.parametrize("verb", list(VERBS))
def test_the_verb_has_help_with_an_example(verb: str) -> None:
    shown = f"{VERBS[verb].help} {VERBS[verb].epilog}"
    assert re.search(rf"\n +{verb}\b", shown), "its help shows no example"


@pytest.mark.parametrize("key", [s.key for s in (*settings.SETTINGS, *settings.ENVIRONMENT)])
def test_the_guide_names_the_setting(key: str) -> None:
    assert re.search(rf"[`$]{key}\b|^{key} = ", GUIDE, re.MULTILINE)


def test_every_variable_that_the_program_reads_is_documented() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in SRC.rglob("*.py"))
    read = set(re.findall(r"\bSITREP_[A-Z]+(?:_[A-Z]+)*\b", text))
    assert read == {s.key for s in settings.ENVIRONMENT}


def shell_lines(text: str) -> list[str]:
    """The lines of shell blocks, and the commands that stand in a sentence; comments and pipes cut off."""
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`((?:make|sitrep|\.venv/bin/sitrep) [^`]+)`", text)
    lines = [line.strip().removeprefix("$ ").removeprefix(".venv/bin/") for block in blocks for line in block.splitlines()]
    return [re.split(r" [#|>] ?", line)[0] for line in [*lines, *(i.removeprefix(".venv/bin/") for i in inline)]]


def verb_of(line: str) -> str:
    """The verb that a line calls, the longest that there is: ``sitrep sources merge`` before ``sitrep sources``."""
    return max((v for v in VERBS if re.match(rf"{v}(\s|$)", line)), key=len, default="")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_commands_of_the_page_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in shell_lines(page.read_text(encoding="utf-8")):
        if match := re.match(r"make ([a-z-]+)", line):
            assert match[1] in targets, line
        if re.match(r"sitrep [a-z]", line):
            assert verb_of(line), line


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_options_of_the_page_exist(page: Path) -> None:
    for line in shell_lines(page.read_text(encoding="utf-8")):
        if verb := verb_of(line):
            known = {o for c in (VERBS[verb], cli) for p in c.params for o in (*p.opts, *p.secondary_opts)}
            used = set(re.findall(r"(?<=\s)--[a-z][a-z-]*", line))
            assert used <= known | {"--help"}, line


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_links_of_the_page_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    wanted = [t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", prose) if not re.match(r"[a-z]+:|#", t)]
    assert [t for t in wanted if not (page.parent / t).exists()] == []


def test_the_readme_begins_with_what_must_be_installed_and_the_two_commands() -> None:
    first, second = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[:2]
    assert first.strip() == "sudo apt-get install git make python3-venv"
    assert [line.split("#")[0].strip() for line in second.strip().splitlines()] == ["make demo", "make test"]


def test_the_setup_says_the_same_line_as_the_readme() -> None:
    assert 'apt="sudo apt-get install git make python3-venv"' in (ROOT / "tools" / "setup.sh").read_text()


def test_the_generator_refuses_an_option_without_help() -> None:
    silent = click.Command("x", help="Does it.", params=[click.Option(["--deep"])])
    with pytest.raises(SystemExit, match="--deep has no help"):
        list(make_reference.command_lines("sitrep x", silent))


def test_the_generator_refuses_a_verb_without_help() -> None:
    with pytest.raises(SystemExit, match="has no help"):
        list(make_reference.command_lines("sitrep x", click.Command("x")))


def test_the_check_fails_on_a_page_that_is_out_of_date_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_reference, "FOLDER", tmp_path)
    monkeypatch.setattr(make_reference, "PAGES", {"errors": make_reference.errors_page})
    (tmp_path / "errors.md").write_text("old")
    assert make_reference.main(["--check"]) == 1
    assert (tmp_path / "errors.md").read_text() == "old"
    assert make_reference.main([]) == 0
    assert make_reference.main(["--check"]) == 0


def test_the_check_fails_on_a_page_that_nobody_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_reference, "FOLDER", tmp_path)
    monkeypatch.setattr(make_reference, "PAGES", {})
    (tmp_path / "stray.md").write_text("x")
    assert make_reference.main(["--check"]) == 1


def test_a_bar_in_a_table_cell_is_escaped() -> None:
    assert make_reference.table(("a",), [["x | y"]]).splitlines()[-1] == r"| x \| y |"
