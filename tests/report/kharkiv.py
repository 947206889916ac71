"""The bundled dossier as far as a report needs it: copies, clashes, hedges, a retraction, a correction, unknowns and private persons."""

from __future__ import annotations

import json

from sitrepdesk.model import Change, Link

from .sample import AS_OF, DOSSIER, Desk

DONETSK = "area:donetsk-oblast"
LANTERN = "Lantern News Agency"
MERIDIAN = "Meridian Wire"
RUMOD = "Ministry of Defence of the Russian Federation"
STAFF = "General Staff of the Armed Forces of Ukraine"
TROOPS = "As many as 8,000 Russian troops could be trapped between Balakliia and Izium"


def _items(d: Desk) -> None:
    d.file("04-lantern-balakliia.txt", LANTERN, "2022-09-07T16:05+03:00")
    d.file("05-harbour-courier-balakliia.txt", "The Harbour Courier", "2022-09-07T18:10+03:00", line="04")
    d.file("07-sandtable-sitrep-11.md", "The Sandtable", "2022-09-08T10:00+03:00", issue=11)
    d.file("08-meridian-balakliia-flag.txt", MERIDIAN, "2022-09-08T18:30+03:00")
    d.file("11-occupation-evacuation.txt", "Military-civil administration of Kharkiv region", "2022-09-09T13:00+03:00")
    d.file("13-slate-caption.txt", "Slate Picture Service", "2022-09-09T20:30+03:00")
    d.file("14-meridian-kupiansk.txt", MERIDIAN, "2022-09-10T10:40+03:00")
    d.file("15-aldmoor-kupiansk.txt", "The Aldmoor Gazette", "2022-09-10T12:15+03:00", line="14")
    d.file("16-rumod-regrouping.txt", RUMOD, "2022-09-10T15:10+03:00")
    d.file("17-volna-24-regrouping.txt", "Volna-24", "2022-09-10T15:50+03:00", line="16")
    d.file("18-occupation-kupiansk.txt", "Military-civil administration of Kharkiv region", "2022-09-10T17:00+03:00")
    d.file("19-coastal-ledger-lyman.txt", "The Coastal Ledger", "2022-09-10T18:30+03:00")
    d.file("21-call-transcript.txt", "Driver D-2", "2022-09-11T09:15+03:00", handling="restricted", embargo=AS_OF + 7 * 86_400_000_000)
    d.file("22-meridian-izium.txt", MERIDIAN, "2022-09-11T11:20+03:00")
    d.file("23-coastal-ledger-retraction.txt", "The Coastal Ledger", "2022-09-11T14:00+03:00")
    d.file("24-contact-note.txt", "Contact K-4", "2022-09-11T16:30+03:00", handling="confidential")
    d.file("25-kharkiv-governor-power.txt", "Kharkiv Regional Military Administration", "2022-09-11T22:10+03:00")
    d.file("27-lantern-lyman-power.txt", LANTERN, "2022-09-12T12:40+03:00")
    d.file("28-rumod-denial.txt", RUMOD, "2022-09-12T13:00+03:00")
    d.file("29-meridian-correction.txt", MERIDIAN, "2022-09-12T16:45+03:00")
    d.file("30-open-door-witness.txt", "Open Door Testimonies", "2022-09-12", handling="restricted")
    d.file("31-general-staff-morning.txt", STAFF, "2022-09-13T08:00+03:00")
    for line in (DOSSIER / "posts.jsonl").read_text(encoding="utf-8").splitlines():
        post = json.loads(line)
        d.item(post["id"], post["source"], post["published"], post["text"], handling="restricted", address=post["url"])
    for message in json.loads((DOSSIER / "result.json").read_text(encoding="utf-8"))["messages"]:
        body = (
            message["text"]
            if isinstance(message["text"], str)
            else "".join(p if isinstance(p, str) else p["text"] for p in message["text"])
        )
        if body:
            d.item(f"nc-{message['id']}", "Northbank Channel", message["date"] + "+03:00", body, handling="restricted")


