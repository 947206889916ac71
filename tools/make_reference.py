"""Writes docs/reference/ from the program itself: verbs, settings, records, errors, formats, claims.

``python tools/make_reference.py`` writes the pages; with ``--check`` it writes nothing and fails if one is out of date. A part of
the program that cannot be imported is an error, never an empty page.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
import sys
import tomllib
import typing
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from sitrepdesk import model
from sitrepdesk.cli.show_claim import bounds
from sitrepdesk.language import quantities

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
FEW = 6
"""Phrases of a kind that the page of claims shows before it goes on."""
NOTE = "<!-- Written by `make docs` from the program; edit the program, not this page. -->"


def table(head: tuple[str, ...], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a bar or a line break inside a cell is escaped."""
    lines = [head, ("---",) * len(head), *[tuple(str(c).replace("|", r"\|").replace("\n", " ") for c in row) for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def doc(thing: object) -> str:
    """The docstring with its indents taken off; none at all is an error, for then there is nothing to print."""
    text = inspect.getdoc(thing)
    if not text:
        raise SystemExit(f"make_reference: {thing!r} has no docstring")
    return text


def prose(text: str) -> str:
    """Docstring marks as Markdown: double back-quotes as single ones, click's layout marks left out."""
    return inspect.cleandoc(text).replace("\b\n", "").replace("\f", "").replace("``", "`").strip()


def anchor_list(names: Iterable[str]) -> str:
    """One line of links to the headings of the page."""
    return " · ".join(f"[{name}](#{name.lower().replace(' ', '-')})" for name in names)


# --- records ----------------------------------------------------------------------------------------------------------


def fields_table(record: type) -> str:
    """The fields of a dataclass: name, type as written, default."""
    rows = []
    for field in dataclasses.fields(record):
        if field.default is not dataclasses.MISSING:
            default = f"`{_short(field.default)}`"
        else:
            default = "required" if field.default_factory is dataclasses.MISSING else "empty"
        kind = field.type if isinstance(field.type, str) else getattr(field.type, "__name__", field.type)
        rows.append((f"`{field.name}`", f"`{kind}`", default))
    return table(("field", "type", "default"), rows)


def _short(value: object) -> str:
    return f"{type(value).__name__}()" if dataclasses.is_dataclass(value) else repr(value)


def records_page() -> Iterator[str]:
    """Every record of the model, in the order of their names."""
    records = sorted((r for r in vars(model).values() if dataclasses.is_dataclass(r) and isinstance(r, type)), key=lambda r: r.__name__)
    yield "# Records"
    yield "What every room takes and gives. All are frozen; `None` always means that nothing was said. Times are UTC microseconds."
    yield anchor_list(r.__name__ for r in records)
    for record in records:
        yield f"## {record.__name__}"
        yield prose(doc(record))
        yield fields_table(record)


# --- errors -----------------------------------------------------------------------------------------------------------


def subclasses(root: type[model.SitrepError]) -> Iterator[type[model.SitrepError]]:
    """The class and all that derive from it, depth first in the order of definition."""
    yield root
    for child in root.__subclasses__():
        yield from subclasses(child)


def errors_page() -> Iterator[str]:
    """The error tree with the exit code of each."""
    yield "# Errors and exit codes"
    yield "Each says where it happened, what is wrong and what to do next. With `--json` the `code` is what a program should read."
    yield "Exit code 0 means that all went well."
    rows = ((f"`{_code(e)}`", e.exit_code, _parent(e), prose(doc(e))) for e in subclasses(model.SitrepError))
    yield table(("code", "exit", "is a", "meaning"), rows)


def _parent(error: type[model.SitrepError]) -> str:
    return "" if error is model.SitrepError else f"`{_code(error.__mro__[1])}`"


def _code(error: type[model.SitrepError]) -> str:
    return error("", "", "").code


# --- claims -----------------------------------------------------------------------------------------------------------

CLAIM_RECORDS = {
    "Claim": "The record",
    "Participant": "A participant (`actor`, `target`, `instrument`)",
    "Where": "A place (`places`)",
    "When": "The time (`time`)",
    "Quantity": "A quantity (`quantities`)",
    "Speaker": "A speaker (`attribution`)",
}
PLAIN = """A claim that is affirmed, `stated` in likelihood and mood, not in the future, and without a speaker is **plain**: its author
says so in their own voice. Everything else keeps what makes it less than that, to the last page of the report."""
CORRECTING = """`sitrep correct CLAIM field=value` sets a field: `likelihood=possible`, `time.phase=past`, `places=[]`. Values are JSON or
plain text; `null` means unknown. The fields that say where a claim stands in the text cannot be changed."""
BANDS = """The band is how the word is *read* (US Intelligence Community Directive 203; `possible` is ours). It is kept, and never
printed as if the source had said it: a report repeats the source's own word. “Reportedly” is no likelihood, it is a speaker."""


def claims_page() -> Iterator[str]:
    """The claim schema: fields with meanings, types, likelihood bands, words of number."""
    meanings = tomllib.loads((Path(__file__).parent / "claim_fields.toml").read_text(encoding="utf-8"))
    yield "# Claims"
    yield "What `sitrep read --jsonl` prints, one JSON object a line, and what `sitrep correct` changes. Empty always means “not said”."
    for name, title in CLAIM_RECORDS.items():
        yield f"## {title}"
        yield table(("field", "meaning", "one of"), _meant(getattr(model, name), meanings[name]))
    yield PLAIN
    yield CORRECTING
    yield "## Types"
    known = _all_and_only("types", model.TYPES, meanings["types"])
    yield table(("family", "type", "meaning"), ((model.FAMILY[t], f"`{t}`", known[t]) for t in model.TYPES))
    yield "Types that carry a `level` (good or poor): " + ", ".join(f"`{t}`" for t in sorted(model.LEVEL_TYPES)) + "."
    yield "## Likelihood"
    yield BANDS
    yield table(("value", "read as", "words that give it"), _likelihoods())
    yield "## Words of number"
    yield "Bounds are what the words commit to; a bound with `~` is only our convention for a vague word."
    yield table(("words", "read as"), _numbers())


def _all_and_only(where: str, wanted: Iterable[str], have: dict[str, str]) -> dict[str, str]:
    if odd := sorted(set(wanted) ^ set(have)):
        raise SystemExit(f"make_reference: claim_fields.toml [{where}] and the program differ in: {', '.join(odd)}")
    return have


def _meant(record: type, meanings: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    hints = typing.get_type_hints(record)
    names = [f.name for f in dataclasses.fields(record)]
    known = _all_and_only(record.__name__, names, meanings)
    for name in names:
        yield f"`{name}`", known[name], ", ".join(f"`{v}`" for v in _literals(hints[name]))


def _likelihoods() -> Iterator[tuple[str, str, str]]:
    """Each value with its band, and the words of the reader's two tables that lead to it."""
    words: dict[str, list[str]] = {k: list(v) for k, v in _shipped("read", "hedges.toml")["likelihood"].items()}
    words["possible"] = ["may", "might", "could", *words["possible"]]
    for line in (files("sitrepdesk.read") / "tables" / "cues.tsv").read_text(encoding="utf-8").splitlines():
        if found := re.search(r"likely=([a-z-]+)", line):
            words.setdefault(found[1], []).append(line.split("\t")[0])
    for value, band in _shipped("model", "likelihood.toml").items():
        yield f"`{value}`", f"{band['low']}–{band['high']} %", ", ".join(dict.fromkeys(words[value]))
    yield "`stated`", "", "no softening word"


def _numbers() -> Iterator[tuple[str, str]]:
    """What the program reads in words of number: the modifiers before 40 by what they do, then the vague words."""
    grammar = _shipped("language", "numbers.toml")
    effects: dict[str, list[str]] = {}
    for phrase, effect in grammar["modifiers"].items():
        if phrase[0].isalpha():
            effects.setdefault(effect, []).append(f"{phrase} 40")
    for phrases in (*effects.values(), *([p] for p in grammar["vague"])):
        shown = [bounds(q).removesuffix(" person") for q in quantities(f"{phrases[0]} people")]
        yield "; ".join(phrases[:FEW]), f"`{shown[0]}`" if shown and shown[0] != "…" else "not bounded"


def _shipped(room: str, name: str) -> dict[str, Any]:
    """A table of the package."""
    return tomllib.loads((files(f"sitrepdesk.{room}") / "tables" / name).read_text(encoding="utf-8"))


def _literals(hint: Any) -> Iterator[object]:
    if typing.get_origin(hint) is typing.Literal:
        yield from typing.get_args(hint)
    elif typing.get_origin(hint) is not tuple:
        for inner in typing.get_args(hint):
            yield from _literals(inner)


# --- formats ----------------------------------------------------------------------------------------------------------


def formats_page() -> Iterator[str]:
    """One section a format that intake reads, from its manifest."""
    formats = importlib.import_module("sitrepdesk.intake").formats()
    yield "# Formats that are read"
    yield anchor_list(f.name for f in formats)
    for entry in formats:
        yield f"## {entry.name}"
        rows = ((f.name.replace("_", " "), _plain(getattr(entry, f.name))) for f in dataclasses.fields(entry) if f.name != "name")
        yield table(("", ""), (row for row in rows if row[1]))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_plain(v) or "(none)" for v in (sorted(value) if isinstance(value, frozenset) else value))
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_plain(v)}" for k, v in value.items())
    if dataclasses.is_dataclass(value):
        return "; ".join(f"{f.name.replace('_', ' ')}: {_plain(getattr(value, f.name))}" for f in dataclasses.fields(value))
    return "" if value is None or callable(value) else str(value)


# --- verbs and settings -----------------------------------------------------------------------------------------------


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every verb below a group with its full name, loaded one by one."""
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            raise SystemExit(f"make_reference: the verb {path} {name} cannot be loaded")
        if command.hidden:
            continue
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def command_lines(name: str, command: click.Command) -> Iterator[str]:
    """Usage, help and options of one verb."""
    context = click.Context(command, info_name=name)
    yield f"```\n{name} {' '.join(command.collect_usage_pieces(context))}\n```"
    yield _help(command)
    rows = [
        (f"`{', '.join([*p.opts, *p.secondary_opts])}`{_metavar(p, context)}", _about(p))
        for p in command.params
        if isinstance(p, click.Option)
    ]
    if rows:
        yield table(("option", "meaning"), rows)


def _help(command: click.Command) -> str:
    """The help and the examples below it; a paragraph that click is told not to wrap (``\\b``) becomes a code block."""
    if not command.help:
        raise SystemExit(f"make_reference: the verb {command.name} has no help")
    parts = [inspect.cleandoc(text.split("\f")[0]) for text in (command.help, command.epilog) if text]
    return "\n\n".join(_paragraph(p) for part in parts for p in re.split(r"\n\s*\n", part))


def _paragraph(text: str) -> str:
    if not text.startswith("\b"):
        return text.replace("``", "`")
    lines = inspect.cleandoc(text.lstrip("\b").removeprefix("\n").removeprefix("Examples:\n"))
    return f"```sh\n{lines}\n```"


def _metavar(option: click.Option, context: click.Context) -> str:
    return "" if option.is_flag or option.count else f" {option.make_metavar(context)}"


def _about(option: click.Option) -> str:
    if not option.help:
        raise SystemExit(f"make_reference: the option {option.opts[0]} has no help")
    env = f" Also `${option.envvar}`." if isinstance(option.envvar, str) else ""
    default = option.default
    shown = f" Default: `{default}`." if isinstance(default, str | int) and not isinstance(default, bool) and default != "" else ""
    return prose(option.help) + shown + env


def verbs_page() -> Iterator[str]:
    """Every verb of the command line."""
    cli: click.Group = importlib.import_module("sitrepdesk.cli").cli
    verbs = list(commands(cli, "sitrep"))
    yield "# Verbs"
    yield from command_lines("sitrep", cli)
    yield anchor_list(name for name, _ in verbs)
    for name, command in verbs:
        yield f"## {name}"
        yield from command_lines(name, command)


def settings_page() -> Iterator[str]:
    """The desk's settings file, and the environment variables."""
    settings = importlib.import_module("sitrepdesk.flow.settings")
    yield "# Settings"
    yield "`settings.toml` in the desk's folder; `sitrep init` writes it with each meaning above its line."
    rows = ((f"`{s.key}`", f"`{s.default}`" if s.default else "empty", s.meaning) for s in settings.SETTINGS)
    yield table(("setting", "default", "meaning"), rows)
    yield "## Environment variables"
    yield table(("variable", "meaning"), ((f"`{s.key}`", s.meaning) for s in settings.ENVIRONMENT))


PAGES = {
    "verbs": verbs_page,
    "settings": settings_page,
    "records": records_page,
    "errors": errors_page,
    "formats": formats_page,
    "claims": claims_page,
}


def rendered(name: str) -> str:
    """One page as it should stand in the folder."""
    return "\n\n".join([NOTE, *PAGES[name]()]) + "\n"


def main(arguments: list[str]) -> int:
    """Writes or checks the pages; 1 where one is out of date."""
    check = "--check" in arguments
    stale = []
    for name in PAGES:
        path, text = FOLDER / f"{name}.md", rendered(name)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    extra = sorted(p.name for p in FOLDER.glob("*.md") if p.stem not in PAGES)
    if extra:
        print(f"docs/reference: {', '.join(extra)} is written by nobody; move it to docs/guide/ or remove it", file=sys.stderr)
    if check and stale:
        print(f"docs/reference: {', '.join(stale)} out of date; run 'make docs'", file=sys.stderr)
    elif stale:
        print(f"docs/reference: wrote {', '.join(stale)}")
    return 1 if extra or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
