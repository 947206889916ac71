"""Issuing a report: a number is frozen for good, with its files' hashes, its forecasts and the ledger's head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sitrepdesk.model import BadValue, Cleared, Document, Entry, Section, UnknownName, UsageError, iso, sha256
from sitrepdesk.publish import Edited, clear, edited
from sitrepdesk.report import Finding
from sitrepdesk.store import Report, Snapshot

from .desk import Desk
from .drafts import FOLDER
from .forecasting import standing
from .papers import issued, papers
from .proofreading import proofread
from .reporting import RENDER, rendered, rules_of
from .situation import Holdings, holdings


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What was issued: the report's number, its files, the ledger entry, the forecasts frozen with it, what a person had changed."""

    number: int
    paths: dict[str, Path]
    entry: Entry
    forecasts: tuple[str, ...]
    edited: int
    cut: int
    redacted: tuple[int, ...]


def issue(desk: Desk, number: int | None, file: Path | None, despite: str | None, *, skip: bool = False, also: Iterable[str] = ()) -> Issue:
    """Freeze a report. Without ``file``, what a person made of the draft's Markdown in the desk's folder is taken.

    ``UsageError`` where it was issued before, leaves out a number, has no draft, or says more than its claims: then nothing is done.
    ``despite`` is why a person overrules the lint; that is printed.
    """
    person = desk.person
    with desk.store.write(made_by=person, recorded_at=desk.now) as writer:
        snapshot = writer.snapshot
        chosen = _number(snapshot, number, skip=skip)
        report, base, text, path = _base(desk, snapshot, chosen, file)
        made = edited(base, text, desk.settings.who) if text is not None else Edited(document=base.document, lines={}, cut=())
        findings = _own(proofread(desk, snapshot, text), made) if text is not None and made.lines else ()
        if findings and not (despite or "").strip():
            raise _says_too_much(path, findings)
        document, redacted = _cleared(desk, snapshot, holdings(snapshot), made)
        frozen = _forecasts(desk, snapshot, document)
        head = str(snapshot.head())
        stamp = f"Issued by {desk.settings.who.strip()} at {iso(desk.now)}, after ledger entry {head.partition(':')[0]}."
        document = replace(document, pinned=head, issued=stamp, sections=_method(document, findings, despite))
        final = Cleared(document=document, marking=base.marking, withheld=base.withheld)
        paths, hashes = _files(desk, final, also)
        try:
            blob = desk.store.archive.put(RENDER["json"](final).encode(), "application/json")
            entry = writer.save_report(
                chosen, blob, pinned=head, as_of=report.as_of, known_by=report.known_by, since=report.since,
                items=sorted({c.item for c in document.citations}), issued=True, files=hashes, forecasts=frozen,
            )  # fmt: skip
        except BaseException:
            for p in paths.values():
                p.unlink(missing_ok=True)
            raise
    changed = sum(s.edited for section in document.sections for s in section.sentences)
    return Issue(number=chosen, paths=paths, entry=entry, forecasts=frozen, edited=changed, cut=len(made.cut), redacted=redacted)


def _number(snapshot: Snapshot, number: int | None, *, skip: bool) -> int:
    reports = snapshot.reports()
    out = {r.number for r in reports if r.issued} | {i.issue for i in snapshot.items() if i.issue is not None}
    waiting = sorted({r.number for r in reports} - out)
    if number is None:
        if not waiting:
            raise UsageError("issue", "there is no draft to issue", "Make one first: sitrep report")
        number = waiting[-1]
    if done := issued(snapshot, number):
        who = snapshot.person_name(done.made_by) or done.made_by
        what = f"was issued already, by {who} at {iso(done.made_at)} (ledger entry {done.seq}); it is never changed"
        raise UsageError(f"No. {number}", what, f"A correction is printed in the next: sitrep report --number {max(out) + 1}")
    if number in out:
        raise UsageError(f"No. {number}", "is in this desk as issued already: it was added as yours", "Draft the next: sitrep report")
    last = max((n for n in out if n < number), default=None)
    if last is not None and number > last + 1 and not skip:
        gap = f"leaves out No. {last + 1}: the last one issued is No. {last}"
        raise UsageError(f"No. {number}", gap, f"Issue No. {last + 1} first, or say --skip if it was issued elsewhere.")
    return number