def _fighting(d: Desk) -> None:
    troops = [d.claim(i, TROOPS, "encircle", by="a Western official", likelihood="possible", mood="conditional") for i in ("04", "05")]
    d.happened(troops, place="Balakliia", tells="supposed")
    d.happened([d.claim(i, "Ukrainian forces took the village the same morning", "capture") for i in ("04", "05")], place="Verbivka")
    centre = [
        d.claim(i, "They have not entered the centre of Balakliia", "advance", by="one of the officers", polarity="negated")
        for i in ("04", "05")
    ]
    d.happened(centre, place="Balakliia", tells="not-happened")
    hurt = [
        d.claim(i, "At least three civilians were reportedly wounded", "wound", unnamed="reportedly", count="At least three", low=3)
        for i in ("04", "05")
    ]
    d.happened(hurt, place="Volokhiv Yar")
    d.counted(hurt[0], "wound", "side:ua", 3, None, more=tuple(hurt[1:]))
    whole = d.claim("08", "Ukrainian troops hold the whole of the town", "hold", phase="ongoing")
    d.happened([whole], place="Balakliia")
    d.held("Balakliia", "side:ua", (whole,))
    d.happened(
        [
            d.claim(
                "08", "more than 20 settlements in the Kharkiv region had been liberated", "capture", by="An officer of the General Staff"
            )
        ]
    )
    enter = [
        d.claim("14", "Ukrainian troops entered the western part of Kupiansk on Saturday morning", "advance"),
        d.claim("15", "Ukrainian soldiers went into the western half of Kupiansk on Saturday morning", "advance"),
    ]
    d.happened(enter, place="Kupiansk")
    east = [
        d.claim(i, "Russian units appear to hold the eastern side of", "hold", likelihood="likely", phase="ongoing") for i in ("14", "15")
    ]
    d.happened(east, place="Kupiansk", tells="supposed")
    control = d.claim("18", "Kupiansk is under the control of our troops", "hold", phase="ongoing")
    d.clash(enter[0], control, "advance: Kupiansk")
    d.held("Kupiansk", "contested", (enter[0],), (control,))
    d.happened([d.claim("22", "Russian forces have left Izium", "withdraw")], place="Izium")
    d.happened([d.claim("22", "They abandoned dozens of vehicles", "abandon", count="dozens of", low=24, high=99)], place="Izium")
    d.counted(d.happenings[-1].claims[0], "abandon", "side:ru", 24, 99, unit="vehicle")
    d.happened([d.claim("22", "artillery could be heard from the direction of Lyman", "strike")], place="Lyman", area=DONETSK)
    d.happened([d.claim("31", "The enemy has left Vovchansk", "withdraw")], place="Vovchansk")
    d.happened(
        [d.claim("25", "Our forces have not entered Vovchansk", "advance", polarity="negated")], place="Vovchansk", tells="not-happened"
    )
    d.happened([d.claim("25", "Our flag is flying in Kozacha Lopan", "hold", phase="ongoing")], place="Kozacha Lopan")
    d.happened(
        [d.claim("25", "The city of Kharkiv and almost the whole region are without electricity", "outage", phase="ongoing")],
        place="Kharkiv",
    )
    d.happened([d.claim("28", "No Russian unit was encircled", "encircle", polarity="negated")], tells="not-happened")
    d.happened(
        [d.claim("27", "They have failed to cross the Oskil in strength", "advance", by="the officer", polarity="negated")],
        tells="not-happened",
    )
    d.happened(
        [d.claim("27", "Vovchansk, close to the Russian border, is reported to have been abandoned", "withdraw", unnamed="is reported")]
    )


def _lyman(d: Desk) -> None:
    ours = d.claim("nc-327", "Our soldiers control the town", "hold", phase="ongoing")
    stands = d.claim("ran-131", "the enemy does not control a single street of the town", "hold", polarity="negated", phase="ongoing")
    town = d.claim("28", "Our forces hold the line of the Oskil river and the town of Lyman", "hold", phase="ongoing")
    d.clash(ours, stands, "hold: Lyman")
    d.held("Lyman", "contested", (ours,), (stands, town))
    fell = d.claim(
        "19", "Ukrainian troops captured the town of Lyman in the Donetsk region on Saturday", "capture", by="a video seen by the Ledger"
    )
    d.taken_back(fell)
    d.links.append(Link(left="23", right="19", relation="retracts", score=1000, because="It says so."))
    d.asked(d.claim("23", "We do not know who holds Lyman today", "hold", mood="unknown", phase="ongoing"))


