"""Who is a side at all, and under which name: one row a fault that was met, with siblings."""

from __future__ import annotations

import pytest
from tests.factories import read_text


def sides(text: str) -> set[str]:
    return {seen.party.side for seen in read_text(text).appearances}


def acts(text: str) -> list[tuple[str, str, str]]:
    return [
        (e.actor.side if e.actor else "", e.action, e.target.side if e.target else "")
        for e in read_text(text)
    ]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("China has seized a reef in the West Philippine Sea, Manila said.", "WEST"),
        ("Vietnam sent boats into the South China Sea, Hanoi said.", "CHN"),
        ("Iran closed the Russian Bridge, officials in Tehran said.", "RUS"),
        ("Marines occupied the ship Aurora in Arica harbour on Tuesday.", "aurora"),
        ("Police boarded the tanker Silver Dawn near Malta.", "silver-dawn"),
        ("Troops searched the ferry Halcyon in Oban.", "halcyon"),
        ("Chinese forces stopped a march near the Jokhan Temple.", "jokhan-temple"),
        ("Rebels shelled the Sefton Bridge and left.", "sefton-bridge"),
        ("The church attack shocked Kenya.", "church"),
        ("The school budget angered Norway.", "school"),
    ],
)
def test_a_thing_and_a_word_in_its_name_are_no_side(text: str, never: str) -> None:
    assert never not in sides(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "WARSAW - China has shown itself to be a spoiler with its ardent support for Cuba.",
            ("CHN", "SUPPORT", "CUB"),
        ),
        ("KHARTOUM (Reuters) - Sudan accused Chad of arming rebels.", ("SDN", "ACCUSE", "TCD")),
        ("OSLO, Jan 11 (AP) -- Russia accused Norway of spying.", ("RUS", "ACCUSE", "NOR")),
    ],
)
def test_a_dateline_acts_in_nothing(text: str, act: tuple[str, str, str]) -> None:
    assert acts(text) == [act]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Latin American governments condemned the United States.", "LATIN-AMERICA"),
        ("The Horn of Africa countries condemned Ethiopia.", "HORN-OF-AFRICA"),
        ("The Baltic states expelled Russian envoys.", "BALTICS"),
        ("The Gulf states sanctioned Iran.", "GULF"),
    ],
)
def test_a_region_of_the_world_is_itself(text: str, side: str) -> None:
    assert side in {actor for actor, _, _ in acts(text)}


@pytest.mark.parametrize(
    ("text", "side", "never"),
    [
        ("Argentina's creditors seized a ship.", "creditors", "ARG"),
        ("Zambia's lenders rejected the offer.", "lenders", "ZMB"),
        ("Trade unions in Peru mounted a strike on Monday.", "per-workers", ""),
        ("Striking miners in Chile rejected the offer.", "chl-workers", ""),
        ("Farmers' unions in India blocked roads.", "ind-farmers", ""),
    ],
)
def test_whoever_stands_over_against_a_state_is_no_part_of_it(
    text: str, side: str, never: str
) -> None:
    found = sides(text)
    assert side in found
    assert never not in found


@pytest.mark.parametrize(
    ("name", "side"),
    [("North{}Korea", "PRK"), ("Saudi{}Arabia", "SAU"), ("South{}Sudan", "SSD"),
     ("Costa{}Rica", "CRI")],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\t", "  ", "\u00a0", "\u2009", "\u202f"])
def test_a_name_is_one_whatever_stands_between_its_words(name: str, side: str, gap: str) -> None:
    text = f"{name.format(gap)} accused Japan of spying."
    reading = read_text(text)
    assert side in {seen.party.side for seen in reading.appearances}
    for seen in reading.appearances:
        assert text[seen.quote.start : seen.quote.end] == seen.quote.text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Russia \ufb01red a missile at Ukraine.", ("RUS", "ASSAULT", "UKR")),
        ("Kazakh\u00adstan ac\u00adcused Russia of spying.", ("KAZ", "ACCUSE", "RUS")),
        ("\u200eChina\u200f accu\u200bsed Ja\u2060pan of spying.", ("CHN", "ACCUSE", "JPN")),
    ],
)
def test_marks_that_nobody_sees_are_as_if_not_there(text: str, act: tuple[str, str, str]) -> None:
    assert acts(text) == [act]
    for event in read_text(text):
        assert text[event.quote.start : event.quote.end] == event.quote.text


