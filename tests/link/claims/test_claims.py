"""Claims: which statements agree, which dispute, who is behind them, in whatever order."""

import random
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.blank import STATEMENT
from eval.claims_speed import generated
from onrecord.link.claims.claiming import _standing, asked_of, claims_of, weighed_pairs
from onrecord.link.claims.compared.around import AROUND, around
from onrecord.link.claims.compared.blocking import candidates
from onrecord.link.claims.compared.comparing import FEATURES, compare
from onrecord.link.claims.compared.gists import gists_of
from onrecord.link.claims.compared.origins import Origin, voices_of
from onrecord.link.claims.numbers.series import series_of
from onrecord.link.claims.related.hearing import FIRST, SECOND, hear
from onrecord.link.claims.related.relating import weigh, weigh_all
from onrecord.link.claims.shipped import KINDS, shipped
from onrecord.link.claims.terms.senses import term_of
from onrecord.link.claims.terms.words import table, vectors_of
from onrecord.record import Check, Found, Record, Span, StatementRef, Where
from tests.support.library_judges import HEARD
from tests.support.link_actors import actor, article, reading, spans

HALDEN = "The contractor had been warned of cracks in the bridge"
STORIES = list(islice(generated(random.Random(1)), 6))


def told(name, lines, published="2025-03-12", **more):
    """Make an article of (speaker, manner, words): more: checks as (outcome, number, by)."""
    text = "\n".join(f"{words}, {who} said." for who, _, words in lines)
    made = article(name, text, published)
    names = list(dict.fromkeys(who for who, _, _ in lines))
    actors = [actor(i, text, one) for i, one in enumerate(names, start=1)]
    statements = []
    for i, (who, manner, words) in enumerate(lines, start=1):
        quoted = words.startswith("“")
        line = sum(len(one) + 1 for one in text.split("\n")[: i - 1])
        statements.append(
            replace(
                STATEMENT,
                id=f"s{i}",
                content=(Span(start=line, end=line + len(words)),),
                source=spans(text, who)[:1],
                speaker=f"a{names.index(who) + 1}",
                speaker_name=who,
                grade=more.get("grade", "named person"),
                quote="direct" if quoted else "indirect",
                manner=manner,
                refers=more.get("refers", {}).get(i, ()),
            )
        )
    checks = tuple(
        Check(
            by=None,
            by_name=by,
            outcome=outcome,
            span=statements[0].content[0],
            statements=(f"s{number}",),
            how="by hand",
        )
        for outcome, number, by in more.get("checks", ())
    )
    read = replace(reading(made, actors), statements=tuple(statements), checks=checks)
    if more.get("agency"):
        credit = Found(value=more["agency"], how="by hand", where=Where(layer="markup"))
        made = replace(made, agency=credit)
    return Record(article=made, reading=read)


def related(one, other):
    return weigh(*(gist for record in (one, other) for gist in gists_of(record))).relation()


def one_of(account, said):
    return next(claim for claim in account.claims if said in claim.statements)


def said(record, number):
    return StatementRef(article_id=record.article.id, statement=f"s{number}")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (("Mira Halden", "says", HALDEN), ("Jonas Rehn", "denies", HALDEN), "disputes"),
        (("Mira Halden", "says", HALDEN), ("Ida Kolb", "says", HALDEN), "repeats"),
        (
            ("Mira Halden", "says", "Two people were killed on the Getakarr bridge"),
            ("Jonas Rehn", "says", "At least four people were killed on the Getakarr bridge"),
            "other figure",
        ),
        (
            ("Mira Halden", "says", HALDEN),
            ("Jonas Rehn", "declines", "who had signed the report"),
            "unrelated",
        ),
    ],
)
def test_what_two_statements_have_to_do_with_each_other(before, after, kind):
    found = related(told("one", [before]), told("two", [after], "2025-03-13"))
    assert found.kind == kind
    assert found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Air defences shot down 10 missiles over the town",
            "Seven drones were shot down at night",
        ),
        (
            "Air defences downed four Norlander missiles fired at the islands",
            "Air defences repelled an attack by seven Norlander drones at midnight",
        ),
        ("It was her first visit in four years", "The border was shut for more than three years"),
    ],
)
def test_figures_of_different_things_are_no_conflict(one, other):
    before = told("one", [("Ann Roe", "says", one)])
    after = told("two", [("Ida Kolb", "says", other)], "2025-03-13")
    assert related(before, after).kind not in ("other figure", "disputes")
    assert all(len(series.points) == 1 for series in series_of([before, after]))


