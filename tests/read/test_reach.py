"""How far a word reaches: a number, a speaker, a doubt, a wish, a plan."""

from __future__ import annotations

import pytest

from sitrepdesk.model import Claim
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.read.votes import thresholds

from .conftest import Read, read_with


def about(claims: list[Claim], head: str) -> Claim:
    return next(c for c in claims if head in c.head)


def by_tables(readers: dict[str, Reader], text: str) -> list[Claim]:
    """What the tables read, without the tagger's word."""
    return read_with(make_reader(readers["world"].pack, readers["world"].resolver), text)


def counts(claim: Claim) -> list[float | None]:
    return [q.low for q in claim.quantities]


def test_a_number_before_an_event_noun_counts_that_event_alone(read: Read) -> None:
    claims = read("There are 310 cases of cholera in Ardo with 12 deaths.")
    assert counts(about(claims, "cases")) == [310]
    assert counts(about(claims, "deaths")) == [12]
    assert [p.text for p in about(claims, "deaths").instrument] == ["cholera"]


def test_a_source_named_behind_a_semicolon_speaks_of_what_follows_it_alone(read: Read) -> None:
    claims = read("The army shelled Ardo on Monday; 12 people were killed, as reported by the Ministry of Health.")
    assert not about(claims, "shelled").attribution
    assert [s.text for s in about(claims, "killed").attribution] == ["the Ministry of Health"]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("41 deaths have been recorded, five fewer than the provincial government announced on Thursday.", "deaths"),
        ("Some 40 people were killed, ten more than the ministry reported on Monday.", "killed"),
        ("The army took Izium earlier than the ministry announced.", "took"),
    ],
)
def test_who_had_said_another_number_does_not_say_this_one(readers: dict[str, Reader], text: str, head: str) -> None:
    assert not about(by_tables(readers, text), head).attribution


def test_a_date_speaks_of_nothing(read: Read) -> None:
    claims = read("By 9 June, at least 30 tremors had been recorded in the province.")
    assert "June" not in [s.text for c in claims for s in c.attribution]


def test_a_doubt_about_a_second_number_is_none_about_the_happening(read: Read) -> None:
    claims = read("At least 300 people died in the storm, possibly as many as 450, when the river flooded the town.")
    assert {c.likelihood for c in claims} == {"stated"}


def test_a_number_that_alone_is_doubtful_keeps_its_doubt(read: Read) -> None:
    assert about(read("Possibly 300 people were killed in the storm."), "killed").likelihood == "possible"


def test_who_expects_the_toll_to_rise_is_not_the_flood(read: Read) -> None:
    claims = read("Floods killed 31 people, with the toll expected to rise as 100 remain missing.")
    assert "Floods" not in [s.text for c in claims for s in c.attribution]
    assert about(claims, "missing").likelihood == "stated"


def test_what_is_said_between_commas_holds_for_the_whole_sentence(read: Read) -> None:
    claims = read("On Monday, Petrenko said, the threat remained, given that the army had captured Ardo.")
    assert [s.text for s in about(claims, "captured").attribution] == ["Petrenko"]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The colonel called in two languages for the rebels to surrender.", "surrender"),
        ("The staff has tasked its troops with capturing Ardo by May.", "capturing"),
    ],
)
def test_what_somebody_is_called_upon_to_do_is_directed(read: Read, text: str, head: str) -> None:
    assert about(read(text), head).mood == "directed"


def test_plans_told_one_after_the_other_are_all_plans(read: Read) -> None:
    claims = read("The army wants to break through our lines west of Ardo, reach the canal, capture Morvik and hold the bridge.")
    assert about(claims, "capture").mood != "stated"


def test_no_reports_of_losses_is_no_loss(read: Read) -> None:
    claims = read("There have been no official reports of casualties, but two soldiers appear to have suffered injuries.")
    assert all(c.polarity == "negated" for c in claims if c.head == "casualties")
    assert about(claims, "injuries").polarity == "affirmed"


def test_who_cannot_afford_food_lacks_it(read: Read) -> None:
    claim = about(read("Many families cannot afford food."), "afford")
    assert (claim.type, claim.polarity) == ("shortage", "affirmed")
    assert not [c for c in read("Most families can afford food.") if c.type == "shortage"]


