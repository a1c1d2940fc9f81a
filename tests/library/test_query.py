"""The search language: what is typed is understood, or the place is named where it is not."""

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import QueryError
from onrecord.library.questions.matching import as_fts5, as_tsquery, is_words
from onrecord.library.questions.query import (
    All,
    Any,
    Dates,
    Field,
    Not,
    Term,
    in_words,
    parse,
    parse_words,
)
from onrecord.library.questions.snippets import best_lines, marks_in, snippet, terms_of

PIECES = st.sampled_from(
    [
        *(
            '"',
            "“",
            "(",
            ")",
            "-",
            "*",
            ":",
            " ",
            "AND",
            "OR",
            "NOT",
            "ferry",
            "x*",
            "xy*",
            "NEAR(",
            "^",
        ),
        *("speaker:", "since:", "2024-12", "manner:", "denies", "nothing:", "'", ";", "--", "\0"),
        *("{words}", "é", "½", "\ud800", "checked:", "not verified", "%", "\\", "&", "|", "!"),
    ]
)


def understood(parse_, given_):
    """Give what is understood, or None and where it is not."""
    try:
        return parse_(given_), None
    except QueryError as error:
        return None, error.at


def term(*words, prefix=False):
    return Term(words=words, prefix=prefix, said=" ".join(words) + "*" * prefix)


def test_parts_side_by_side_must_all_hold():
    assert parse("ferry AND vote") == parse("ferry vote")
    assert parse("ferry vote") == All(parts=(term("ferry"), term("vote")))


def test_or_binds_less_than_and():
    found = parse("a b OR c")
    assert found == Any(parts=(All(parts=(term("a"), term("b"))), term("c")))
    assert parse("a (b OR c)") == All(parts=(term("a"), Any(parts=(term("b"), term("c")))))


@pytest.mark.parametrize("query", ["-ferry", "NOT ferry", "NOT NOT NOT ferry", "-(ferry)"])
def test_a_part_is_turned_round(query):
    assert parse(query) == Not(part=term("ferry"))


def test_phrases_and_beginnings():
    assert parse('"Chemical  plant"').words == ("chemical", "plant")
    assert parse("“Chemical plant”").words == ("chemical", "plant")
    assert parse("ship*").prefix
    assert parse('"chemical pl"*').prefix
    assert parse("well-known").words == ("well", "known")
    assert not parse('"ship"').prefix
    assert parse("sh*").prefix
    assert parse("船*").prefix  # one sign is a word
    assert parse_words("E*", argument="query", shortest=1).prefix


def test_fields():
    assert parse("speaker:Roe") == Field(name="speaker", term=Term(words=("roe",), said="Roe"))
    assert parse('checked:"not verified"').term.said == "not verified"
    assert parse("checked:not-verified").term.said == "not verified"
    assert parse("MANNER:denies").name == "manner"


def test_dates_reach_to_the_end_of_what_is_named():
    assert parse("since:2024-12") == Dates(since="2024-12", before=None, said="since 2024-12")
    until = parse("until:2024-12")
    assert "2024-12-31" < until.before < "2025-01-01"
    on = parse("on:2024")
    assert on.since <= "2024-01-01"
    assert "2024-12-31" < on.before < "2025"


@pytest.mark.parametrize(
    ("query", "at", "words"),
    [
        ("", 1, "nothing asked"),
        ("   ", 4, "missing at the end"),
        ('ferry "vote', 7, "never closed"),
        ("ferry (vote", 7, "never closed"),
        ("ferry) vote", 6, "closes nothing"),
        ("ferry OR", 9, "missing at the end"),
        ("AND ferry", 1, "missing before 'AND'"),
        ("ferry AND OR vote", 11, "missing before 'OR'"),
        ("()", 2, "missing before ')'"),
        ("ferry colour:red", 7, "'colour' is no field"),
        ("speeker:Roe", 1, "do you mean 'speaker'"),
        ("from:2024", 1, "do you mean 'since'"),
        ("manner:denied", 8, "do you mean 'denies'"),
        ("speaker:(a OR b)", 9, "of several: (speaker:this OR speaker:that)"),
        ("manner:shouts", 8, "is one of says"),
        ("since:yesterday", 7, "is no date"),
        ("since:2024-13", 7, "is no date"),
        ("speaker:(a OR b)", 9, "needs a word"),
        ("ferry ***", 7, "no word"),
        ("ferry s*", 7, "at least 2 letters"),
        ('"night s"*', 1, "at least 2 letters"),
        ("speaker:É*", 9, "at least 2 letters"),
        ("“", 1, "never closed"),
        ("vote”", 5, "closes nothing"),
    ],
)
def test_a_malformed_query_says_where(query, at, words):
    with pytest.raises(QueryError, match="at character") as caught:
        parse(query)
    assert caught.value.at == at
    assert words in str(caught.value)


