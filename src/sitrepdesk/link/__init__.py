"""Items and claims in; out come who copied whom, lines of origin, events told by several claims, and clashes, with a reason for each."""

from .accounts import account, accounts
from .clashes import clashes, updates
from .copies import Glimpse, copies, copy_link, foremost, may_copy
from .decided import overruled, standing_links
from .events import events
from .lines import claim_lines, lines, source_line
from .models import likeliest_models
from .pictures import LIMIT, differing, nearest, same_picture, same_pictures
from .reasons import same_event
from .shingles import Shingled, keys, probes, shingled, text_key
from .stories import Story, story_of
from .versions import versions, withdrawn

__all__ = [
    "LIMIT",
    "Glimpse",
    "Shingled",
    "Story",
    "account",
    "accounts",
    "claim_lines",
    "clashes",
    "copies",
    "copy_link",
    "differing",
    "events",
    "foremost",
    "keys",
    "likeliest_models",
    "lines",
    "may_copy",
    "nearest",
    "overruled",
    "probes",
    "same_event",
    "same_picture",
    "same_pictures",
    "shingled",
    "source_line",
    "standing_links",
    "story_of",
    "text_key",
    "updates",
    "versions",
    "withdrawn",
]