def test_people_who_are_not_let_through_did_not_pass(read: Read) -> None:
    claim = about(read("Armed groups are not allowing displaced people to pass."), "pass")
    assert claim.polarity == "negated"
    assert [p.text for p in claim.target or claim.actor] == ["displaced people"]


def test_a_participant_is_called_by_its_whole_name(read: Read) -> None:
    claims = read("Troops of the 33 Artillery Brigade attacked members of the rebel group near Ardo.")
    claim = about(claims, "attacked")
    assert [p.text for p in claim.actor] == ["Troops of the 33 Artillery Brigade"]
    assert [p.text for p in claim.target] == ["members of the rebel group"]


def test_works_that_are_held_are_places(read: Read) -> None:
    claim = about(read("The rebels held the hydropower station and the port of Lamu."), "held")
    assert [w.text for w in claim.places][:2] == ["the hydropower station", "the port of Lamu"]


def test_a_hundred_can_remain(read: Read) -> None:
    claim = about(read("At least 100 remain missing."), "missing")
    assert counts(claim) == [100]


@pytest.mark.parametrize("text", ["The death toll is expected to rise.", "The number of fatalities is expected to rise."])
def test_a_toll_that_only_rises_is_told_by_its_verb(read: Read, text: str) -> None:
    claim = about(read(text), "rise")
    assert (claim.type, claim.likelihood) == ("kill", "likely")


def test_a_toll_with_a_number_is_told_by_its_noun(read: Read) -> None:
    assert counts(about(read("The death toll rose to 17."), "toll")) == [17]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The death toll in Turkey rose to 18,342, the disaster agency said on Friday.", 18_342),
        ("The death toll in the region reached 90.", 90),
        ("The death toll of the quake has risen from 12 to 17.", 17),
        ("The death toll from the storm stands at 12.", 12),
        ("The number of deaths in Turkey has passed 3,400.", 3_400),
    ],
)
def test_a_toll_with_a_place_between_it_and_its_number_is_told(read: Read, text: str, low: int) -> None:
    told = next(c for c in read(text) if c.type == "kill")
    assert counts(told)[0] == low


def test_by_how_much_a_toll_rose_is_no_toll(readers: dict[str, Reader]) -> None:
    assert counts(about(by_tables(readers, "The death toll in Turkey rose by 5."), "toll")) == []


def test_a_wider_place_behind_a_comma_takes_no_part(read: Read) -> None:
    claim = about(read("Troops were searching for a rebel leader in Archi district, Kunduz province, on Monday."), "searching")
    assert "Kunduz province" in [w.text for w in claim.places]
    assert "Kunduz province" not in [p.text for p in claim.target]


def test_each_level_of_a_nested_place_is_a_place_though_no_gazetteer_has_the_first(read: Read) -> None:
    claim = about(read("Troops killed four militiamen in Ningi Local Government Area of Bauchi State."), "killed")
    assert [w.text for w in claim.places] == ["Ningi Local Government Area", "Bauchi State"]


def test_the_wounded_are_not_counted_with_the_number_of_the_dead(read: Read) -> None:
    claims = read("Five soldiers were killed and three wounded near Ardo.")
    assert counts(about(claims, "killed")) == [5]
    assert counts(about(claims, "wounded")) == [3]


def test_nobody_is_said_to_be_dead_on_a_guess(read: Read) -> None:
    assert about(read("The explosion severely burned two engineers."), "burned").type == "wound"
    assert about(read("The fire impacted 9,000 individuals."), "impacted").type == "harm"


def test_a_source_in_brackets_behind_the_full_stop_is_that_of_the_sentence_before(read: Read) -> None:
    claims = read("People are being hosted in 15 centres in Tete. (OCHA 17/03/2019) Floods killed 60 people in Beira. (ECHO 19/03/2019)")
    assert [s.text for s in about(claims, "hosted").attribution] == ["OCHA"]
    assert [s.text for s in about(claims, "killed").attribution] == ["ECHO"]


