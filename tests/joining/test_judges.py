"""What a reader says of pairs of statements: asked for once, kept, and the same however it went."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from typer.testing import CliRunner

import onrecord
from onrecord import Library, correct, correction, join
from onrecord.cli import app
from onrecord.follow.scenes import scene_of
from onrecord.joining.accounts import accounts_of, accounts_of_story
from onrecord.joining.judging import PROBE, judge_stories, kept_judge, pairs_of
from onrecord.library.database.schema import STEPS
from onrecord.library.following import watches
from onrecord.library.joined import judgements
from onrecord.link.claims import claiming
from onrecord.record import Fix
from onrecord.serve.shown.accounts import compared
from tests.support.fake_reader import FakeReader
from tests.support.library_joins import fill
from tests.support.library_judges import HEARD, Judge, KillError, answer_to, pages
from tests.support.served_site import make_client, make_site

EXAMPLES = Path(__file__).parents[2] / "examples"
PROCESS = Path(__file__).parents[1] / "support" / "library_judges.py"


@pytest.fixture(autouse=True)
def _heard(monkeypatch):
    monkeypatch.setattr("onrecord.link.claims.claiming.shipped", lambda: HEARD)


def accounts(library):
    """Everything that is claimed in a library, whatever the numbers of its stories are."""
    numbers = [one.number for one in library.stories(limit=100).found]
    found = [accounts_of_story(library, number).account for number in numbers]
    return sorted(found, key=lambda one: one.claims[0].id)


def whole(library, n=6):
    join(fill(library, pages(n)))
    judge_stories(library, Judge())
    return library


def kept(library):
    with library.writing() as db:
        asked = db.execute(select(judgements.judgements.c.key))
        return {bytes(key) for key in asked.scalars()}


def test_a_story_is_judged_once_and_its_claims_hear_it(library):
    join(fill(library, pages()))
    assert library.unjudged() == 1
    bare = accounts(library)
    judge, told = Judge(), []
    done = judge_stories(library, judge, tell=told.append)
    assert told == [done]
    assert (done.stories, done.left) == (1, library.unjudged()) == (1, 0)
    assert done.pairs == len(judge.pairs) - 1 > 3  # the first call asks whether it knows any
    assert accounts(library) != bare
    records = accounts_of_story(library, 1).records
    told = accounts_of(records, judge=lambda pairs: [answer_to(one) for one in pairs])
    assert accounts(library) == [told.account]
    again = Judge()
    assert judge_stories(library, again).stories == 0
    assert again.calls == 0


def test_a_story_that_grows_is_asked_only_for_what_is_new(library):
    whole(library, 4)
    known = set(pairs_of([record for _, record in pages(4)]))
    fill(library, list(pages(6))[4:])
    join(library)
    judge = Judge()
    judge_stories(library, judge)
    assert judge.pairs[0] == PROBE
    assert judge.pairs[1:]
    assert known.isdisjoint(judge.pairs)


def test_judgements_come_back_as_they_were_given(library):
    pairs = [(f"one {i} “\0é\ud800", f"other {i}") for i in range(2 * judgements.AT_ONCE + 7)]
    given_ = {pair: answer_to(pair) for pair in pairs}
    with library.joining() as db:
        judgements.keep(db, "weights one", given_)
        judgements.keep(db, "weights one", {pairs[0]: (-1.0,) * 6})  # kept is kept
    assert library.judged([*pairs, ("other 1", "one 1")]) == [*given_.values(), ()]
    assert library.judged([]) == []


@settings(max_examples=60)
@given(st.lists(st.floats(max_value=0, allow_nan=False), min_size=6, max_size=6))
def test_numbers_are_kept_to_four_places(answer):
    found = judgements._answer_of(judgements._form_of(answer))
    for one, other in zip(found, answer, strict=True):
        assert one == max(round(other, 4), judgements.LEAST)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3), st.text(max_size=3))))
def test_no_two_questions_have_one_key(asked):
    keys = {judgements.key_of(weights, (one, other)) for weights, one, other in asked}
    assert len(keys) == len(set(asked))


def test_a_judge_is_asked_for_a_bounded_number_of_pairs(monkeypatch):
    monkeypatch.setattr(claiming, "_MOST_ASKED", 2)
    asked = []
    records = [record for _, record in pages(4)]
    claiming.claims_of(records, judge=lambda some: asked.extend(some) or [()] * len(some))
    assert len(asked) == 2


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(range(6)),
    joins=st.sets(st.integers(0, 5)),
    judges=st.sets(st.integers(0, 5)),
    kills=st.sets(st.integers(1, 6), max_size=3),
)
def test_claims_are_the_same_in_whatever_order_and_however_often_stopped(
    tmp_path_factory, order, joins, judges, kills
):
    folder, told = tmp_path_factory.mktemp("libraries"), list(pages())
    judge = Judge(kill=kills)
    with Library.open(folder / "a.db") as parts, Library.open(folder / "b.db") as at_once:
        for number, at in enumerate(order):
            fill(parts, [told[at]])
            if number in joins:
                join(parts)
            if number in judges:
                _until_killed(parts, judge)
        join(parts)
        while parts.unjudged():
            _until_killed(parts, judge)
        whole(at_once)
        assert len(accounts(parts)) == 1
        assert accounts(parts) == accounts(at_once)
        assert kept(parts) >= kept(at_once)


def _until_killed(library, judge):
    try:
        judge_stories(library, judge)
    except KillError:
        assert library.check() == []


@pytest.mark.parametrize("where", ["keep", "done"])
def test_a_run_killed_while_it_keeps_goes_on(library, monkeypatch, where):
    join(fill(library, pages()))

    def kill(*_):
        raise KillError

    with monkeypatch.context() as patched:
        patched.setattr(judgements, where, kill)
        with pytest.raises(KillError):
            judge_stories(library, Judge())
    assert library.unjudged() == 1
    assert not kept(library)  # a story is kept as a whole or not at all
    judge_stories(library, Judge())
    assert len(kept(library)) == len(pairs_of([record for _, record in pages()]))


@pytest.mark.parametrize("steps", [1, 5, 6, 11])
def test_a_process_killed_at_any_step_ends_like_one_that_was_not(tmp_path, steps):
    with Library.open(tmp_path / "whole.db") as library:
        expected = accounts(whole(library))
    path = tmp_path / "a.db"
    command = [sys.executable, str(PROCESS), str(path), "6"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    for _ in range(steps):
        process.stdout.readline()
    process.kill()
    process.communicate()
    with Library.open(path) as library:
        join(fill(library, pages()))
        judge_stories(library, Judge())
        assert accounts(library) == expected


def test_a_story_that_changes_while_it_is_judged_waits_on(library):
    told = list(pages())
    join(fill(library, told[:5]))
    judge = Judge()

    def slow(asked):
        if judge.calls == 1:  # somebody else adds meanwhile
            join(fill(library, told[5:]))
        return judge(asked)

    done = judge_stories(library, slow)
    assert done.stories == 2
    assert library.unjudged() == 0
    assert set(judge.pairs[1:]) == set(pairs_of([record for _, record in told]))


def test_weights_that_cannot_compare_leave_all_waiting(library):
    join(fill(library, pages()))
    judge = Judge(knows=False)
    assert judge_stories(library, judge).left == library.unjudged() == 1
    assert judge.pairs == [PROBE]
    assert not kept(library)


def test_other_weights_judge_again_and_are_heard_first(library):
    whole(library)
    old, keys = accounts(library), kept(library)
    for page, record in pages(weights="weights two"):
        library.replace(page, (record,))
    join(library)
    assert library.unjudged() == 1
    assert accounts(library) == old  # until they are, the old ones are heard
    judge_stories(library, Judge("weights two"))
    assert accounts(library) != old
    pairs = pairs_of([record for _, record in pages()])
    assert library.judged(pairs) == [answer_to(one, "weights two") for one in pairs]
    assert kept(library) > keys  # what nobody looks up any more stays
    join(library, everything=True)
    back = Judge()
    judge_stories(library, back)
    assert back.pairs == [PROBE]  # all of it is known
    assert accounts(library) == old


def test_a_corrected_statement_is_judged_again(library):
    whole(library)
    id_ = next(iter(accounts_of_story(library, 1).ids.values()))
    fix = correction(
        "fix", by="a tester", on="2024-05-01T10:00:00+00:00", statement=id_,
        fix=Fix(speaker="Kofi Boateng", manner="denies"),
    )  # fmt: skip
    assert correct(library, fix)
    assert library.unjudged() == 1
    judge = Judge()
    judge_stories(library, judge)
    assert judge.pairs[1:]
    assert all("Kofi Boateng denies" in " ".join(pair) for pair in judge.pairs[1:])


def test_a_story_that_is_gone_waits_no_more(library):
    told = list(pages(2))
    join(fill(library, told))
    for page, _ in told:
        library.replace(page, ())
    join(library)
    assert judge_stories(library, Judge()).left == 0


def _undone(step):
    """What takes a library back to before a step of its schema, but for the tables of the step."""
    made = {one.split()[2]: one for early in STEPS[: step - 1] for one in early if "INDEX" in one}
    for one in (one for some in reversed(STEPS[step - 1 :]) for one in reversed(some)):
        what, name = one.split()[:2], one.split()[2]
        if what == ["DROP", "INDEX"]:
            yield made[name]
        elif what[0] == "CREATE":
            yield f"DROP {what[1]} {name}"
        elif what == ["ALTER", "TABLE"]:
            yield f"ALTER TABLE {name} DROP COLUMN {one.split()[5]}"
    yield f"DELETE FROM onrecord_steps WHERE number >= {step}"


@pytest.mark.parametrize("what", ["judgements", "n_disputes"])
def test_stories_of_a_library_from_before_wait(tmp_path, what):
    path = tmp_path / "a.db"
    with Library.open(path) as library:
        whole(library)
        step = next(n for n, one in enumerate(STEPS, start=1) if what in one[0])
        with library.writing() as db:
            for one in _undone(step):
                db.exec_driver_sql(one)
    with Library.open(path) as library:
        assert library.unjudged() == 1
        assert library.stories().found[0].n_disputes is None
        assert judge_stories(library, Judge()).stories == 1
        assert library.stories().found[0].n_disputes is not None


def test_all_who_ask_for_claims_hear_what_is_kept(library):
    join(fill(library, pages()))
    ids = [record.article.id for _, record in pages()]
    client = make_client(library)
    bare = compared(library, ids), client.get("/api/stories/1/accounts").json()
    judge_stories(library, Judge())
    assert compared(library, ids) != bare[0]  # nor is it what was compared before
    assert client.get("/api/stories/1/accounts").json() != bare[1]
    with library.writing() as db:
        standing = watches.standing(db, ids)
    scene = scene_of(library, standing[ids[0]])
    assert scene.accounts.account == accounts(library)[0]
    assert kept_judge(library) == kept_judge(library)


def test_the_desk_judges_while_no_page_waits(tmp_path):
    with Library.open(tmp_path / "a.db") as library:
        fill(library, pages())
        desk, judge = make_site(library).desk, Judge()
        desk._reads = replace(
            desk._reads,
            relate=judge,
            judge=lambda relates, stop: judge_stories(library, relates, stop=stop),
        )
        desk._judge()
        assert judge.calls == 0  # nothing is joined yet
        join(library)
        desk._waiting.append(("x", ()))
        desk._judge()
        assert library.unjudged() == 1  # somebody waits for a page
        desk._waiting.clear()
        judge.kill = {1}
        with pytest.raises(KillError):
            desk._judge()
        desk._judge()
        assert library.unjudged() == 0


class RelatingReader(FakeReader):
    """The fake reader, which also compares."""

    asked: list = []  # noqa: RUF012 - emptied by each test

    def relate(self, pairs):
        self.asked.extend(pairs)
        return [answer_to(one) for one in pairs]


@pytest.fixture
def relating(use_reader):
    use_reader(RelatingReader)
    RelatingReader.asked.clear()


@pytest.mark.usefixtures("relating")
def test_adding_and_reading_again_judge_what_they_join(library):
    onrecord.add(library, [EXAMPLES / "article-jsonld.html", EXAMPLES / "three-stories.html"])
    assert library.stories().total > 0
    assert library.unjudged() == 0
    assert len(kept(library)) == len(set(RelatingReader.asked) - {PROBE})
    RelatingReader.asked.clear()
    onrecord.reread(library, everything=True)
    assert library.unjudged() == 0
    assert set(RelatingReader.asked) <= {PROBE}


@pytest.mark.usefixtures("relating")
def test_join_judges_what_waits_and_says_so(tmp_path):
    path = tmp_path / "a.db"
    with Library.open(path) as library:
        fill(library, pages())
    command = ["join", "--library", str(path)]
    bare = CliRunner().invoke(app, [*command, "--no-model"])
    assert bare.exit_code == 0, bare.output
    assert "compared" not in bare.stderr
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert "1 story compared by the model" in told.stderr
    assert "compared" not in CliRunner().invoke(app, command).stderr


def test_join_says_that_weights_cannot_compare(tmp_path, use_reader):
    use_reader(FakeReader)
    with Library.open(tmp_path / "a.db") as library:
        fill(library, pages())
    told = CliRunner().invoke(app, ["join", "--library", str(tmp_path / "a.db")])
    assert told.exit_code == 0, told.output
    assert "1 story waits for weights" in told.stderr


@pytest.mark.usefixtures("relating")
def test_following_judges_before_it_tells(tmp_path):
    with Library.open(tmp_path / "a.db") as library:
        fill(library, pages())
        told = CliRunner().invoke(app, ["follow", "run", "--library", str(tmp_path / "a.db")])
        assert told.exit_code == 0, told.output
        assert library.unjudged() == 0


def test_nobody_is_asked_about_pairs_of_one_article():
    (_, record), *_ = pages(1)
    statement = record.reading.statements[0]
    both = replace(record.reading, statements=(statement, replace(statement, id="s2")))
    alone = replace(record, reading=both)
    assert pairs_of([alone]) == []
    assert pairs_of([alone, replace(record, article=replace(record.article, id="another"))]) != []
