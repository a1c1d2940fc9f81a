"""What people say of claims: one claim, another claim, no dispute; laid over what is found."""

import json
import random
import re
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from eval.claims_speed import generated
from onrecord import Library, LibraryError, correct, correction, take_corrections
from onrecord.cli import app
from onrecord.joining import join
from onrecord.joining.accounts import accounts_of, accounts_of_story
from onrecord.joining.disagreeing import contrary
from onrecord.joining.judging import PROBE, judge_stories
from onrecord.library import WhichStories
from onrecord.link.claims.claiming import claims_of
from onrecord.link.claims.corrections import regrouped
from onrecord.link.claims.related.sides import disputes_of
from onrecord.record import Correction, Ruling
from tests.link.claims.test_claims import HALDEN, one_of, said, told
from tests.support.library_stories import page_of
from tests.support.served_site import make_client

STORIES = list(islice(generated(random.Random(3)), 4))
KINDS = ("same claim", "another claim", "no dispute")
FOUND = [(story, claims_of(story)) for story in (one[:4] for one in STORIES)]


def ruling(kind, one, other, number=1):
    made = Correction(id=f"c{number}", kind=kind, by="a tester", on="2025-05-01T10:00:00+00:00")
    return Ruling(correction=made, one=one, other=other)


# --- groups


N = 8
PAIRS = st.sets(
    st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)).filter(lambda x: x[0] != x[1]),
    max_size=6,
)


@st.composite
def grouped(draw):
    """Groups with the ties that hold each together, and some more in it."""
    homes = [draw(st.integers(0, 2)) for _ in range(N)]
    homes = [homes.index(one) for one in homes]
    ties = {}
    for group in set(homes):
        own = [i for i in range(N) if homes[i] == group]
        for k, i in enumerate(own[1:], start=1):
            ties[i, draw(st.sampled_from(own[:k]))] = draw(st.floats(0.55, 1))
    return homes, ties


@given(grouped(), PAIRS, PAIRS, st.randoms())
def test_what_may_not_be_together_is_not_and_the_order_changes_nothing(
    found, together, apart, draw
):
    homes, ties = found
    groups = regrouped(homes, ties, together, apart)
    assert all(groups[i] != groups[j] for i, j in apart)
    assert all(groups[i] == groups.index(groups[i]) for i in range(N))
    turned = [[(j, i) if draw.random() < 0.5 else (i, j) for i, j in x] for x in (together, apart)]
    for one in turned:
        draw.shuffle(one)
    shuffled = list(ties.items())
    draw.shuffle(shuffled)
    assert regrouped(homes, dict(shuffled), *turned) == groups


@given(grouped(), PAIRS, PAIRS)
def test_what_is_joined_is_together_unless_something_parts_it(found, together, apart):
    homes, ties = found
    alone = regrouped(homes, ties, together, ())
    assert all(alone[i] == alone[j] for i, j in together)
    assert all(alone[i] == alone[j] for i in range(N) for j in range(N) if homes[i] == homes[j])
    both = regrouped(homes, ties, together, apart)
    for i, j in together:
        if both[i] != both[j]:
            mine, its = ({k for k in range(N) if both[k] == both[x]} for x in (i, j))
            assert any({a, b} & mine and {a, b} & its for a, b in apart)


@given(grouped(), PAIRS, PAIRS)
def test_groups_that_nobody_speaks_of_stay(found, together, apart):
    homes, ties = found
    spoken = {homes[k] for pair in (*together, *apart) for k in pair}
    after = regrouped(homes, ties, together, apart)
    assert all(after[i] == homes[i] for i in range(N) if homes[i] not in spoken)
    assert regrouped(homes, ties, (), ()) == homes


# --- claims


def quiet(claim):
    return replace(claim, corrections=())


@st.composite
def stories_with_rulings(draw):
    story, before = draw(st.sampled_from(FOUND))
    statements = sorted(x for claim in before.claims for x in claim.statements)
    ends = st.sampled_from(statements)
    made = draw(st.lists(st.tuples(st.sampled_from(KINDS), ends, ends), min_size=1, max_size=4))
    rulings = [ruling(*one, number=n) for n, one in enumerate(made) if one[1] != one[2]]
    return story, before, rulings