def test_the_longer_of_two_doubts_in_the_same_words_counts_alone(read: Read) -> None:
    assert about(read("It is highly likely that flooding will occur again in Ardo."), "flooding").likelihood == "very-likely"
    assert about(read("It is likely that flooding will occur again in Ardo."), "flooding").likelihood == "likely"


def test_what_is_unclear_ends_before_but(read: Read) -> None:
    claims = read("It is unclear where the shell fell, but the army shelled Ardo on Monday.")
    assert about(claims, "shelled").mood == "stated"


def test_what_we_will_do_is_a_plan(read: Read) -> None:
    assert about(read("We will attack the rebels near Ardo."), "attack").mood == "intended"


def test_a_report_that_is_called_false_before_it_is_told_is_negated(read: Read) -> None:
    assert about(read("The false report of the killing of civilians was published on Monday."), "killing").polarity == "negated"


def test_no_reaches_over_two_adjectives(read: Read) -> None:
    assert about(read("No armed or masked rebels attacked the convoy."), "attacked").polarity == "negated"


def test_to_the_tables_what_was_recorded_has_no_speaker(readers: dict[str, Reader]) -> None:
    """The tagger may still see one: in doubt the speaker stays."""
    world = readers["world"]
    claims = read_with(make_reader(world.pack, world.resolver), "By 3 May, four people had been recorded as killed in Ardo.")
    assert [c.attribution for c in claims if c.head == "killed"] == [()]


@pytest.mark.parametrize("text", ["Rebel forces still hold Ardo.", "Rebel forces fully control Ardo."])
def test_an_adverb_hides_no_verb(read: Read, text: str) -> None:
    claim = next(c for c in read(text) if c.type == "hold")
    assert [w.text for w in claim.places] == ["Ardo"]


def test_no_fewer_than_twenty_are_some(read: Read) -> None:
    claim = about(read("No fewer than 20 houses were destroyed in Ardo."), "destroyed")
    assert (claim.polarity, counts(claim)) == ("affirmed", [20])


def test_what_a_relative_clause_denies_is_not_denied_of_the_rest(read: Read) -> None:
    claims = read("On 12 January 1963 soldiers of the company, who had not been paid since October, disarmed their officers.")
    assert about(claims, "disarmed").polarity == "affirmed"


def test_hardly_anyone_is_nobody(read: Read) -> None:
    assert about(read("Hardly anyone who boarded the train came home."), "came").polarity == "negated"


def test_the_dead_are_dead_though_their_number_is_not_established(read: Read) -> None:
    claim = about(read("The number of deaths has not been established."), "deaths")
    assert (claim.polarity, claim.mood) == ("affirmed", "unknown")


def test_a_bare_number_stands_for_as_many_of_those_before(read: Read) -> None:
    claim = about(read("35 rebel fighters died and 150 more were wounded."), "wounded")
    assert [p.text for p in claim.target] == ["rebel fighters"]
    assert counts(claim) == [150]


def test_each_verb_of_a_row_has_its_own_object(read: Read) -> None:
    claim = about(read("Floods in Ardo killed eight villagers and injured 20 soldiers."), "injured")
    assert [p.text for p in claim.target] == ["soldiers"]
    assert counts(claim) == [20]


def test_the_date_of_a_source_is_no_time_of_what_it_tells(read: Read) -> None:
    claim = about(read("Landslides have killed 31 people in Ardo (CONRED 09/11/2020)."), "killed")
    assert claim.time.start is None


def test_a_building_that_is_captured_is_a_place(read: Read) -> None:
    claim = about(read("Rebels captured the old mosque on Monday."), "captured")
    assert [w.text for w in claim.places] == ["the old mosque"]
    assert not claim.target


def test_an_hour_at_the_start_is_no_part_of_who_acts(readers: dict[str, Reader]) -> None:
    claim = about(by_tables(readers, "Between midnight and 3 a.m. Russian forces hit Izium."), "hit")
    assert [p.text for p in claim.actor] == ["Russian forces"]
    assert claim.time.text == "Between midnight and 3 a.m."