def _losses(d: Desk) -> None:
    dead = [
        d.claim(
            i, "More than 2,000 Ukrainian and foreign fighters were killed in these three days", "kill", count="More than 2,000", low=2000
        )
        for i in ("16", "17")
    ]
    d.counted(dead[0], "kill", "side:ua", 2000, None, more=(dead[1],))
    fewer = d.claim(
        "27",
        "An officer at the eastern command put the dead in the same days at fewer than 300",
        "kill",
        by="An officer at the eastern command",
        count="fewer than 300",
        high=300,
    )
    d.counted(fewer, "kill", "side:ua", None, 300)
    d.clash(dead[0], fewer, "kill")
    worker = d.claim("25", "One employee was killed", "kill", count="One", low=1, high=1)
    d.counted(worker, "kill", "side:ua", 1, 1)
    many = d.claim(
        "nc-309",
        "at least 400 Russian soldiers have been killed between Balakliia and Shevchenkove",
        "kill",
        by="A fighter of the brigade",
        count="at least 400",
        low=400,
    )
    few = d.claim("ran-131", "Between Balakliia and Shevchenkove we lost 64 men killed", "kill", count="64", low=64, high=64)
    d.counted(many, "kill", "side:ru", 400, None)
    d.counted(few, "kill", "side:ru", 64, 64)
    d.clash(many, few, "kill")
    old = d.claim(
        "22",
        "About 300 Russian prisoners have been taken in the Izium sector since Tuesday",
        "take-prisoner",
        by="a police officer",
        count="About 300",
        low=270,
        high=330,
    )
    new = d.claim(
        "29", "about 130 prisoners were taken in the Izium sector", "take-prisoner", by="The officer", count="about 130", low=117, high=143
    )
    d.counted(new, "take-prisoner", "side:ru", 117, 143)
    d.taken_back(old)
    d.links.append(Link(left="29", right="22", relation="corrects", score=1000, because="It says so."))
    gone = d.claim("11", "About 1,200 people have already left Izium", "displace", count="About 1,200", low=1080, high=1320)
    d.counted(gone, "displace", "side:ua", 1080, 1320)


def _open(d: Desk) -> None:
    d.asked(d.claim("07", "We do not know how many Russian troops are left in Izium", "presence", mood="unknown", phase="ongoing"))
    own = d.claim("07", "We do not know whether Balakliia itself has changed hands", "capture", mood="unknown")
    whole = d.happenings[4].claims[0]
    d.asked(own, whole)
    d.changes.append(
        Change(kind="answered", about="Balakliia", area=None, before=(own,), now=(whole,), because="It is told now.", subject="question")
    )
    d.asked(d.claim("13", "we do not know where it was taken", "other", mood="unknown"))
    d.claim("13", "It is not known who the man was", "other", mood="unknown", withheld="person")
    d.outlook.append(
        d.claim(
            "11",
            "We expect up to 5,000 more to travel to the Belgorod region",
            "displace",
            mood="intended",
            phase="future",
            count="up to 5,000",
            high=5000,
        )
    )
    d.outlook.append(
        d.claim("31", "It may be preparing to blow up the remaining crossings behind it", "destroy", likelihood="possible", mood="intended")
    )
    d.claim(
        "07", "The Russian grouping around Izium is probably too thin to counter-attack", "attack", likelihood="likely", phase="ongoing"
    )
    d.claim("07", "Moscow will announce that it is pulling troops out of the Izium area by 18 September", "announce", phase="future")
    d.reasons.append(
        d.claim("16", "where more strength is needed if the aims announced for Donbas are to be met", "redeploy", mood="conditional")
    )
    d.changes += [
        Change(kind="new", about=h.type, area=h.area, before=(), now=h.claims, because="", lines=h.lines) for h in d.happenings[6:]
    ]


def _private(d: Desk) -> None:
    """What must not come out."""
    d.happened([d.claim("30", "the school was closed", "function")], place="Izium")
    d.happened([d.claim("30", "people are buried in the woods by the cemetery", "kill", unnamed="I have heard")], place="Izium")
    d.happened([d.claim("nc-322", "taken at the Kupiansk yard", "take-prisoner")], place="Kupiansk")
    d.happened([d.claim("nc-322", "from Tambov", "other", by="He", withheld="person")], place="Kupiansk")
    d.happened([d.claim("cn-2041", "is open again", "function", object="shelter", place=None)], place="Chuhuiv")
    d.happened([d.claim("24", "three trains were loaded with equipment at the depot", "supply", by="He")], place="Kupiansk")
    d.happened([d.claim("24", "about 60 railwaymen were taken along", "deport", by="He")], place="Kupiansk")
    d.happened(
        [d.claim("21", "Our boys have a battery in the orchard behind the grain dryer at Hrushivka", "presence", phase="ongoing")],
        place="Hrushivka",
    )


def kharkiv(*, private: bool = False) -> Desk:
    """The dossier at 09:00 on 13 September; with ``private``, also the claims that must not come out."""
    d = Desk()
    _items(d)
    _fighting(d)
    _lyman(d)
    _losses(d)
    _open(d)
    if private:
        _private(d)
    return d
