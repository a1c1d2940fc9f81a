"""Long texts: gone through in sections, the same numbers and places as if they were one."""

from dataclasses import replace

import pytest

from onrecord import Reader
from onrecord.reading.statements import sections
from tests.support.by_hand import make_article

STORY = (
    "Adjoa Sarfo, the head of the harbour council, said ferry {0} would sail from Tema on Monday.\n"
    "“We have repaired both engines of ferry {0},” she said.\n"
    "The operator, Ankobra Lines, denied that ferry {0} had ever failed, Radio Volta reported.\n"
)


@pytest.fixture(scope="module")
def reader():
    return Reader()


def long_article(n_stories):
    text = "".join(STORY.format(k) for k in range(n_stories))
    return replace(make_article(), text=text.strip(), blocks=(), figures=())


def test_a_long_text_is_read_in_sections(reader, monkeypatch):
    monkeypatch.setattr(sections, "SECTION_WORDS", 150)
    article = long_article(9)
    (reading,) = reader.read([article])
    assert len(reading.statements) >= 9 * 2
    assert [one.id for one in reading.statements] == [
        f"s{k}" for k in range(1, len(reading.statements) + 1)
    ]
    assert any("long" in note for note in reading.notes)
    assert sum(actor.name == "Adjoa Sarfo" for actor in reading.actors) == 1
    known = {actor.id for actor in reading.actors}
    for one in reading.statements:
        assert {a for a in (one.speaker, *one.candidates) if a} <= known
        assert {told.actor for told in one.via if told.actor} <= known
        for span in (*one.content, *one.source):
            assert article.text[span.start : span.end].strip()
    assert max(one.content[0].start for one in reading.statements) > len(STORY) * 8


def test_a_short_text_is_one_section(reader):
    (reading,) = reader.read([long_article(1)])
    assert not reading.notes
