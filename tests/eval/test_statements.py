import math
from dataclasses import replace
from itertools import repeat

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import gold, reader_scores, report, statements
from eval import statement_scores as scores
from eval.agreement import as_read
from eval.as_polnear import as_polnear
from eval.blank import ACTOR, READING, STATEMENT
from eval.fitting import GoldError
from eval.gold import GoldActor, GoldCheck, GoldStatement, GoldStory
from eval.scores import ratio
from eval.statement_errors import error_lines
from onrecord.record import Check, Span, Told
from training.sets.polnear import AttributedText, Attribution
from training.sets.texts import Text

TEXT = (
    "Ferry stopped, board says\n"
    "The ferry has been stopped, Efua Mensah of the Harbour Board said on Tuesday.\n"
    "“We had no choice,” she told reporters, “and no time.” Two sailors on the pier denied that.\n"
    "A spokesman for the ministry declined to say who had paid. It is thought that nobody had.\n"
    "The accounts could not be verified."
)
FILE = """
genre = "report"
published = "2023-09-12"
headline = "Ferry stopped, board says"
summary = []
body = \"\"\"
The ferry has been stopped, Efua Mensah said.
“We had no choice,” she told reporters, “and no time,” she said.
\"\"\"
captions = ["The ferry at Tema."]

[[actor]]
name = "Efua Mensah"
names = ["Mensah"]
kind = "person"
roles = []

[[statement]]
content = ["The ferry has been stopped"]
also = [["Ferry stopped"]]
cue = "Mensah [[said]]"
source = "Efua Mensah"
speaker = "Efua Mensah"
grade = "named person"
quote = "indirect"
manner = "says"
certainty = "certain"

[[statement]]
content = ["“We had no choice,”", "“and no time,”"]
cue = "told reporters"
source = "[[she]] told"
speaker = ""
quote = "direct"
manner = "says"
certainty = "certain"
medium = "reporters"
refers = [1]

[[check]]
by = ""
outcome = "verified"
span = "The ferry at Tema"
statements = [1, 2]
"""
STORIES = gold.load_all()[0]
light = settings(max_examples=60, deadline=None)


def at(words, text=TEXT):
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def wanted(*content, **fields):
    """Make a statement of the gold from words of TEXT."""
    values = {
        "also": (), "cue": None, "source": None, "speaker": "Efua Mensah",
        "grade": "named person", "quote": "indirect", "manner": "says", "certainty": "certain",
        "via": (), "refers": (), "medium": None, "said": None,
    } | fields  # fmt: skip
    return GoldStatement(content=tuple(map(at, content)), **values)


def story(*said, checks=()):
    mensah = GoldActor(name="Efua Mensah", names=("Mensah",), kind="person", roles=())
    board = GoldActor(name="Harbour Board", names=(), kind="organisation", roles=())
    return GoldStory(
        number=1, name="001-ferry", genre="report",
        article=gold.article_of("ferry", TEXT, repeat("paragraph")), actors=(mensah, board),
        statements=said, checks=checks,
    )  # fmt: skip


def read(*content, **fields):
    """Make a statement that was read from words of TEXT."""
    values = {"speaker": "a1", "speaker_name": "Efua Mensah", "grade": "named person", "score": 0.9}
    return replace(STATEMENT, content=tuple(map(at, content)), **(values | fields))


def reading(*said, actors=(), checks=()):
    return replace(
        READING, article_id="0", weights="none", actors=actors, statements=said, checks=checks
    )


def actor(id_, name, *, named=True):
    return replace(ACTOR, id=id_, name=name, named=named)


def told(name):
    return Told(actor=None, name=name, source=(), cue=None)


def check(outcome, *ids):
    span = at("could not be verified")
    return Check(by=None, by_name=None, outcome=outcome, span=span, statements=ids, how="")


def rows_of(*rows):
    return np.array(rows, dtype=np.float64)


FERRY = "The ferry has been stopped"
WE = ("“We had no choice,”", "“and no time.”")

# --- the gold


def write(folder, source=FILE, name="007-ferry.toml"):
    (folder / name).write_text(source, encoding="utf-8")
    return folder / name