@given(stories_with_rulings(), st.randoms())
@settings(max_examples=25)
def test_the_order_of_corrections_and_articles_changes_nothing(given_, draw):
    story, _, rulings = given_
    once = claims_of(story, rulings=rulings)
    turned = [
        replace(one, one=one.other, other=one.one) if draw.random() < 0.5 else one
        for one in rulings
    ]
    draw.shuffle(turned)
    assert claims_of(draw.sample(story, len(story)), rulings=turned) == once


@given(stories_with_rulings())
@settings(max_examples=25)
def test_a_correction_touches_only_the_claims_it_is_about(given_):
    story, _, rulings = given_
    if not rulings:
        return
    *known, added = rulings
    found = claims_of(story)  # what a claim was before anybody spoke of it
    before, after = claims_of(story, rulings=known), claims_of(story, rulings=rulings)
    near = {added.one, added.other}
    for one in (*found.claims, *before.claims, *found.claims, *before.claims):
        if not near.isdisjoint(one.statements) and added.correction.kind != "no dispute":
            near |= set(one.statements)
    near |= {
        x
        for claim in (*before.claims, *after.claims)
        if not near.isdisjoint(claim.statements)
        for x in claim.statements
    }
    there = {one.id: one for one in after.claims}
    touching = {
        x.one if x.other in near else x.other
        for x in (*before.relations, *after.relations)
        if (x.one in near) != (x.other in near)
    }
    for claim in before.claims:
        if near.isdisjoint(claim.statements):
            assert there[claim.id].statements == claim.statements
            assert there[claim.id].voices == claim.voices
            assert there[claim.id].corrections == claim.corrections
            if touching.isdisjoint(claim.statements):  # what disputes it is as it was
                assert there[claim.id] == claim


@given(stories_with_rulings())
@settings(max_examples=25)
def test_every_correction_that_can_hold_does(given_):
    story, _, rulings = given_
    account = claims_of(story, rulings=rulings)
    home = {x: claim.id for claim in account.claims for x in claim.statements}
    ids = {claim.id: {one.id for one in claim.corrections} for claim in account.claims}
    for one in rulings:
        if one.correction.kind == "another claim":
            assert home[one.one] != home[one.other]
        if one.correction.kind == "no dispute":
            pair = {home[one.one], home[one.other]}
            assert not any(
                {home[x.one], home[x.other]} == pair and x.kind in ("disputes", "other figure")
                for x in account.relations
                if len(pair) > 1
            )
        if one.correction.kind == "same claim" and home[one.one] == home[one.other]:
            assert one.correction.id in ids[home[one.one]]
            assert any({x.one, x.other} == {one.one, one.other} for x in account.relations)


def test_nothing_is_left_of_a_correction_that_is_undone():
    story, before = FOUND[0]
    assert claims_of(story, rulings=[]) == before


CLAIM = told("one", [("Mira Halden", "says", HALDEN), ("Ida Kolb", "says", "The river was low")])
DENIAL = told("two", [("Jonas Rehn", "denies", HALDEN)], "2025-03-13")


def test_what_is_no_dispute_leaves_nobody_denied():
    before = claims_of([CLAIM, DENIAL])
    assert one_of(before, said(CLAIM, 1)).state == "denied"
    account = claims_of(
        [CLAIM, DENIAL], rulings=[ruling("no dispute", said(DENIAL, 1), said(CLAIM, 1))]
    )
    claim = one_of(account, said(CLAIM, 1))
    assert (claim.state, claim.why) == ("uncontested", "")
    assert not [one for one in account.relations if one.kind == "disputes"]
    assert [one.id for one in claim.corrections] == ["c1"]
    assert one_of(account, said(CLAIM, 2)).corrections == ()


