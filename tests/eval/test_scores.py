import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import dumps, pages, scores, sets, systems
from eval.scores import Counts, Window
from eval.systems import Output
from onrecord.record import Article, Block, Found, Origin, Rejected, Span, Where

TOKENS = st.lists(st.sampled_from(["ferry", "pier", "Oban", "9", "the"]), max_size=20)
TEXTS = TOKENS.map(" ".join)
RATES = st.floats(0, 1, width=32)


def article(number, lines, *, start=0, headline=None, authors=()):
    """An article by hand. lines: (kind, text) in reading order."""
    text = "\n".join(line for _, line in lines)
    blocks, at = [], 0
    for kind, line in lines:
        span = Span(start=at, end=at + len(line))
        blocks.append(Block(kind=kind, span=span, page_span=span, score=1.0))
        at += len(line) + 1
    return Article(
        id="0" * 16, kind="article", number=number, of=1, headline=found(headline), summary=(),
        authors=tuple(found(name) for name in authors), agency=None, dateline=None,
        published=None, updated=None, captured=None, seen=None, url=None, short_url=None,
        section=None, topics=(), lang=None, text=text, blocks=tuple(blocks), figures=(),
        refused=(), notes=(), page_sha256="", page_span=Span(start=start, end=start + len(text)),
        origin=Origin(kind="memory", name="test"),
        made_by="onrecord 0.0.0, block model 00000000",
    )  # fmt: skip


def found(value):
    return None if value is None else Found(value=value, how="test", where=Where(layer="text"))


# --- scores


@given(TEXTS)
def test_a_text_scores_full_marks_against_itself(text):
    assert scores.compare_shingles(text, text).f1 == 1.0
    assert scores.is_exact(text, text)


@given(TEXTS, TEXTS)
def test_f1_is_symmetric_and_swaps_precision_and_recall(left, right):
    one, other = scores.compare_shingles(left, right), scores.compare_shingles(right, left)
    assert one.f1 == other.f1
    assert 0.0 <= one.f1 <= 1.0
    assert (one.extra, one.missing) == (other.missing, other.extra)


@given(TOKENS, TOKENS)
def test_f1_is_one_only_for_equal_bags(left, right):
    assert (scores.compare(left, right).f1 == 1.0) == (sorted(left) == sorted(right))


@given(TOKENS)
def test_every_token_starts_a_shingle_but_the_last_three(tokens):
    expected = max(1, len(tokens) - 3) if tokens else 0
    assert scores.shingles(tokens).total() == expected


def test_shingle_scores_worked_out_by_hand():
    counts = scores.compare_shingles("One two three four five.", "one One two three four")
    # gold: One-two-three-four, two-three-four-five; output: one-One-two-three, One-two-three-four
    assert counts == Counts(shared=1, extra=1, missing=1)
    assert counts.precision == counts.recall == counts.f1 == 0.5


def test_a_short_text_is_one_shingle_and_an_empty_one_none():
    assert scores.compare_shingles("two words", "two words") == Counts(1, 0, 0)
    assert scores.compare_shingles("two words", "") == Counts(0, 0, 1)
    assert math.isnan(scores.compare_shingles("two words", "").precision)
    assert scores.compare_shingles("", "") == Counts(0, 0, 0)


def test_exact_ignores_punctuation_and_white_space_but_not_case_or_order():
    assert scores.is_exact("The ferry left.", "The  ferry\nleft")
    assert not scores.is_exact("The ferry left.", "the ferry left")
    assert not scores.is_exact("The ferry left.", "left The ferry")


def test_corpus_f1_comes_from_the_two_means_over_pages_where_they_are_defined():
    rows = [[1.0, 0.5], [0.5, 0.5], [math.nan, 0.5]]
    table = scores.bootstrap(rows, scores.f1_of_means)
    assert table.value == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_segments_are_found_across_line_breaks():
    counts = scores.count_segments(
        "The ferry\nleft Oban. Subscribe now.",
        wanted=["ferry left  Oban", "the pier"],
        unwanted=["Subscribe", "Cookies"],
    )
    assert counts == (1, 1, 1, 1)


def test_segment_f1_sums_counts_over_pages():
    rows = [[2, 0, 1], [1, 1, 0]]
    assert scores.bootstrap(rows, scores.f1_of_sums).value == pytest.approx(6 / 8)


