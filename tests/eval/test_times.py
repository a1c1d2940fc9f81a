"""Values of times against gold: the loader, and how they are counted."""

from dataclasses import replace

from eval.blank import READING
from eval.times import TimedStory, read_story, value_figures
from onrecord.reading.times import with_values
from onrecord.record import Span, Time

DOCUMENT = """<?xml version="1.0" ?><Document doc_id="1">
<token number="0" sentence="0" t_id="1">Mill</token>
<token number="1" sentence="0" t_id="2">shuts</token>
<token number="2" sentence="1" t_id="3">March</token>
<token number="3" sentence="1" t_id="4">01</token>
<token number="4" sentence="2" t_id="5">It</token>
<token number="5" sentence="2" t_id="6">shut</token>
<token number="6" sentence="2" t_id="7">today</token>
<token number="7" sentence="2" t_id="8">.</token>
<token number="8" sentence="6" t_id="9">Yesterday</token>
<Markables>
<TIMEX3 functionInDocument="{function}" m_id="1" type="DATE" value="2008-03-01">
<token_anchor t_id="3"/><token_anchor t_id="4"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="2" type="DATE" value="2008-03-01">
<token_anchor t_id="7"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="3" type="DATE" value="2008-02-29">
<token_anchor t_id="9"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" m_id="4" type="DATE" value="2058"/>
</Markables></Document>"""


def test_a_document_is_read_without_its_date_line_and_what_is_not_annotated(tmp_path):
    path = tmp_path / "mill.xml"
    for function in ("CREATION_TIME", "NONE"):
        path.write_text(DOCUMENT.format(function=function), encoding="utf-8")
        story = read_story(path)
        assert story.text == "Mill shuts\nMarch 01\nIt shut today. Yesterday"
        assert story.created == "2008-03-01"
        assert story.text[slice(*story.ignored)] == "March 01"
        assert [story.text[one.start : one.end] for one in story.times] == ["today"]
        assert story.text[: story.end].endswith("today.")


class Reader:
    """Finds "today" and "soon", with the kind of a date."""

    def read(self, articles):
        return [with_values(article, reading_of(article)) for article in articles]


def reading_of(article):
    places = [(article.text.find(word), word) for word in ("today", "soon")]
    times = [
        Time(span=Span(start=at, end=at + len(word)), kind="date", score=0.9)
        for at, word in places
        if at >= 0
    ]
    return replace(
        READING,
        article_id=article.id,
        weights="none",
        times=tuple(sorted(times, key=lambda one: one.span)),
    )


def test_a_value_counts_where_the_spans_overlap(tmp_path):
    path = tmp_path / "mill.xml"
    path.write_text(DOCUMENT.format(function="CREATION_TIME"), encoding="utf-8")
    story = read_story(path)
    more = TimedStory(
        name="more", text="Soon.", created=story.created, times=(), ignored=None, end=5
    )
    figures = {one.name: one.value for one in value_figures(Reader(), [story, more], prefix="x")}
    assert figures["x.value"] == figures["x.gold-spans"] == 1.0