def test_a_file_is_read_with_its_spans(tmp_path):
    one = gold.load(write(tmp_path))
    assert (one.number, one.name) == (7, "007-ferry")
    first, second = one.statements

    def words(*spans):
        return [one.text[span.start : span.end] for span in spans]

    assert words(*first.content, *first.also[0]) == ["The ferry has been stopped", "Ferry stopped"]
    assert words(first.cue, second.source) == ["said", "she"]
    assert one.text[: first.cue.start].endswith("Mensah ")
    assert words(*second.content) == ["“We had no choice,”", "“and no time,”"]
    assert (second.grade, second.refers, second.cue and words(second.cue)) == (
        None, (0,), ["told reporters"],
    )  # fmt: skip
    assert one.checks[0].statements == (0, 1)
    assert one.names_of("Efua Mensah") == ("Efua Mensah", "Mensah")
    assert one.names_of("two sailors") == ()


def test_a_story_becomes_an_article_with_a_block_for_each_line(tmp_path):
    article = gold.load(write(tmp_path)).article
    blocks = [
        (block.kind, article.text[block.span.start : block.span.end]) for block in article.blocks
    ]
    assert [kind for kind, _ in blocks] == ["headline", "paragraph", "paragraph", "caption"]
    assert "\n".join(line for _, line in blocks) == article.text
    assert article.headline.value == "Ferry stopped, board says"
    assert (article.published.value, article.published.grain) == ("2023-09-12", "day")
    assert article.summary == ()


def test_empty_lines_are_no_blocks():
    article = gold.article_of("x", "One. \r\n\n  Two.", repeat("paragraph"))
    assert [article.text[b.span.start : b.span.end] for b in article.blocks] == ["One.", "Two."]
    assert (article.headline, article.published) == (None, None)


