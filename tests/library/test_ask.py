"""Questions and answers, in SQLite and in PostgreSQL alike."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Argument, Days, Library, QueryError
from onrecord.library.asking.searching import rows_of
from onrecord.library.forms.sentences import sentences_at
from onrecord.library.forms.words import words
from onrecord.library.questions.query import All, Any, Not, Term, parse
from onrecord.library.questions.snippets import stands, terms_of
from onrecord.record import Span
from tests.support.by_hand import make_article, make_reading
from tests.support.library_stories import WORDS, page_of, random_pages, read_story, story

STORIES = (
    ("Missile hits chemical plant\nThe plant at Łódź burnt.", "2024-12-19", "https://a.example/1"),
    (
        "Plant sale\nA chemical firm sold the plant; no missile.",
        "2024-11-02",
        "https://b.example/2",
    ),
    ("Ferry vote\nShips and shipping wait for the vote.", None, None),
)


@pytest.fixture
def three(library):
    for number, (text, day, url) in enumerate(STORIES):
        page = page_of(text, name=f"{number}.html")
        library.add(page, (story(page, text, day=day, url=url),))
    return library


@pytest.fixture
def told(library):
    for day in ("2023-09-12", "2023-10-01"):
        page = page_of(day)
        library.add(page, (read_story(page, day=day),))
    return library


def headlines(answer):
    return [hit.source.headline for hit in answer.found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("missile", {0, 1}),
        ('"chemical plant"', {0}),
        ('"plant chemical"', set()),
        ("missile -firm", {0}),
        ("NOT missile", {2}),
        ("ferry OR firm", {1, 2}),
        ("ship*", {2}),
        ("ship", set()),
        ("lodz", set()),
        ("ŁÓDŹ", {0}),
        ("MISSILE since:2024-12", {0}),
        ("until:2024-11", {1}),
        ("on:2024-11-02", {1}),
        ("-since:2020", {2}),
        ("outlet:a.example", {0}),
        ("outlet:b", {1}),
        ("headline:plant", {0, 1}),
        ("headline:chemical", {0}),
        ("lang:en kind:article", {0, 1, 2}),
        ("lang:fr", set()),
        ("kind:gallery OR vote", {2}),
        ("(missile OR vote) (firm OR ships) plant", {1}),
        ("missile -(plant OR vote)", set()),
        ("vote OR outlet:a", {0, 2}),
    ],
)
def test_what_is_found(three, query, found):
    answer = three.search(query)
    assert set(headlines(answer)) == {STORIES[i][0].split("\n")[0] for i in found}
    assert answer.total == len(found)
    assert not answer.at_least


def test_of_nothing_found_it_is_said_what_each_part_finds(three):
    answer = three.search("missile vote lang:fr")
    assert not answer.total
    assert dict(answer.alone) == {
        part: three.search(query).total
        for part, query in (
            ("the word “missile”", "missile"),
            ("the word “vote”", "vote"),
            (answer.alone[2][0], "lang:fr"),
        )
    }
    assert "(by itself the word “missile”: " in answer.sentence()
    assert not three.search("missile").alone


def test_a_headline_is_no_snippet_where_another_line_holds_as_much(three):
    for query in ("missile", "plant", "vote"):
        found = three.search(query).found
        assert found
        for hit in found:
            lines = three.record(hit.source.article_id).article.text.split("\n")
            others = [one for one in lines if query in one.lower() and one != hit.source.headline]
            assert hit.snippet != hit.source.headline or not others


def test_every_hit_carries_its_evidence(three):
    for hit in three.search("missile plant").found:
        text = three.record(hit.source.article_id).article.text
        assert hit.evidence
        assert all(text[x.span.start : x.span.end] == x.text for x in hit.evidence)
        assert {hit.snippet[x.start : x.end].lower() for x in hit.marks} >= {"missile"}
        assert hit.score > 0


def test_the_best_comes_first(library):
    texts = ["Ferry\nferry ferry ferry", "Ferry\n" + "and so on " * 50]
    for text in reversed(texts):
        page = page_of(text)
        library.add(page, (story(page, text),))
    first, second = library.search("ferry").found
    assert first.score > second.score
    assert "ferry ferry" in library.record(first.source.article_id).article.text


def test_without_words_the_newest_comes_first_and_the_undated_last(three):
    assert headlines(three.search("lang:en")) == [text.split("\n")[0] for text, _, _ in STORIES]


def test_paging_gives_each_once(library):
    for page, outcome in random_pages(3, 30):
        library.add(page, outcome)
    whole = library.search("ferry OR vote OR pier", limit=100)
    parts = [library.search("ferry OR vote OR pier", limit=7, offset=n) for n in range(0, 35, 7)]
    assert [x for part in parts for x in part.found] == list(whole.found)
    assert {part.total for part in parts} == {whole.total}
    assert parts[1].sentence().endswith(f"8 to 14 of {whole.total} found.")
    late = library.search("ferry", offset=1000)
    assert late.found == ()
    assert "none after the first 1,000" in late.sentence()


def test_fields_of_statements_speak_of_one_statement(told):
    assert told.search("speaker:Sarfo manner:promises").total == 2
    assert told.search("speaker:clerk manner:promises").total == 0
    assert told.search('ferry checked:"not verified" quote:direct').total == 2
    (hit, _) = told.search("speaker:Sarfo about:second").found
    (evidence,) = hit.evidence
    assert evidence.why == "statement"
    assert evidence.text.startswith("A second reading")
    assert hit.snippet.startswith("A second reading")


def test_fields_of_articles_with_a_reading(told):
    assert told.search("place:Tema event:REJECT actor:council").total == 2
    assert told.search("place:Accra").total == 0
    assert told.search("event:ASSAULT").total == 0
    assert told.search('place:Tema -speaker:"nobody here"').total == 2
    (hit, _) = told.search("council place:Tema event:reject").found
    assert {x.why for x in hit.evidence} == {"words", "place", "event"}


def test_statements_by_and_about(told):
    answer = told.said(by="Sarfo", about="second")
    assert answer.total == 2
    one = answer.found[0]
    assert (one.speaker, one.manner, one.quote) == ("Adjoa Sarfo", "promises", "mixed")
    assert one.source.day == "2023-10-01"
    assert one.via == ("harbour council",)
    assert one.content == "A second reading … “will follow soon”"
    text = told.record(one.source.article_id).article.text
    (evidence,) = one.evidence
    assert text[evidence.span.start : evidence.span.end] == evidence.text
    assert answer.sentence() == "Statements by “Sarfo” about “second”: 2 found."


def test_statements_are_found_by_role_carrier_and_those_it_may_be(told):
    assert told.said(by="chairs it").total == 4  # hers, and what she may have said
    assert told.said(by="harbour council").total == 2  # told by it
    assert told.said(by="Sar*").total == 4
    assert told.said(by="reading").total == 0


def test_statements_by_manner_check_and_day(told):
    assert told.said(manner="denies").total == 2
    assert told.said(manner=["denies", "says"]).total == 4
    either = told.said(manner=["denies", "declines"], checked="not verified")
    words = "(manner denies or declines) (checked not verified)"
    assert either.sentence() == f"Statements {words}: 2 found."
    assert told.said(checked="not verified", manner="says").total == 0
    assert told.said(checked="silent").total == 4
    assert told.said(checked="silent", manner="denies").total == 0
    assert told.said(checked=("silent", "not verified")).total == 6
    both = told.said(checked=("verified", "not verified"), by="clerk")
    assert both.sentence() == "Statements by “clerk” (checked verified or not verified): 2 found."
    assert told.search("checked:silent").total == told.search("checked:silent speaker:Sarfo").total
    assert told.search("checked:silent manner:denies").total == 0
    with pytest.raises(QueryError, match="is no checked: it is one of"):
        told.said(checked="maybe")
    assert told.said(days=Days(since="2023-10")).total == 3
    assert told.said(days=Days(until="2023-09")).total == 3
    assert told.said().total == 6


def test_a_timeline_runs_from_old_to_new(told):
    answer = told.timeline("harbour council")
    assert [one.day for one in answer.found] == sorted(one.day for one in answer.found)
    event = next(one for one in answer.found if one.what == "event")
    assert (event.kind, event.status, event.dated) == ("REJECT", "happened", "by the article")
    assert event.who == ("harbour council",)
    assert event.evidence[0].text == "put off"
    assert {one.what for one in answer.found} == {"event", "statement"}
    assert told.timeline("Sarfo", days=Days(since="2024")).total == 0


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-09-12", "2023-09-12"),
        ("2023-W37", "2023-09"),
        ("2024-W05", "2024"),
        ("2024-W77", "2024"),
        ("2023-SU", "2023"),
        ("PAST_REF", "2023-09-12"),
    ],
)
def test_an_event_of_a_week_has_its_month(library, value, day):
    page = page_of("x")
    record = read_story(page)
    (event,), (time, *_) = record.reading.events, record.reading.times
    dated = replace(event, arguments=(*event.arguments, Argument(role="time", span=time.span)))
    times = (replace(time, value=value),)
    reading = replace(record.reading, events=(dated,), times=times)
    library.add(page, (replace(record, reading=reading),))
    found = library.timeline("harbour council").found
    assert [one.day for one in found if one.what == "event"] == [day]


def test_an_event_is_told_without_the_dateline(told):
    event = next(one for one in told.timeline("harbour council").found if one.what == "event")
    assert event.text == "The harbour council put off its vote on Tuesday, a clerk said."


@pytest.mark.parametrize("mark", [" —", ":", " (AP) --", ", Oct. 3 (Reuters) –", ", Friday -"])
def test_the_sentence_of_a_word_begins_behind_the_dateline(mark):
    text = f"Vote put off\nTEMA{mark} The council met on Monday. It will vote in May."
    first, second = text.index("The council"), text.index("It will")
    article = replace(make_article(), text=text)
    where = replace(article.dateline.where, span=Span(start=13, end=17))
    article = replace(article, dateline=replace(article.dateline, where=where))
    cuts = (0, 13, second, len(text))
    words_ = replace(
        make_reading(make_article()).words, starts=cuts[:3], ends=(12, second - 1, cuts[3]),
        sentences=(0, 1, 2),
    )  # fmt: skip
    told = list(sentences_at(article, words_, [text.index("met"), second + 3, 15, 0]))
    assert [text[one.start : one.end] for one in told] == [
        "The council met on Monday.",
        "It will vote in May.",
        text[13 : second - 1],
        "Vote put off",
    ]
    assert first == told[0].start


def test_an_itinerary_gives_stop_after_stop(told):
    answer = told.itinerary("Sarfo", limit=3)
    assert answer.total == 4
    assert [(x.journey, x.number, x.move) for x in answer.found] == [
        (1, 1, "arrives"),
        (1, 2, "returns"),
        (1, 1, "arrives"),
    ]
    assert answer.found[0].place == "Tema"
    assert answer.found[0].evidence[0].text == "Tema"


def test_nothing_is_found_in_an_empty_library(library):
    assert library.search("ferry").found == ()
    assert library.said(by="x").sentence() == "Statements by “x”: nothing found."
    assert library.timeline("x").total == library.itinerary("x").total == 0
    assert library.rejected().total == 0


@pytest.mark.parametrize("words_", ["", "  ", "***", "“”"])
def test_a_name_without_a_word_is_an_error(library, words_):
    for ask in (library.timeline, library.itinerary, lambda x: library.said(by=x)):
        with pytest.raises(QueryError, match="no word"):
            ask(words_)


@pytest.mark.parametrize(
    "words_", ["x' OR 1=1 --", 'a" OR "b', "NEAR(a b)", "{names}: a", "qu:*", "'q':*|b", "%", "ü½"]
)
def test_no_syntax_of_a_database_is_reached(told, words_):
    try:
        assert told.said(by=words_).total == 0
    except QueryError:
        assert not words(words_)


@st.composite
def queries(draw, deep=3):
    kind = draw(st.sampled_from(["word", "word", "phrase", "prefix", "not", "and", "or"]))
    one = st.sampled_from(WORDS)
    if kind == "phrase":
        return f'"{draw(one)} {draw(one)}"'
    if kind == "prefix":
        return draw(one)[:2] + "*"
    if kind == "word" or not deep:
        return draw(one)
    inner = queries(deep=deep - 1)
    if kind == "not":
        return f"-({draw(inner)})"
    return f"({draw(inner)} {kind.upper()} {draw(inner)})"


def holds(node, given_):
    if isinstance(node, Term):
        return any(True for _ in stands(node, given_))
    if isinstance(node, Not):
        return not holds(node.part, given_)
    return (all if isinstance(node, All) else any)(holds(x, given_) for x in node.parts)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(queries())
def test_a_search_finds_what_a_person_with_patience_would(library, query):
    if not library.counts()["pages"]:
        for page, outcome in random_pages(5, 40):
            library.add(page, outcome)
    node = parse(query)
    assert isinstance(node, Term | Not | All | Any)
    wanted = {one.article.id for one in library.records() if holds(node, words(one.article.text))}
    answer = library.search(query, limit=100)
    assert {hit.source.article_id for hit in answer.found} == wanted
    assert answer.total == len(wanted)
    assert terms_of(node) or wanted or not wanted


def test_an_article_can_lack_everything(library, bare):
    page = page_of("x")
    record = replace(story(page, "x"), article=replace(bare, page_sha256=page.sha256))
    library.add(page, (record,))
    (hit,) = library.search("council").found
    assert hit.source.headline is None
    assert hit.source.day is None


def test_too_much_is_ranked_as_far_as_it_came_in_last(library, monkeypatch):
    ids = []
    for number in range(6):
        page = page_of(f"{number}")
        record = story(page, "Ferry\n" + "ferry " * (6 - number))
        library.add(page, (record,))
        ids.append(record.article.id)
    best = [hit.source.article_id for hit in library.search("ferry").found]
    monkeypatch.setattr("onrecord.library.asking.searching.MOST_RANKED", 3)
    last = library.search("ferry")
    assert last.total == 6
    assert [hit.source.article_id for hit in last.found] == [id_ for id_ in best if id_ in ids[3:]]


def test_a_screen_far_down_shows_all_that_is_found(library, monkeypatch):
    for number in range(4):
        page = page_of(f"{number}")
        library.add(page, (story(page, f"Ferry {number}"),))
    monkeypatch.setattr("onrecord.library.asking.searching.MOST_RANKED", 2)
    monkeypatch.setattr("onrecord.library.asking.searching.MOST_COUNTED", 2)
    assert len(library.search("ferry", limit=4).found) == 4
    assert len(library.search("ferry", limit=2, offset=2).found) == 2


def test_the_days_of_articles_are_read_without_their_rows(tmp_path):
    with Library.open(tmp_path / "a.db") as library, library.writing() as db:
        for query in ("ferry since:2024", "ferry -until:2024", "ferry (on:2024 OR plant)"):
            found = rows_of(query, "sqlite").compile(db, compile_kwargs={"literal_binds": True})
            plan = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {found}").all()
            assert any("COVERING INDEX articles_dated" in one.detail for one in plan)