def test_another_figure_is_told_in_the_words_of_the_texts():
    before = told("one", [("Ann Roe", "says", "Two people were killed on the bridge")])
    after = told("two", [("Ida Kolb", "says", "At least four people were killed on the bridge")])
    found = related(before, after)
    assert found.kind == "other figure"
    assert {"two people", "at least four people"} == set(
        found.reason.removesuffix(": another number").split(" against ")
    )


def test_a_denial_says_what_it_denies():
    lines = [("Mira Halden", "accuses", HALDEN), ("Jonas Rehn", "denies", "such claims")]
    claim, denial = gists_of(told("one", lines, refers={2: ("s1",)}))
    found = weigh(claim, denial).relation()
    assert found.kind == "disputes"
    assert found.reason == f"denies: ‘such claims’ = ‘{HALDEN}’"


def test_to_deny_the_opposite_is_no_dispute():
    before = told("one", [("Ann Roe", "denies", "the dock would be closed")])
    after = told("two", [("Ann Roe", "says", "The dock would stay open")], "2025-03-13")
    assert related(before, after).kind != "disputes"


def test_who_denies_one_thing_and_says_another_does_not_dispute_himself():
    before = told("one", [("Ann Roe", "denies", "a fuel depot of the army had been hit")])
    after = told(
        "two", [("Ann Roe", "says", "Six rockets hit fields beside a depot")], "2025-03-13"
    )
    assert related(before, after).kind != "disputes"
    again = told(
        "two", [("Ann Roe", "says", "a fuel depot of the army had been hit")], "2025-03-13"
    )
    assert related(before, again).kind == "disputes"


@pytest.mark.parametrize(("other", "kinds"), [("Ann Roe", set()), ("Bo Stray", {"disputes"})])
def test_who_says_two_things_does_not_dispute_himself_though_a_judge_says_so(other, kinds):
    story = [
        told("one", [("Ann Roe", "says", "nothing at all was hit in Gao")]),
        told("two", [(other, "says", "Nine rockets were fired at the town")], "2025-03-13"),
    ]
    row = np.log([0.9 if kind == "disputes" else 0.02 for kind in KINDS])
    found = claims_of(story, weights=HEARD, judge=lambda pairs: [row] * len(pairs))
    assert {one.kind for one in found.relations} == kinds


def test_a_denial_acts_on_what_it_denies_whichever_came_first():
    denial = told("one", [("Jonas Rehn", "denies", HALDEN)], "2025-03-11")
    claim = told("two", [("Mira Halden", "says", HALDEN)], "2025-03-13")
    found = related(denial, claim)
    assert (found.kind, found.one) == ("disputes", said(denial, 1))


def test_a_claim_that_is_denied_says_by_whom_and_the_denial_is_a_claim_of_its_own():
    claim = told("one", [("Mira Halden", "says", HALDEN)])
    denial = told("two", [("Jonas Rehn", "denies", HALDEN)], "2025-03-13")
    account = claims_of([claim, denial])
    first, second = one_of(account, said(claim, 1)), one_of(account, said(denial, 1))
    assert (first.state, first.denies) == ("denied", False)
    assert "Jonas Rehn" in first.why
    assert (second.state, second.denies) == ("contested", True)