def test_a_drill_is_no_attack(read: Read) -> None:
    assert about(read("The drill simulated a chemical attack on the port."), "attack").mood == "conditional"


def test_what_was_promised_has_not_come(read: Read) -> None:
    assert {c.mood for c in read("Aid for 500 families was promised for Tuesday.") if c.type == "aid"} == {"intended"}


def test_of_what_somebody_is_convinced_stands_on_his_word(read: Read) -> None:
    claim = about(read("The garrison had left by noon. Of that, at any rate, the mayor was convinced."), "left")
    assert [s.text for s in claim.attribution] == ["the mayor"]


def test_a_plan_that_targets_people_shoots_at_nobody(read: Read) -> None:
    claim = about(read("The response plan targets some 1 million people."), "targets")
    assert (claim.type, claim.mood) == ("aid", "intended")
    assert about(read("Snipers targeted civilians in the square."), "targeted").type == "strike"


def test_one_noun_heads_one_claim(read: Read) -> None:
    claims = read("Targeted killings continued to be reported in Ardo.")
    assert len({c.head_span for c in claims}) == len(claims) == 1


def test_a_capital_at_the_start_makes_no_actor(read: Read) -> None:
    assert "Ongoing" not in [p.text for c in read("Ongoing fighting displaced hundreds of people.") for p in c.actor]


def test_what_belongs_to_a_side_s_troops_is_that_side_s(read: Read) -> None:
    claim = about(read("Units of the Russian army attacked Izium.", theatre="ukraine-2022"), "attacked")
    assert [p.entity for p in claim.actor] == ["actor:ru-forces"]


def test_a_day_before_them_is_no_part_of_the_rebels_name(read: Read) -> None:
    claim = about(read("On 4 November suspected rebels stormed the college in Ardo."), "stormed")
    assert [p.text for p in claim.actor] == ["suspected rebels"]


def test_what_happened_before_what_is_reported_stands_on_the_same_word(read: Read) -> None:
    claim = about(read("Aid workers reported one death after the storm destroyed homes in Ardo."), "destroyed")
    assert [s.text for s in claim.attribution] == ["Aid workers"]


def test_to_the_tables_who_was_the_first_to_do_it_did_it(readers: dict[str, Reader]) -> None:
    """The tagger may still see a plan: in doubt the mood stays."""
    assert about(by_tables(readers, "The rebels were the first to attack the town."), "attack").mood == "stated"


@pytest.mark.parametrize(("text", "type_"), [("Troops fired in the air.", "attack"), ("Rebels fired rockets at the base.", "strike")])
def test_shots_are_an_attack_and_rockets_a_strike(read: Read, text: str, type_: str) -> None:
    assert about(read(text), "fired").type == type_


def test_a_doubt_needs_less_to_be_a_claim_than_a_fact(readers: dict[str, Reader]) -> None:
    limits = thresholds()
    assert limits["add_marked"] < limits["add_claim"]
    claim = about(read_with(readers["world"], "The ministry hopes for a swift normalisation of supplies."), "normalisation")
    assert claim.mood == "wished"


def test_a_place_that_two_parts_of_a_sentence_give_stands_once(read: Read) -> None:
    held = about(read("The troops hold positions between Ardo and Belun."), "hold")
    assert [w.text for w in held.places] == list(dict.fromkeys(w.text for w in held.places))


@pytest.mark.parametrize(
    "text", ["Troops advanced north of Ardo.", "North of Ardo, troops advanced.", "Troops advanced on Monday north of Ardo."]
)
def test_a_bearing_without_a_preposition_is_a_place(readers: dict[str, Reader], text: str) -> None:
    advanced = about(by_tables(readers, text), "advanced")
    assert [(w.rel, w.text.casefold()) for w in advanced.places] == [("at", "north of ardo")]


def test_what_a_picture_of_a_date_shows_is_told_of_those_who_are_in_it(readers: dict[str, Reader]) -> None:
    shelling = about(by_tables(readers, "Footage published on February 25 shows rebel troops shelling Ardo."), "shelling")
    assert [p.text for p in shelling.actor] == ["rebel troops"]