def test_a_query_has_bounds():
    with pytest.raises(QueryError, match="at most"):
        parse("a " * 1001)
    with pytest.raises(QueryError, match="deep"):
        parse("(" * 60 + "a" + ")" * 60)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_query_is_understood_or_names_a_place_in_it(query):
    node, at = understood(parse, query)
    if node is None:
        assert 1 <= at <= len(query) + 1
        return
    assert in_words(node)
    if is_words(node):
        held = as_fts5(node) + as_tsquery(node)
        outside = "".join(held.split('"')[::2])
        assert set(outside) <= set(" ANDORT()*'<->:&|!") | {c for t in words_of(node) for c in t}


def words_of(node):
    if isinstance(node, Term):
        return node.words
    parts = node.parts if isinstance(node, All | Any) else (node.part,)
    return tuple(word for part in parts for word in words_of(part))


@given(st.lists(PIECES, max_size=6).map("".join))
def test_words_of_an_option_are_words_or_an_error(given_):
    term_, at = understood(partial(parse_words, argument="by"), given_)
    assert at == 1 if term_ is None else term_.words


TEXT = st.text(st.sampled_from("ab é.\n“ X"), max_size=400)


@given(TEXT, st.lists(st.sampled_from(["a", "ab", "ab*", '"a b"', "é", "x"]), min_size=1))
def test_marks_and_lines_stand_in_the_text(text, typed):
    terms = terms_of(parse(" OR ".join(typed)))
    marks = marks_in(text, terms)
    assert all(a.end < b.start for a, b in pairwise(marks))
    for found in best_lines(text, terms):
        assert text[found.span.start : found.span.end] == found.text
        assert "\n" not in found.text
        short, inside = snippet(found.text, terms)
        assert len(short) <= 240 + 4
        assert short.strip("… ") in found.text
        assert all(short[one.start : one.end].strip() for one in inside)
        if found.why == "words":
            assert inside


def test_a_query_is_said_in_words():
    asked = in_words(parse('missile "chemical plant" speaker:Roe (ship* OR -boat) since:2024'))
    assert asked == (
        "the word “missile” and the phrase “chemical plant” and a statement by “Roe” and "
        "(words that begin with “ship” or not (the word “boat”)) and since 2024"
    )


def test_fields_of_one_statement_are_said_as_one():
    asked = in_words(parse("ferry speaker:Roe since:2024 manner:denies about:fares"))
    assert asked == (
        "the word “ferry” and a statement by “Roe” of manner “denies” about “fares” and since 2024"
    )
    either = in_words(parse("speaker:Roe OR manner:denies"))
    assert either == "a statement by “Roe” or a statement of manner “denies”"


@pytest.mark.parametrize(
    ("query", "at", "words"),
    [
        ("ferry speaker:", 15, "speaker: needs a word"),
        ("speaker: Roe", 9, "speaker: needs a word"),
        ("(ferry -place: Tema)", 15, "place: needs a word"),
        ("since:2025-02-30", 7, "no day of the calendar"),
        ("on:2023-02-29 ferry", 4, "no day of the calendar"),
    ],
)
def test_a_field_without_its_value_or_with_a_day_that_never_was_is_told(query, at, words):
    with pytest.raises(QueryError, match=words) as error:
        parse(query)
    assert error.value.at == at


@pytest.mark.parametrize("query", ["says: ferry", "on:2024-02-29", "10:30 ferry:"])
def test_a_colon_behind_another_word_is_no_field(query):
    parse(query)
