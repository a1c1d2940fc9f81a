"""Articles of a library joined with each other: the same however the run was cut into pieces."""

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.blank import EVENT
from eval.library_articles import articles
from onrecord import Library, correct, correction, join, joining
from onrecord.library.database import schema
from onrecord.link.entrants import entrants_of
from onrecord.link.parties import join_parties
from onrecord.link.stories import join_story
from onrecord.link.suppliers import independent_sources
from onrecord.link.traces import trace_of
from tests.support.library_joins import FERRY, NAMES, TEXT, fill, random_told, state, told

JOINER = Path(__file__).parents[1] / "support" / "library_joiner.py"


def by(kind, **more):
    return correction(kind, by="a tester", on="2024-05-01T10:00:00+00:00", **more)


def test_all_that_waits_is_joined_once(library):
    fill(library, random_told(1, 30))
    assert library.waiting() == 30
    told_of = []
    assert join(library, tell=told_of.append).articles == 30
    assert told_of[-1].left == library.waiting() == 0
    once = state(library)
    assert join(library).articles == 0
    assert state(library) == once
    assert library.check() == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 999), cuts=st.lists(st.integers(1, 24), max_size=4))
def test_a_run_in_pieces_ends_as_one_run(tmp_path_factory, seed, cuts):
    folder = tmp_path_factory.mktemp("libraries")
    pages = list(random_told(seed, 24))
    with Library.open(folder / "whole.db") as whole, Library.open(folder / "parts.db") as parts:
        join(fill(whole, pages))
        for number, page in enumerate(pages):
            fill(parts, [page])
            if number in cuts:
                join(parts)
        join(parts)
        assert state(parts) == state(whole)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_library_joins_what_link_joins(tmp_path, seed):
    records = [record for _, record in random_told(seed, 24)]
    stories, traces, parties = (), {}, ()
    for record in records:
        trace = trace_of(record.article, record.reading)
        stories = join_story(stories, traces, trace)
        traces[trace.article_id] = trace
        parties = join_parties(parties, entrants_of(record.article, record.reading))
    with Library.open(tmp_path / "a.db") as library:
        join(fill(library, random_told(seed, 24)))
        kept = [library.story(one.number) for one in library.stories(limit=100).found]
        people_ = [library.party(x.number, limit=100) for x in library.parties(limit=100).found]
    assert {frozenset(x.source.article_id for x in one.parts) for one in kept} == {
        frozenset(x.article_id for x in one.parts) for one in stories
    }
    assert {frozenset((x.source.article_id, x.actor) for x in one.members) for one in people_} == {
        frozenset((x.named.article_id, x.actor) for x in one.members) for one in parties
    }
    assert {one.party.name for one in people_} == {one.name for one in parties}
    ids = {one.story.id for one in kept}
    assert ids == {one.id for one in stories}
    sources = {one.story.id: {(x.kind, x.name) for x in one.sources} for one in kept}
    by_id = {one.article.id: one.article for one in records}
    for one in stories:
        found = independent_sources([by_id[part.article_id] for part in one.parts])
        assert sources[one.id] == {(x.kind, x.name) for x in found}


class KillError(Exception):
    pass


@pytest.mark.parametrize("step", ["join_copies", "join_parties", "join_story_of", "settle_stories"])
def test_a_run_that_is_killed_goes_on(library, monkeypatch, step):
    pages = list(random_told(7, 20))
    fill(library, pages)
    monkeypatch.setattr(joining, "AT_ONCE", 6)
    calls = 0

    def kill(*given_):
        nonlocal calls
        calls += 1
        if calls in {4, 9}:
            raise KillError
        return whole(*given_)

    with monkeypatch.context() as patched:
        whole = getattr(joining, step)
        patched.setattr(joining, step, kill)
        for _ in range(3):
            try:
                join(library)
            except KillError:
                assert library.check() == []
    join(library)
    found = state(library)
    assert library.waiting() == 0
    join(library, everything=True)
    assert state(library) == found