def test_what_is_joined_is_one_claim_with_the_reason_and_no_dispute_in_it():
    account = claims_of(
        [CLAIM, DENIAL], rulings=[ruling("same claim", said(CLAIM, 1), said(DENIAL, 1))]
    )
    claim = one_of(account, said(CLAIM, 1))
    assert claim.statements == (said(CLAIM, 1), said(DENIAL, 1))
    assert claim.state == "uncontested"
    (relation,) = account.relations
    assert (relation.kind, relation.score) == ("repeats", 1.0)
    assert relation.reason == "joined by hand, correction c1"
    assert relation.one == said(DENIAL, 1)  # the later


def test_what_is_split_is_two_claims_and_repeats_nothing():
    again = told("three", [("Ida Kolb", "says", HALDEN)], "2025-03-14")
    other = told("four", [("Olof Brant", "says", HALDEN)], "2025-03-15")
    assert len(claims_of([CLAIM, again, other]).claims) == 2
    account = claims_of(
        [CLAIM, again, other], rulings=[ruling("another claim", said(CLAIM, 1), said(again, 1))]
    )
    first, second = (one_of(account, said(x, 1)) for x in (CLAIM, again))
    assert first.id != second.id
    assert len([x for x in (first, second) if said(other, 1) in x.statements]) == 1
    between = {frozenset(first.statements), frozenset(second.statements)}
    for one in account.relations:
        if one.kind == "repeats":
            assert any({one.one, one.other} <= group for group in between)


def test_corrections_of_statements_that_are_not_there_are_not_seen():
    gone = [ruling("same claim", said(CLAIM, 1), said(told("x", []), 9))]
    assert claims_of([CLAIM, DENIAL], rulings=gone) == claims_of([CLAIM, DENIAL])


# --- in a library


WORDS = (
    ("Ann Roe", "says", "The contractor had been warned of cracks in the bridge"),
    ("Ida Kolb", "says", "The bridge at Getakarr was shut to lorries for all of the winter"),
)
LATER = (("Jonas Rehn", "denies", WORDS[0][2]), ("Olof Brant", "says", WORDS[1][2]))


def page(name, lines, day, weights="reader 1"):
    """A page with one story; those near in time are near in matter, too."""
    record = told(name, lines, day)
    made = page_of(f"page of {name}", name=f"{name}.html")
    near = (1.0, 0.0) if day < "2025-06" else (0.0, 1.0)
    reading = replace(
        record.reading, weights=weights, vector=near, paragraph_vectors=(near,) * len(lines)
    )
    article = replace(record.article, id=name, page_sha256=made.sha256)
    return made, replace(record, article=article, reading=reading)


def fill(library):
    for name, lines, day in (("one", WORDS, "2025-03-12"), ("two", LATER, "2025-03-12")):
        made, record = page(name, lines, day)
        assert library.add(made, (record,))
    join(library)
    assert library.story_of("one") == library.story_of("two") == 1
    return library


def by(kind, one=None, other=None, **more):
    on = "2025-05-01T10:00:00+00:00"
    return correction(kind, by="a tester", on=on, statement=one, other=other, **more)


def shown(library):
    return accounts_of_story(library, library.story_of("one"))


def ids(library):
    """Give the ids of the four statements, in the order of `WORDS` and `LATER`."""
    known = shown(library).ids
    return [next(v for k, v in known.items() if (k.article_id, k.statement) == x)
            for x in (("one", "s1"), ("one", "s2"), ("two", "s1"), ("two", "s2"))]  # fmt: skip


def groups(library):
    told_ = shown(library)
    return sorted(sorted(told_.ids[x] for x in claim.statements) for claim in told_.account.claims)


def states(library):
    told_ = shown(library)
    return {told_.ids[x]: one.state for one in told_.account.claims for x in one.statements}


def n_disputes(library):
    (entry,) = library.stories().found
    return entry.n_disputes


def judged(library):
    """Let a judge that knows no pair but the one it is tried with go through what waits."""
    judge_stories(library, lambda pairs: ("shy", [(0.0,) if x == PROBE else () for x in pairs]))
    return library