def test_a_claim_that_is_taken_back_is_withdrawn():
    claim = told("one", [("Mira Halden", "says", HALDEN)])
    text = f"Mira Halden withdrew her claim that {HALDEN}."
    back = told("two", [("Mira Halden", "says", HALDEN)], "2025-03-13")
    made = article("two", text, "2025-03-13")
    statement = replace(back.reading.statements[0], content=spans(text, HALDEN))
    read = replace(back.reading, statements=(statement,), actors=(actor(1, text, "Mira Halden"),))
    account = claims_of([claim, Record(article=made, reading=replace(read, mentions=()))])
    assert one_of(account, said(claim, 1)).state == "withdrawn"


@pytest.mark.parametrize(
    ("outcome", "state"), [("verified", "checked"), ("not verified", "uncontested")]
)
def test_who_checked_a_claim_is_told_with_the_outcome(outcome, state):
    claim = told("one", [("Mira Halden", "says", HALDEN)], checks=[(outcome, 1, "Radio Kattegat")])
    (found,) = claims_of([claim]).claims
    assert found.state == state
    assert [(check.by, check.outcome) for check in found.checks] == [("Radio Kattegat", outcome)]


def test_the_same_speaker_in_many_papers_is_one_source():
    records = [told(f"{i}", [("Mira Halden", "says", HALDEN)]) for i in range(3)]
    (found,) = claims_of(records).claims
    assert len(found.statements) == 3
    assert [voice.name for voice in found.voices] == ["Mira Halden"]


def test_two_speakers_are_two_sources():
    records = [
        told(who, [(who, "says", HALDEN)]) for who in ("Mira Halden", "Jonas Rehn")
    ]  # fmt: skip
    (found,) = claims_of(records).claims
    assert len(found.voices) == 2


def test_a_source_without_a_name_counts_once_for_each_supplier():
    same = [
        told(
            f"{i}", [("officials", "says", HALDEN)], grade="unnamed official", agency="Harbour Wire"
        )
        for i in range(2)
    ]
    other = told(
        "x", [("officials", "says", HALDEN)], grade="unnamed official", agency="Sund Press"
    )
    assert len(claims_of(same, copies=()).claims[0].voices) == 1
    assert len(claims_of([*same, other], copies=()).claims[0].voices) == 2


@pytest.mark.parametrize(
    ("grade", "agency", "n"),
    [
        ("unnamed official", "Harbour Wire", 1),  # two copies of one report quote one
        ("unnamed official", None, 2),
        ("named person", "Harbour Wire", 2),  # a named person is a source of its own
    ],
)
def test_copies_of_one_report_that_call_a_source_otherwise_quote_one(grade, agency, n):
    words = "The bridge had been shut to lorries in May"
    records = [
        told(name, [(who, "says", words)], agency=agency, grade=grade)
        for name, who in (("one", "the dike board"), ("two", "officials of the coast"))
    ]
    (claim,) = claims_of(records, copies=()).claims
    assert len(claim.voices) == n


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The millers’ union", "the millers’ union"),
        ("Ghana’s harbour office", "the harbour office"),
        ("Health Ministry officials", "Health Ministry"),
    ],
)
def test_a_body_is_one_with_an_article_or_without(one, other):
    words = "The bridge had been shut to lorries in May"
    records = [
        told(name, [(who, "says", words)], grade="named body")
        for name, who in (("one", one), ("two", other))
    ]
    (claim,) = claims_of(records, copies=()).claims
    assert len(claim.voices) == 1


@pytest.mark.parametrize(
    ("one", "other", "n"),
    [
        ("the tram union", "the president of the tram union", 2),
        ("the tram union", "the tram union’s president", 2),
        ("the tram union", "the tram union’s spokesman", 1),
        ("the tram union", "the tram union of Turku", 1),
    ],
)
def test_somebody_of_a_body_is_no_source_that_it_is(one, other, n):
    records = [
        told(f"{i}", [(who, "says", HALDEN)], grade="named body")
        for i, who in enumerate((one, other))
    ]
    (claim,) = claims_of(records).claims
    assert len(claim.voices) == n