WRONG = [
    ('cue = "Mensah [[said]]"', 'cue = "said"', "statement 1 cue: found 2 times"),
    ('cue = "told reporters"', 'cue = "told nobody"', "statement 2 cue: found 0 times"),
    ('also = [["Ferry stopped"]]', 'also = [["Ferry gone"]]', "statement 1 also: found 0 times"),
    ('cue = "Mensah [[said]]"', 'cue = "stopped, Efua"', "content overlaps cue or source"),
    ('manner = "says"', 'manner = "thinks"', "statement 1 manner: is 'thinks'"),
    ('grade = "named person"', "", "statement 1 grade: is None"),
    ('speaker = ""', 'speaker = "nobody"', "statement 2 speaker or via: not in the text"),
    ('medium = "reporters"', 'medium = "radio"', "statement 2 medium: not in the text"),
    ("refers = [1]", "refers = [3]", "statement 2 refers: no such statements: [3]"),
    ("refers = [1]", "refers = [2]", "statement 2 refers: to itself"),
    ("refers = [1]", "about = [1]", "statement 2: unknown key 'about'"),
    ("statements = [1, 2]", "statements = []", "check: covers no statement"),
    ("statements = [1, 2]", "statements = [0]", "check statements: no such"),
    ('outcome = "verified"', 'outcome = "true"', "check outcome: is 'true'"),
    ('by = ""', 'by = "The Post"', "check by: not in the text"),
    ('kind = "person"', 'kind = "man"', "actor Efua Mensah kind: is 'man'"),
    ("roles = []", 'roles = ["mayor"]', "actor Efua Mensah: not in the text: 'mayor'"),
    ('headline = "Ferry stopped, board says"', "", "no field 'headline'"),
    ('quote = "indirect"', "", "statement 1: no field 'quote'"),
    ("captions = [", "captions = [[", "not TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "says"), WRONG)
def test_what_does_not_fit_is_named(tmp_path, right, wrong, says):
    path = write(tmp_path, FILE.replace(right, wrong, 1))
    with pytest.raises(GoldError) as error:
        gold.load(path)
    assert says in str(error.value)
    assert all(line.startswith("007-ferry") for line in error.value.mistakes)
    assert gold.load_all(tmp_path) == ((), error.value.mistakes)
    with pytest.raises(GoldError):
        gold.stories(tmp_path)


def test_the_command_lists_mistakes(tmp_path, capsys):
    good, bad = write(tmp_path), write(tmp_path, FILE.replace("[[she]]", "she"), "8.toml")
    assert gold.main([str(good)]) == 0
    assert capsys.readouterr().out == ""
    assert gold.main([str(good), str(bad), "--check"]) == 0  # "she told" stands once
    bad.write_text(FILE.replace("[[she]] told", "she"), encoding="utf-8")
    assert gold.main([str(good), str(bad)]) == 1
    assert "8 statement 2 source: found 2 times: 'she'" in capsys.readouterr().out
    assert gold.main([str(write(tmp_path, name="ferry.toml"))]) == 1


def test_every_gold_file_fits():
    found, mistakes = gold.load_all()
    assert not mistakes
    assert len({one.number for one in found}) == len(found) > 0


# --- pairs


def test_the_most_alike_are_paired_first_and_each_once():
    one, other = read(FERRY), read("ferry has been stopped, Efua", id="s2")
    found = scores.match(story(wanted("ferry has been stopped")), reading(one, other))
    assert found.pairs == {0: 0}
    assert scores.count_found(found) == (1, 2, 1)


def test_less_than_half_is_another_statement():
    said = story(wanted(*WE))
    assert scores.match(said, reading(read("“We had no choice,”"))).pairs == {0: 0}
    assert scores.match(said, reading(read("no time"))).pairs == {}
    exactly = story(wanted("board says"))
    assert scores.match(exactly, reading(read("board"))).pairs == {0: 0}  # 5 of 10
    assert scores.match(exactly, reading(read("says"))).pairs == {}


def test_any_place_of_either_side_counts():
    elsewhere = (at("Ferry stopped"),)
    found = scores.match(story(wanted(FERRY)), reading(read("no time", places=((at(FERRY),),))))
    assert found.pairs == {0: 0}
    assert scores.count_exact(found) == (1, 1)
    found = scores.match(story(wanted(FERRY, also=(elsewhere,))), reading(read("Ferry stopped")))
    assert found.pairs == {0: 0}
    assert scores.count_exact(found) == (1, 1)


def test_ties_go_to_the_cue():
    said = story(
        wanted(FERRY, cue=at("told reporters")), wanted(FERRY, cue=at("said")), wanted(FERRY)
    )
    answers = [read(FERRY), read(FERRY, cue=at("said")), read(FERRY, cue=at("told"))]
    assert scores.match(said, reading(*answers)).pairs == {0: 2, 1: 1, 2: 0}


def test_nothing_on_one_side_or_both():
    for said, answers, row in (
        ((), (), (0, 0, 0)),
        ((wanted(FERRY),), (), (0, 0, 1)),
        ((), (read(FERRY),), (0, 1, 0)),
    ):
        found = scores.match(story(*said), reading(*answers))
        assert scores.count_found(found) == row
        assert scores.count_exact(found) == scores.count_speakers(found) == (0, 0)
        assert not any(scores.count_labels(found, "manner"))
        values = {one.name: one.value for one in statements.statement_figures([found])}
        assert math.isnan(values["statements.manner"])
        assert math.isnan(values["statements.speaker"])
        assert error_lines(found)
    assert statements.confusion_lines([])[0].endswith("none mistaken")


# --- content


@pytest.mark.parametrize(
    ("content", "exact"),
    [
        (WE, True),
        (("We had no choice", "and no time"), True),
        (("“We had no choice,” she told reporters, “and no time.”",), False),
        (("We had no choice,", "no time"), False),
    ],
)
def test_content_is_exact_but_for_marks_at_the_ends(content, exact):
    assert scores.is_exact(TEXT, wanted(*WE), read(*content)) is exact


# --- speakers


@pytest.mark.parametrize(
    ("speaker", "name", "right"),
    [
        ("Efua Mensah", "efua  mensah", True),
        ("Efua Mensah", "Mensah", True),
        ("Efua Mensah", "Efua", False),
        ("Efua Mensah", "Mrs. Mensah", False),
        ("Efua Mensah", "Lady Efua Mensah", True),
        ("Efua Mensah", "Gen. Mensah", True),
        ("Efua Mensah", "Lady", False),
        ("Harbour Board", "the Harbour Board", True),
        ("Harbour Board", "board", False),  # an actor goes by its names only
        ("Two sailors on the pier", "two sailors", True),
        ("Two sailors on the pier", "sailors", True),
        ("sailors", "Two sailors on the pier", True),
        ("Two sailors on the pier", "the pier", False),
        ("sailors", "sailors’ union", False),
        ("sailor", "sailors", False),
        ("A spokesman for the ministry", "Its spokesman", True),
        ("A spokesman for the ministry", "ministry", False),
        ("Records obtained by the paper", "the records", True),
        ("Records obtained by the paper", "paper", False),
        ("two people close to the talks", "people", True),
        ("a clip seen 80,000 times", "the clip", True),
        ("a letter dated Monday", "a letter", True),
        ("a clip seen 80,000 times", "times", False),
        ("investigators working for it", "investigators", True),
        ("a clip of rising water", "rising water", False),
        ("One of them", "one", True),
        ("one, a retired teacher", "teacher", False),
        ("Its spokesman", "his spokesman", True),
        ("officials", "", False),
        ("officials", None, False),
    ],
)
def test_names_of_a_speaker(speaker, name, right):
    assert scores.is_named(story(), speaker, name) is right


def speaker_of(gold_speaker, **answer):
    named = (actor("a1", "Efua Mensah"), actor("a2", "sailors", named=False))
    said = story(wanted(FERRY, speaker=gold_speaker, source=at("she")))
    found = scores.match(said, reading(read(FERRY, **answer), actors=named))
    return scores.count_speakers(found)[0], scores.count_invented(found)[0]


def test_nobody_is_right_where_it_cannot_be_known():
    nobody = {"speaker": None, "speaker_name": None}
    assert speaker_of("", **nobody) == (1, 0)
    assert speaker_of("Efua Mensah", **nobody) == (0, 0)
    assert speaker_of("Two sailors", **nobody) == (0, 0)


def test_a_name_is_invented_where_there_is_none():
    sailors = {"speaker": "a2", "speaker_name": "sailors"}
    assert speaker_of("") == (0, 1)
    assert speaker_of("Two sailors") == (0, 1)
    assert speaker_of("", **sailors) == (0, 0)
    assert speaker_of("Two sailors", **sailors) == (1, 0)
    assert speaker_of("Harbour Board") == (0, 0)  # the wrong name, but there is one
    assert speaker_of("Mensah") == (1, 0)  # words of the story that hold what was read


def test_pronouns_are_those_of_the_gold():
    pronoun, name = wanted(FERRY, source=at("she")), wanted(*WE, source=at("Efua Mensah"))
    bare = wanted("no time")
    found = scores.match(story(pronoun, name, bare), reading(read(FERRY), read(*WE, id="s2")))
    assert scores.count_speakers(found) == (2, 2)
    assert scores.count_speakers(found, pronouns=True) == (1, 1)


# --- labels


def labels(*pairs):
    found = [
        scores.match(story(wanted(FERRY, manner=one)), reading(read(FERRY, manner=other)))
        for one, other in pairs
    ]
    return rows_of(*(scores.count_labels(match, "manner") for match in found))


def test_macro_f1_is_over_the_manners_of_the_gold():
    rows = labels(("says", "says"), ("says", "claims"), ("denies", "denies"), ("asks", "urges"))
    assert scores.accuracy(rows) == 0.5
    assert scores.macro_f1(rows) == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert scores.confusions(rows, "manner") == [(1, "says", "claims"), (1, "asks", "urges")]
    assert math.isnan(scores.macro_f1(rows[:0]))
    assert math.isnan(scores.accuracy(rows[:0]))


def test_other_fields_are_equal_or_not():
    one = wanted(FERRY, quote="mixed", grade=None, speaker="")
    found = scores.match(story(one), reading(read(FERRY, grade=None)))
    assert scores.count_same(found, "quote") == (0, 1)
    assert scores.count_same(found, "grade") == (1, 1)


# --- links


def test_chain_links_of_unpaired_statements_count_on_their_side():
    said = story(
        wanted(FERRY, via=("Harbour Board", "Two sailors")), wanted("no time", via=("Mensah",))
    )
    found = scores.match(
        said,
        reading(
            read(FERRY, via=(told("sailors"), told("sailors"), told(None))),
            read("Ferry stopped", id="s2", via=(told("Harbour Board"),)),
        ),
    )
    assert scores.count_chain(found) == (1, 4, 3)


def test_checks_cover_statements():
    span = at("could not be verified")
    said = story(
        wanted(FERRY),
        wanted(*WE),
        wanted("nobody had"),
        checks=(GoldCheck(by="", outcome="not verified", span=span, statements=(0, 1, 2)),),
    )
    answers = read(FERRY, id="s4"), read(*WE, id="s5"), read("who had paid", id="s6")
    checks = check("not verified", "s4", "s6"), check("verified", "s5"), check("not verified", "s4")
    found = scores.match(said, reading(*answers, checks=checks))
    assert scores.count_checks(found) == (1, 3, 3)


def test_refers_links_two_statements_found():
    said = story(wanted(FERRY), wanted(*WE, refers=(0,)), wanted("nobody had", refers=(0, 1)))
    answers = (
        read(FERRY),
        read(*WE, id="s2", refers=("s1", "s3")),
        read("who had paid", id="s3", refers=("s1",)),
    )
    assert scores.count_refers(scores.match(said, reading(*answers))) == (1, 3, 3)


# --- whole stories


@pytest.mark.parametrize(
    ("gold_words", "read_words", "row"),
    [
        (None, None, (0, 0)),
        ("the reporters", "reporters", (1, 1)),
        ("reporters", None, (0, 1)),
        (None, "reporters", (0, 1)),
        ("the House", "reporters", (0, 1)),
    ],
)
def test_a_medium_is_right_if_a_word_is(gold_words, read_words, row):
    place = "The ferry has been stopped"
    medium = at(read_words) if read_words else None
    found = scores.match(
        story(wanted(place, medium=gold_words)), reading(read(place, medium=medium))
    )
    assert scores.count_words(found, "medium") == row


@pytest.mark.parametrize("one", STORIES, ids=lambda one: one.name)
def test_gold_against_itself_is_one_everywhere(one):
    found = scores.match(one, as_read(one))
    for figure in statements.statement_figures([found]):
        value = 0.0 if figure.name == "statements.invented" else 1.0
        assert math.isnan(figure.value) or figure.value == value, figure.name
    assert error_lines(found) == [
        f"{one.name}: found {len(found.pairs)} of {len(found.pairs)}, 0 too many"
    ]


PIECE = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(
    lambda x: Span(start=x[0], end=x[0] + x[1])
)
PLACE = st.lists(PIECE, min_size=1, max_size=2).map(tuple)
MANNERS = st.sampled_from(["says", "denies", "asks"])
NAME = st.sampled_from(["Efua Mensah", "Harbour Board", "Two sailors", "sailors", ""])
FIELDS = st.tuples(PLACE, st.lists(PLACE, max_size=1).map(tuple), MANNERS, NAME, st.none() | PIECE)

# Two with the same content, cue and source cannot be told apart: the first is paired first.
DISTINCT = st.lists(FIELDS, max_size=5, unique_by=lambda fields: fields[0])


def gold_of(fields):
    place, also, manner, speaker, cue = fields
    return replace(wanted(FERRY), content=place, also=also, manner=manner, speaker=speaker, cue=cue)


def all_rows(found):
    return [tuple(count(found)) for _, _, count, _ in statements._FIGURES]


@light
@given(DISTINCT, DISTINCT, st.randoms())
def test_the_order_of_statements_does_not_matter(ours, theirs, random):
    one = story(*map(gold_of, ours))
    answers = as_read(story(*map(gold_of, theirs)))
    shuffled = random.sample(answers.statements, len(answers.statements))
    rows = all_rows(scores.match(one, answers))
    assert all_rows(scores.match(one, replace(answers, statements=tuple(shuffled)))) == rows
    mixed = replace(one, statements=tuple(random.sample(one.statements, len(one.statements))))
    assert all_rows(scores.match(mixed, answers)) == rows


@light
@given(st.lists(FIELDS, max_size=5, unique_by=lambda fields: (fields[0], fields[4])))
def test_any_story_against_itself_is_found(ours):
    one = story(*map(gold_of, ours))
    found = scores.match(one, as_read(one))
    assert scores.count_found(found) == (len(ours),) * 3
    assert scores.count_exact(found) == (len(ours),) * 2


@light
@given(st.lists(FIELDS, max_size=5), st.lists(FIELDS, max_size=5))
def test_every_share_is_a_share(ours, theirs):
    found = scores.match(story(*map(gold_of, ours)), as_read(story(*map(gold_of, theirs))))
    assert len(set(found.pairs.values())) == len(found.pairs)
    for _, _, count, statistic in statements._FIGURES:
        value = statistic(rows_of(count(found)))
        assert math.isnan(value) or 0 <= value <= 1
    error_lines(found)


# --- lines


def test_errors_name_what_is_wrong():
    said = story(
        wanted(FERRY, cue=at("said"), source=at("she"), manner="denies", refers=(1,)),
        wanted(*WE, speaker="Two sailors", via=("Harbour Board",)),
        wanted("nobody had"),
        checks=(
            GoldCheck(
                by="", outcome="not verified", span=at("could not be verified"), statements=(0,)
            ),
        ),
    )
    answers = (
        read("The ferry has been", speaker=None, speaker_name=None, grade=None),
        read(*WE, id="s2"),
        read("who had paid", id="s3"),
    )
    found = scores.match(
        said,
        reading(*answers, actors=(actor("a1", "Efua Mensah"),), checks=(check("verified", "s2"),)),
    )
    lines = error_lines(found)
    assert lines[0] == "001-ferry: found 2 of 3, 1 too many"
    starts = [line.split()[0] for line in lines[1:]]
    assert starts == [
        "missed", "too", "content", "speaker", "grade", "manner", "refers", "invented", "chain",
        "check", "check",
    ]  # fmt: skip
    assert "Efua Mensah | read nobody (source “she”, pronoun)" in lines[4]
    assert "denies | read says" in lines[6]
    assert lines[7].endswith("2 | read nothing")
    assert lines[9].endswith("Harbour Board | read nobody")
    assert lines[-2].endswith("not verified: 1")
    assert lines[-1].endswith("verified: 2")


# --- PolNeAR and the command


def polnear_text():
    def pieces(*words):
        return tuple((span.start, span.end) for span in map(at, words))

    return AttributedText(
        text=Text(name="x", text=TEXT, words=(), sentences=()),
        attributions=(
            Attribution(source=pieces("she"), cue=pieces("told"), content=pieces(*WE)),
            Attribution(source=(), cue=pieces("thought"), content=pieces("nobody had")),
            Attribution(source=(), cue=pieces("declined"), content=()),
        ),
    )


def test_statements_are_scored_as_attributions():
    right = read(*WE, source=(at("she"),), cue=at("told reporters"), quote="direct")
    wrong = read("nobody had", id="s2", quote="mixed")
    both = reading(right, wrong)
    said = statements.attributed(both)
    assert said[1].cue == said[1].source == ()
    gold_ = polnear_text().attributions
    assert reader_scores.count_linked(gold_, said) == (2, 2, 2)
    assert reader_scores.count_linked(gold_, said, cue=True) == (1, 2, 2)
    assert statements.count_quotes(polnear_text(), both) == (1, 2)
    assert statements.count_direct(polnear_text(), both) == (1, 1)
    assert statements.count_direct(polnear_text(), reading(replace(right, source=()))) == (1, 1)
    assert statements.count_direct(polnear_text(), reading(wrong)) == (0, 1)
    assert statements.count_quotes(polnear_text(), reading()) == (0, 0)


TELLING = (
    "Aba Tetteh said the chart showed that the reef was near. “It cost us the keel.”\n"
    "TETTEH: We saw no light.\n"
    "Records kept by the Gazette list three groundings."
)


def of(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def drawn(*statements_):
    def shown(pieces):
        return [TELLING[start:end] for start, end in pieces]

    found = as_polnear(TELLING, reading(*statements_))
    return [(shown(one.source), shown(one.cue), shown(one.content)) for one in found]


def told_in(content, *, id="s1", **fields):
    spans = tuple(of(TELLING, words) for words in content)
    fields = {"source": (), "cue": None, **fields}
    return replace(STATEMENT, id=id, content=spans, **fields)


def told_by(source, cue):
    return Told(actor=None, name=None, source=(of(TELLING, source),), cue=of(TELLING, cue))


def test_polnear_has_all_that_the_outermost_said():
    inner = told_in(
        ["the reef was near"],
        source=(of(TELLING, "the chart"),),
        cue=of(TELLING, "showed"),
        via=(told_by("Aba Tetteh", "said"),),
    )
    assert drawn(inner) == [(["Aba Tetteh"], ["said"], ["the chart showed that the reef was near"])]


def test_two_statements_under_one_outer_cue_are_one_attribution():
    tetteh = (told_by("Aba Tetteh", "said"),)
    chart = told_in(["the chart"], via=tetteh, cue=of(TELLING, "showed"))
    reef = told_in(["the reef was near"], id="s2", via=tetteh, cue=of(TELLING, "showed"))
    whole = ["the chart showed that the reef was near"]
    assert drawn(chart, reef) == [(["Aba Tetteh"], ["said"], whole)]


def test_who_is_named_within_a_source_does_not_tell_all():
    kept = told_in(
        ["three groundings"],
        source=(of(TELLING, "Records kept by the Gazette"),),
        cue=of(TELLING, "list"),
        via=(told_by("the Gazette", "kept"),),
    )
    assert drawn(kept) == [(["Records kept by the Gazette"], ["list"], ["three groundings"])]


def test_the_mark_between_a_name_and_what_it_says_is_the_cue():
    turn = told_in(["We saw no light."], source=(of(TELLING, "TETTEH"),))
    assert drawn(turn) == [(["TETTEH"], [":"], ["We saw no light."])]
    apart = told_in(["We saw no light."], source=(of(TELLING, "the chart"),))
    assert drawn(apart) == [(["the chart"], [], ["We saw no light."])]


def test_a_quotation_that_goes_on_is_a_piece_of_what_was_said_before():
    said = told_in(
        ["the reef was near"],
        source=(of(TELLING, "Aba Tetteh"),),
        cue=of(TELLING, "said"),
        speaker="a1",
    )
    on = told_in(["“It cost us the keel.”"], id="s2", quote="direct", speaker="a1")
    whole = ["the reef was near", "“It cost us the keel.”"]
    assert drawn(said, on) == [(["Aba Tetteh"], ["said"], whole)]
    assert len(drawn(said, replace(on, speaker="a2"))) == 2
    assert len(drawn(said, replace(on, quote="indirect"))) == 2
    assert len(drawn(said, replace(on, speaker=None))) == 2


class Perfect:
    """Reads our stories as the gold has them, and nothing in any other text."""

    def read(self, articles):
        known = {one.article.id: one for one in STORIES}
        return [as_read(known[x.id]) if x.id in known else reading() for x in articles]


@pytest.fixture
def perfect_reader(monkeypatch):
    monkeypatch.setattr(statements, "reader", lambda weights: Perfect())


@pytest.mark.usefixtures("perfect_reader")
def test_the_command_measures_a_half_and_lists_errors(capsys):
    assert statements.main(["--half", "A", "--errors"]) == 0
    lines = capsys.readouterr().out.splitlines()
    odd = [one for one in STORIES if one.number % 2 and one.number < min(gold.APART)]
    assert lines[0].split()[-2:] == [str(len(odd)), "stories"]
    assert [line.split(":")[0] for line in lines if ": found " in line] == [x.name for x in odd]
    number = odd[0].number
    assert statements.main(["--errors", str(number)]) == 0
    assert capsys.readouterr().out.count(": found ") == 1


@pytest.mark.usefixtures("perfect_reader")
def test_statements_are_parts_of_the_report(monkeypatch):
    options = report.Options(system=None, peers={}, worst=2)
    part, apart, new = report.MEASURES["statements"](options)
    assert {figure.name.split(".")[0] for figure in part.figures} == {"statements"}
    assert len([line for line in part.lines if ": found " in line]) == 2
    assert {figure.name.split(".")[0] for figure in apart.figures} == {"statements-apart"}
    assert not apart.lines  # nothing of the stories that are kept apart is shown
    assert {figure.name.split(".")[0] for figure in new.figures} == {"statements-new"}
    assert {figure.n for figure in new.figures} == {sum(one.number >= gold.NEW for one in STORIES)}
    assert {figure.n for figure in apart.figures} == {
        sum(one.number in gold.APART for one in STORIES)
    }
    monkeypatch.setattr(report.sets, "folder_of", lambda name: None)
    monkeypatch.setattr(statements.polnear, "attributed", lambda data, part: [polnear_text()])
    part, checks, series = report.MEASURES["polnear-statements"](options)
    assert [len(one.figures) for one in (checks, series)] == [2, 2]
    values = {figure.name: figure.value for figure in part.figures}
    assert values["polnear-statements.linked"] == values["polnear-statements.direct"] == 0
    assert math.isnan(values["polnear-statements.quote"])


def test_ratio_of_no_statement_is_not_defined():
    assert math.isnan(ratio(rows_of((0, 0))))