def test_a_story_says_how_many_disputes_it_holds_once_it_is_judged(library):
    fill(library)
    assert n_disputes(library) is None
    assert library.stories(which=WhichStories(disputed=True)).total == 0
    judged(library)
    assert n_disputes(library) == len(disputes_of(shown(library).account)) == 1
    listed = library.stories(which=WhichStories(disputed=True))
    assert [one.n_disputes for one in listed.found] == [1]
    assert listed.asked.startswith("Disputed stories")
    join(library, everything=True)
    assert n_disputes(library) is None
    judged(library)
    assert n_disputes(library) == 1


def test_what_people_say_of_a_dispute_is_counted_at_once(tmp_path, library):
    warned, _, denied, _ = ids(judged(fill(library)))
    made = by("no dispute", warned, denied)
    correct(library, made)
    assert n_disputes(library) == 0
    assert library.stories(which=WhichStories(disputed=True)).total == 0
    correct(library, by("undo", undoes=made.id))
    assert n_disputes(library) == 1
    with Library.open(tmp_path / "other.db") as other:
        take_corrections(other, [one.correction for one in library.corrections().found][:1])
        assert n_disputes(judged(fill(other))) == 0  # it was there before the story
        correct(other, by("undo", undoes=made.id))
        assert n_disputes(other) == 1
        again = other.corrections().found[-1].correction
        take_corrections(other, [by("undo", undoes=again.id)])
        assert n_disputes(other) == 0


def test_disputed_stories_are_listed_where_that_is_asked(tmp_path):
    path = tmp_path / "a.db"
    with Library.open(path) as library:
        fill(library)
        stories = ["stories", "--library", str(path)]
        none = CliRunner().invoke(app, [*stories, "--disputed"])
        assert "Disputed stories: nothing found" in none.output
        assert "1 story waits for the model to compare what is said in it" in none.output
        judged(library)
        found = CliRunner().invoke(app, [*stories, "--disputed"]).output
        assert "2 articles, 1 source, 1 dispute\n" in found
        assert "wait" not in found
        client = make_client(library)
        page = client.get("/?disputed=true").text
        assert '<a class="disputed" href="/stories/1#accounts">1 dispute</a>' in page
        assert client.get("/api/stories?disputed=true").json()["found"][0]["n_disputes"] == 1
        assert client.get("/api/stories?disputed=maybe").status_code == 400
        correct(library, by("no dispute", ids(library)[0], ids(library)[2]))
        assert "No story in which somebody disputes another" in client.get("/?disputed=true").text
        assert client.get("/api/stories?disputed=true").json()["total"] == 0


def test_corrections_are_kept_shown_and_undone(library):
    fill(library)
    warned, shut, denied, again = ids(library)
    before = shown(library)
    assert states(library)[warned] == "denied"
    assert sorted([shut, again]) in groups(library)
    made = [by("no dispute", warned, denied), by("another claim", shut, again),
            by("same claim", warned, shut)]  # fmt: skip
    for one in made:
        assert correct(library, one)
        assert not correct(library, one)
    assert states(library)[warned] == "uncontested"
    assert groups(library) == sorted([sorted([warned, shut]), [denied], [again]])
    claim = next(x for x in shown(library).account.claims if len(x.statements) == 2)
    assert {one.id for one in claim.corrections} == {one.id for one in made}
    assert {(one.by, one.on) for one in claim.corrections} == {(made[0].by, made[0].on)}
    assert [x.correction for x in library.corrections().found] == made
    for one in made:
        assert correct(library, by("undo", undoes=one.id))
    assert shown(library) == before
    undo = library.corrections().found[-1].correction
    assert correct(library, by("undo", undoes=undo.id))
    assert sorted([warned, shut]) not in groups(library)  # both are one with what was parted
    assert any({warned, shut} <= set(group) for group in groups(library))
    assert library.check() == []


