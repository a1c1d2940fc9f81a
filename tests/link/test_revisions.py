"""What changed between two versions."""

from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.blank import ACTOR, EVENT, READING, STATEMENT
from eval.gold import article_of
from onrecord.link.identity import address_key, same_article
from onrecord.link.revisions import revise
from onrecord.record import (
    Amount,
    Argument,
    Because,
    Change,
    ChangeKind,
    Copy,
    CopyKind,
    Found,
    Record,
    Revision,
    Rival,
    Span,
    Supplier,
    SupplierKind,
    Where,
)

STORY = (
    "Ferry stops sailing to the islands",
    "The ferry to the islands stopped on Tuesday after a crack was found in its hull.",
    "“We will not sail until the seam is closed,” said Jane Roe, the harbour master.",
    "At least 64 islanders were waiting in the school, the council said.",
    "The yard that built the boat was sold long ago. Its drawings are lost.",
)


def article(lines, name="a"):
    return article_of(name, "\n".join(lines), ["headline", *["paragraph"] * (len(lines) - 1)])


def changed(i, old, new):
    lines = list(STORY)
    assert old in lines[i]
    lines[i] = lines[i].replace(old, new)
    return lines


def revised(lines, before=STORY):
    one, two = article(before), article(lines, "b")
    return one, two, revise(
        Record(article=one, reading=None), Record(article=two, reading=None), how="test"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("i", "old", "new", "kinds"),
    [
        (0, "stops sailing", "delayed", ["headline"]),
        (1, "Tuesday", "Wednesday", ["time"]),
        (2, "closed", "closed again", ["quotation altered"]),
        (3, "64", "71", ["figure"]),
        (3, "64", "sixty", ["figure"]),
        (3, "were waiting", "were reportedly waiting", ["hedge added"]),
        (3, "were", "may be", ["hedge added"]),
        (2, "Jane Roe", "Jane Rowe", ["name"]),
        (1, "a crack was found in its hull", "the finding of a crack", ["wording"]),
        (4, " Its drawings are lost.", "", ["sentence removed"]),
        (4, "lost.", "lost. Nobody knows why.", ["sentence added"]),
        (2, "“", '"', []),
        (2, "We will not sail until", "We shall not sail until", ["quotation altered"]),
        (1, "on Tuesday after", "on Tuesday  after", []),
    ],
)
def test_an_edit_is_told_by_what_it_changes(i, old, new, kinds):
    *_, revision = revised(changed(i, old, new))
    assert [change.kind for change in revision.changes] == kinds


def test_a_hedge_taken_out_is_the_reverse():
    *_, revision = revised(STORY, changed(3, "were waiting", "were allegedly waiting"))
    assert [change.kind for change in revision.changes] == ["hedge removed"]


def test_a_change_stands_where_it_is_in_both_texts():
    one, two, revision = revised(changed(3, "64", "71"))
    (change,) = revision.changes
    assert [one.text[x.start : x.end] for x in change.before] == ["64"]
    assert [two.text[x.start : x.end] for x in change.after] == ["71"]
    assert change.says == "figure: '64' became '71'"
    assert (revision.before, revision.after, revision.how) == (one.id, two.id, "test")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Correction: An earlier version of this story gave a wrong day.", "correction note"),
        ("(Corrects the day in the first paragraph)", "correction note"),
        ("This article was amended on 3 May to name the yard.", "correction note"),
        ("Corrections officers were sent to the port, which has no jail.", "paragraph added"),
        ("The islands live from wool and from visitors.", "paragraph added"),
    ],
)
def test_a_line_put_in(line, kind):
    *_, revision = revised((*STORY[:3], line, *STORY[3:]))
    assert [change.kind for change in revision.changes] == [kind]


def test_a_quotation_put_in_or_taken_out_is_told_beside_its_paragraph():
    *_, revision = revised((*STORY[:2], *STORY[3:]))
    assert [x.kind for x in revision.changes] == ["paragraph removed", "quotation removed"]
    *_, revision = revised(STORY, (*STORY[:2], *STORY[3:]))
    assert [x.kind for x in revision.changes] == ["paragraph added", "quotation added"]


def test_a_paragraph_that_moved_is_told_once():
    *_, revision = revised((*STORY[:2], STORY[3], STORY[4], STORY[2]))
    assert [change.kind for change in revision.changes] == ["paragraph moved"]
    assert revision.edits == ()


def test_a_paragraph_cut_in_two_changes_nothing():
    *_, revision = revised((*STORY[:4], *STORY[4].split(". ")[:1], STORY[4].split(". ")[1]))
    assert {change.kind for change in revision.changes} <= {"wording"}


def test_a_number_that_only_stands_elsewhere_in_its_sentence_is_no_figure():
    before = (*STORY, "Of 12 boats 3 are old and the others were built by a yard abroad.")
    after = (*STORY, "The others were built by a yard abroad and of 12 boats 3 are old.")
    *_, revision = revised(after, before)
    assert "figure" not in {change.kind for change in revision.changes}


PIECES = (*STORY, "“No,” she said.", "12 men", "", "“", "Correction: no.", "May 3", "may")
VERSIONS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)


@given(VERSIONS, VERSIONS)
def test_spans_lie_in_the_texts_and_changes_cover_every_edit(before, after):
    one, two, revision = revised(after, before)
    for change in (*revision.changes, *revision.edits):
        for text, spans in ((one.text, change.before), (two.text, change.after)):
            for span in (spans if isinstance(spans, tuple) else (spans,)) if spans else ():
                assert text[span.start : span.end].strip()
    told = {span for x in revision.changes for span in (*x.before, *x.after)}
    for edit in revision.edits:
        for span, sides in ((edit.before, told), (edit.after, told)):
            assert span is None or any(x.start < span.end and span.start < x.end for x in sides)


