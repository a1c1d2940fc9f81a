"""One way in for every kind of source, and a count of what came out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord import (
    Article,
    Page,
    Record,
    Rejected,
    Report,
    page_text,
    pages,
    pipeline,
    read,
    read_paths,
    records,
)
from onrecord.link.claims import claiming
from onrecord.pipeline import READ_BYTES_S
from onrecord.reading import bounds
from tests.support.by_hand import make_article
from tests.support.fake_reader import FakeReader

EXAMPLES = Path(__file__).parents[1] / "examples"

STORY = """<!DOCTYPE html><html lang="en"><head><title>Pier in Gdynia sinks by a hand</title></head>
<body><article><h1>Pier in Gdynia sinks by a hand</h1>
<p>GDYNIA, Poland - The southern pier in Gdynia has sunk by eleven centimetres since the spring,
the harbour office said on Monday, and lorries will have to keep off it until it is
measured again.</p>
<p>Harbour master Wiktor Zaleski-Nowy said the pier was safe for people on foot. He denied that
anybody had warned his office in March, as a crew of divers claims.</p>
<p>The divers say they wrote a letter. The letter could not be independently verified, and a
spokeswoman for the harbour said on Tuesday that she had asked them for a copy.</p>
</article></body></html>
"""


def articles(outcomes):
    return [one for one in outcomes if isinstance(one, Article)]


def test_text_bytes_path_and_name_of_a_page_give_the_same_story(tmp_path):
    path = tmp_path / "pier.html"
    path.write_text(STORY, encoding="utf-8")
    results = [articles(read(source)) for source in (STORY, STORY.encode(), path, str(path))]
    assert [len(result) for result in results] == [1, 1, 1, 1]
    assert len({result[0].id for result in results}) == 1
    assert len({result[0].text for result in results}) == 1
    kinds = [result[0].origin.kind for result in results]
    assert kinds == ["memory", "memory", "file", "file"]


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    for name in ("b.html", "a.html"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    names = [one.origin.name for one in read(tmp_path)]
    assert names == [str(tmp_path / "a.html"), str(tmp_path / "b.html")]


@pytest.mark.parametrize("name", ["no-such-file.html", "x" * 3000])
def test_a_name_of_nothing_is_rejected_not_read_as_text(name):
    (rejected,) = read(name)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "not found"


@pytest.mark.parametrize("source", [5, None, ["a.html"], bytearray(b"x")])
@pytest.mark.parametrize("way_in", [read, pages])
def test_what_is_no_source_is_named_and_what_is_one(way_in, source):
    kind = type(source).__name__
    with pytest.raises(TypeError, match=f"cannot read {kind}: give bytes, a pathlib.Path or a str"):
        way_in(source)


@pytest.mark.parametrize("path", ["pages/", Path("pages"), b"pages"])
@pytest.mark.parametrize("way_in", [read_paths, records])
def test_one_path_is_not_taken_for_several(way_in, path):
    with pytest.raises(TypeError, match="give a list"):
        way_in(path)


def test_when_a_page_was_seen_and_captured_reaches_the_story():
    line = {"html": STORY, "seen_at": "2024-05-02T03:04:05Z", "crawl_date": "2024-05-01"}
    (article,) = articles(read(json.dumps(line)))
    assert article.seen.value == "2024-05-02T03:04:05+00:00"
    assert article.captured.value == "2024-05-01"
    assert article.seen.how == "stated by the carrier"


@given(st.text(max_size=200))
def test_no_string_makes_read_raise(text):
    assert all(isinstance(one, Article | Rejected) for one in read("<p>" + text))


@given(st.binary(max_size=200))
def test_no_bytes_make_read_raise(body):
    assert read(body)


def test_spans_point_into_the_page_text(tmp_path):
    path = tmp_path / "pier.html"
    path.write_text(STORY, encoding="utf-8")
    (page,) = pages(path)
    assert isinstance(page, Page)
    whole = page_text(page)
    (article,) = read(path)
    placed = [block for block in article.blocks if block.page_span]
    assert len(placed) >= 4
    for block in placed:
        on_page = whole[block.page_span.start : block.page_span.end]
        in_story = article.text[block.span.start : block.span.end]
        assert " ".join(on_page.split()) == " ".join(in_story.split())


def test_any_number_of_jobs_gives_the_same(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.html").write_text(STORY.replace("eleven", str(number)), "utf-8")
    paths = [tmp_path, "gone.html"]
    alone = list(read_paths(paths))
    assert list(read_paths(paths, jobs=2)) == alone
    assert alone[-1][0].reason == "not found"


class CountingReader(FakeReader):
    calls = ()

    def __init__(self, weights=None, *, threads=1):
        CountingReader.calls = (("load", threads),)

    def read(self, articles):
        CountingReader.calls += (("read", len(articles)),)
        return super().read(articles)


def test_records_are_the_articles_of_read_paths_with_what_was_read(use_reader):
    use_reader(CountingReader)
    paths = [EXAMPLES / "three-stories.html", "gone.html", EXAMPLES / "dump-portal.txt"]
    outcomes = list(records(paths, threads=3))
    assert CountingReader.calls == (("load", 3), ("read", 3), ("read", 4))
    found = [[getattr(one, "article", one) for one in outcome] for outcome in outcomes]
    assert found == [list(outcome) for outcome in read_paths(paths)]
    for outcome in (outcomes[0], outcomes[2]):
        for one in outcome:
            assert one.reading.article_id == one.article.id


def test_records_without_the_model_are_articles_alone(use_reader):
    use_reader(None)  # which nobody can call
    ((one, *_),) = records([EXAMPLES / "dump-portal.txt"], model=False)
    assert one.reading is None


def test_a_run_in_which_everything_is_rejected_loads_no_model(use_reader):
    use_reader(None)
    ((rejected,),) = records(["gone.html"])
    assert rejected.reason == "not found"


def test_with_the_model_a_long_page_may_take_longer(monkeypatch):
    limits = []

    def note(found, _, *, jobs, limit_s):
        limits.append(limit_s(next(found)))
        return iter(())

    monkeypatch.setattr("onrecord.pipeline.run_in_processes", note)
    path = EXAMPLES / "dump-portal.txt"
    for model in (False, True):
        records([path], jobs=2, model=model)
    assert limits == [20, pytest.approx(20 + path.stat().st_size / READ_BYTES_S)]


counts = st.dictionaries(st.sampled_from(["article", "teaser", "index"]), st.integers(1, 9))
reports = st.builds(
    Report, pages=st.integers(0, 9), articles=counts.map(onrecord.pipeline.Counter),
    rejected=counts.map(onrecord.pipeline.Counter),
)  # fmt: skip


@given(reports, reports, reports)
def test_reports_add_up_in_any_grouping(one, two, three):
    assert (one + two) + three == one + (two + three)
    assert one + Report() == one


def test_a_report_says_what_was_read_and_what_was_not(bare, rejected):
    assert Report().sentence() == "0 pages read, 0 stories."
    report = Report.of([bare, Record(article=bare, reading=None)]) + Report.of([rejected])
    assert report.sentence() == "1 page read, 2 stories. 1 rejected (1 not found)."
    report += Report.of([replace(bare, kind="gallery")])
    report += Report.of([replace(bare, kind="gallery"), replace(bare, kind="live-blog")])
    assert report.sentence() == (
        "3 pages read, 5 stories (2 articles, 2 galleries, 1 live blog). 1 rejected (1 not found)."
    )


def test_what_the_model_has_not_read_holds_no_figure(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 60)
    seen = []
    whole = claiming.claims_of
    monkeypatch.setattr(claiming, "claims_of", lambda found: seen.extend(found) or whole(found))
    article = replace(make_article(), text="Police counted 120 boats in Tema.\n" * 50, blocks=())
    pipeline.account_of(Record(article=article, reading=None))
    assert len(seen[0].article.text) <= 60
