"""Theatre packs: the folder of a crisis goes in, a checked ``Pack`` of its sides, actors, areas, equipment and publishing rules comes out.

How to write a pack
-------------------
A pack is a folder. Only ``pack.toml`` must be there; the tables may be left out. Tables are UTF-8, tab-separated, with a header line;
lines that start with ``#`` are comments. Several names in one cell stand behind each other with ``|``, the first is the one to print.

``pack.toml``
    ``name`` (the folder's name), ``title``, ``zone`` (IANA, for texts that name none), ``language``, ``countries`` (``country:XX`` ids
    whose places are meant where a name is shared), ``[[sides]]`` with ``id``, ``name``, ``country``, ``forces``, ``names``,
    ``demonyms``; ``[publishing]`` with ``minimum_population`` and ``withhold``; ``[report]`` with ``areas`` (ids in the order of the
    report) and ``sections``.
``actors.tsv``
    ``id  names  side  kind  parent  public  source``. A name is matched with its capitals as written. ``public`` is ``yes`` where a
    report may name it. ``parent`` is another actor.
``areas.tsv``, ``sectors.tsv``
    ``id  names  kind  lat  lon  radius_km  parent  priority  seat  line  holds  source``. Degrees; ``parent`` is an area of the pack, a
    ``country:XX`` or a ``geonames:N``; ``seat`` is the settlement whose name may stand for the area; ``line`` holds
    ``lat,lon;lat,lon`` along a river; ``holds`` names the areas that a sector spans.
``aliases.tsv``
    ``id  names  source``: further names of a ``geonames:N`` place, such as old or occupied names.
``equipment.tsv``
    ``name  plural  kind  source``: what is counted, as the text calls it.

Anything that breaks this form raises ``PackError`` with the file, the line, the field and what to do.
"""

from .load import load_pack, shipped_packs
from .pack import Actor, Alias, Area, Equipment, Pack, Publishing, Side

__all__ = ["Actor", "Alias", "Area", "Equipment", "Pack", "Publishing", "Side", "load_pack", "shipped_packs"]