def test_they_are_the_officials_who_spoke() -> None:
    text = (
        "Ghana suspended interest payments to foreign banks in January. Officials said they "
        "stopped interest payments because of a slide in cocoa prices."
    )
    assert {actor for actor, _, _ in acts(text)} == {"GHA"}


def test_an_appearance_says_as_what_a_side_appears() -> None:
    seen = read_text("Chad should not give in to Sudan's demands.").appearances
    assert [(a.party.side, a.role, a.advised) for a in seen] == [
        ("TCD", "subject", True),
        ("SDN", "owner", False),
    ]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("A US blogger was dismissed by Kestrel Air in May.", "USA"),
        ("A British cashier sued the chain Brightway on Monday.", "GBR"),
        ("A French newspaper accused the firm Orvane of bribery.", "FRA"),
        ("Harbour Air is known as Queen of the Sky, and Norway likes it.", "queen"),
        ("The use of force worried Norway.", "force"),
        ("Norway has alleged business ties with Iran.", "business"),
        ("The monks went into exile, and Nepal said nothing.", "exile"),
    ],
)
def test_one_private_person_and_a_matter_are_no_side_of_a_state(text: str, never: str) -> None:
    assert never not in sides(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway talked to Kestrel Air. A Kestrel Air spokesman rejected the claim.",
        "Norway talked to Kestrel Air. A spokesman for Kestrel Air said no.",
        "Oslo waited. A Kestrel Air spokesman spoke. The spokesman rejected all.",
    ],
)
def test_who_speaks_for_a_firm_is_the_firm(text: str) -> None:
    seen = read_text(text).appearances
    said = [s.party.side for s in seen if s.quote.text.endswith("spokesman")]
    assert set(said) == {"kestrel-air"}


OURS = (
    "Beijing's sanctions on a former senator are a warning to all of {land}. Chinese ships sail "
    "into our waters, and Chinese diplomats laugh at our people. China will not stop. China has "
    "banned us before. What {land} must do is plain: {land} must summon the envoy. We owe it "
    "to our flag."
)


@pytest.mark.parametrize(("land", "side"), [("Manila", "PHL"), ("Palau", "PLW"), ("Hanoi", "VNM")])
def test_we_is_the_land_that_is_told_what_to_do_and_not_the_one_named_most(
    land: str, side: str
) -> None:
    seen = read_text(OURS.format(land=land)).appearances
    assert {s.party.side for s in seen if s.quote.text in ("our", "us", "We")} == {side}


def test_we_of_a_shop_is_no_state() -> None:
    text = (
        "Our shop sold coffee from Ethiopia. Our landlord raised the rent, and we wrote to him. "
        "We will not pay. Our lawyer says we need not."
    )
    assert {s.party.side for s in read_text(text).appearances if s.quote.text == "we"} == {
        "own-side"
    }


RENT = (
    "The tenants of Elm Court woke to a letter on Monday. The manager of Elm Court wrote it. "
    "Elm Court told the tenants to leave. The tenants met in the yard. Elm Court punished the "
    "tenants with a fee. The tenants agreed to talk with Elm Court on Friday."
)


def test_what_passes_between_those_a_text_is_about_counts_whoever_they_are() -> None:
    assert ("elm-court", "SANCTION", "tenants") in acts(RENT)


def test_the_same_sentence_alone_is_daily_life() -> None:
    assert acts("Elm Court punished the tenants with a fee.") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Norwegian ministry posted a notice ordering Iran to leave.", "REQUEST"),
        ("Norway passed a law banning imports from Iran.", "SANCTION"),
        ("Norway issued a statement condemning Iran.", "ACCUSE"),
    ],
)
def test_a_paper_does_what_its_writer_does(text: str, act: str) -> None:
    assert ("NOR", act, "IRN") in acts(text)


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Epping Forest District Council sued the Home Office.", "council", "council"),
        ("The University of California sued the state.", "University", "university-of-california"),
        ("The Dallas Morning News refused the offer.", "News", "dallas-morning-news"),
    ],
)
def test_a_town_begins_the_name_of_a_body(text: str, name: str, side: str) -> None:
    found = [
        s.party.side
        for s in read_text(text).appearances
        if name.casefold() in s.quote.text.casefold()
    ]
    assert found
    assert all(side in one for one in found)