def test_corrections_hold_when_articles_are_read_again_and_words_move_a_little(library):
    fill(library)
    warned, _, denied, _ = ids(library)
    correct(library, by("no dispute", warned, denied))
    made, record = page("one", WORDS, "2025-03-12", weights="reader 2")
    first, *others = record.reading.statements
    span = replace(first.content[0], start=first.content[0].start + 4)
    moved = replace(record.reading, statements=(replace(first, content=(span,)), *others))
    library.replace(made, (replace(record, reading=moved),))
    join(library)
    assert warned not in ids(library)
    assert states(library)[ids(library)[0]] == "uncontested"
    join(library, everything=True)
    assert states(library)[ids(library)[0]] == "uncontested"


def test_corrections_go_into_another_library_before_its_articles(tmp_path):
    with Library.open(tmp_path / "a.db") as one, Library.open(tmp_path / "b.db") as two:
        fill(one)
        warned, shut, denied, _ = ids(one)
        correct(one, by("no dispute", warned, denied))
        correct(one, by("same claim", warned, shut))
        given_ = [entry.correction for entry in one.corrections().found]
        assert take_corrections(two, given_) == 2
        fill(two)
        assert take_corrections(two, given_) == 0
        assert shown(two).account == shown(one).account


def test_what_cannot_be_is_refused_and_why(library):
    fill(library)
    warned, shut, denied, again = ids(library)
    first, second = by("same claim", warned, shut), by("same claim", denied, shut)
    correct(library, first)
    correct(library, second)
    for wrong, words in (
        (by("same claim", warned, "one:1-2"), "there is no statement one:1-2"),
        (by("another claim", warned, warned), "of two statements"),
        (by("another claim", warned, denied), f"corrections {second.id}, {first.id} said the con"),
    ):
        with pytest.raises(LibraryError, match=words):
            correct(library, wrong)
    parted = by("another claim", denied, again)
    correct(library, parted)
    with pytest.raises(LibraryError, match=f"{parted.id} said the contrary: `onrecord claim undo"):
        correct(library, by("same claim", again, warned))
    assert len(library.corrections().found) == 3


def test_a_claim_is_of_one_story(library):
    fill(library)
    words = (("Kofi Boateng", "says", "The bakery in Kumasi burnt down before dawn"),)
    made, record = page("far", words, "2025-09-01")
    library.add(made, (record,))
    join(library)
    far = accounts_of_story(library, library.story_of("far"))
    (id_,) = far.ids.values()
    with pytest.raises(LibraryError, match="not of one story"):
        correct(library, by("same claim", ids(library)[0], id_))


@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS[:2]), st.integers(0, 4), st.integers(0, 4)), max_size=9
    )
)
def test_what_stands_beside_each_other_all_holds(asked):
    """Corrections that are taken one after another as `correct` takes them never clash."""
    taken = []
    for number, (kind, one, other) in enumerate(asked):
        made = replace(by(kind, f"s{one}", f"s{other}"), id=f"c{number}")
        if one != other and not contrary(made, taken):
            taken.append(made)
    pairs = {kind: [(int(x.statement[1:]), int(x.other[1:])) for x in taken if x.kind == kind]
             for kind in KINDS[:2]}  # fmt: skip
    found = regrouped(list(range(5)), {}, pairs["same claim"], pairs["another claim"])
    assert all(found[i] == found[j] for i, j in pairs["same claim"])
    assert all(found[i] != found[j] for i, j in pairs["another claim"])


# --- commands


def run(*args):
    return CliRunner().invoke(app, [str(one) for one in args])


def words_of(*args):
    """Give what a command prints, its lines joined as before they were wrapped."""
    ran = run(*args)
    assert ran.exit_code == 0, ran.output
    return " ".join(ran.stdout.split())


@pytest.fixture
def path(tmp_path):
    with Library.open(tmp_path / "a.db") as library:
        fill(library)
    return tmp_path / "a.db"


def number_of(path, words):
    """Give the number of the first claim that holds some words."""
    lines = run("claims", "1", "--json", "--library", path).stdout.splitlines()
    return next(x["number"] for x in map(json.loads, lines) if words in x["text"])