WHOLE = "“We asked for every bolt to be changed, and nothing at all was done”"


def test_a_quotation_that_a_later_article_has_in_full_is_not_called_shortened():
    first = told("one", [("Mira Halden", "says", "“Nothing at all was done”")])
    later = told("two", [("Mira Halden", "says", WHOLE)], "2025-03-13")
    (found,) = claims_of([first, later]).relations
    assert found.one.article_id == later.article.id
    assert found.rewording == "lengthened"


def test_what_was_cut_from_a_quotation_is_shown():
    first = told("one", [("Mira Halden", "says", WHOLE)])
    later = told("two", [("Mira Halden", "says", "“Nothing at all was done”")], "2025-03-13")
    account = claims_of([first, later])
    (found,) = account.relations
    assert (found.kind, found.rewording) == ("repeats", "shortened")
    cut = [first.article.text[e.before.start : e.before.end] for e in found.edits if e.before]
    assert any("every bolt" in words for words in cut)
    assert len(account.claims) == 1


@given(st.permutations(range(5)), st.sampled_from(STORIES))
@settings(max_examples=15, deadline=None)
def test_the_order_of_arrival_changes_nothing(order, story):
    assert claims_of([story[i] for i in order]) == claims_of(story)


@given(st.sampled_from(STORIES), st.sampled_from(STORIES))
@settings(max_examples=10, deadline=None)
def test_adding_an_article_touches_only_the_claims_it_belongs_to(story, other):
    before = claims_of(story[:4])
    added = story[4]
    after = {claim.id: claim for claim in claims_of([*story[:4], added]).claims}
    gists = {
        StatementRef(article_id=one.article_id, statement=one.statement): one
        for record in (*story[:4], added)
        for one in gists_of(record)
    }
    ordered = sorted(gists.values(), key=lambda one: one.place)
    near = set()
    for i, j in candidates(ordered):
        pair = ordered[i], ordered[j]
        if added.article.id in {one.article_id for one in pair}:
            near |= {StatementRef(article_id=x.article_id, statement=x.statement) for x in pair}
    for claim in before.claims:
        if near.isdisjoint(claim.statements) and claim.state == "uncontested":
            assert after[claim.id].statements == claim.statements
    assert claims_of(other) == claims_of(other)


@given(st.sampled_from(STORIES))
@settings(max_examples=6, deadline=None)
def test_every_statement_is_in_one_claim(story):
    account = claims_of(story)
    found = [one for claim in account.claims for one in claim.statements]
    wanted = {said(record, i) for record in story for i in range(1, 13)}
    assert sorted(found) == sorted(wanted)
    homes = {one: claim.id for claim in account.claims for one in claim.statements}
    for one in account.relations:
        assert one.kind in KINDS
        assert one.kind != "unrelated"
        assert 0 <= one.score <= 1
        assert one.one in homes
        assert one.other in homes


@given(st.sampled_from(STORIES))
@settings(max_examples=4, deadline=None)
def test_comparing_has_no_order_but_for_time(story):
    gists = [gist for record in story[:2] for gist in gists_of(record)]
    for one, other in zip(gists, reversed(gists), strict=True):
        assert weigh(one, other).relation() == weigh(other, one).relation()
        assert len(compare(one, other).features) == len(FEATURES)


