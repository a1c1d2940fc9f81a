"""Author names: fewer but right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.split.facts.agencies import find_agencies, find_agency
from onrecord.split.facts.names import person_name, read_credits, read_turned, site_key


def people(byline, **options):
    return [credit.name for credit in read_credits(byline, **options) if credit.kind == "person"]


BYLINES = [
    ("By Ingrid Solheim", ["Ingrid Solheim"]),
    ("Interview by Ingrid Solheim", ["Ingrid Solheim"]),
    ("By Local Ferry Reporter Ingrid Solheim", ["Ingrid Solheim"]),
    ("By Chief Political Correspondent Ingrid Solheim in Tema", ["Ingrid Solheim"]),
    ("By Ingrid Solheim Senior Reporter", ["Ingrid Solheim"]),
    ("By Local Ferry Reporter", []),
    ("By Ingrid Solheim, AP Auto Writer", ["Ingrid Solheim"]),
    ("By Letters To The Editor", []),
    ("Ingrid Solheim (now) and Kofi Mensah (earlier)", ["Ingrid Solheim", "Kofi Mensah"]),
    ("By Ingrid Solheim and Kofi Mensah", ["Ingrid Solheim", "Kofi Mensah"]),
    (
        "Ingrid Solheim, Kofi Mensah & Ana de la Vega",
        ["Ingrid Solheim", "Kofi Mensah", "Ana de la Vega"],
    ),
    ("BYLINE: By INGRID MCSOLHEIM", ["Ingrid McSolheim"]),
    ("By Ingrid Solheim in Oslo and Kofi Mensah in Accra", ["Ingrid Solheim", "Kofi Mensah"]),
    ("Ingrid Solheim, Senior Political Correspondent", ["Ingrid Solheim"]),
    ("Written by Ingrid Solheim Travel Writer 12:30, 5 May 2020", ["Ingrid Solheim"]),
    ("Ingrid Solheim\nHealth reporter", ["Ingrid Solheim"]),
    ("By Ingrid SolheimPublished 4 May", ["Ingrid Solheim"]),
    ("ByIngrid Solheim", ["Ingrid Solheim"]),
    ("By Dr. Ingrid Solheim, PhD", ["Ingrid Solheim"]),
    ("By Kofi Mensah, Jr. and Ingrid Solheim", ["Kofi Mensah Jr.", "Ingrid Solheim"]),
    ("Ingrid Solheim @isolheim", ["Ingrid Solheim"]),
    ("By J.P. Mensah-O'Dea", ["J.P. Mensah-O'Dea"]),
    ("Ingrid Solheim | Reuters", ["Ingrid Solheim"]),
    ("By Ingrid Solheim, ledger.example.org", ["Ingrid Solheim"]),
    ("By Ingrid Solheim, Le Phare du Sud", ["Ingrid Solheim"]),
    ("By Marine Le Goff", ["Marine Le Goff"]),
]


@pytest.mark.parametrize(("byline", "expected"), BYLINES)
def test_people_are_read_from_a_byline(byline, expected):
    assert people(byline) == expected


def test_family_names_come_first_in_a_catalogue():
    people = read_turned("Roe, Ann B.; van Berg, Pieter")
    assert [one.name for one in people] == ["Ann B. Roe", "Pieter van Berg"]


@pytest.mark.parametrize(
    "byline", ["Ann Roe, Staff Writer", "Roe, Staff", "Roe, Reuters", "Roe, PhD", "Roe and Berg"]
)
def test_what_follows_a_comma_in_a_byline_need_not_be_a_first_name(byline):
    assert read_turned(byline) == ()


def test_a_day_below_a_name_is_nobody():
    byline = "By Ingrid Solheim\nMonday, November 18, 2019"
    assert people(byline, one_word=True) == ["Ingrid Solheim"]


@pytest.mark.parametrize(
    "byline",
    [
        "Staff Writer",
        "By Newsroom",
        "STAFF AND NEWS SERVICE REPORTS",
        "https://social.example/ingrid",
        "@ingrid",
        "desk@ledger.example.org",
        "The Northern Ledger",
        "By our correspondent",
        "Short Url",
        "New York",
        "Reuters",
        "By Associated Press",
        "By Continental Press Agency",
        "By Agence Rhona",
        "Political correspondent",
        "4 May 2021",
        "",
        "Read more",
        "Admin",
        "By signing up you agree",
    ],
)
def test_what_is_no_person_is_no_author(byline):
    assert people(byline) == []


def test_the_name_of_the_site_is_no_person():
    sites = frozenset({site_key("Harbour Kitchen")})
    assert people("By Harbour Kitchen", sites=sites) == []
    assert people("By Harbour Kitchen Team", sites=sites) == []
    assert people("By Harbour Kitchen") == ["Harbour Kitchen"]


def test_one_word_is_a_name_only_where_markup_says_author():
    assert people("Ingrid") == []
    assert people("Ingrid", one_word=True) == ["Ingrid"]
    assert people("none", one_word=True) == []


def test_an_agency_behind_a_name_is_read_apart():
    found = read_credits("By KOFI MENSAH\nAssociated Press Writer")
    assert [(credit.name, credit.kind) for credit in found] == [
        ("Kofi Mensah", "person"),
        ("Associated Press", "agency"),
    ]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("REUTERS", "Reuters"),
        ("The Associated Press", "AP"),
        ("AFP", "AFP"),
        ("(AP)", "AP"),
        ("Agence France-Presse", "AFP"),
    ],
)
def test_spellings_of_an_agency_share_one_name(text, agency):
    assert find_agency(text).agency == agency


@pytest.mark.parametrize("text", ["ap", "pa", "Apple", "Reuters building", "map"])
def test_a_code_in_lower_case_or_inside_words_is_no_agency(text):
    assert find_agency(text) is None


def test_a_credit_may_name_two_agencies():
    text = "Kofi Mensah/AFP via Getty Images"
    found = find_agencies(text)
    assert [a.agency for a in found] == ["AFP", "Getty Images"]
    assert all(text[a.start : a.end] == a.name for a in found)


WORDS = st.sampled_from(
    [
        "By",
        "and",
        "Ingrid",
        "SOLHEIM",
        "van",
        "der",
        "Kofi",
        "Mensah",
        "Reuters",
        "AP",
        ",",
        ";",
        "|",
        "/",
        "&",
        "-",
        "(",
        ")",
        "in",
        "Oslo",
        "Staff",
        "Writer",
        "@x",
        "http://a.b",
        "2020",
        "Jr.",
        "é",
        "\n",
    ]
)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_names_stand_where_they_are_said_to_stand(byline):
    for credit in read_credits(byline):
        assert 0 <= credit.start < credit.end <= len(byline)
        written = byline[credit.start : credit.end]
        assert sorted(c for c in written.casefold() if c.isalpha()) == sorted(
            c for c in credit.name.casefold() if c.isalpha()
        )
        if credit.kind == "person":
            assert not any(char.isdigit() or char in "@/:" for char in credit.name)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text):
    read_credits(text, one_word=True)
    person_name(text)


def test_shouting_is_calmed_and_initials_are_kept():
    assert person_name("INGRID O'DEA") == "Ingrid O'Dea"
    assert person_name("JD MENSAH") == "JD Mensah"
    assert person_name("R.C. MENSAH II") == "R.C. Mensah II"
