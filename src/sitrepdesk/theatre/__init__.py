"""Theatre packs: the folder of a crisis goes in, a checked ``Pack`` of its sides, actors, areas, equipment and rules comes out."""

from .load import load_pack, shipped_packs
from .pack import Actor, Alias, Area, Equipment, Pack, Prior, Publishing, Side, Strength

__all__ = ["Actor", "Alias", "Area", "Equipment", "Pack", "Prior", "Publishing", "Side", "Strength", "load_pack", "shipped_packs"]
