"""Who without a name is whom with one: named beside, named below, of another office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.named_later import as_named, named_later
from onrecord.reading.statements.actors.meant.pronouns import Pronouns, agrees, whose_words
from onrecord.reading.statements.actors.meant.relatives import antecedent
from onrecord.reading.statements.actors.meant.told_of import told_of
from onrecord.reading.statements.actors.meant.weighed import may_be
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.actors.naming.roles import lead_of
from onrecord.reading.statements.actors.naming.sources import is_media_name
from onrecord.reading.statements.actors.phrases.source_phrase import phrase_of
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.reading.statements.actors.who_says import who_says
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Sense
from onrecord.record import Anaphor, Mention, Span
from tests.reading.statements.test_speakers import Story
from tests.support.built_words import at, built


def name_of(who):
    return who.member.name if who.member else None


@pytest.mark.parametrize(
    ("text", "source", "names", "name"),
    [
        (
            "The head of the panel , retired judge Rosa Pineda , said so .",
            "The head of the panel , retired judge Rosa Pineda",
            {"person": "Rosa Pineda"},
            "Rosa Pineda",
        ),
        (
            "The largest of the three contractors , Nordlast Bygg , said so .",
            "The largest of the three contractors , Nordlast Bygg",
            {"organisation": "Nordlast Bygg"},
            "Nordlast Bygg",
        ),
        (
            "The opposition Coast Unity party said so .",
            "The opposition Coast Unity party",
            {"organisation": "Coast Unity"},
            "Coast Unity",
        ),
        (
            "State Minister for Water Jalal Uddin said so .",
            "State Minister for Water Jalal Uddin",
            {"person": "Jalal Uddin"},
            "Jalal Uddin",
        ),
        (
            "Secretary of State Rosa Pineda said so .",
            "Secretary of State Rosa Pineda",
            {"person": "Rosa Pineda"},
            "Rosa Pineda",
        ),
        (
            "Secretary of State for Health Rosa Pineda said so .",
            "Secretary of State for Health Rosa Pineda",
            {"organisation": "Health Rosa Pineda"},
            "Rosa Pineda",
        ),
        (
            "Minister of Justice Rosa Pineda said so .",
            "Minister of Justice Rosa Pineda",
            {"person": "Rosa Pineda"},
            "Rosa Pineda",
        ),
        (
            "The ambassador to Chile Rosa Pineda said so .",
            "The ambassador to Chile Rosa Pineda",
            {"person": "Rosa Pineda", "place": "Chile"},
            "Rosa Pineda",
        ),
        (
            "The envoy to President Rosa Pineda said so .",
            "The envoy to President Rosa Pineda",
            {"person": "Rosa Pineda"},
            "The envoy to President Rosa Pineda",
        ),
        (
            "The secretary of the late Rosa Pineda said so .",
            "The secretary of the late Rosa Pineda",
            {"person": "Rosa Pineda"},
            "The secretary of the late Rosa Pineda",
        ),
        (
            "Sens . Rosa Pineda ( R - Maine ) and Ann Hale , D - Ohio , said so .",
            "Sens . Rosa Pineda ( R - Maine ) and Ann Hale , D - Ohio",
            {"person": "Rosa Pineda|Ann Hale", "place": "Maine|Ohio"},
            "Rosa Pineda and Ann Hale",
        ),
        (
            "A spokesman for President Jalal Uddin said so .",
            "A spokesman for President Jalal Uddin",
            {"person": "Jalal Uddin"},
            "A spokesman for President Jalal Uddin",
        ),
        (
            "University of Osen professor Jalal Uddin said so .",
            "University of Osen professor Jalal Uddin",
            {"person": "Jalal Uddin", "organisation": "University of Osen"},
            "Jalal Uddin",
        ),
        (
            "Silence of the Fjords author Jalal Uddin said so .",
            "Silence of the Fjords author Jalal Uddin",
            {"person": "Jalal Uddin"},
            "Jalal Uddin",
        ),
        (
            "The Men of Osen star Jalal Uddin said so .",
            "The Men of Osen star Jalal Uddin",
            {"person": "Jalal Uddin", "other": "Men of Osen"},
            "Jalal Uddin",
        ),
        (
            "A friend of Osen mayor Jalal Uddin said so .",
            "A friend of Osen mayor Jalal Uddin",
            {"person": "Jalal Uddin", "place": "Osen"},
            "A friend of Osen mayor Jalal Uddin",
        ),
        (
            "Lawyers for Osen mayor Jalal Uddin said so .",
            "Lawyers for Osen mayor Jalal Uddin",
            {"person": "Jalal Uddin", "place": "Osen"},
            "Lawyers for Osen mayor Jalal Uddin",
        ),
        (
            "University of Osen and mayor Jalal Uddin said so .",
            "University of Osen and mayor Jalal Uddin",
            {"person": "Jalal Uddin", "organisation": "University of Osen"},
            "University of Osen and Jalal Uddin",
        ),
    ],
)
def test_the_name_beside_a_description_is_whose_it_is(text, source, names, name):
    assert name_of(Story(text, **names).who(source)) == name


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("US Secretary of State Rosa Pineda left .", ["US Secretary of State"]),
        ("Minister of Justice Rosa Pineda left .", ["Minister of Justice"]),
        (
            "The minister for roads and ports , Rosa Pineda , left .",
            ["minister for roads and ports"],
        ),
        ("The mayor and the head of police , Rosa Pineda , left .", ["head of police"]),
        ("The envoy to President Rosa Pineda left .", ["President"]),
        (
            "Osen Post editor - in - chief Rosa Pineda left .",
            ["Osen Post editor - in - chief"],
        ),
    ],
)
def test_an_office_with_its_field_is_the_role_of_who_is_named_behind_it(text, role):
    story = Story(text, person="Rosa Pineda")
    (member,) = story.cast.members
    assert [story.parsed.string(span) for span in member.roles] == role


@pytest.mark.parametrize(
    ("text", "surname", "kinds"),
    [
        ("Wenna Truss left . Truss said so .", 0.95, ["person"]),
        ("Wenna Truss left . Truss said so .", 0.4, ["organisation", "person"]),
        ("The Wenna Truss left . Truss said so .", 0.95, ["organisation", "person"]),
    ],
)
def test_who_is_surely_called_by_a_surname_is_a_person_under_the_full_name(text, surname, kinds):
    parsed = Story(text).parsed
    begin = text.index("Truss said")
    full = Mention(span=parsed.span(*_ends(parsed, "Wenna Truss")), kind="organisation", score=0.5)
    short = Mention(span=Span(start=begin, end=begin + 5), kind="person", score=surname)
    assert [one.kind for one in Cast(parsed, [full, short]).members] == kinds


def _ends(parsed, phrase):
    words = at(parsed, phrase)
    return words[0], words[-1] + 1


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("They/PRON told/VERB *Anna/PROPN/obj/1 Brandt/PROPN/obj/1 ./PUNCT", "Anna Brandt"),
        ("The/DET Sen./PROPN *Quill/PROPN/compound/3 Ax/PROPN/root left/VERB ./PUNCT", "Quill Ax"),
        ("They/PRON met/VERB *Anna/PROPN/obj/1 Monday/PROPN/obl/1 ./PUNCT", "Anna"),
        ("They/PRON met/VERB *Anna/PROPN/obj/1 Council/PROPN/obl/1 ./PUNCT", "Anna"),
        ("They/PRON sold/VERB *Quill/PROPN/obj/1 Tower/PROPN/obj/1 ./PUNCT", "Quill"),
        ("Thieves/NOUN Rob/VERB *Anna/PROPN/obj/1 Near/PROPN/case/4 Home/PROPN/obl/1", "Anna"),
    ],
)
def test_a_surname_that_was_cut_off_a_first_name_is_part_of_the_name(line, name):
    marked = line.split()
    i = next(i for i, word in enumerate(marked) if word.startswith("*"))
    parsed = built(line.replace("*", ""))
    mention = Mention(span=parsed.span(i, i + 1), kind="person", score=0.7)
    assert [one.name for one in Cast(parsed, [mention]).members] == [name]


def test_a_surname_is_known_where_the_text_has_it_elsewhere():
    parsed = built(
        "They/PRON told/VERB/root Quill/PROPN/obj/1 Brandt/PROPN/obj/1 ./PUNCT Brandt/PROPN/nsubj/6"
        " left/VERB/root ./PUNCT"
    )
    spans = [parsed.span(i, i + 1) for i in (2, 5)]
    cast = Cast(parsed, [Mention(span=span, kind="person", score=0.7) for span in spans])
    assert [one.name for one in cast.members] == ["Quill Brandt"]


def test_a_minister_of_one_office_is_not_one_of_another():
    text = (
        "Interior Minister Asan Berov said so .\nThe prime minister said so too .\n"
        "The foreign minister said so as well .\nThe interior minister said so again ."
    )
    story = Story(text, person="Asan Berov")
    assert name_of(story.who("Interior Minister Asan Berov")) == "Asan Berov"
    assert name_of(story.who("The prime minister")) == "The prime minister"
    assert name_of(story.who("The foreign minister")) == "The foreign minister"
    assert name_of(story.who("The interior minister")) == "Asan Berov"


def test_a_number_that_counts_what_follows_is_no_part_of_a_name():
    story = Story("It fined Lumo 180 million reais . Lumo said no .", organisation="Lumo 180|Lumo")
    assert {member.name for member in story.cast.members} == {"Lumo"}
    assert "Unit 180" in {
        m.name for m in Story("Unit 180 said no .", organisation="Unit 180").cast.members
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rival Havsund said no .", "Havsund"),
        ("Retailer Larkfield said no .", "Larkfield"),
        ("Carmaker Veltro Motor said no .", "Veltro Motor"),
        ("Airline Pilots League said no .", "Airline Pilots League"),
        ("They quietly left with owner Rival Havsund .", "Rival Havsund"),
    ],
)
def test_what_a_company_is_in_front_of_its_name_is_no_part_of_it(text, name):
    given = (
        text.removeprefix("They quietly left with owner ")
        .removesuffix(" .")
        .removesuffix(" said no")
    )
    assert {m.name for m in Story(text, organisation=given).cast.members} == {name}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("And Valdemora midfielder Iker Salinas said no .", "organisation"),
        ("And Valdemora lawyer Iker Salinas said no .", "person"),
        ("Valdemora were led .", "organisation"),
        ("Salinas and Valdemora were led .", "person"),
    ],
)
def test_whose_striker_somebody_is_and_who_are_is_a_team(text, kind):
    story = Story(text, person="Iker Salinas|Salinas|Valdemora")
    assert {m.kind for m in story.cast.members if m.name == "Valdemora"} == {kind}


@pytest.mark.parametrize(
    ("text", "kinds", "grade"),
    [
        ("LAGOS ( AP ) — Roe said no .", {"place": "LAGOS|AP"}, "media outlet"),
        ("LAGOS ( Reuters ) — Roe said no .", {"person": "Reuters"}, "media outlet"),
        ("LAGOS ( Coast Desk ) — Roe said no .", {"organisation": "Coast Desk"}, "media outlet"),
        ("LAGOS ( Nigeria ) — Roe said no .", {"place": "LAGOS|Nigeria"}, "named body"),
        ("Roe left Lagos ( Nigeria ) — and said no .", {"place": "Lagos|Nigeria"}, "named body"),
    ],
)
def test_what_a_dateline_has_in_brackets_is_an_outlet_unless_it_is_a_country(text, kinds, grade):
    name = text.split("( ")[1].split(" )")[0]
    members = Story(text, **kinds).cast.members
    assert {m.grade for m in members if m.name == name} == {grade}


@pytest.mark.parametrize(
    ("age", "title", "name"),
    [
        (", 9 ,", "Ms", "Ruth Kessler"),
        (", aged nine ,", "Ms", "Ruth Kessler"),
        ("( 9 )", "Mrs", "Ruth Kessler"),
        (", 39 ,", "Ms", "Hanna Kessler"),
        (", 9 ,", "then", "Hanna Kessler"),
        (", 9 trams ,", "Ms", "Hanna Kessler"),
    ],
)
def test_no_child_is_called_ms_with_the_surname(age, title, name):
    text = f"Ruth Kessler left . Hanna Kessler {age} stayed . {title} Kessler said no ."
    story = Story(text, person="Ruth Kessler|Hanna Kessler|Kessler")
    (one,) = (m for m in story.cast.members if "Kessler" in m.aliases)
    assert one.name == name


@pytest.mark.parametrize(
    ("seat", "name"),
    [
        (",/PUNCT based/VERB/amod/0 in/ADP Bergen/PROPN ,/PUNCT left/VERB/root", "Nordvik"),
        ("is/AUX based/VERB/root in/ADP Bergen/PROPN ,/PUNCT and/CCONJ", "Nordvik"),
        ("is/AUX based/VERB/root in/ADP Hull/PROPN ,/PUNCT and/CCONJ", "Harlan"),
        ("met/VERB/root those/PRON based/VERB in/ADP Bergen/PROPN and/CCONJ", "Harlan"),
    ],
)
def test_the_bergen_based_company_is_the_one_that_is_based_there(seat, name):
    parsed = built(
        f"Nordvik/PROPN/nsubj/2 {seat} ./PUNCT Harlan/PROPN/nsubj/9 left/VERB/root ./PUNCT"
        " The/DET/det/15 Bergen/ADJ/amod/15 -/PUNCT/punct/12 based/VERB/amod/15"
        " company/NOUN/nsubj/16 agreed/VERB/root ./PUNCT"
    )
    bodies = [Mention(span=parsed.span(i, i + 1), kind="organisation", score=0.9) for i in (0, 8)]
    town = next(i for i, form in enumerate(parsed.forms) if form in ("Bergen", "Hull"))
    place = Mention(span=parsed.span(town, town + 1), kind="place", score=0.9)
    speakers = Speakers(parsed, Cast(parsed, [bodies[0], place, bodies[1]]))
    assert name_of(speakers.of(at(parsed, "The Bergen - based company"))) == name


# --- bodies: short names and full ones


def bodies(text, names):
    members = Story(text, organisation=names).cast.members
    return {one.name for one in members if one.kind == "organisation"}


def test_a_headline_in_capitals_does_not_show_where_a_name_ends():
    text = "Norrbygg Bets Anew With Ferries\nThe firm Norrbygg said so .\nNorrbygg said no ."
    assert bodies(text, "Norrbygg") == {"Norrbygg"}
    text = "Dividends of Norrbygg Rise Anew\nIn May Norrbygg said so .\nNorrbygg said no ."
    assert bodies(text, "Norrbygg Rise|Norrbygg") == {"Norrbygg"}


def test_what_only_a_headline_names_keeps_its_name():
    text = "Harbour Union Calls Workers Out\nThe ferries stopped in May ."
    assert bodies(text, "Harbour Union") == {"Harbour Union"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Norrbygg said so . Norrbygg said no . In May Norrbygg sold the Norrbygg Channel .",
            {"Norrbygg", "Norrbygg Channel"},
        ),
        (
            "Norrbygg left Osen . Norrbygg said no . Norrbygg left . They shut Osen Norrbygg .",
            {"Norrbygg", "Osen Norrbygg"},
        ),
        (
            "Norrbygg Channel said so . In May Norrbygg said no . It was Norrbygg .",
            {"Norrbygg Channel"},  # in full first
        ),
        (
            "Norrbygg said so . Norrbygg said no . In May Norrbygg became Norrbygg Ltd .",
            {"Norrbygg Ltd"},  # one company
        ),
        (
            "Yesterday the firm Norrbygg said so . It became Norrbygg Channel afterwards .",
            {"Norrbygg Channel"},  # not seldom
        ),
    ],
)
def test_a_full_name_that_comes_late_and_seldom_is_of_something_else(text, found):
    assert bodies(text, "Norrbygg Channel|Norrbygg Ltd|Osen Norrbygg|Norrbygg") == found


def test_who_manages_a_ship_is_a_company_and_no_head_of_a_navy():
    text = (
        "It was cut on Monday , the head of the navy said .\n"
        "The manager of the tanker , Norrbygg , rejected that , and its lawyer too ."
    )
    story = Story(text, organisation="Norrbygg")
    assert name_of(story.who("the head of the navy")) == "the head of the navy"
    assert [one.kind for one in story.cast.members if one.named] == ["organisation"]


def test_the_council_is_no_council_officer():
    story = Story("A council officer said so .\nLater the council said that it had no record .")
    assert name_of(story.who("A council officer")) == "A council officer"
    assert name_of(story.who("the council")) == "the council"


def test_a_source_whose_description_is_longer_than_it_is_met_by_pronouns():
    """Words up to the head were counted of another naming: nothing may hang on that."""
    member = Member(("the", "council"), "the council", "organisation", "named body", named=False)
    member.n_core = 5
    assert agrees(member, "it")


def test_an_authority_is_no_union_met_before_though_the_model_thinks_so():
    members = {
        noun: Member(
            ("the", noun), f"the {noun}", "organisation", "named body", named=False, n_core=2
        )
        for noun in ("union", "authority", "company")
    }
    assert not may_be(members["union"], "authority")
    assert may_be(members["authority"], "authority")
    assert may_be(members["company"], "bank")  # any body may be a company


def test_police_are_no_body_whose_name_does_not_say_so():
    text = "A ferry hit a pier , police said .\nThe Norrbygg left on Monday , the Norrbygg said ."
    assert name_of(Story(text, organisation="Norrbygg").who("police")) == "police"
    text = "A ferry hit a pier , police said .\nThe PSNI said so again on Monday in the morning ."
    assert name_of(Story(text, organisation="PSNI").who("police")) == "PSNI"


# --- "a clerk said …", "the clerk, Ann Roe,"

FIRST = (
    "It rained in Tema on Monday and the court on the hill behind the harbour was closed .\n"
    "A clerk told the court that the door was locked .\n"
)


def later(text, source="A clerk", **names):
    story = Story(text, **(names or {"person": "Ann Roe|Jo Poe"}))
    story.who(source)
    return [(one.name, named.name) for one, named in named_later(story.parsed, story.cast.members)]


@pytest.mark.parametrize("taking_up", ["The clerk", "This clerk", "The young clerk"])
def test_who_is_taken_up_with_a_name_had_it_before(taking_up):
    assert later(f"{FIRST}{taking_up} , Ann Roe , left .") == [("A clerk", "Ann Roe")]


@pytest.mark.parametrize(
    "rest",
    [
        "A clerk , Ann Roe , left .",  # another one
        "The judge , Ann Roe , left .",
        "Ann Roe , the clerk , left .",
        "The clerk , Ann Roe , met the clerk , Jo Poe .",
        "The head of the clerk , Ann Roe , left .",  # another's
        "A lawyer for the young clerk , Ann Roe , left .",
        "",
    ],
)
def test_who_is_not_taken_up_keeps_without_a_name(rest):
    assert later(FIRST + rest) == []


def test_who_was_named_before_is_nobody_brought_in():
    assert later(f"Ann Roe left .\n{FIRST}The clerk , Ann Roe , left .") == []


def test_who_is_found_in_a_headline_without_a_name_is_brought_in_where_it_stands():
    text = f"Clerk tells of door\n{FIRST}The clerk , Ann Roe , left ."
    story = Story(text, person="Ann Roe")
    story.cast.mention(story.member("Ann Roe"), story.words("Clerk"))
    clerk = story.who("A clerk").member
    assert named_later(story.parsed, story.cast.members) == [(clerk, story.member("Ann Roe"))]


def test_a_headline_that_ends_in_quoted_words_is_no_lead():
    head = "Kosovo says that the neighbour planned it and the neighbour calls it a “ bad film ”\n"
    lead = "A man was shot in the north last week , the president told the council on Monday .\n"
    story = Story(f"{head}{lead}President Ann Roe left .", person="Ann Roe", place="Kosovo")
    assert story.parsed.lines[story.words("A man")[0]] == lead_of(story.parsed)
    assert name_of(story.who("the president")) == "Ann Roe"


def test_who_got_a_name_has_it_wherever_they_were_met():
    text = f"{FIRST}The clerk , Ann Roe , left .\n“ We met Jo Poe , ” it read ."
    story = Story(text, person="Ann Roe|Jo Poe")
    story.says("A clerk")
    ((clerk, roe),) = named_later(story.parsed, story.cast.members)
    story.speakers.unite(clerk, roe)
    assert clerk not in story.cast.members
    assert story.who("We").member is roe
    known, poe = {id(clerk): roe}, story.member("Jo Poe")
    several = as_named(Who(None, "may be several", 0.5, (clerk, poe, roe)), known)
    assert several.candidates == (roe, poe)
    assert as_named(Who(clerk, "a role", 0.5), known)[:2] == (roe, "a role, named below")


@given(st.lists(st.sampled_from([*FIRST.split(), "The", ",", "Ann", "Roe"]), max_size=30))
def test_any_words_give_pairs_of_one_without_a_name_and_one_with(words):
    story = Story(" ".join(["A", "clerk", *words, "."]), person="Ann Roe")
    story.who("A clerk")
    for one, named in named_later(story.parsed, story.cast.members):
        assert not one.named
        assert named.named
        assert one.first < named.first


# --- "two diplomats said they suspected it"

SUSPECT = (
    "The/DET/det/1 {who}/NOUN/nsubj/2 {cue}/VERB/root {pronoun}/PRON/nsubj/4 suspected/VERB/ccomp/2"
    " it/PRON/obj/4 ./PUNCT"
)


@pytest.mark.parametrize(
    ("who", "cue", "pronoun", "found"),
    [
        ("diplomats", "said", "they", ("The", "diplomats")),
        ("diplomats", "left", "they", ()),
        ("diplomat", "said", "they", ()),
        ("diplomat", "said", "she", ("The", "diplomat")),
        ("diplomats", "said", "she", ()),
        ("ministry", "said", "she", ()),
    ],
)
def test_they_are_those_whose_words_they_stand_in(who, cue, pronoun, found):
    parsed = built(SUSPECT.format(who=who, cue=cue, pronoun=pronoun))
    words = whose_words(parsed, at(parsed, pronoun)[0])
    assert tuple(parsed.forms[i] for i in words) == found


@pytest.mark.parametrize(
    ("source", "name"), [("this newspaper", "this newspaper"), ("the newspaper", "Contraluz")]
)
def test_how_a_medium_speaks_of_itself_is_no_other_medium(source, name):
    text = f"The weekly Contraluz wrote so .\nRecords seen by {source} said no ."
    assert name_of(Story(text, organisation="Contraluz").who(source)) == name


@pytest.mark.parametrize("name", ["Lima weekly Contraluz", "weekly Contraluz", "Contraluz"])
def test_where_a_medium_is_and_what_are_no_part_of_its_name(name):
    story = Story(f"The {name} said no .", organisation=name)
    assert {member.name for member in story.cast.members} == {"Contraluz"}


@pytest.mark.parametrize(("gender", "name"), [("f", "A driver"), ("m", None)])
def test_who_says_what_she_has_seen_is_she_unless_he_is_no_she(gender, name):
    parsed = built(
        "A/DET/det/1 driver/NOUN/nsubj/2 said/VERB/root/-1 she/PRON/nsubj/4 saw/VERB/ccomp/2"
        " it/PRON/obj/4 ./PUNCT/punct/2"
    )
    speakers = Speakers(parsed, Cast(parsed, []))
    speakers.of(at(parsed, "A driver")).member.gender = gender
    assert name_of(speakers.of(at(parsed, "she"))) == name


@pytest.mark.parametrize(
    ("source", "names", "name"),
    [
        ("The pilot , a Brazilian", {"other": "Brazilian"}, "The pilot"),
        (
            "The owner of the two ships , Hull - based Lekmar Shipping",
            {"place": "Hull", "organisation": "Lekmar Shipping"},
            "Lekmar Shipping",
        ),
        ("The owners , Lekmar Shipping", {"organisation": "Lekmar Shipping"}, "Lekmar Shipping"),
        ("Two owners , Lekmar Shipping", {"organisation": "Lekmar Shipping"}, "Two owners"),
        ("the fact - checkers of Verum Desk", {"organisation": "Verum Desk"}, "Verum Desk"),
        ("The verification team at Verum Desk", {"organisation": "Verum Desk"}, "Verum Desk"),
        (
            "the salt carriers of Verum Desk",
            {"organisation": "Verum Desk"},
            "the salt carriers of Verum Desk",
        ),
        ("The software add - on Lekmar Labs", {"organisation": "Lekmar Labs"}, "Lekmar Labs"),
        ("Many in Osen", {"place": "Osen"}, "Many in Osen"),
        ("The new at Lekmar", {"place": "Lekmar"}, "The new at Lekmar"),
        ("a colonel it did not name", {}, "a colonel"),
        ("a driver as saying", {}, "a driver"),
        ("what it called a naval officer", {}, "a naval officer"),
        ("what the paper described as a naval officer", {}, "a naval officer"),
    ],
)
def test_a_source_is_called_by_its_own_words(source, names, name):
    assert name_of(Story(f"{source} said so .", **names).who(source)) == name


def test_the_minister_is_no_prime_minister():
    text = (
        "Interior Minister Asan Berov said so .\nPrime Minister Rosa Pineda said so .\n"
        "The minister said so too .\nThe prime minister said so too .\n"
    )
    story = Story(text, person="Asan Berov|Rosa Pineda")
    assert name_of(story.who("The minister")) == "Asan Berov"
    assert name_of(story.who("The prime minister")) == "Rosa Pineda"


def test_a_source_ends_before_what_is_left_over():
    parsed = built("a/DET/det/1 clip/NOUN/root/-1 in/ADP/case/3 which/PRON/obl/4 spoke/VERB/acl/1")
    assert phrase_of(parsed, {}, [0, 1, 2]).core == (0, 1)


def test_which_behind_a_name_is_that_name_and_not_its_clause():
    parsed = built(
        "guards/NOUN/nsubj/1 locked/VERB/root/-1 the/DET/det/3 sheds/NOUN/obj/1 of/ADP/case/5 "
        "Lekmar/PROPN/nmod/3 ,/PUNCT/punct/8 which/PRON/nsubj/8 said/VERB/root/-1"
    )
    mention = Mention(span=parsed.span(5, 6), kind="organisation", score=0.9)
    cast = Cast(parsed, [mention])
    assert list(antecedent(parsed, cast.at, 7)) == [5]


def test_a_name_cut_by_the_model_and_cut_otherwise_by_syntax_is_whole():
    parsed = built(
        "Park/PROPN/nsubj/3 Ji/PROPN/flat/0 Un/PROPN/nsubj/3 left/VERB/root/-1 ./PUNCT/punct/3 "
        "The/DET/det/7 UN/PROPN/compound/7 rules/NOUN/nsubj/8 held/VERB/root/-1 ./PUNCT/punct/8"
    )
    mentions = [
        Mention(span=parsed.span(first, last), kind=kind, score=0.9)
        for first, last, kind in ((0, 1, "person"), (1, 3, "person"), (6, 7, "organisation"))
    ]
    assert [member.name for member in Cast(parsed, mentions).members] == ["Park Ji Un", "UN"]


def test_who_takes_up_both_names_though_a_reader_hangs_it_on_the_last_word():
    parsed = built(
        "the/DET/det/1 influence/NOUN/root/-1 of/ADP/case/3 Ann/PROPN/nmod/1 Roe/PROPN/flat/3 "
        "and/CCONJ/cc/6 Jo/PROPN/conj/4 Poe/PROPN/flat/6 ,/PUNCT/punct/10 who/PRON/nsubj/10 "
        "attacked/VERB/acl/7 it/PRON/obj/10 ./PUNCT/punct/1"
    )
    mentions = [
        Mention(span=parsed.span(start, start + 2), kind="person", score=0.9) for start in (3, 6)
    ]
    found = antecedent(parsed, Cast(parsed, mentions).at, 9)
    assert [parsed.forms[k] for k in found][:5] == ["Ann", "Roe", "and", "Jo", "Poe"]


def test_a_pronoun_brings_in_whom_the_model_takes_it_for():
    story = Story("Ann Roe met a former driver .\nHe told her so .", person="Ann Roe")
    parsed = story.parsed
    driver = range(3, 6)
    pronoun = next(i for i, word in enumerate(parsed.words) if word == "he")
    anaphor = Anaphor(
        span=parsed.span(pronoun, pronoun + 1),
        antecedents=((parsed.span(driver.start, driver.stop), 0.8),),
    )
    speakers = Speakers(parsed, Cast(parsed, story.mentions), [anaphor])
    assert name_of(speakers.of([pronoun])) == "a former driver"


def test_the_opposition_is_it_and_they_and_a_seed_is_he():
    def unnamed(noun):
        story = Story(f"the {noun} said so .")
        return story.who(f"the {noun}").member

    assert agrees(unnamed("opposition"), "it")
    assert agrees(unnamed("opposition"), "they")
    assert not agrees(unnamed("opposition"), "she")
    assert agrees(unnamed("seed"), "she")


def test_two_who_did_something_else_first_both_speak():
    story = Story(
        "Ann Roe and Jo Poe , who met Ida Berg , said so .", person="Ann Roe|Jo Poe|Ida Berg"
    )
    who = story.who("Ann Roe and Jo Poe , who met Ida Berg")
    assert (who.member.name, who.member.plural) == ("Ann Roe and Jo Poe", True)


@pytest.mark.parametrize(
    "behind",
    [
        "dated/VERB/acl/1 Monday/PROPN/obl/2",
        "last/ADJ/amod/3 year/NOUN/nmod/1",
        "published/VERB/acl/1 last/ADJ/amod/4 year/NOUN/obl/2",
    ],
)
def test_when_a_paper_is_of_is_no_part_of_what_it_is_called(behind):
    parsed = built(f"A/DET/det/1 letter/NOUN/root/-1 {behind} found/VERB")
    who = Speakers(parsed, Cast(parsed, [])).of(range(len(parsed) - 1))
    assert name_of(who) == "A letter"


@pytest.mark.parametrize(
    ("verb", "name"), [("told", "a guard"), ("warned", "a guard"), ("quoted", "Her sister")]
)
def test_who_was_told_something_by_somebody_is_not_who_says_it(verb, name):
    parsed = built(
        f"Her/PRON/nmod/1 sister/NOUN/nsubj/4 had/AUX/aux/4 been/AUX/aux/4 {verb}/VERB/root/-1 "
        "by/ADP/case/7 a/DET/det/7 guard/NOUN/obl/4 that/SCONJ/mark/10 it/PRON/nsubj/10 "
        "broke/VERB/ccomp/4 ./PUNCT/punct/4"
    )
    saying = Saying(
        source=(0, 1), cue=(2, 3, 4, 5, 6, 7), pieces=(range(9, 11),), score=0.9, made="model"
    )
    speakers = Speakers(parsed, Cast(parsed, []))
    assert name_of(who_says(parsed, speakers, saying, [])) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Lekmar/PROPN/obj/8", "The company"),
        ("investors/NOUN/obj/8", "Lekmar"),
        ("Lekmar/PROPN/nmod/10 staff/NOUN/obj/8", "Lekmar"),
    ],
)
def test_who_is_told_something_is_not_who_says_it(told, name):
    n = len(told.split())
    parsed = built(
        "Lekmar/PROPN/nsubj/3 ,/PUNCT a/DET/det/3 company/NOUN/appos/0 ,/PUNCT grew/VERB ./PUNCT "
        f"The/DET/det/8 company/NOUN/nsubj/9 told/VERB/root {told.replace('obj/8', 'obj/9')} "
        f"it/PRON/nsubj/{11 + n} won/VERB/ccomp/9 ./PUNCT"
    )
    saying = Saying(
        source=(7, 8), cue=(9,), pieces=(range(10 + n, 12 + n),), score=0.9, made="model"
    )
    mentions = [
        Mention(span=parsed.span(i, i + 1), kind="organisation", score=0.9)
        for i, form in enumerate(parsed.forms)
        if form == "Lekmar"
    ]
    speakers = Speakers(parsed, Cast(parsed, mentions))
    assert name_of(who_says(parsed, speakers, saying, [])) == name


def test_the_media_are_no_outlet_in_particular():
    story = Story("Radio Olt wrote . The media said so .", organisation="Radio Olt")
    assert name_of(story.speakers.of(at(story.parsed, "The media"))) == "The media"


@pytest.mark.parametrize(
    ("name", "is_medium"),
    [
        ("Norra Review Board", False),
        ("Post Office", False),
        ("Press Council", False),
        ("Norra Review", True),
        ("Press Association", True),
        ("Board", False),
    ],
)
def test_a_body_whose_last_word_is_no_medium_is_none(name, is_medium):
    assert is_media_name(name) is is_medium


@pytest.mark.parametrize(
    ("replied", "name"),
    [("replied", "the leader"), ("answered", "the leader"), ("said", "Ann Roe")],
)
def test_who_replies_is_who_was_asked(replied, name):
    parsed = built(
        "Ann/PROPN/nsubj/2 Roe/PROPN/flat/0 asked/VERB/root/-1 the/DET/det/4 leader/NOUN/iobj/2"
        " why/ADV/advmod/7 it/PRON/nsubj/7 leaked/VERB/ccomp/2 ./PUNCT/punct/2"
        f" She/PRON/nsubj/10 {replied}/VERB/root/-1 it/PRON/nsubj/12 rained/VERB/ccomp/10"
    )
    mention = Mention(span=parsed.span(0, 2), kind="person", score=0.9)
    speakers = Speakers(parsed, Cast(parsed, [mention]))
    question = Saying(source=(0, 1), cue=(2,), pieces=(range(5, 8),), score=0.9, made="model")
    who = speakers.of((0, 1))
    speakers.spoke(who.member, 0)
    sense = Sense("asks", "unknown", ())
    asked = Draft(saying=question, who=who, via=[], sense=sense, quote="indirect")
    answer = Saying(source=(9,), cue=(10,), pieces=(range(11, 13),), score=0.9, made="model")
    assert name_of(who_says(parsed, speakers, answer, [asked])) == name


@pytest.mark.parametrize(
    ("asking", "verb", "name"),
    [
        ("we/PRON", "asked", "the mayor"),
        ("reporters/NOUN", "pressed", "the mayor"),
        ("she/PRON", "asked", "Ann Roe"),
        ("we/PRON", "met", "Ann Roe"),
    ],
)
def test_who_was_asked_in_a_clause_in_front_is_who_says_it(asking, verb, name):
    parsed = built(
        "Ann/PROPN/nsubj/2 Roe/PROPN/flat/0 left/VERB/root/-1 ./PUNCT/punct/2 When/SCONJ/mark/6"
        f" {asking}/nsubj/6 {verb}/VERB/advcl/11 the/DET/det/8 mayor/NOUN/obj/6 ,/PUNCT/punct/6"
        " she/PRON/nsubj/11 said/VERB/root/-1 it/PRON/nsubj/13 rained/VERB/ccomp/11"
    )
    mention = Mention(span=parsed.span(0, 2), kind="person", score=0.9)
    answer = Saying(source=(10,), cue=(11,), pieces=(range(12, 14),), score=0.9, made="model")
    speakers = Speakers(parsed, Cast(parsed, [mention]))
    who = who_says(parsed, speakers, answer, [])
    assert name_of(who) == name
    assert parsed.span(10, 11) in who.member.spans


@pytest.mark.parametrize(
    ("subject", "owner", "is_meant"),
    [("he", "his", False), ("she", "his", True), ("he", "the", True)],
)
def test_whose_father_he_named_goes_on_and_not_the_father(subject, owner, is_meant):
    parsed = built(
        f"While/SCONJ/mark/2 {subject}/PRON/nsubj/2 named/VERB/advcl/7 {owner}/PRON/det/4"
        " father/NOUN/obj/2 ,/PUNCT/punct/2 he/PRON/nsubj/7 left/VERB/root/-1 ./PUNCT/punct/7"
    )
    cast = Cast(parsed, [])
    found = told_of(cast, Pronouns(parsed, cast), 6)
    assert [member.noun for member, _ in found.values()] == ["father"] * is_meant


def test_one_of_them_is_somebody_though_a_report_spoke_last():
    parsed = built(
        "A/DET/det/1 report/NOUN/nsubj/2 said/VERB/root/-1 so/ADV/advmod/2 ./PUNCT/punct/2"
        " One/NUM/nsubj/12 of/ADP/case/7 them/PRON/nmod/5 ,/PUNCT/punct/10 a/DET/det/10"
        " nurse/NOUN/appos/5 ,/PUNCT/punct/5 said/VERB/root/-1 no/INTJ/obj/12"
    )
    speakers = Speakers(parsed, Cast(parsed, []))
    speakers.spoke(speakers.of((0, 1)).member, 0)
    assert speakers.of(range(5, 11)).member.kind == "person"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ken Roe left .\nKenneth Roe said so .", {"Kenneth Roe"}),
        ("Ken Roe and his father Kenneth Roe said so .", {"Ken Roe", "Kenneth Roe"}),
    ],
)
def test_a_short_first_name_is_of_the_same_unless_both_stand_in_one_sentence(text, names):
    story = Story(text, person="Ken Roe|Kenneth Roe")
    assert {member.name for member in story.cast.members} == names


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ann Roe and Jo Poe , the two bakers of Osen", "Ann Roe and Jo Poe"),
        ("Ann Roe , a baker of Osen", "Ann Roe"),
        ("Ann Roe and Jo Poe", "Ann Roe and Jo Poe"),
    ],
)
def test_what_people_of_a_list_are_is_no_part_of_it(source, name):
    story = Story(f"{source} , said so .", person="Ann Roe|Jo Poe", place="Osen")
    assert name_of(story.speakers.of(at(story.parsed, source))) == name


@pytest.mark.parametrize(
    "source", ["Osen Post editor - in - chief Rosa Pineda", "The sister - in - law , Rosa Pineda"]
)
def test_a_title_with_hyphens_is_no_part_of_a_name(source):
    story = Story(f"{source} said so .", person="Rosa Pineda")
    assert name_of(story.speakers.of(at(story.parsed, source))) == "Rosa Pineda"


def test_a_founder_may_be_called_a_co_founder_before():
    story = Story(
        "They sued Olt co-founder Rosa Pineda .\nThe Olt founder said so .", person="Rosa Pineda"
    )
    assert name_of(story.who("The Olt founder")) == "Rosa Pineda"