def test_the_workers_of_a_firm_are_not_the_firm() -> None:
    seen = read_text(
        "Orvane cut wages, and the city said nothing. Orvane's workers struck in May."
    ).appearances
    assert {s.party.side for s in seen if "workers" in s.quote.text} == {"orvane-workers"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad beat Georgia in Paris.", []),
        ("Norway beat Iran 3-1 in Oslo on Sunday.", []),
        ("Peru was beaten by Chile in Lima on Friday.", []),
        ("Kenya's army beat three Ethiopian traders.", [("KEN", "ASSAULT", "ETH")]),
        ("China beat the Philippine fishermen with sticks.", [("CHN", "ASSAULT", "PHL")]),
    ],
)
def test_a_state_that_beats_a_state_won_a_match(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert acts(text) == found


def test_forces_that_beat_people_strike_them() -> None:
    assert acts("Police in Chile beat the protesters.")[0][1] == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Virgin Islands sued the bank.", "VIR"),
        ("The British Virgin Islands rejected London's plan.", "VGB"),
        ("The U.S. Virgin Islands sued the bank.", "VIR"),
        ("The Republic of the Congo accused Gabon.", "COG"),
        ("The Democratic Republic of the Congo accused Rwanda.", "COD"),
        ("Congo-Brazzaville expelled the envoy of Gabon.", "COG"),
        ("Hezbollah attacked Israel.", "hezbollah"),
        ("The Taliban rejected Pakistan's demand.", "taliban"),
        ("Hamas accused Egypt.", "hamas"),
    ],
)
def test_islands_two_congos_and_armed_groups_are_what_they_are(text: str, side: str) -> None:
    assert acts(text)[0][0] == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Tenants in Kenya rejected the plan of the landlords.", "tenants"),
        ("Villagers in Norway sued the firm.", "villagers"),
        ("Residents of Cyprus protested against the council.", "residents"),
    ],
)
def test_who_lives_in_a_land_is_not_the_land(text: str, side: str) -> None:
    assert read_text(text).appearances[0].party.side == side


@pytest.mark.parametrize(
    "text",
    [
        "Hull wrote to its growers. ‘We need more for our plans and our growth,’ it said.",
        "Hull wrote to its growers. 'We need more for our plans and our growth,' it said.",
        "Hull wrote to its growers: ‘We ask our growers for our share of our costs.’",
    ],
)
def test_we_in_single_marks_is_the_speakers(text: str) -> None:
    assert "own-side" not in sides(text)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("We are prisoners at Hale. Our cells and our food are bad. We will strike.", "prisoners"),
        ("We, the nurses of Hale, want our pay and our breaks. We will strike.", "nurses"),
        ("We students pay for our rooms and our meals. We ask for more.", "students"),
    ],
)
def test_we_is_who_the_authors_say_they_are(text: str, side: str) -> None:
    assert side in sides(text)
    assert "own-side" not in sides(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("A man sued in Devon. The council officials refused to answer him.", "ZAF"),
        ("Britain has rules. The council officials refused to answer the man.", "GBR"),
        ("Norway has rules. Local police refused to answer the man.", "NOR"),
        ("Kenya has rules. The university President Ian Moor rejected the plea.", "KEN"),
    ],
)
def test_what_is_local_is_no_states(text: str, never: str) -> None:
    assert never not in {actor for actor, _, _ in acts(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He wrote to Homes for People. Homes for People refused.", "Homes for People"),
        ("Orvane Global Capital threatened the board.", "Orvane Global Capital"),
        ("Premier Foods threatened the growers.", "Premier Foods"),
        ("Helen Sarby of Dunmore sued the firm.", "Helen Sarby"),
    ],
)
def test_a_name_keeps_its_parts(text: str, name: str) -> None:
    assert name in {seen.party.name for seen in read_text(text).appearances}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Serbia lodged a protest with its neighbor, Albania.", ("neighbor", "ALB")),
        ("Oman rejected the plan of its ally Kuwait.", ("ally", "KWT")),
        ("Chad accused its rival, Sudan.", ("rival", "SDN")),
    ],
)
def test_a_noun_of_relation_is_the_name_beside_it(text: str, pairs: tuple[str, str]) -> None:
    assert pairs in {(seen.quote.text, seen.party.side) for seen in read_text(text).appearances}


@pytest.mark.parametrize(
    "text",
    [
        "HSU President Robert Hale barred the students of HSU.",
        "Digital Minister Ann Cole barred the firm.",
        "Housing Secretary Ian Moor rejected the plan.",
    ],
)
def test_letters_and_what_ministers_have_in_charge_are_no_land(text: str) -> None:
    assert not {side for side in sides(text) if side.isupper()}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norway has rules. Sailors asked the ports for help.", "sailors"),
        ("Chile is far. The pilots rejected the offer of Orvane Air.", "pilots"),
        ("Union representatives warned the firm in Peru.", "union-representatives"),
    ],
)
def test_working_people_are_no_states_army(text: str, actor: str) -> None:
    assert actor in {one for one, _, _ in acts(text)}