def test_claims_are_corrected_by_their_numbers(path):
    warned, shut = number_of(path, "warned"), number_of(path, "lorries")
    ran = run("claim", "join", warned, shut, "--library", path, "--who", "A. Tester", "--json")
    assert ran.exit_code == 0, ran.output
    (id_,) = re.findall(r"corrected, as (c\w{8}): `onrecord claim undo c", ran.stderr)
    assert json.loads(ran.stdout)["correction"]["kind"] == "same claim"
    assert "joined by hand" in words_of("claims", "1", "--library", path)
    number = number_of(path, "lorries")  # the fullest of its wordings
    detail = words_of("claim", number, "--library", path)
    assert f"joined by hand: {id_} (A. Tester, " in detail
    found = json.loads(run("claim", number, "--json", "--library", path).stdout)
    assert [one["id"] for one in found["corrections"]] == [id_]
    assert f"{id_} same claim" in run("corrections", "--library", path).stdout
    back = run("claim", "undo", id_, "--library", path)
    assert re.search(r"`onrecord claim undo c\w{8}` takes it back", back.stderr)
    assert "joined by hand" not in words_of("claims", "1", "--full", "--library", path)


def test_a_statement_is_taken_out_of_its_claim_and_a_dispute_away(path):
    shut, warned = number_of(path, "lorries"), number_of(path, "warned")
    found = json.loads(run("claim", shut, "--json", "--library", path).stdout)
    detail = words_of("claim", "show", shut, "--library", path)
    assert all(one["id"] in detail for one in found["statements"])
    for one in found["statements"]:  # also the one whose words stand for the claim
        ran = run("claim", "split", shut, one["id"], "--library", path)
        assert ran.exit_code == 0, ran.output
    assert "split by hand" in words_of("claims", "1", "--library", path)
    lines = [json.loads(x) for x in
             run("claims", "1", "--json", "--library", path).stdout.splitlines()]  # fmt: skip
    denial = next(x for x in lines if x["statements"][0]["manner"] == "denies")
    ran = run("claim", "undispute", warned, denial["number"], "--library", path)
    assert ran.exit_code == 0, ran.output
    shown_ = words_of("claims", "1", "--library", path)
    assert "a dispute taken out by hand" in shown_
    assert "denied" not in shown_


def test_what_was_exported_is_imported(path, tmp_path):
    run("claim", "undispute", "1.1", "1.2", "--library", path)
    lines = run("corrections", "--json", "--library", path).stdout
    (tmp_path / "kept.jsonl").write_text(lines)
    with Library.open(tmp_path / "b.db"):
        pass
    ran = run("corrections", "--import", tmp_path / "kept.jsonl", "--library", tmp_path / "b.db")
    assert "1 of 1 corrections are new" in ran.stderr
    assert run("corrections", "--json", "--library", tmp_path / "b.db").stdout == lines
    old = json.loads(lines)
    del old["correction"]["other"]  # as a release before this one wrote it
    old["correction"] |= {"kind": "hide", "id": "c0", "statement": None}
    (tmp_path / "old.jsonl").write_text(json.dumps(old))
    ran = run("corrections", "--import", tmp_path / "old.jsonl", "--library", tmp_path / "b.db")
    assert "1 of 1 corrections are new" in ran.stderr