def _base(desk: Desk, snapshot: Snapshot, number: int, file: Path | None) -> tuple[Report, Cleared, str | None, Path]:
    """The newest draft that the file is one of, and the file's text; no text where the file is gone."""
    drafts = [(r, c) for r, c in papers(desk.store, snapshot, number) if not r.issued]
    if not drafts:
        raise UnknownName(f"No. {number}", "has no draft in this desk", f"Make one: sitrep report --number {number}")
    path = file or desk.settings.folder / FOLDER / f"sitrep-{number}.md"
    if file is None and not path.exists():
        return *drafts[0], None, path
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        raise BadValue(str(path), "is no text in UTF-8", "Save it as UTF-8.") from e
    held = [
        (sum(f"<!-- {s.id}" in text for section in c.document.sections for s in section.sentences), -n) for n, (_, c) in enumerate(drafts)
    ]
    best = -max(held)[1]
    if max(held)[0] == 0:
        raise BadValue(
            str(path), f"holds no sentence of a draft of No. {number}", f"Edit the draft in {FOLDER}/, and leave its <!-- … --> marks in."
        )
    return *drafts[best], text, path


def _own(findings: tuple[Finding, ...], made: Edited) -> tuple[Finding, ...]:
    """The findings in the lines that a person wrote; the desk's own sentences are quotations."""
    lines = set(made.lines.values())
    return tuple(f for f in findings if f.line in lines)


def _says_too_much(path: Path, findings: tuple[Finding, ...]) -> UsageError:
    first = "; ".join(f"line {f.line}: {f.what}" for f in findings[:3])
    more = f"; and {len(findings) - 3} more" if len(findings) > 3 else ""
    todo = f"See them all: sitrep lint {path}. If the program is wrong, say why: --despite TEXT"
    return UsageError(str(path), f"does not agree with what it cites ({first}{more}); nothing was issued", todo)


def _cleared(desk: Desk, snapshot: Snapshot, held: Holdings, made: Edited) -> tuple[Document, tuple[int, ...]]:
    """What a person wrote passes the same redaction as what the desk wrote; gives the lines in which something was withheld."""
    own = {s.id for section in made.document.sections for s in section.sentences if s.id in made.lines}
    if not own:
        return made.document, ()
    only = tuple(replace(s, sentences=tuple(x for x in s.sentences if x.id in own)) for s in made.document.sections)
    cited = {c for s in only for x in s.sentences for c in x.support}
    open_ = tuple(c for c in made.document.citations if c.claim in cited)
    done = clear(replace(made.document, sections=only, citations=open_, figures=()), held.told, rules_of(desk, snapshot, held)).document
    fresh = {x.id: x for s in done.sections for x in s.sentences}
    gone = [made.lines[i] for i in own if i not in fresh]
    if gone:
        raise BadValue(
            f"line {min(gone)}", "names or points to a person in no public role, or cites what may not be shown", "Take that out."
        )
    redacted = tuple(sorted(made.lines[i] for i, x in fresh.items() if x.withheld))
    sections = tuple(replace(s, sentences=tuple(fresh.get(x.id, x) for x in s.sentences)) for s in made.document.sections)
    return replace(made.document, sections=sections), redacted


def _forecasts(desk: Desk, snapshot: Snapshot, document: Document) -> tuple[str, ...]:
    """The open forecasts that stand in the report: they are frozen with it, unless they were before."""
    shown = {s.id for section in document.sections for s in section.sentences if s.role == "forecast"}
    return tuple(
        s.forecast.id for s in standing(snapshot, desk.now) if s.forecast.id[:12] in shown and s.frozen_at is None and s.state == "open"
    )


def _method(document: Document, findings: tuple[Finding, ...], despite: str | None) -> tuple[Section, ...]:
    """The sections, with a line in the method where a person overruled the lint."""
    if not findings:
        return document.sections
    note = f"A person overruled {len(findings)} findings of the check against the claims: {' '.join((despite or '').split())}"
    at = next((n for n, s in enumerate(document.sections) if s.key == "method"), len(document.sections) - 1)
    last = document.sections[at]
    line = replace(last.sentences[0], id="0" * 12, text=note, role="note", support=(), withheld=None, edited=False)
    return (*document.sections[:at], replace(last, sentences=(*last.sentences, line)), *document.sections[at + 1 :])


def _files(desk: Desk, final: Cleared, also: Iterable[str]) -> tuple[dict[str, Path], dict[str, str]]:
    folder = desk.settings.folder / FOLDER
    folder.mkdir(exist_ok=True)
    paths, hashes = {}, {}
    for kind, data in rendered(final, also).items():
        path = folder / f"sitrep-{final.document.number}-issued.{kind}"
        path.write_bytes(data)
        paths[kind], hashes[path.name] = path, sha256(data)
    return paths, hashes