def test_a_date_at_the_start_is_no_part_of_the_subject(readers: dict[str, Reader]) -> None:
    killed = about(by_tables(readers, "On February 25 strikes killed five people in Ardo."), "killed")
    assert [p.text for p in killed.instrument] == ["strikes"]


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence to suggest that rebels attacked the town.",
        "There is nothing to suggest that rebels attacked the town.",
        "The army has no reason to believe that rebels attacked the town.",
        "Observers have not seen evidence to conclude that rebels attacked the town.",
    ],
)
def test_what_no_evidence_shows_is_not_told_to_have_happened(readers: dict[str, Reader], text: str) -> None:
    attack = about(by_tables(readers, text), "attacked")
    assert attack.polarity == "negated" or attack.mood == "unknown"


def test_what_evidence_shows_is_no_plan(readers: dict[str, Reader]) -> None:
    attack = about(by_tables(readers, "Observers have seen evidence to conclude that rebels attacked the town."), "attacked")
    assert (attack.mood, attack.polarity) == ("stated", "affirmed")


def test_most_of_the_buildings_that_are_taken_are_a_place(readers: dict[str, Reader]) -> None:
    taken = about(by_tables(readers, "Security forces recaptured most of the buildings."), "recaptured")
    assert [w.text for w in taken.places] == ["the buildings"]


@pytest.mark.parametrize(
    ("text", "head", "who"),
    [
        ("People living in villages shelled by the army fled.", "fled", "People"),
        ("Troops stationed in the town attacked by rebels withdrew.", "withdrew", "Troops"),
        ("Troops of a brigade serving in the town withdrew on Monday.", "withdrew", "Troops of a brigade"),
    ],
)
def test_a_subject_outlasts_the_participles_inside_it(readers: dict[str, Reader], text: str, head: str, who: str) -> None:
    claim = about(by_tables(readers, text), head)
    assert [p.text for p in (*claim.actor, *claim.target)] == [who]


def test_who_says_it_may_stand_before_a_participle(readers: dict[str, Reader]) -> None:
    text = "An officer of a brigade serving in the Ardo direction said on Monday that rebels attacked the village."
    assert [s.text for s in about(by_tables(readers, text), "attacked").attribution] == ["An officer of a brigade"]


def test_a_heading_of_events_speaks_of_nothing(readers: dict[str, Reader]) -> None:
    claims = by_tables(readers, "Assessed rebel advances: Footage indicates that rebels advanced in Ardo.")
    assert "rebel advances" not in [s.text for c in claims for s in c.attribution]


def test_what_a_plan_is_for_is_planned_in_all_its_parts(read: Read) -> None:
    claims = read("There are plans for a withdrawal from Ardo and the redeployment of two brigades.")
    assert [about(claims, h).mood for h in ("withdrawal", "redeployment")] == ["intended", "intended"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Some 36,000 people are targeted for assistance.", "aid"),
        ("The plan targets 36,000 people with food.", "aid"),
        ("Rebels targeted the base with rockets.", "strike"),
        ("Homes were targeted by fuel bombs.", "strike"),
    ],
)
def test_people_are_targeted_with_aid_and_bases_with_rockets(read: Read, text: str, type_: str) -> None:
    assert about(read(text), "target").type == type_


def test_two_peoples_that_share_a_noun_are_one_force(readers: dict[str, Reader]) -> None:
    attack = about(by_tables(readers, "Rebels attacked Afghan and coalition security forces."), "attacked")
    assert [p.text for p in attack.target] == ["Afghan and coalition security forces"]


@pytest.mark.parametrize(
    "text", ["The bodies of 12 civilians were found in Ardo.", "Fighting broke out in Ardo.", "A ceasefire came into effect in Ardo."]
)
def test_a_noun_and_its_own_verb_are_told_once(read: Read, text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("before", "where"),
    [
        ("The army took Kherson in March. Troops entered Mykolaiv.", "Mykolaiv"),
        ("The army took Kherson. Kherson fell quiet. Troops from Kherson entered Mykolaiv.", "Mykolaiv"),
        (f"The army took Kherson. Kherson fell quiet. Troops from Kherson entered Mykolaiv. {'It rained hard for days. ' * 6}", None),
    ],
)
def test_the_city_is_the_one_named_last_unless_another_was_named_more_often(
    readers: dict[str, Reader], before: str, where: str | None
) -> None:
    claims = read_with(readers["ukraine-2022"], f"{before} They shelled the city for days.")
    place = about(claims, "shelled").places[0].place
    assert place == next((w.place for c in claims for w in c.places if w.text == where), None)