@pytest.mark.parametrize("end", [{"other": None}, {"statement": ""}, {"other": 7}, {"more": "x"}])
def test_a_correction_of_one_statement_is_none(path, tmp_path, end):
    run("claim", "undispute", "1.1", "1.2", "--library", path)
    entry = json.loads(run("corrections", "--json", "--library", path).stdout)
    entry["correction"] |= end
    (tmp_path / "bad.jsonl").write_text(json.dumps(entry))
    ran = run("corrections", "--import", tmp_path / "bad.jsonl", "--library", path)
    assert ran.exit_code == 1
    assert "line 1: not a correction" in ran.stderr


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("join", "1.1", "1.1"), 2, "it is the same as A"),
        (("join", "1.1", "x"), 2, "'x' is neither a claim, such as 3.1, nor a statement"),
        (("join", "1.1", "1.99"), 1, "story 1 has"),
        (("join", "9.1", "1.1"), 1, "there is no story 9"),
        (("join", "1.1", "99999999999999999999.1"), 2, "give the numbers of story and claim"),
        (("split", "1.1", "x:1-2"), 1, "there is no statement x:1-2"),
        (("undo", "c0"), 1, "there is no correction c0"),
        (("shout",), 2, "No such command 'shout'"),
    ],
)
def test_a_mistake_is_one_line(path, args, code, words):
    ran = run("claim", *args, *([] if args == ("shout",) else ["--library", path]))
    assert ran.exit_code == code, ran.output
    assert words in " ".join(ran.stderr.replace("│", " ").split())
    assert not ran.stdout


def test_the_only_statement_of_a_claim_is_not_taken_out_of_it(path):
    warned = number_of(path, "warned")
    found = json.loads(run("claim", warned, "--json", "--library", path).stdout)
    (one,) = found["statements"]
    ran = run("claim", "split", warned, one["id"], "--library", path)
    assert ran.exit_code == 1
    assert "has one statement" in ran.stderr


def test_articles_outside_a_library_have_no_corrections():
    assert accounts_of([CLAIM]).account.claims[0].corrections == ()


# --- in the browser


def form_of(page, kind):
    """Give the hidden fields of the first form that makes a kind of correction."""
    form = next(
        x for x in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'value="{kind}"' in x
    )
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    return fields, form


@pytest.fixture
def served(tmp_path):
    with Library.open(tmp_path / "a.db") as library, make_client(fill(library)) as client:
        yield client, library


def test_a_dispute_is_taken_out_in_two_clicks_and_that_is_undone(served):
    client, library = served
    warned, _, denied, _ = ids(library)
    fields, form = form_of(client.get("/stories/1/accounts").text, "no dispute")
    assert f"<code>onrecord claim undispute {warned} {denied}</code>" in form
    answer = client.post("/corrections", data=fields)
    assert answer.status_code == 303
    page_ = client.get(answer.headers["location"]).text
    assert f"onrecord claim undispute {warned} {denied} --library" in page_
    accounts = client.get("/stories/1/accounts").text
    assert "Nobody disputes what another says" in accounts
    assert "a dispute taken out by hand" in accounts
    assert "No dispute" in client.get("/corrections").text
    undo, _ = form_of(page_, "undo")
    client.post("/corrections", data=undo)
    assert "Not a dispute" in client.get("/stories/1/accounts").text


def test_claims_are_split_and_joined_where_they_stand(served):
    client, library = served
    warned, shut, denied, again = ids(library)
    fields, form = form_of(client.get("/stories/1/accounts").text, "another claim")
    (other,) = re.findall(r'name="other" value="([^"]+)"', form)
    assert {fields["statement"], other} == {shut, again}
    assert client.post("/corrections", data={**fields, "other": other}).status_code == 303
    page_ = client.get("/stories/1/accounts").text
    assert page_.count("split by hand") == 2
    fields, _ = form_of(page_, "same claim")
    for ticked in ([warned], [warned, shut, again], [warned, warned], [shut, again]):
        refused = client.post("/corrections", data={**fields, "statement": ticked})
        assert refused.status_code == 400
    answer = client.post("/corrections", data={**fields, "statement": [warned, shut]})
    assert (
        f"onrecord claim join {warned} {shut} --library"
        in client.get(answer.headers["location"]).text
    )
    assert "joined by hand" in client.get("/stories/1/accounts").text
    (found,) = [x for x in client.get("/api/stories/1/accounts").json()["claims"]
                if len(x["statements"]) == 2]  # fmt: skip
    assert {one["kind"] for one in found["corrections"]} == {"same claim", "another claim"}
    assert denied not in {one["other"] for one in found["corrections"]}