WINDOWS = (Window(0, 5), Window(100, 120), Window(200, 220))


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ([3, 100, 220], Counts(2, 0, 0)),
        ([0, 99, 221], Counts(0, 2, 2)),  # one character too early, one too late
        ([0, 105, 110], Counts(1, 1, 1)),  # a window takes one start
        ([0, 4, 100, 200], Counts(2, 1, 0)),  # a second start in the first story is extra
        ([50, 100, 200], Counts(2, 1, 0)),  # a first start inside the first body is extra
        ([], Counts(0, 0, 2)),
    ],
)
def test_boundaries_worked_out_by_hand(starts, expected):
    assert scores.match_boundaries(WINDOWS, starts) == expected


def test_one_story_has_no_boundary():
    assert scores.match_boundaries(WINDOWS[:1], [0]) == Counts(0, 0, 0)


SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda x: (x[0], x[0] + x[1])),
    max_size=6,
)


@given(SPANS, SPANS)
def test_stories_are_paired_one_to_one_and_only_where_they_overlap(gold, predicted):
    pairs = scores.pair_by_overlap(gold, predicted)
    assert len(set(pairs.values())) == len(pairs)
    for i, j in pairs.items():
        assert max(gold[i][0], predicted[j][0]) < min(gold[i][1], predicted[j][1])


def test_the_largest_overlap_is_paired_first():
    assert scores.pair_by_overlap([(0, 10), (10, 40)], [(5, 30)]) == {1: 0}
    assert scores.pair_by_overlap([(0, 10), (10, 40)], [(5, 30), (0, 4)]) == {1: 0, 0: 1}


def test_dateline_words_are_dropped_wherever_they_stand():
    assert scores.without_words("OBAN (AP) - The OBAN ferry", "OBAN (AP) -") == ["The", "ferry"]


@given(st.lists(RATES, min_size=1, max_size=30))
def test_the_interval_of_a_mean_holds_the_mean(values):
    interval = scores.bootstrap([[value] for value in values], scores.mean)
    assert interval.low - 1e-9 <= interval.value <= interval.high + 1e-9
    assert min(values) - 1e-9 <= interval.low
    assert interval.high <= max(values) + 1e-9


def test_the_same_rows_give_the_same_interval():
    rows = [[0.1], [0.5], [0.9], [0.4]]
    first = scores.bootstrap(rows, scores.mean)
    assert first == scores.bootstrap(rows, scores.mean)
    assert first != scores.bootstrap(rows, scores.mean, seed=1)
    assert first.low < first.value < first.high


def test_no_rows_give_no_figure():
    assert all(math.isnan(value) for value in scores.bootstrap([], scores.mean))


def test_the_mean_over_groups_weighs_groups_alike():
    rows = [[1.0, 0], [1.0, 0], [1.0, 0], [0.0, 1]]
    assert scores.bootstrap(rows, scores.by_group(scores.mean)).value == 0.5


# --- systems


def test_body_text_is_the_body_blocks_of_all_stories_in_page_order():
    first = article(1, [("headline", "H"), ("summary", "S"), ("paragraph", "One"), ("quote", "Q")])
    second = article(2, [("subhead", "Two"), ("caption", "C"), ("table-row", "T")])
    rejected = Rejected(stage="split", ref="x", reason="empty", detail="")
    assert systems.output_of([second, rejected, first]).lines == ("One", "Q", "Two", "T")
    assert systems.output_of([rejected]) == Output()


def test_an_exception_is_counted_and_the_run_goes_on():
    golds = [body_gold("a", "text"), body_gold("b", "text")]

    def read(sample):
        if sample.id == "a":
            raise RuntimeError("broken")
        return Output(lines=("text",))

    outputs = systems.read_all(read, [gold.sample for gold in golds])
    values = by_name(pages.zyte_figures(golds, outputs, prefix="zyte"))
    assert values["zyte.raised"] == 1
    assert values["zyte.exact"] == 0.5


# --- pages


def sample(name):
    return sets.Sample(id=name, body=name.encode(), charset="utf-8")


def body_gold(name, body):
    return sets.BodyGold(sample=sample(name), body=body)


def by_name(figures):
    return {figure.name: figure.value for figure in figures}


def segment_gold(name, **given):
    empty = {"wanted": (), "unwanted": (), "title": None, "authors": None, "day": None}
    return sets.SegmentGold(sample=sample(name), **{**empty, **given})


def test_facts_are_counted_only_where_the_gold_has_them():
    golds = [
        segment_gold("a", title="Ferry  returns", authors=("T. V. Ra",), day="2024-05-01"),
        segment_gold("b", authors=()),
        segment_gold("c"),
    ]
    outputs = {
        "a": Output(title="Ferry returns", authors=("t v ra",), published="2024-05-01T23:30-04:00"),
        "b": Output(authors=("Nobody",)),
        "c": Output(authors=("Somebody",)),
    }
    values = by_name(pages.segment_figures(golds, outputs, prefix="t"))
    assert (values["t.title"], values["t.authors"], values["t.day"]) == (1.0, 1.0, 1.0)
    assert values["t.invented"] == 1  # page b alone: page c is not annotated