@given(VERSIONS)
def test_nothing_changed_between_a_version_and_itself(lines):
    *_, revision = revised(lines, lines)
    assert (revision.changes, revision.edits) == ((), ())


# With readings built by hand: "NAME said that WORDS."


def spans_of(text, words):
    start = text.index(words)
    return (Span(start=start, end=start + len(words)),)


def record(lines, said, amounts=()):
    """said: name -> words that follow "NAME said that"."""
    made = article(lines)
    actors, statements = [], []
    for n, (name, words) in enumerate(said.items(), start=1):
        source = spans_of(made.text, name)
        actors.append(replace(ACTOR, id=f"a{n}", name=name, mentions=source))
        statements.append(
            replace(
                STATEMENT,
                id=f"s{n}",
                content=spans_of(made.text, words),
                source=source,
                speaker=f"a{n}",
                speaker_name=name,
                grade="named person",
            )
        )
    events = tuple(
        replace(
            EVENT,
            trigger=span,
            arguments=(Argument(role="actor", span=span),),
            amounts=(Amount(span=span, value=None, modifier=None, unit=None, of=None),),
            why=(Because(field="status", how="test", score=1.0),),
        )
        for words in amounts
        for span in spans_of(made.text, words)
    )
    reading = replace(
        READING,
        article_id=made.id,
        weights="test",
        actors=tuple(actors),
        statements=tuple(statements),
        events=events,
    )
    return Record(article=made, reading=reading)


BASE = ("Ferry stops", "Jane Roe said that the seam had opened in the night.")
MORE = (*BASE, "Ben Castle said that nobody had looked at the hull for a year.")


def test_a_speaker_who_is_new_is_a_source_added_and_the_reverse():
    one = record(BASE, {"Jane Roe": "the seam had opened in the night"})
    two = record(
        MORE,
        {
            "Jane Roe": "the seam had opened in the night",
            "Ben Castle": "nobody had looked at the hull for a year",
        },
    )
    assert [x.says for x in revise(one, two).changes if "source" in x.kind] == [
        "source added: Ben Castle"
    ]
    assert [x.says for x in revise(two, one).changes if "source" in x.kind] == [
        "source removed: Ben Castle"
    ]


def test_the_same_words_of_somebody_else_are_a_change_of_speaker():
    lines = (BASE[0], BASE[1].replace("Jane Roe", "a diver named Oke Lind"))
    one = record(BASE, {"Jane Roe": "the seam had opened in the night"})
    two = record(lines, {"Oke Lind": "the seam had opened in the night"})
    kinds = [change.kind for change in revise(one, two).changes]
    assert "speaker" in kinds
    assert not {"source added", "source removed"} & set(kinds)


def test_a_name_corrected_is_no_new_source():
    lines = (BASE[0], BASE[1].replace("Roe", "Rowe"))
    one = record(BASE, {"Jane Roe": "the seam had opened in the night"})
    two = record(lines, {"Jane Rowe": "the seam had opened in the night"})
    assert [change.kind for change in revise(one, two).changes] == ["name"]


def test_a_figure_is_told_with_what_it_is_of():
    lines = changed(3, "64", "71")
    one, two = record(STORY, {}, ["At least 64 islanders"]), record(
        lines, {}, ["At least 71 islanders"]
    )  # fmt: skip
    (change,) = revise(one, two).changes
    assert change.says == "figure: 'At least 64 islanders' became 'At least 71 islanders'"


# Which articles are versions of one.


def at(url, short=None):
    found = [
        Found(value=x, how="test", where=Where(layer="markup")) if x else None for x in (url, short)
    ]
    return replace(article(STORY), url=found[0], short_url=found[1])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://www.a.example/x", "http://a.example/x/?utm_source=mail#top"),
        ("https://m.a.example/x/amp", "https://a.example/x"),
        ("https://a.example/?id=4&s=1", "https://a.example/?s=1&id=4"),
    ],
)
def test_spellings_of_an_address_are_one(first, second):
    assert same_article(at(first), at(second)) == "same URL"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://a.example/x?id=4", "https://a.example/x?id=5"),
        ("https://a.example/", "https://a.example/"),
        ("https://a.example/x", None),
        (None, None),
        ("http://[", "http://["),
    ],
)
def test_other_addresses_and_fronts_of_sites_say_nothing(first, second):
    assert same_article(at(first), at(second)) is None


def test_the_canonical_address_of_a_page_counts_though_another_won():
    rival = Rival(value="https://a.example/x", how="link rel=canonical")
    found = at("https://a.example/print/x")
    found = replace(found, url=replace(found.url, rivals=(rival,)))
    assert same_article(found, at("https://a.example/x")) == "same canonical"
    assert same_article(at("https://a.example/x"), found) == "same canonical"
    assert same_article(found, found) == "same URL"


def test_a_short_address_is_enough():
    assert same_article(at("https://a.example/x", "https://a.ex/1"), at(None, "http://a.ex/1")) == (
        "same short URL"
    )


@given(st.text(alphabet="htps:/[].?&=#%@a \n"))
def test_no_address_makes_it_raise(url):
    address_key(url)


WORDS_OF_NOUNS = (
    *(x for kinds in (ChangeKind, CopyKind, SupplierKind) for x in get_args(kinds)),
    *(x.name for noun in (Copy, Supplier, Change, Revision) for x in fields(noun)),
)


@pytest.mark.parametrize("word", sorted(set(WORDS_OF_NOUNS)))
def test_every_word_is_explained(word):
    docs = Path(__file__).parents[2] / "docs" / "link.md"
    assert f"`{word}`" in docs.read_text(encoding="utf-8")
