"""A cleared report as one HTML file: no script, nothing loaded from elsewhere, ready to print."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from sitrepdesk.model import Cleared

from .page import WHAT_IT_MEANS, page_of

_PAGES = Environment(
    loader=PackageLoader("sitrepdesk.publish", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def to_html(cleared: Cleared) -> str:
    """The report as a page; each citation number leads to its quotation, item, hash and command, and back."""
    return _PAGES.get_template("report.html").render(page=page_of(cleared), meaning=WHAT_IT_MEANS)