def test_sailors_are_a_navys_where_one_is_told_of() -> None:
    assert "NOR" in {one for one, _, _ in acts("Norway sent its navy. Sailors attacked Chad.")}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "The president of the New Zealand Association of Scientists attacked the plan.",
            "association-of-scientists",
        ),
        ("The president of the Norway Union of Teachers attacked the plan.", "union-of-teachers"),
        ("Students at the City University of New York struck.", "city-university-of-new-york"),
    ],
)
def test_a_body_is_no_organ_of_the_land_in_its_name(text: str, side: str) -> None:
    found = read_text(text).appearances
    assert side in {seen.party.side for seen in found}
    assert {"NZL", "NOR", "USA"}.isdisjoint(a.party.side for a in found if a.kind != "name")


@pytest.mark.parametrize("who", ["administration", "executive", "leadership"])
def test_what_runs_a_university_is_its_own(who: str) -> None:
    text = (
        "Hale University cut its staff. Students of the university marched in Norway. "
        f"The university lost money. The {who} rejected the plea of the students."
    )
    assert "NOR" not in {one for one, _, _ in acts(text)}


def test_a_states_administration_stays_its_own() -> None:
    text = "Norway closed a university. Norway sent police. The administration rejected a plea."
    found = read_text(text).appearances
    assert {s.party.side for s in found if s.quote.text == "administration"} == {"NOR"}


@pytest.mark.parametrize("town", ["Sacramento", "San Francisco", "Chicago"])
def test_we_in_a_town_is_not_its_state(town: str) -> None:
    text = (
        f"Rents in {town} rise. {town} is our home. {town} values our children and our schools. "
        "We ask our landlords for our rights. We need rent control."
    )
    assert "USA" not in {s.party.side for s in read_text(text).appearances if s.kind == "pronoun"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The paper Solidarity accused the council.", "POL"),
        ("Solidarity, a charity in Hull, accused the council.", "POL"),
        ("Solidarity published a list. Solidarity accused the council.", "POL"),
    ],
)
def test_solidarity_is_the_polish_union_only_where_poland_is_told_of(text: str, side: str) -> None:
    assert {seen.party.sector for seen in read_text(text).appearances} & {"LAB"} == set()
    told = read_text(text + " Walesa led the strike in Gdansk.")
    assert "LAB" in {seen.party.sector for seen in told.appearances}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The National Liberation Army attacked Colombian soldiers.", "eln"),
        ("The National Liberation Army attacked Macedonian soldiers.", "nla-macedonia"),
        ("The National Liberation Front attacked Saigon.", "viet-cong"),
        ("The National Liberation Front attacked Algiers.", "fln"),
    ],
)
def test_an_armed_group_is_the_one_of_the_land_told_of(text: str, side: str) -> None:
    assert side in {one for one, _, _ in acts(text)}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Ethopia accused Kenya of spying.", "ETH", "KEN"),
        ("Kenya accused Quatar of arming rebels.", "KEN", "QAT"),
        ("Kenya sanctioned Venezuala.", "KEN", ""),
        ("Kenya accused Nicaraguia of spying.", "KEN", "NIC"),
    ],
)
def test_a_state_with_a_letter_more_or_less_is_that_state(text: str, one: str, other: str) -> None:
    assert {one, other} - {""} <= sides(text)


@pytest.mark.parametrize("name", ["Georgina", "Malga", "Orvane"])
def test_what_only_looks_like_a_state_is_itself(name: str) -> None:
    assert {side for side in sides(f"{name} rejected the offer of Kenya.") if side.isupper()} == {
        "KEN"
    }


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Moldova is old. Following its attacks on Georgia, Moscow abolished Moldova's autonomy.",
         "RUS"),
        ("Latvia is old. After its attacks on Georgia, Russia abolished Latvia's autonomy.", "RUS"),
        ("Kuwait is old. Following its attacks on Iran, Iraq sanctioned Kuwait.", "IRQ"),
    ],
)  # fmt: skip
def test_its_looks_ahead_to_the_subject_of_its_own_clause(text: str, doer: str) -> None:
    assert {s.party.side for s in read_text(text).appearances if s.quote.text == "its"} == {doer}