def test_a_segment_in_the_summary_counts_for_the_whole_but_not_for_the_body():
    golds = [segment_gold("a", wanted=("a standfirst",))]
    outputs = {"a": Output(summary=("It has a standfirst",), lines=("A body",))}
    values = by_name(pages.segment_figures(golds, outputs, prefix="t"))
    assert (values["t.f1"], values["t.body.f1"]) == (1.0, 0.0)


def fixture_gold():
    return sets.FixtureGold(
        sample=sample("f"),
        title="‘Late’ ferry",
        authors=("Isla Example", "AP"),
        published=sets.datetime(2024, 5, 2, 1, 0, tzinfo=sets.UTC),
        headings=("Repairs",),
        paragraphs=("One.", "Two."),
        body="One.\nRepairs\nTwo.",
    )


@pytest.mark.parametrize(
    ("published", "right"),
    [
        ("2024-05-01T21:00:00-04:00", 1.0),
        ("2024-05-02", 1.0),
        ("2024-05-01", 0.0),
        ("2024-05", 0.0),
    ],
)
def test_days_of_the_fixtures_are_compared_in_utc(published, right):
    outputs = {"f": Output(published=published)}
    values = by_name(pages.fixture_figures([fixture_gold()], outputs, prefix="f"))
    assert values["f.day"] == right


def test_quotes_are_levelled_in_titles_and_agencies_stand_apart_from_authors():
    output = Output(
        title="'Late' ferry", authors=("isla example",), agency="AP", lines=("One.", "Repairs", "X")
    )
    values = by_name(pages.fixture_figures([fixture_gold()], {"f": output}, prefix="f"))
    assert values["f.title"] == 1.0
    assert (values["f.authors"], values["f.authors_or_agency"]) == (0.0, 1.0)
    assert values["f.paragraph_f1"] == 0.5  # "One." right, "X" extra, "Two." missing


# --- dumps

DUMP = "Ferry returns\n\nOBAN: The ferry is back.\n\n\nPier closes\n\nThe pier shuts on Friday.\n"


def dump_gold():
    second = DUMP.index("Pier")
    common = {"byline": None, "dateline": ""}
    stories = (
        sets.StoryGold(
            start=0, end=second - 3, window=Window(0, 0), headline="FERRY returns",
            body="OBAN: The ferry is back.", day="2024-05-01", byline="Isla Example",
            dateline="OBAN:",
        ),
        sets.StoryGold(
            start=second, end=len(DUMP) - 1, window=Window(second - 3, second),
            headline="Pier closes", body="The pier shuts on Friday.", day=None, **common,
        ),
    )  # fmt: skip
    dump = sets.Sample(id="001", body=DUMP.encode(), charset="utf-8", media_type="text/plain")
    return sets.DumpGold(sample=dump, style="blank", stories=stories)


def dump_values(cut):
    return by_name(dumps.dump_figures([dumps.score_dump(dump_gold(), cut)], prefix="d"))


def test_a_right_reading_of_a_dump_scores_one_everywhere():
    second = DUMP.index("Pier")
    first = article(1, [("headline", "Ferry returns"), ("paragraph", "The ferry is back.")],
                    headline="Ferry  Returns", authors=("Isla Example",))  # fmt: skip
    first = replace(first, updated=found("2024-05-01"))
    body = [("headline", "Pier closes"), ("paragraph", "The pier shuts on Friday.")]
    last = article(2, body, start=second, headline="Pier closes")
    values = dump_values(dumps.cutter_of(lambda _id, _page: [first, last]))
    assert values.pop("d.raised") == 0
    assert values == dict.fromkeys(values, 1.0)


def test_a_dump_read_as_one_story_loses_the_boundary_and_half_the_text():
    values = dump_values(dumps.blank_line_cutter(9))
    assert (values["d.boundary_f1"], values["d.headline"], values["d.day"]) == (0.0, 0.0, 0.0)
    assert 0.0 < values["d.text_f1"] < 0.5


def test_blank_lines_are_counted_as_lines():
    starts = [piece.start for piece in dumps.blank_line_cutter(2)(dump_gold().sample)]
    assert starts == [0, DUMP.index("Pier")]


def test_a_dump_that_raises_counts_as_no_stories():
    def cut(_sample):
        raise RuntimeError("broken")

    values = dump_values(cut)
    assert (values["d.raised"], values["d.token_f1"], values["d.boundary_f1"]) == (1, 0.0, 0.0)