@given(st.sampled_from(STORIES), st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_what_is_told_of_two_does_not_hang_on_who_is_compared_beside_them(story, chance):
    gists = sorted((g for r in story for g in gists_of(r)), key=lambda g: g.place)
    pairs = list(candidates(gists))
    chance.shuffle(pairs)
    for (i, j), found in zip(pairs, weigh_all(gists, pairs), strict=True):
        alone = weigh(gists[i], gists[j])
        assert found.compared.features == alone.compared.features
        assert found.compares == alone.compares
        assert found.relation() == alone.relation()
        assert found.told() == (None if alone.relation().kind == "unrelated" else alone.relation())


def test_nothing_is_weighed_where_there_is_no_pair():
    assert weigh_all((), []) == []


def test_no_pair_is_given_twice_and_the_later_comes_first():
    gists = sorted((g for r in STORIES[0] for g in gists_of(r)), key=lambda g: g.place)
    found = list(candidates(gists))
    assert len(found) == len(set(found))
    assert all(i > j for i, j in found)


def test_nothing_is_claimed_where_nothing_is_said():
    assert claims_of([]).claims == ()
    assert claims_of([Record(article=article("x", "No words"), reading=None)]).claims == ()


@pytest.mark.parametrize(
    ("word", "term"), [("killed", "die"), ("dead", "die"), ("drones", "drone"), ("stopped", "end")]
)
def test_words_of_one_sense_are_one_term(word, term):
    assert term_of(word) == term


def test_the_weights_know_every_feature_and_the_table_its_words():
    weights = shipped()
    for part, features in (
        (weights.compared, FEATURES),
        (weights.judged.first, FIRST),
        (weights.judged.second, SECOND),
    ):
        assert all(tuple(part.weights[kind]) == features for kind in KINDS)
        assert part.table.shape == (len(features) + 1, len(KINDS))
    rows = table()
    assert rows.vectors.shape[0] == len(rows.rows) + 1
    assert not rows.vectors[-1].any()
    assert not vectors_of(("qqqq",)).any()
    assert vectors_of(("bridge",)).any()
    assert vectors_of(()).shape == (0, rows.vectors.shape[1])


CHARGE = "“I was told the numbers were mistakes, and I do not believe it”"


@pytest.mark.parametrize(
    "words", ["the charge", "it", "such claims", "any involvement of the group"]
)
def test_who_denies_what_another_said_disputes_it_and_is_no_source_of_it(words):
    record = told(
        "a",
        [("Lorene Vask", "says", CHARGE), ("Wendel Oberg", "denies", words)],
        refers={2: ("s1",)},
    )
    found = claims_of([record])
    assert [one.kind for one in found.relations] == ["disputes"]
    assert [len(one.voices) for one in found.claims] == [1, 1]
    assert found.claims[0].state == "denied"


@pytest.mark.parametrize(
    "words",
    ["it was not", "it wasn't", "no one had done so", "the claim was false", "it a lie",
     "no such warning was given"],
)  # fmt: skip
def test_who_says_that_it_was_not_denies_what_another_said(words):
    record = told(
        "a",
        [("Mira Halden", "says", HALDEN), ("Jonas Rehn", "says", words)],
        refers={2: ("s1",)},
    )
    found = claims_of([record])
    assert [(one.kind, one.reason) for one in found.relations] == [
        ("disputes", f"denies: ‘{words}’ = ‘{HALDEN}’")
    ]
    assert [one.denies for one in found.claims] == [False, True]


@pytest.mark.parametrize("words", ["a cheap trick", "the matter settled"])
def test_a_short_answer_that_denies_nothing_repeats_nothing(words):
    record = told(
        "a",
        [("Mira Halden", "says", HALDEN), ("Jonas Rehn", "says", words)],
        refers={2: ("s1",)},
    )
    assert not claims_of([record]).relations


def test_a_denial_in_words_of_its_own_denies_nothing_that_has_none_of_them():
    record = told(
        "a",
        [
            ("Ada Quarte", "says", "“I was asked to take them, and I took them”"),
            ("Esi Botwe", "denies", "any bidder had been favoured"),
        ],
        refers={2: ("s1",)},
    )
    assert not claims_of([record]).relations


def test_a_figure_of_somebody_without_a_name_is_another_ones():
    lines = [
        [("Ada Roe", "says", f"{n} people were killed on the bridge")] for n in ("Two", "Five")
    ]
    records = [told(name, said, f"2025-03-1{name}") for name, said in zip("23", lines, strict=True)]
    assert {c.state for c in claims_of(records).claims} == {"uncontested"}  # an old and a new toll
    nameless = []
    for one in records:
        (said,) = one.reading.statements
        bare = replace(said, speaker=None, speaker_name=None)
        nameless.append(replace(one, reading=replace(one.reading, statements=(bare,))))
    assert {c.state for c in claims_of(nameless).claims} == {"contested"}


BONDS = st.lists(st.floats(0, 1), min_size=6, max_size=6)


@given(st.dictionaries(st.sampled_from([(i, j) for i in range(5) for j in range(i)]), BONDS))
def test_what_a_story_says_of_a_pair_has_no_order(chances):
    speakers = ["Ama", "Kofi", None, "Ama", None]
    asked = list(chances)
    rows = around(chances, asked, speakers)
    assert rows.shape == (len(asked), len(AROUND))
    turned = dict(reversed(chances.items()))
    assert np.allclose(around(turned, asked, speakers), rows)
    named = [{"Ama": "Esi", "Kofi": "Yaw", None: None}[one] for one in speakers]
    assert np.allclose(around(chances, asked, named), rows)


def test_who_disputes_elsewhere_and_what_a_third_says_is_seen():
    agrees, disputes, nothing = (
        tuple(float(kind == of) for kind in KINDS) for of in ("repeats", "disputes", "unrelated")
    )
    chances = {(1, 0): disputes, (2, 1): agrees, (2, 0): nothing, (3, 2): nothing}
    seen = dict(
        zip(AROUND, around(chances, [(2, 0)], ["Ama", "Kofi", "Kofi", "Esi"])[0], strict=True)
    )
    assert seen["a third agrees and disputes"] == 1
    assert seen["a third disputes and disputes"] == 0
    assert seen["elsewhere known"] == 1
    assert seen["elsewhere disputes"] == 0.5


@pytest.mark.parametrize("nearest", [0, 3])
def test_no_statement_has_more_pairs_than_it_is_given(nearest):
    gists = sorted((g for r in STORIES[0] for g in gists_of(r)), key=lambda g: g.place)
    near = set(candidates(gists))
    wide = list(candidates(gists, nearest=nearest))
    assert near <= set(wide)
    assert len(wide) == len(set(wide)) <= len(near) + nearest * len(gists)
    if nearest:
        assert all(sum(one == i for one, _ in wide) >= min(i, nearest) for i in range(len(gists)))


def test_what_a_judge_does_not_know_is_as_if_nobody_was_asked():
    story = STORIES[0]
    silent = claims_of(story, judge=lambda pairs: [()] * len(pairs))
    gists = sorted((g for r in story for g in gists_of(r)), key=lambda g: g.place)
    weighed = weighed_pairs(gists, None, is_judged=True)
    assert hear(weighed, dict.fromkeys(weighed, ()), [], shipped().judged) == weighed
    assert {said for one in silent.claims for said in one.statements} == {
        said for one in claims_of(story).claims for said in one.statements
    }


def test_whom_nobody_names_is_no_second_source_of_one_report():
    def origin(name, grade="named person"):
        return Origin(key=name.casefold(), name=name, grade=grade, via=())

    def ref(article_id, n):
        return StatementRef(article_id=article_id, statement=f"s{n}")

    nobody = (ref("one", 1), origin("", "unnamed group"))
    evans, other = (ref("one", 2), origin("Evans")), (ref("two", 1), origin("", "unnamed group"))
    suppliers = {"one": "outlet a", "two": "outlet b"}
    found = voices_of([nobody, evans, other], suppliers)
    assert [(one.name, one.statements) for one in found] == [
        ("Evans", (nobody[0], evans[0])),
        ("", (other[0],)),
    ]


def test_one_article_is_told_with_a_judge_as_without():
    lines = [
        ("Mira Halden", "says", "ten missiles were fired at the region of Varberg"),
        ("Mira Halden", "says", "units downed ten missiles in the attack"),
        ("Jonas Rehn", "says", "units had downed four missiles fired at areas of the region"),
        ("Mira Halden", "says", "units downed ten missiles in the attack on Varberg"),
    ]

    def never(pairs):
        raise AssertionError(pairs)

    for record in (*STORIES[0], told("one", lines)):
        assert claims_of([record], judge=never) == claims_of([record])


def test_a_judge_is_not_asked_whether_such_claims_are_others_of_the_article():
    lines = [
        ("Mira Halden", "accuses", HALDEN),
        ("Ann Roe", "says", "the dock would be closed"),
        ("Jonas Rehn", "denies", "such claims"),
    ]
    far = told("two", [("Wendel Oberg", "says", "the dock stays open")], "2025-03-12")
    gists = sorted(
        (g for r in (told("one", lines, refers={3: ("s1",)}), far) for g in gists_of(r)),
        key=lambda g: g.place,
    )
    weighed = weighed_pairs(gists, None, is_judged=True)
    asked = {frozenset((gists[i].said, gists[j].said)) for i, j in asked_of(weighed)}
    assert frozenset(("such claims", HALDEN)) in asked
    assert frozenset(("such claims", "the dock stays open")) in asked
    assert frozenset(("such claims", "the dock would be closed")) not in asked


@pytest.mark.parametrize(("chance", "together"), [(0.95, True), (0.7, True), (0.3, False)])
def test_statements_are_one_claim_before_it_is_told_of_any_two_that_they_repeat(chance, together):
    story = [
        told("one", [("Ama Sarfo", "says", "the ferry had lost its rudder off Tema")]),
        told("two", [("Kofi Badu", "says", "the rudder of the ferry was gone")], "2025-03-12"),
    ]
    row = np.log([chance if kind == "repeats" else (1 - chance) / 5 for kind in KINDS])
    least = dict.fromkeys(KINDS, 0.9)
    sure = replace(HEARD, judged=replace(HEARD.judged, least=least))
    found = claims_of(story, weights=sure, judge=lambda pairs: [row] * len(pairs))
    assert (len(found.claims) == 1) is together
    assert [one.kind for one in found.relations] == ["repeats"] * together


def test_who_has_no_information_of_something_does_not_deny_it():
    words = ("Osen has no information about old ships", "Osen has no old ships")
    gists = [gists_of(told("one", [("Mira Halden", "says", one)]))[0] for one in words]
    assert [term_of("ships") in one.negated for one in gists] == [False, True]


def test_what_stands_within_the_words_of_another_does_not_repeat_them():
    whole = "six ships that police say are breaking the sanctions are owned in Osen"
    record = told("one", [("The Post", "says", whole)])
    (first,) = record.reading.statements
    part = spans(record.article.text, "six ships") + spans(
        record.article.text, "are breaking the sanctions"
    )
    second = replace(first, id="s2", content=part, speaker=None, speaker_name="police")
    both = replace(record, reading=replace(record.reading, statements=(first, second)))
    assert weigh(*gists_of(both)).relation().kind == "unrelated"
    assert (
        related(record, told("two", [("Ida Kolb", "says", whole)], "2025-03-13")).kind == "repeats"
    )


def test_a_claim_is_worded_by_what_says_most_itself():
    lines = [
        ("Ida Kolb", "accuses", "Jane Roe took 9 million pesos from the dredging firm"),
        ("Jane Roe", "denies", "the allegations"),
    ]
    accusation, denial = gists_of(told("a", lines, refers={2: ("s1",)}))
    assert denial.terms.keys() > accusation.terms.keys()  # of what it denies
    assert _standing(denial) < _standing(accusation)
