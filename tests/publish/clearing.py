"""Rules for clearing in tests: the theatre's names, the open sources, and the places that the dossier names."""

from __future__ import annotations

from typing import Any

from sitrepdesk.publish import Rules, names_of
from tests.report.sample import AS_OF, PACK, Desk

PLACES = frozenset(
    {
        *("Antonivka", "Balakliia", "Bakhmut", "Belgorod", "Chuhuiv", "Dolyna", "Donetsk", "Enerhodar", "Europe", "Hrushivka", "Izium"),
        *(
            "Kharkiv",
            "Kherson",
            "Kivsharivka",
            "Kozacha Lopan",
            "Kryvyi Rih",
            "Kupiansk",
            "Kyiv",
            "London",
            "Luhansk",
            "Lyman",
            "Lysychansk",
        ),
        *(
            "Moscow",
            "Mykolaiv",
            "Odradivka",
            "Poltava",
            "Savyntsi",
            "Shevchenkove",
            "Soledar",
            "Sloviansk",
            "Sumy",
            "Svatove",
            "Sviatohirsk",
        ),
        *("Tambov", "Velykyi Burluk", "Verbivka", "Volokhiv Yar", "Vovchansk", "Vysokopillia", "Yampil", "Zaitseve", "Zaporizhzhia"),
    }
)


def rules(desk: Desk, **more: Any) -> Rules:
    """Rules for a desk as the flow would make them."""
    open_sources = {i.source for i in desk.items.values() if i.handling != "confidential"}
    given: dict[str, Any] = {
        "now": AS_OF,
        "nonce": "salt",
        "names": names_of(PACK, [s for s in desk.sources.values() if s.id in open_sources]),
        "is_place": PLACES.__contains__,
        "coarser": {"geonames:Hrushivka": "Kupiansk Raion"}.get,
        "district": {"geonames:Chuhuiv": "Chuhuiv Raion", "geonames:Vysokopillia": "Beryslav Raion"}.get,
        "text": desk.texts.get,
        "items": desk.items,
        "hidden": frozenset({"Contact K-4"}),
    }
    return Rules(**(given | more))
