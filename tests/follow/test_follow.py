"""What is told of what is followed: stories of our own that come in one after the other."""

import pytest
from typer.testing import CliRunner

from eval.follow import NOW, page_of, stories
from eval.follow import run as run_stories
from onrecord.adding import add_pages
from onrecord.cli import app
from onrecord.follow.asking import is_about
from onrecord.follow.nouns import CONDITIONS
from onrecord.follow.running import look
from onrecord.library import Library
from onrecord.library.following import outbox, watches
from onrecord.pipeline import How, pages
from tests.support.follow_posts import webhook

(STORY,) = (one["article"] for one in stories() if one["name"] == "tema-ferry")


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The first article of the story, read once."""
    path = tmp_path_factory.mktemp("follow") / "o.db"
    with Library.open(path) as kept:
        add(kept, STORY[0])
        look(kept, [], NOW)
    return path


@pytest.fixture
def library(read, tmp_path):
    path = tmp_path / "o.db"
    path.write_bytes(read.read_bytes())
    with Library.open(path) as kept:
        yield kept


def add(kept, *some):
    for article in some:
        add_pages(kept, pages(page_of(article)), how=How())


def follow(kept, kind, what, *conditions, about="", name="x"):
    with kept.writing() as db:
        watches.watch(
            db, kind, what, name=name, conditions=conditions or CONDITIONS, about=about, on=NOW
        )


def told(kept, channels=()):
    return [(one.condition, one.why) for one in look(kept, list(channels), NOW)]


def test_a_story_tells_of_each_change_once_and_not_of_copies():
    counts = run_stories([one for one in stories() if one["name"] == "tema-ferry"])
    assert not counts.missed
    # What weights read wrongly, `python -m eval.follow` lists; the gate asks for .9 of all stories.
    assert counts.f1() >= 0.85
    assert (counts.on_copies, counts.n_copies) == (0, 1)


def test_enough_is_planted_and_nothing_in_copies():
    articles = [article for one in stories() for article in one["article"]]
    planted = [change for article in articles for change in article.get("expects", ())]
    assert len(planted) >= 60
    assert {condition for condition, _ in planted} == set(CONDITIONS)
    assert not any(article.get("expects") for article in articles if article.get("copy"))


def test_nothing_is_told_of_what_was_there_before_it_was_followed(library):
    follow(library, "story", "1")
    assert told(library) == []


def test_all_at_once_gives_each_change_once(library):
    follow(library, "story", "1", "denial", "check", "quotation")
    add(library, *STORY[1:])
    assert sorted(one for one, _ in told(library)) == ["check", "denial", "quotation"]
    assert told(library) == []


def test_a_party_is_followed_by_what_it_says(library):
    number = library.parties("Adjoa Sarfo").found[0].number
    follow(library, "party", str(number), "statement", "figure", "check", "source", "quotation")
    add(library, STORY[2], STORY[4])  # others speak
    assert told(library) == []
    new = dict(STORY[4], url="https://kpong.example/sarfo", headline="Union wants ferry sold")
    new["body"] = (
        "TEMA, Ghana: The ferry Queen Abla should be sold for scrap, said Adjoa Sarfo, who leads"
        " the seamen’s union.\nThe ferry Queen Abla ran aground off Tema on Monday."
    )
    add(library, new)
    assert [one for one, _ in told(library)] == ["statement"]


def test_a_party_is_followed_by_who_denies_what_it_says(library):
    parties = [library.parties(name).found[0].number for name in ("Adjoa Sarfo", "Tema")]
    for name, number in zip(("Sarfo", "Tema"), parties, strict=True):
        follow(library, "party", str(number), name=name)
    add(library, STORY[2], STORY[4])  # neither names her
    denials = [one for one in look(library, [], NOW) if one.condition == "denial"]
    assert [(one.followed, "sleep" in one.why) for one in denials] == [("party Sarfo", True)]
    assert [proof.is_new for proof in denials[0].proofs] == [True, False]


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Ferry Queen Abla off Tema: what we know", [("quotation", "changed its headline: “")]),
        ("Ferry Queen Abla runs aground off Tema, 15 hurt", [("figure", "a new version of an ")]),
    ],
)
def test_a_story_tells_of_a_new_headline_once(library, headline, found):
    follow(library, "story", "1", "figure", "quotation")
    number = library.parties("Adjoa Sarfo").found[0].number
    follow(library, "party", str(number), "quotation", name="Sarfo")  # it is nothing she said
    add(library, dict(STORY[0], headline=headline, updated="2025-02-03T12:00"))
    alerts = look(library, [], NOW)
    assert [(one.condition, one.followed) for one in alerts] == [(found[0][0], "story x")]
    assert found[0][1] in alerts[0].why


def test_a_search_tells_only_of_what_it_finds_and_is_about(library):
    follow(library, "search", "ferry", "denial", about="sleep")
    follow(library, "search", "ferry", "denial", about="bananas")
    follow(library, "search", "aeroplane", "denial")
    add(library, STORY[2])
    (one,) = look(library, [], NOW)
    assert (one.condition, one.followed) == ("denial", "search x about sleep")


def test_an_outlet_tells_of_the_quotation_it_left_out(library):
    follow(library, "outlet", "temaobserver.example", "quotation")
    follow(library, "outlet", "accracourier.example", "quotation")
    add(library, STORY[6])
    (one,) = look(library, [], NOW)
    assert (one.condition, one.followed) == ("quotation", "outlet x")
    assert "no sleep" in one.why
    assert [proof.is_new for proof in one.proofs] == [True, False]


def test_a_claim_tells_of_its_denial_and_its_check(library):
    article = library.search("ferry").found[0].source.article_id
    record = library.record(article)
    said = next(
        one
        for one in record.reading.statements
        if "no sleep" in record.article.text[one.content[0].start : one.content[-1].end]
    )
    follow(library, "claim", f"{article}:{said.id}", "denial", "check", "figure")
    add(library, STORY[2], STORY[3], STORY[4], STORY[5])
    assert sorted(one for one, _ in told(library)) == ["check", "denial"]


def test_a_second_denial_a_confirmation_a_refusal_and_an_edit_are_told_once_with_both_passages(
    tmp_path,
):
    (some,) = (one["article"] for one in stories() if one["name"] == "oulu-heating")
    with Library.open(tmp_path / "h.db") as kept:
        add(kept, some[0])
        assert told(kept) == []
        follow(kept, "story", "1", "statement", "denial", "figure", "quotation")
        found = []
        for article in some[1:]:
            add(kept, article)
            found.append(look(kept, [], NOW))
    none, denial, confirmed, refused, edited = found
    assert none == []
    assert [one.why.partition(":")[0] for one in (*denial, *confirmed, *refused)] == [
        "Risto Hallamaa denies for the first time",
        "Water board confirms",
        "Seppo Vainikka will not speak of it",
    ]
    for (one,) in (denial, confirmed, refused):
        assert one.proofs[0].is_new
        assert any("let oil" in x.text and not x.is_new for x in one.proofs[1:])
    quotation, figure = sorted(edited, key=lambda one: one.condition, reverse=True)
    assert "9 October" in quotation.why
    assert "19 October" in quotation.why
    assert [("40 tonnes" in x.text, "400 tonnes" in x.text) for x in figure.proofs] == [
        (True, False), (False, True),
    ]  # fmt: skip
    assert {one.new_in for one in edited} == {"world"}  # though its day is that of the first


def test_a_denial_in_short_is_told_once_and_a_figure_may_say_what_it_was():
    counts = run_stories([one for one in stories() if one["name"] == "tartu-bridge"])
    assert not counts.missed
    assert not counts.wrong["denial"]
    assert counts.right["figure"] == 1


def test_who_denies_a_claim_does_not_say_so_too(library):
    article = library.search("ferry").found[0].source.article_id
    record = library.record(article)
    said = next(
        one
        for one in record.reading.statements
        if "no sleep" in record.article.text[one.content[0].start : one.content[-1].end]
    )
    follow(library, "claim", f"{article}:{said.id}")
    add(library, STORY[2])
    assert [one for one, _ in told(library)] == ["denial"]


def test_what_is_of_several_things_that_are_followed_is_told_once(library):
    follow(library, "story", "1", "denial", name="ferry aground")
    follow(library, "search", "ferry", "denial", name="ferry")
    add(library, STORY[2])
    (one,) = look(library, ["terminal"], NOW)
    assert sorted(one.followed.split("; ")) == ["search ferry", "story ferry aground"]
    assert look(library, ["terminal"], NOW) == []


def test_an_edit_of_who_else_speaks_is_not_told_to_who_follows_a_party(library):
    number = library.parties("Volta Lines").found[0].number
    follow(library, "party", str(number), "quotation", "figure")
    add(library, STORY[6])
    assert told(library) == []


def test_what_is_not_so_and_nobody_disputes_is_no_denial(library):
    follow(library, "story", "1", "denial", "statement")
    new = dict(STORY[4], url="https://kpong.example/crew", headline="Crew of ferry Queen Abla safe")
    new["body"] = (
        "TEMA, Ghana: No member of the crew of the ferry Queen Abla was on deck, the port"
        " authority of Tema said.\nThe ferry ran aground off Tema on Monday and 12 people were"
        " hurt, the coast guard said."
    )
    add(library, new)
    assert [one for one, _ in told(library)] == ["statement"]


def test_what_was_published_before_is_new_in_the_library_only(library):
    follow(library, "story", "1", "denial")
    add(library, dict(STORY[2], published="2025-02-03T08:00"))
    (one,) = look(library, [], NOW)
    assert one.new_in == "world"  # of the same day
    follow(library, "story", "1", "check")
    add(library, dict(STORY[5], published="2025-02-01T08:00"))
    (one,) = look(library, [], NOW)
    assert one.new_in == "library"


def test_a_run_that_is_killed_before_it_is_done_tells_all_the_next_time(library, monkeypatch):
    class Killed(BaseException):
        pass

    def dies(*_):
        raise Killed

    follow(library, "story", "1", "denial", "source")
    add(library, STORY[2])
    with monkeypatch.context() as patch:
        patch.setattr(watches, "told", dies)
        with pytest.raises(Killed):
            look(library, ["terminal"], NOW)
    with library.writing() as db:
        assert outbox.latest(db, 9) == []  # posted and noted together, or not at all
    assert len(told(library)) == 2


@pytest.mark.parametrize(
    ("text", "about", "expected"),
    [
        ("The ferry’s captain slept", "ferry captain", True),
        ("Ferries", "ferry", False),
        ("dockers march", "docker", True),
        ("a cat", "ca", False),
        ("anything", "", True),
        ("THE FERRY", "ferry", True),
    ],
)
def test_words_are_found_in_their_forms(text, about, expected):
    assert is_about(text, about) is expected


# --- the commands


def command(*arguments, **more):
    return CliRunner().invoke(app, [str(one) for one in arguments], **more)


def test_the_commands_follow_list_run_and_remove(library, tmp_path):
    at = ("--library", tmp_path / "o.db")
    run = command("follow", "add", "party", "Adjoa Sarfo", "--when", "statement", *at)
    assert (run.exit_code, "Adjoa Sarfo" in run.stderr) == (0, True)
    assert command("follow", "add", "story", 1, *at).exit_code == 0
    assert command("follow", "add", "claim", "1.1", "--about", "ferry", *at).exit_code == 0
    assert command("follow", "add", "outlet", "https://www.x.example/", *at).exit_code == 0
    lines = command("follow", "list", *at).stdout.splitlines()
    assert [line.split("\t")[1] for line in lines] == ["party", "story", "claim", "outlet"]
    assert lines[0].split("\t")[2:4] == ["Adjoa Sarfo", "statement"]
    assert lines[3].split("\t")[2] == "x.example"
    assert command("follow", "remove", 1, *at).exit_code == 0
    assert command("follow", "remove", 1, *at).exit_code == 1
    add(library, STORY[2])
    with webhook() as (hook, url):
        run = command(
            "follow", "run", "--webhook", url, "--atom", tmp_path / "a.xml", "--json-feed",
            tmp_path / "a.json", *at, env={"ONRECORD_WEBHOOK_SECRET": "s"},
        )  # fmt: skip
        assert run.exit_code == 0, run.output
        assert "denies for the first time" in run.stdout
        assert len(hook.taken) == run.stdout.count("Followed: ")
    assert b"denies" in (tmp_path / "a.xml").read_bytes()
    run = command("follow", "run", *at)
    assert (run.stdout, "0 changes" in run.stderr) == ("", True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "thing", "x"), "none of"),
        (("add", "party", "Nobody Atall"), "nobody is named"),
        (("add", "story", "99"), "no story 99"),
        (("add", "claim", "9.9"), "no claim 9.9"),
        (("add", "search", "manner:sings"), "query"),
        (("add", "search", " "), "say what"),
        (("add", "search", "x", "--when", "rain"), "none of"),
        (("run", "--every", "soon"), "10m"),
        (("run", "--webhook", "ftp://x"), "http"),
        (("run", "--webhook", "http://x"), "SECRET"),
        (("run", "--mail", "nobody"), "not a mail address"),
        (("run", "--mail", "a@b.example", "--smtp", "x"), "smtp://"),
    ],
)
def test_a_mistake_is_told_in_one_line(library, tmp_path, arguments, words):
    del library
    run = command("follow", *arguments, "--library", tmp_path / "o.db")
    assert run.exit_code in {1, 2}
    assert words in " ".join(run.stderr.replace("│", " ").split())
    assert "Traceback" not in run.output