def test_the_part_of_a_country_belongs_to_the_place(read: Read) -> None:
    claims = read("Rebels advanced in northern and central Chad.")
    assert [w.text for w in about(claims, "advanced").places] == ["northern and central Chad"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Government troops cut off the town.", "encircle"),
        ("Villages were cut off by the floods.", "outage"),
        ("Government troops cut off supplies to the town.", "outage"),
        ("Some 400 people are sheltering in two schools.", "presence"),
    ],
)
def test_who_acts_and_on_what_decides_the_type(read: Read, text: str, type_: str) -> None:
    assert [c.type for c in read(text) if "cut off" in c.head or "shelter" in c.head] == [type_]


def test_a_bare_noun_that_is_the_means_of_another_claim_tells_no_second_one(read: Read) -> None:
    assert [c.type for c in read("Floods killed twelve people in Kassala.")] == ["kill"]


def test_a_noun_that_counts_or_doubts_its_own_happening_is_told_besides(readers: dict[str, Reader], read: Read) -> None:
    assert "disaster" in [c.type for c in by_tables(readers, "Two earthquakes damaged the town.")]
    assert about(read("Three people died in suspected attacks on two villages."), "attacks").likelihood == "likely"


@pytest.mark.parametrize(
    ("text", "head", "mood", "likelihood"),
    [
        ("After two days of fighting the garrison surrendered.", "fighting", "stated", "stated"),
        ("The governor was criticised for failing to evacuate the town.", "evacuate", "stated", "stated"),
        ("That is why the army withdrew from Ardo.", "withdrew", "stated", "stated"),
        ("The mayor described how soldiers looted the market.", "looted", "stated", "stated"),
        ("He was driven to the crossing from where he was evacuated to Ardo.", "evacuated", "stated", "stated"),
        ("OHCHR has verified 1,200 civilian deaths.", "deaths", "stated", "stated"),
        ("The army has been able to capture Ardo.", "capture", "stated", "stated"),
        ("We don't know why the army withdrew from Ardo.", "withdrew", "unknown", "stated"),
        ("It is unclear from where the missile was fired.", "fired", "unknown", "stated"),
        ("The deaths have not been verified.", "deaths", "unknown", "stated"),
        ("Observers are verifying that the troops withdrew.", "withdrew", "unknown", "stated"),
        ("The army is able to capture Ardo.", "capture", "stated", "possible"),
        ("The army is capable of shelling Ardo.", "shelling", "stated", "possible"),
        ("Residents have to flee the town.", "flee", "directed", "stated"),
        ("To win, rebels had to capture Ardo.", "capture", "directed", "stated"),
        ("Limited attempts were made at capturing Ardo.", "capturing", "intended", "stated"),
        ("Floods bring the risk of cholera.", "cholera", "stated", "possible"),
        ("The staff devised an attack on Ardo.", "attack", "intended", "stated"),
        ("The general chose to hold Ardo.", "hold", "intended", "stated"),
        ("Within hours of capturing Ardo, rebels lost the bridge.", "capturing", "stated", "stated"),
        ("The ministry is responsible for evacuating the town.", "evacuating", "intended", "stated"),
    ],
)
def test_what_was_done_is_told_and_what_is_open_stays_open(read: Read, text: str, head: str, mood: str, likelihood: str) -> None:
    claim = about(read(text), head)
    assert (claim.mood, claim.likelihood) == (mood, likelihood)


def test_who_came_within_an_hour_of_it_did_not_do_it(read: Read) -> None:
    assert about(read("Rebels came within an hour of capturing Ardo."), "capturing").polarity == "negated"
    assert about(read("Within hours of capturing Ardo, rebels lost the bridge."), "capturing").polarity == "affirmed"