def test_a_kill_at_any_moment_leaves_what_a_whole_run_leaves(tmp_path):
    draw = Random(11)
    began = time.monotonic()
    start(tmp_path / "whole.db").communicate(timeout=120)
    spent_s = time.monotonic() - began
    with Library.open(tmp_path / "whole.db") as whole:
        wanted = state(whole)
    for number in range(4):
        path = tmp_path / f"{number}.db"
        killed = start(path)
        try:
            killed.communicate(timeout=draw.uniform(0.3, 1.0) * spent_s)
        except subprocess.TimeoutExpired:
            killed.kill()
            killed.communicate()
        with Library.open(path) as library:
            assert library.check() == []
        again = start(path)
        again.communicate(timeout=120)
        assert again.returncode == 0
        with Library.open(path) as library:
            assert state(library) == wanted


def start(path):
    command = [sys.executable, str(JOINER), str(path), "1", "16"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_what_joins_at_once_in_two_processes_is_joined_once(library_url, monkeypatch):
    monkeypatch.setattr(joining, "AT_ONCE", 3)
    pages = list(random_told(3, 24))
    faults = []
    with Library.open(library_url) as library:
        fill(library, pages[:12])

        def work():
            try:
                with Library.open(library_url) as other:
                    join(other)
            except Exception as error:  # noqa: BLE001 - whatever it is, it was seen
                faults.append(error)

        threads = [threading.Thread(target=work) for _ in range(3)]
        for one in threads:
            one.start()
        fill(library, pages[12:])
        for one in threads:
            one.join()
        join(library)
        assert faults == []
        found = state(library)
        join(library, everything=True)
        assert state(library) == found


def test_another_algorithm_joins_all_anew(library, monkeypatch):
    join(fill(library, random_told(5, 12)))
    before = state(library)
    with library.joining() as db:
        db.execute(schema.joined.update().values(algorithm="an older one"))
    assert join(library).articles == 12
    assert state(library) == before


def test_a_library_of_the_first_release_waits_to_be_joined(tmp_path, monkeypatch):
    from onrecord.library.database import connection  # noqa: PLC0415 - patched below

    path = tmp_path / "a.db"
    with monkeypatch.context() as patched:
        for module in (schema, connection):
            patched.setattr(module, "STEPS", schema.STEPS[:1])
        patched.setattr("onrecord.library.keeping.store._put", _put_without_waiting())
        patched.setattr("onrecord.library.keeping.store._insert", _insert_without_site())
        with Library.open(path) as library, library._database.reading() as db:
            assert schema.version_of(db, "a") == 1
        with Library.open(path) as library:
            patched.setattr("onrecord.library.keeping.store.fixes_of", lambda *_: ())
            fill(library, random_told(2, 5))
    with Library.open(path) as library:
        assert library.waiting() == 5
        assert join(library).articles == 5
        assert library.stories().total


def _put_without_waiting():
    from onrecord.library.keeping import store  # noqa: PLC0415 - patched above

    whole = store._put

    def put(db, table, rows):
        return 0 if table is schema.waiting else whole(db, table, rows)

    return put


def _insert_without_site():
    from onrecord.library.keeping import store  # noqa: PLC0415 - patched above

    whole = store._insert

    def insert(table, names, dialect):
        return whole(table, tuple(name for name in names if name != "site"), dialect)

    return insert


# Copies, sources and versions


def test_wire_copies_are_one_source(library):
    pages = [
        told("one", TEXT, NAMES, vector=FERRY, url="https://a.example/1", agency="Harbour Wire"),
        told("two", TEXT, NAMES, vector=FERRY, url="https://b.example/1"),
        told(
            "three",
            TEXT.replace("by noon", "by the afternoon"),
            NAMES,
            vector=FERRY,
            url="https://c.example/1",
        ),
    ]
    join(fill(library, pages))
    (entry,) = library.stories().found
    assert (entry.n_articles, entry.n_sources) == (3, 1)
    (source,) = library.sources(entry.number)
    assert (source.kind, source.name, len(source.articles)) == ("agency", "Harbour Wire", 3)
    kinds = {(x.source.article_id, x.other.article_id): x.kind for x in library.copies("two")}
    assert kinds == {("one", "two"): "same", ("two", "three"): "near"}
    assert {x.agency for x in library.copies("one")} == {"Harbour Wire"}
    hits = library.search("ferry", copies=True).found
    assert {x.source.article_id: x.source.same_as for x in hits} == {
        "one": None,
        "two": "one",
        "three": "one",
    }


def version(name, text, captured):
    return told(name, text, NAMES, vector=FERRY, url="https://a.example/1", captured=captured)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_versions_stand_in_their_order_however_they_arrive(library, order):
    versions = (
        version("v1", TEXT, "2024-03-05"),
        version("v2", TEXT.replace("214", "216"), "2024-03-06"),
        version("v3", TEXT.replace("214", "216") + "\nThe ferry sails in May.", "2024-03-07"),
    )
    for number in order:
        fill(library, [versions[number]])
        join(library)
    answer = library.revisions("v2")
    pairs = [(one.before.article_id, one.source.article_id) for one in answer.found]
    assert sorted(pairs) == [("v1", "v2"), ("v2", "v3")]
    first = next(one for one in answer.found if one.before.article_id == "v1")
    assert first.how == "same URL"
    assert [one.kind for one in first.changes] == ["figure"]
    assert [(one.before, one.after) for one in first.edits] == [("214", "216")]
    assert library.copies("v1") == ()  # its own versions are none
    assert library.revisions().total == 2
    assert library.revisions("nobody").total == 0


# Stories


def test_a_story_says_why_each_article_is_in_it(library):
    second = "All 214 saved from the Queen Abla\nBoats took 214 people off the ferry off Tema."
    pages = [
        told("one", TEXT, NAMES, vector=FERRY, url="https://a.example/1", published="2024-03-05"),
        told("two", second, NAMES, vector=(1.0, 0.12, 0.0), published="2024-03-06"),
        told(
            "far",
            "Bakery burns in Kumasi\nA bakery burnt down in Kumasi, and nobody was hurt.",
            ("Kumasi",),
            vector=(0.0, 1.0, 0.2),
            published="2024-03-06",
        ),
    ]
    join(fill(library, pages))
    entry = next(one for one in library.stories().found if one.n_articles == 2)
    detail = library.story(entry.number)
    assert [one.source.article_id for one in detail.parts] == ["one", "two"]
    assert any("Queen" in why for why in detail.parts[1].because)
    assert (detail.story.since, detail.story.until) == ("2024-03-05", "2024-03-06")
    assert library.story_of("two") == entry.number
    assert library.stories("bakery").total == 1
    assert library.story(999) is None


def test_vectors_of_other_weights_are_no_obstacle(library):
    wide = told("two", TEXT.replace("214", "220"), NAMES, vector=(0.1, 0.2, 0.3, 0.4))
    bare = told("three", TEXT.replace("214", "230"), NAMES)
    unread = told("four", TEXT.replace("214", "240"), None)
    join(fill(library, [told("one", TEXT, NAMES, vector=FERRY), wide, bare, unread]))
    assert sum(one.n_articles for one in library.stories().found) == 3
    assert {one.other.article_id for one in library.copies("one")} == {"two", "three", "four"}
    assert library.story_of("four") is None


# Parties and their corrections


def people(library):
    return {one.name: one for one in library.parties(limit=100).found}


def two_sarfos(library):
    speaks = (("Adjoa Sarfo", "I saw the crack"),)
    pages = [
        told(
            "one",
            "Crack found\nAdjoa Sarfo, the pilot, said: “I saw the crack”. She is of Tema.",
            ("Adjoa Sarfo", "Tema"),
            statements=speaks,
            of={"Adjoa Sarfo": {"roles": ("the pilot",)}},
        ),
        told(
            "two",
            "Crack found too\nA. Sarfo, the pilot, said: “It was deep”. Tema waits.",
            ("A. Sarfo", "Tema"),
            statements=(("A. Sarfo", "It was deep"),),
            of={"A. Sarfo": {"roles": ("the pilot",)}},
        ),
        told(
            "three",
            "Choir sings\nAdwoa Agyei said: “We sang”.",
            ("Adwoa Agyei",),
            statements=(("Adwoa Agyei", "We sang"),),
        ),
    ]
    join(fill(library, pages))
    return library


def test_what_a_party_says_and_does_comes_in_one_order_screen_by_screen(library):
    library.add_several([(page, (record,)) for page, record in articles(60, reading=True)])
    join(library)
    party = library.parties(limit=1).found[0]

    def told_of(name):
        whole = library.timeline(name, limit=500)
        assert whole.total == len(whole.found) == len({(x.what, x.id) for x in whole.found})
        days = [one.day for one in whole.found]
        assert days == sorted(days)
        for limit in (1, 7, 50):
            screens = range(0, whole.total + limit, limit)
            parts = [library.timeline(name, limit=limit, offset=n).found for n in screens]
            assert [one for part in parts for one in part] == list(whole.found)
        return {one.id for one in whole.found if one.what == "statement"}

    assert told_of(party.name) == told_of(party.name.lower())  # found by words, or as a member
    spoken = library.spoken(party=party.number, limit=500).found
    assert {one.said.id for one in spoken} == told_of(party.name)
    assert {one.party for one in spoken} == {party.number}
    days = [one.said.source.day for one in spoken]
    assert days == sorted(days, reverse=True)
    parts = [library.spoken(party=party.number, limit=9, offset=n).found for n in range(0, 99, 9)]
    assert [one for part in parts for one in part] == list(spoken)[:99]


def test_statements_are_found_by_every_name_of_who_made_them(library):
    two_sarfos(library)
    party = people(library)["Adjoa Sarfo"]
    assert set(party.names) == {"Adjoa Sarfo", "A. Sarfo"}
    assert {one.content for one in library.said(by="Adjoa").found} == {
        "I saw the crack",
        "It was deep",
    }
    assert library.search("speaker:Adjoa").total == 2
    assert library.search("actor:Adjoa").total == 2
    assert library.timeline("Adjoa").total == 2
    assert library.parties("Adjoa").total == library.parties("sarfo").total == 1
    assert library.parties(kind="place").total == 1
    detail = library.party(party.number)
    assert detail.n_statements == 2
    assert detail.company
    assert all(name[:1].isupper() for name, _ in detail.company)  # as they are written
    assert {one.evidence[0].text for one in detail.members} == {"Adjoa Sarfo", "A. Sarfo"}


def test_a_merge_holds_is_seen_and_can_be_undone(library):
    two_sarfos(library)
    before = state(library)
    known = people(library)
    first, other = known["Adjoa Sarfo"].number, known["Adwoa Agyei"].number
    made = by("merge", at=[*library.pointers(first), *library.pointers(other)])
    assert correct(library, made)
    assert not correct(library, made)
    merged = library.party(other)  # led to where it is now
    assert merged.party.number == first
    assert merged.party.n_articles == 3
    assert [one.id for one in merged.corrections] == [made.id]
    assert library.said(by="Agyei").total == 3
    assert correct(library, by("undo", undoes=made.id))
    assert state(library) == before
    (entry, _) = library.corrections().found
    assert entry.undone_by


def test_a_split_takes_out_who_is_named_in_some_articles(library):
    two_sarfos(library)
    before = state(library)
    number = people(library)["Adjoa Sarfo"].number
    made = by("split", at=library.pointers(number, ["two"]))
    correct(library, made)
    assert library.said(by="Adjoa").total == 1
    assert {"A. Sarfo", "Adjoa Sarfo"} <= set(people(library))
    correct(library, by("undo", undoes=made.id))
    assert state(library) == before


def test_a_party_is_renamed_and_hidden(library):
    two_sarfos(library)
    number = people(library)["Adjoa Sarfo"].number
    correct(library, by("rename", at=library.pointers(number), name="Captain Sarfo"))
    assert library.parties("captain").found[0].number == number
    assert library.said(by="captain").total == 2
    correct(library, by("hide", at=library.pointers(number)))
    assert library.parties("captain").total == 0
    assert library.said(by="captain").total == 0
    assert library.party(number).party.hidden


def test_corrections_hold_when_more_comes_and_when_all_is_read_or_joined_again(library):
    two_sarfos(library)
    known = people(library)
    pair = [known["Adjoa Sarfo"].number, known["Adwoa Agyei"].number]
    correct(library, by("merge", at=[x for one in pair for x in library.pointers(one)]))
    more = told("four", "Choir sings again\nAdwoa Agyei said: “We sang again”.", ("Adwoa Agyei",))
    join(fill(library, [more]))
    assert library.party(pair[0]).party.n_articles == 4
    found = state(library)
    join(library, everything=True)
    assert state(library) == found
    for page, record in [more]:
        read = replace(record.reading, weights="reader 2")
        library.replace(page, (replace(record, reading=read),))
    assert library.waiting() == 1
    join(library)
    assert library.party(pair[0]).party.n_articles == 4


def test_an_article_read_again_leaves_nothing_of_what_was_read_before(library):
    two_sarfos(library)
    page, record = told("one", "Crack found\nKofi Boateng said: “I saw it”.", ("Kofi Boateng",))
    old = library.record("one").article.page_sha256
    page = replace(library.page(old), origin=page.origin)
    library.replace(page, (replace(record, article=replace(record.article, page_sha256=old)),))
    join(library)
    assert "Kofi Boateng" in people(library)
    assert people(library)["A. Sarfo"].names == ("A. Sarfo",)
    assert people(library)["Tema"].n_articles == 1
    assert library.check() == []
    library.replace(page, ())
    join(library)
    assert "Kofi Boateng" not in people(library)
    assert library.story_of("one") is None
    assert library.check() == []


# Statements


def fix(id_, **more):
    from onrecord import Fix  # noqa: PLC0415 - used here alone

    return by("fix", statement=id_, fix=Fix(**more))


def test_a_fixed_statement_is_fixed_in_every_answer(library):
    two_sarfos(library)
    before = list(library.records())
    (one,) = library.said(about="deep").found
    made = fix(one.id, speaker="Kwame Asante", manner="denies")
    assert correct(library, made)
    (fixed,) = library.said(about="deep").found
    assert (fixed.id, fixed.speaker, fixed.manner) == (one.id, "Kwame Asante", "denies")
    assert library.said(by="Kwame").total == 1
    assert library.search("manner:denies").total == 1
    assert library.said(by="A. Sarfo").total == 1  # what she said elsewhere
    told_now = library.record("two").reading.statements[0]
    assert told_now.speaker_name == "Kwame Asante"
    assert {x.field: x.how for x in told_now.why} == {
        "speaker": f"by correction {made.id}",
        "manner": f"by correction {made.id}",
    }
    assert list(library.records())[1].reading.statements == (told_now,)
    correct(library, by("undo", undoes=made.id))
    assert list(library.records()) == before
    assert library.said(about="deep").found == (one,)


def test_a_fix_holds_when_the_article_is_read_again_and_its_words_move_a_little(library):
    two_sarfos(library)
    (one,) = library.said(about="deep").found
    correct(library, fix(one.id, certainty="possible"))
    page, record = library.page(library.record("two").article.page_sha256), library.record("two")
    statement = record.reading.statements[0]
    span = replace(statement.content[0], start=statement.content[0].start + 3)
    raw = replace(statement, content=(span,), certainty="certain", why=())
    read = replace(record.reading, statements=(raw,), weights="reader 2")
    library.replace(page, (replace(record, reading=read),))
    (again,) = library.said(about="deep").found
    assert again.id != one.id
    assert again.certainty == "possible"


def test_what_is_no_statement_is_gone_until_it_is_undone(library):
    two_sarfos(library)
    (one,) = library.said(about="deep").found
    made = fix(one.id, is_none=True)
    correct(library, made)
    assert library.said(about="deep").total == 0
    assert library.record("two").reading.statements == ()
    undo = by("undo", undoes=made.id)
    correct(library, undo)
    assert library.said(about="deep").total == 1
    correct(library, by("undo", undoes=undo.id))
    assert library.said(about="deep").total == 0


def test_corrections_go_from_one_library_to_another(tmp_path):
    with Library.open(tmp_path / "a.db") as one, Library.open(tmp_path / "b.db") as two:
        two_sarfos(one)
        known = people(one)
        pair = [known["Adjoa Sarfo"].number, known["Adwoa Agyei"].number]
        correct(one, by("merge", at=[x for n in pair for x in one.pointers(n)]))
        correct(one, fix(one.said(about="deep").found[0].id, manner="claims"))
        given_ = [entry.correction for entry in one.corrections().found]
        assert joining.take_corrections(two, given_) == 2  # before the articles come
        two_sarfos(two)
        assert joining.take_corrections(two, given_) == 0
        assert state(two) == state(one)
        assert two.said(manner="claims").total == 1


@pytest.mark.parametrize("kind", ["AID", None])  # a game that was won is of none
def test_a_story_shows_events_that_are_likely_and_others_if_asked(library, kind):
    page, record = told("a1", "Ferry resumes\nThe ferry left Oban.", ["Oban"])
    made = [
        replace(EVENT, id=f"e{n}", kind=kind, score=score) for n, score in enumerate((0.6, 0.3), 1)
    ]
    record = replace(record, reading=replace(record.reading, events=tuple(made)))
    library.add(page, (record,))
    join(library)
    story = library.story_of("a1")
    assert library.happened(story).total == 1
    assert library.happened(story, unlikely=True).total == 2
