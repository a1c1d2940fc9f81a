"""Parties: who is one across articles, why, and what a person says of it."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.corrections import apply_corrections, in_force
from onrecord.link.entrants import entrants_of, lookup_keys, party_keys
from onrecord.link.names import fits, initials_of, is_generic, key_of, person_of
from onrecord.link.parties import join_parties
from onrecord.record import Correction, Named
from tests.support.link_actors import actor, article, reading


def people(name, text, *rows):
    """Entrants of an article; rows: what `actor` takes after the text."""
    made = article(name, text)
    actors = [
        actor(i, text, row[0], *row[1:2], **(row[2] if len(row) > 2 else {}))
        for i, row in enumerate(rows, start=1)
    ]
    return entrants_of(made, reading(made, actors))


def groups(parties):
    return {frozenset((m.named.article_id, m.named.name) for m in p.members) for p in parties}


COMPANY = (("Tema Board", "organisation"), ("Kofi Anan",))
FIRST = people(
    "first",
    "Ferry stops\nHarbour master Adjoa Sarfo of the Tema Board spoke to Kofi Anan.",
    ("Adjoa Sarfo", "person", {"roles": ("Harbour master",), "affiliation": "a2"}),
    *COMPANY,
)
SECOND = people(
    "second",
    "Inquiry opens\nAdjoa K. Sarfo, the harbour master, met the Tema Board.",
    ("Adjoa K. Sarfo", "person", {"roles": ("harbour master",)}),
    ("Tema Board", "organisation"),
)
BY_SURNAME = people(
    "late",
    "Ferry back\nHarbour master Sarfo thanked the Tema Board and Kofi Anan.",
    ("Sarfo", "person", {"roles": ("Harbour master",)}),
    *COMPANY,
)


def test_a_full_name_joins_across_articles_and_says_why():
    parties = join_parties((), (*FIRST, *SECOND))
    assert len(parties) == 3
    (sarfo,) = [p for p in parties if p.name == "Adjoa K. Sarfo"]  # of two as frequent the fuller
    assert [m.named.name for m in sarfo.members] == ["Adjoa Sarfo", "Adjoa K. Sarfo"]
    assert sarfo.members[0].because == ("the first of this name",)
    assert "same name 'Adjoa K. Sarfo'" in sarfo.members[1].because
    assert "like role: 'harbour master'" in sarfo.members[1].because
    assert sarfo.bodies == ("Tema Board",)


def test_joining_twice_changes_nothing():
    parties = join_parties((), (*FIRST, *SECOND))
    assert join_parties(parties, (*FIRST, *SECOND)) == parties


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND))))
def test_the_order_of_articles_does_not_matter(order):
    joined: tuple = ()
    for entrants in order:
        joined = join_parties(joined, entrants)
    assert groups(joined) == groups(join_parties((), (*FIRST, *SECOND)))


def test_one_after_the_other_is_the_same_as_all_at_once():
    assert join_parties(join_parties((), FIRST), SECOND) == join_parties((), (*FIRST, *SECOND))


def test_a_shared_surname_alone_never_joins():
    other = people("other", "Bakery burns\nBaker Yaw Sarfo lost all.", ("Yaw Sarfo",))
    bare = people("bare", "Race won\nSarfo came first.", ("Sarfo",))
    parties = join_parties((), (*FIRST, *other, *bare))
    assert {p.name for p in parties if "Sarfo" in p.name} == {"Adjoa Sarfo", "Yaw Sarfo", "Sarfo"}


def test_a_surname_joins_where_role_and_company_speak_for_it():
    parties = join_parties((), (*FIRST, *BY_SURNAME))
    (sarfo,) = [p for p in parties if "Sarfo" in p.name]
    assert sarfo.name == "Adjoa Sarfo"
    assert any("surname" in says for says in sarfo.members[1].because)


def test_a_surname_that_two_fit_joins_neither():
    twin = people(
        "twin",
        "Ferry row\nHarbour master Esi Sarfo of Accra met the Tema Board and Kofi Anan.",
        ("Esi Sarfo", "person", {"roles": ("Harbour master",)}),
        *COMPANY,
    )
    parties = join_parties((), (*FIRST, *twin, *BY_SURNAME))
    assert len([p for p in parties if "Sarfo" in p.name]) == 3


def test_namesakes_in_other_roles_and_other_company_stay_apart():
    singer = people(
        "singer",
        "Concert\nSinger Adjoa Sarfo with Ama Boateng, Yaw Mensah, Efua Addo and Kwesi Ofori.",
        ("Adjoa Sarfo", "person", {"roles": ("Singer",)}),
        *[(name,) for name in ("Ama Boateng", "Yaw Mensah", "Efua Addo", "Kwesi Ofori")],
    )
    master = people(
        "master",
        "Ferry\nHarbour master Adjoa Sarfo met Kojo Antwi, Abena Osei, Yaa Asante and Kwame Badu.",
        ("Adjoa Sarfo", "person", {"roles": ("Harbour master",)}),
        *[(name,) for name in ("Kojo Antwi", "Abena Osei", "Yaa Asante", "Kwame Badu")],
    )
    assert len([p for p in join_parties((), (*singer, *master)) if p.name == "Adjoa Sarfo"]) == 2


def test_bodies_join_by_alias_but_generic_names_only_with_company():
    full = people(
        "full",
        "Strike\nThe Volta Ferry Union (VFU) struck. VFU men met the Foreign Ministry in Lome.",
        ("Volta Ferry Union", "organisation", {"aliases": ("VFU",)}),
        ("Foreign Ministry", "organisation"),
        ("Lome", "place"),
    )
    short = people("short", "Talks\nVFU agreed.", ("VFU", "organisation"))
    other = people(
        "other", "Visit\nThe Foreign Ministry spoke.", ("Foreign Ministry", "organisation")
    )
    parties = join_parties((), (*full, *short, *other))
    assert len([p for p in parties if p.name in ("VFU", "Volta Ferry Union")]) == 1
    assert len([p for p in parties if p.name == "Foreign Ministry"]) == 2


def test_places_join_by_the_map_and_part_by_it():
    def place(name, text, word, geoname_id):
        made = article(name, text)
        return entrants_of(
            made, reading(made, [actor(1, text, word, "place")], places=[(word, geoname_id)])
        )

    here = place("here", "Flood\nTema is wet.", "Tema", 1)
    again = place("again", "Flood\nTema Newtown is wet.", "Tema Newtown", 1)
    far = place("far", "Fire\nTema is hot.", "Tema", 2)
    assert len(join_parties((), (*here, *again))) == 1
    assert len(join_parties((), (*here, *far))) == 2


def test_a_party_is_found_under_the_keys_of_its_members():
    for entrant in (*FIRST, *SECOND):
        (party,) = join_parties((), (entrant,))
        assert lookup_keys(entrant) & party_keys(party)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tim Cook", "Timothy D. Cook"),
        ("Mr. Noël Forgeard", "Noel Forgeard"),
        ("J. Doe", "Jane Doe"),
    ],
)
def test_forms_of_one_name_fit(one, other):
    assert fits(person_of(one), person_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jane Doe", "John Doe"), ("Doe", "Jane Doe"), ("Ann B. Roe", "Ann C. Roe"), ("Doe", "Doe")],
)
def test_other_names_do_not_fit(one, other):
    assert not fits(person_of(one), person_of(other))


def test_names_of_bodies_are_brought_into_one_form():
    assert key_of("The Halden Inc.") == key_of("Halden") == "halden"
    assert key_of("the U.S.") == key_of("United States of America")
    assert initials_of("volta ferry union") == "vfu"
    assert is_generic("foreign ministry")
    assert not is_generic("tema board")


# Corrections

PARTIES = join_parties((), (*FIRST, *SECOND))
BY_NAME = {named.name: named for p in PARTIES for m in p.members for named in [m.named]}
SARFO, ANAN = BY_NAME["Adjoa Sarfo"], BY_NAME["Kofi Anan"]


def correction(number, kind, *at, **more):
    return Correction(id=f"c{number}", kind=kind, at=at, by="me", on="2024-12-19", **more)


def party_of(parties, named):
    (party,) = [p for p in parties if any(m.named == named for m in p.members)]
    return party


def test_merging_makes_one_party_that_keeps_the_first_ones_name():
    found = apply_corrections(PARTIES, [correction(1, "merge", SARFO, ANAN)])
    assert found.idle == ()
    party = party_of(found.parties, ANAN)
    assert party.name == party_of(PARTIES, SARFO).name
    assert party.corrections == ("c1",)
    assert party.members[-1].because[0] == "by correction c1"
    assert len(found.parties) == len(PARTIES) - 1


def test_splitting_takes_a_member_out():
    leaver = BY_NAME["Adjoa K. Sarfo"]
    entrants = {e.named: e for e in (*FIRST, *SECOND)}
    found = apply_corrections(PARTIES, [correction(1, "split", leaver)], entrants)
    assert party_of(found.parties, leaver).name == "Adjoa K. Sarfo"
    assert party_of(found.parties, SARFO).id == party_of(PARTIES, SARFO).id
    assert party_of(found.parties, SARFO).bodies == ("Tema Board",)
    assert party_of(found.parties, leaver).bodies == ()


def test_renaming_and_hiding():
    found = apply_corrections(
        PARTIES,
        [correction(1, "rename", SARFO, name="A. Sarfo"), correction(2, "hide", ANAN)],
    )
    assert party_of(found.parties, SARFO).name == "A. Sarfo"
    assert party_of(found.parties, ANAN).hidden
    assert not party_of(found.parties, SARFO).hidden


def test_undoing_brings_everything_back_and_can_be_undone():
    merge = correction(1, "merge", SARFO, ANAN)
    undo = correction(2, "undo", undoes="c1")
    assert apply_corrections(PARTIES, [merge, undo]).parties == PARTIES
    again = correction(3, "undo", undoes="c2")
    assert in_force([merge, undo, again]) == [merge]


def test_corrections_hold_when_a_kind_is_read_otherwise():
    other = Named(article_id=SARFO.article_id, name=SARFO.name, kind="organisation")
    found = apply_corrections(PARTIES, [correction(1, "rename", other, name="Sarfo")])
    assert party_of(found.parties, SARFO).name == "Sarfo"


def test_a_correction_that_points_at_nobody_is_named():
    nobody = Named(article_id="gone", name="Nobody", kind="person")
    lost = [correction(1, "hide", nobody), correction(2, "merge", SARFO, nobody)]
    assert apply_corrections(PARTIES, lost) == (PARTIES, ("c1", "c2"))


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "rename", "hide"]),
        st.lists(st.sampled_from(sorted(BY_NAME)), min_size=1, max_size=3, unique=True),
    ),
    max_size=6,
)


@given(CHANGES)
def test_corrections_lose_no_member_and_are_reversible(changes):
    made = [
        correction(i, kind, *(BY_NAME[name] for name in names), name="New")
        for i, (kind, names) in enumerate(changes)
    ]
    found = apply_corrections(PARTIES, made).parties
    members = sorted(m.named.name for p in found for m in p.members)
    assert members == sorted(m.named.name for p in PARTIES for m in p.members)
    assert len({p.id for p in found}) == len(found)
    undone = [correction(100 + i, "undo", undoes=one.id) for i, one in enumerate(made)]
    assert apply_corrections(PARTIES, [*made, *undone]).parties == PARTIES
