"""What a timeline has rows for: whole words, one row for each happening, in order of time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Argument, Event, Span, Time, Where
from onrecord.record import Anaphor, Itinerary, Mention, Stop
from onrecord.record.readings import least_likely
from onrecord.view.clauses import Clauses
from onrecord.view.happenings import JOINED, happenings
from onrecord.view.rows import LONGEST, cut, owned_by
from tests.support.built_words import built, syntax_of
from tests.support.by_hand import make_article, make_reading

LIKELY, DATED = least_likely(is_dated=False), least_likely(is_dated=True)


def story(marked):
    """Make a story of "form/TAG/relation/head …" and a reading with its words alone."""
    parsed = built(marked)
    article = replace(make_article(), text=parsed.text, dateline=None)
    words = syntax_of(parsed, parsed.words)
    reading = replace(
        make_reading(make_article()), words=words, statements=(), actors=(), mentions=(), times=()
    )
    return article, reading


def span(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def event(text, trigger, number=1, *, status="happened", **roles):
    return Event(
        id=f"e{number}",
        kind="COERCE",
        move=None,
        trigger=span(text, trigger),
        arguments=tuple(
            Argument(role=role, span=span(text, words), actor=None) for role, words in roles.items()
        ),
        amounts=(),
        status=status,
        told_by=None,
        why=(),
        score=0.9,
    )


def dated(reading, text, **days):
    times = tuple(
        Time(span=span(text, words), kind="date", score=0.9, value=value)
        for words, value in days.items()
    )
    return replace(reading, times=times)


def rows_of(marked, *events, **days):
    article, reading = story(marked)
    made = tuple(
        event(article.text, trigger, number, **roles)
        for number, (trigger, roles) in enumerate(events, start=1)
    )
    return happenings(article, replace(dated(reading, article.text, **days), events=made))


ARREST = (
    "Tema/PROPN/dep/5 :/PUNCT/punct/5 Police/NOUN/nsubj/5 in/ADP/case/4 Accra/PROPN/nmod/2 "
    "arrested/VERB/root/-1 two/NUM/nummod/7 men/NOUN/obj/5 (/PUNCT/punct/9 both/DET/appos/7 "
    "sailors/NOUN/appos/7 )/PUNCT/punct/10 who/PRON/nsubj/13 sang/VERB/acl/7 ./PUNCT/punct/5"
)


def test_a_clause_has_no_asides_and_no_dateline():
    article, reading = story(ARREST)
    at = Where(layer="text", span=span(article.text, "Tema"))
    found = replace(make_article().dateline, where=at)
    made = event(article.text, "arrested", actor="Police")
    (row,) = happenings(replace(article, dateline=found), replace(reading, events=(made,)))
    assert row.words == "Police in Accra arrested two men"


def test_who_has_no_name_in_a_clause_gets_the_one_before():
    (row,) = rows_of(
        "Ilan/PROPN/nsubj/1 vowed/VERB/root/-1 to/PART/mark/3 block/VERB/acl/1 the/DET/det/5 "
        "road/NOUN/obj/3 ./PUNCT/punct/1",
        ("block", {"actor": "Ilan", "status": "planned"}),
    )
    assert (row.words, row.status) == ("Ilan to block the road", "planned")


def test_a_row_whose_verb_says_that_it_may_be_is_possible():
    marked = (
        "The/DET/det/1 deal/NOUN/nsubj/3 could/AUX/aux/3 collapse/VERB/root/-1 on/ADP/case/5 "
        "Friday/PROPN/obl/3"
    )
    (row,) = rows_of(marked, ("deal", {}))
    assert (row.words, row.status) == ("The deal could collapse on Friday", "possible")


def test_what_is_done_to_a_name_with_a_participle_stays_in_its_row():
    marked = (
        "Norway/PROPN/nsubj/1 lashed/VERB/root/-1 out/ADP/compound/1 at/ADP/case/6 the/DET/det/6 "
        "United/VERB/amod/6 States/PROPN/obj/1"
    )
    (row,) = rows_of(marked, ("lashed", {"actor": "Norway"}))
    assert row.words == "Norway lashed out at the United States"


def test_a_happening_that_is_told_twice_has_one_row():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Ilan/PROPN/obj/1 ./PUNCT/punct/1 "
        "Police/NOUN/nsubj/5 arrested/VERB/root/-1 Ilan/PROPN/obj/5 Tuesday/PROPN/obl/5",
        ("arrested", {"actor": "Police", "recipient": "Ilan"}),
        ("arrested", {"actor": "Police", "recipient": "Ilan", "time": "Tuesday"}),
        Tuesday="2023-09-12",
    )
    assert row.day == "2023-09-12"


@pytest.mark.parametrize(("status", "n_rows"), [("possible", 2), ("planned", 1)])
def test_what_many_assume_and_what_is_announced_are_two_rows(status, n_rows):
    rows = rows_of(
        "Roe/PROPN/nsubj/2 would/AUX/aux/2 meet/VERB/root/-1 Ilan/PROPN/obj/2 near/ADP/case/5 "
        "Tema/PROPN/obl/2 ./PUNCT/punct/2 Roe/PROPN/nsubj/10 would/AUX/aux/10 soon/ADV/advmod/10 "
        "meet/VERB/root/-1 Ilan/PROPN/obj/10 near/ADP/case/13 Tema/PROPN/obl/10",
        ("meet", {"actor": "Roe", "recipient": "Ilan", "status": status}),
        ("soon meet", {"actor": "Roe", "recipient": "Ilan", "status": "planned"}),
    )
    assert len(rows) == n_rows


def test_what_has_no_day_was_not_years_ago():
    rows = rows_of(
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Ilan/PROPN/obj/1 ./PUNCT/punct/1 "
        "Officers/NOUN/nsubj/5 jailed/VERB/root/-1 him/PRON/obj/5 then/ADV/obl/5",
        ("arrested", {"actor": "Police", "recipient": "Ilan"}),
        ("jailed", {"actor": "Police", "recipient": "Ilan", "time": "then"}),
        then="1998",
    )
    assert [row.day for row in rows] == ["1998", ""]


def test_what_was_done_on_other_days_or_to_others_is_not_joined():
    marked = (
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Ilan/PROPN/obj/1 Monday/PROPN/obl/1 "
        "./PUNCT/punct/1 They/PRON/nsubj/6 jailed/VERB/root/-1 Mara/PROPN/obj/6 "
        "Tuesday/PROPN/obl/6"
    )
    rows = rows_of(
        marked,
        ("jailed", {"actor": "Police", "recipient": "Mara", "time": "Tuesday"}),
        ("arrested", {"actor": "Police", "recipient": "Ilan", "time": "Monday"}),
        Monday="2023-09-11",
        Tuesday="2023-09-12",
    )
    assert [row.day for row in rows] == ["2023-09-11", "2023-09-12"]
    assert rows[1].words == "Police jailed Mara"  # its day stands beside it


def test_what_is_asked_not_to_be_done_says_so():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 urged/VERB/root/-1 parents/NOUN/obj/5 not/PART/mark/5 "
        "to/PART/mark/5 leave/VERB/acl/1 Sorby/PROPN/obj/5",
        ("leave", {"actor": "parents"}),
    )
    assert row.words == "Parents not to leave Sorby"


def test_a_pronoun_is_the_subject_and_not_who_says_so_as_well():
    (row,) = rows_of(
        "The/DET/det/1 guard/NOUN/nsubj/4 said/VERB/root/-1 he/PRON/nsubj/4 hit/VERB/ccomp/2 "
        "Ilan/PROPN/obj/4",
        ("hit", {"actor": "guard", "recipient": "Ilan"}),
    )
    assert row.words == "The guard hit Ilan"


def test_what_is_judged_is_not_said_to_happen():
    assert not rows_of(
        "Ilan/PROPN/nsubj/1 said/VERB/root/-1 that/PRON/mark/3 discussing/VERB/ccomp/1 "
        "boots/NOUN/obj/3 was/AUX/cop/6 premature/ADJ/ccomp/1",
        ("discussing", {"actor": "Ilan"}),
    )


def test_no_small_word_is_left_over_from_a_time():
    (row,) = rows_of(
        "Soldiers/NOUN/nsubj/1 arrived/VERB/root/-1 only/ADV/advmod/1 at/ADP/case/4 "
        "noon/NOUN/obl/1",
        ("arrived", {"actor": "Soldiers", "time": "noon"}),
        noon="2023-03-04T12:00",
    )
    assert row.words == "Soldiers arrived"


def test_a_row_begins_where_its_phrase_does():
    (row,) = rows_of(
        "At/ADP/case/5 least/ADV/advmod/2 12/NUM/nummod/3 men/NOUN/nsubj/4 fled/VERB/root/-1 "
        "Tema/PROPN/obj/4",
        ("fled", {"actor": "12 men"}),
    )
    assert row.words == "At least 12 men fled Tema"
    (row,) = rows_of(
        "Tema/PROPN/dep/3 ’s/PART/det/2 men/NOUN/nsubj/3 fled/VERB/root/-1",
        ("fled", {"actor": "men"}),
    )
    assert row.words == "Men fled"


@pytest.mark.parametrize(
    ("actor", "words"),
    [("An old An", "An old An-148 hit Tema"), ("148", "An-148 hit Tema")],
)
def test_a_name_with_a_hyphen_is_whole_where_its_verb_is_another(actor, words):
    article, reading = story(
        "An/DET/det/2 old/ADJ/amod/2 An/PROPN/nsubj/5 -/PUNCT/punct/4 148/NUM/flat/2 "
        "rose/VERB/root/-1 and/CCONJ/cc/7 hit/VERB/conj/5 Tema/PROPN/obj/7"
    )
    text, read = article.text, reading.words
    glued = text.replace("An - 148", "An-148  ")
    starts = list(read.starts)
    ends = list(read.ends)
    starts[3:5] = [starts[3] - 1, starts[4] - 2]
    ends[3:5] = [ends[3] - 1, ends[4] - 2]
    reading = replace(reading, words=replace(read, starts=tuple(starts), ends=tuple(ends)))
    made = event(glued, "hit", actor=actor, recipient="Tema")
    (row,) = happenings(replace(article, text=glued), replace(reading, events=(made,)))
    assert row.words == words


def test_a_row_has_the_small_words_between_its_parts():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Ilan/PROPN/obj/1 near/ADP/dep/6 the/DET/dep/6 "
        "old/ADJ/dep/6 mill/NOUN/obl/1 ,/PUNCT/punct/1 with/ADP/case/9 dogs/NOUN/obl/1",
        ("arrested", {"actor": "Police"}),
    )
    assert row.words == "Police arrested Ilan near the old mill"


def test_a_name_stands_for_a_pronoun_at_the_begin():
    marked = (
        "Ilan/PROPN/nsubj/1 slept/VERB/root/-1 ./PUNCT/punct/1 He/PRON/nsubj/6 and/CCONJ/cc/5 "
        "Mara/PROPN/conj/3 met/VERB/root/-1 ./PUNCT/punct/6"
    )
    article, reading = story(marked)
    namings = (span(article.text, "Ilan"),)
    actor = replace(make_reading(make_article()).actors[0], kind="person", named=True)
    actor = replace(actor, name="Ilan", mentions=namings, roles=())
    anaphor = Anaphor(span=span(article.text, "He"), antecedents=((namings[0], 0.9),))
    made = event(article.text, "met", actor="Mara")
    reading = replace(reading, events=(made,), actors=(actor,), anaphors=(anaphor,))
    (row,) = happenings(article, reading)
    assert row.words == "Ilan and Mara met"


def named(text, *names):
    first = replace(make_reading(make_article()).actors[0], kind="person", named=True, roles=())
    return tuple(
        replace(first, id=f"a{n}", name=name, mentions=(span(text, name),))
        for n, name in enumerate(names, start=1)
    )


def test_no_woman_stands_for_he():
    """Of "Mara … she … he" the last is not Mara, but may be whoever tells of him."""
    article, reading = story(
        "Mara/PROPN/nsubj/1 slept/VERB/root/-1 ./PUNCT/punct/1 She/PRON/nsubj/4 "
        "sang/VERB/root/-1 ./PUNCT/punct/4 Ilan/PROPN/nsubj/7 said/VERB/root/-1 "
        "he/PRON/nsubj/9 hit/VERB/ccomp/7 Tema/PROPN/obj/9"
    )
    text = article.text
    actors = named(text, "Mara", "Ilan")
    mara = actors[0].mentions[0]
    anaphors = tuple(
        Anaphor(span=span(text, word), antecedents=((mara, share),))
        for word, share in (("She", 0.9), ("he", 0.5))
    )
    told = replace(
        make_reading(make_article()).statements[0], id="s1", speaker_name="Ilan", cue=None
    )
    made = replace(event(text, "hit", actor="Mara", recipient="Tema"), told_by="s1")
    reading = replace(reading, events=(made,), actors=actors, anaphors=anaphors, statements=(told,))
    (row,) = happenings(article, reading)
    assert row.words == "Ilan hit Tema"


CAST = (
    "Tema/PROPN/nsubj/1 shut/VERB/root/-1 ./PUNCT/punct/1 It/PRON/nsubj/4 sank/VERB/root/-1 "
    "ships/NOUN/obj/4 ,/PUNCT/punct/4 Lome/PROPN/nsubj/8 said/VERB/root/-1"
)


@pytest.mark.parametrize(("share", "words"), [(0.9, ["Tema sank ships"]), (0.5, [])])
def test_what_nobody_may_have_named_has_no_name(share, words):
    article, reading = story(CAST)
    (tema,) = named(article.text, "Tema")
    anaphor = Anaphor(span=span(article.text, "It"), antecedents=((tema.mentions[0], share),))
    actors = (replace(tema, kind="organisation"),)
    made = event(article.text, "sank", recipient="ships")
    reading = replace(reading, events=(made,), actors=actors, anaphors=(anaphor,))
    assert [row.words for row in happenings(article, reading)] == words


@pytest.mark.parametrize(("kind", "words"), [("organisation", ["Lome sank ships"]), ("thing", [])])
def test_a_body_that_tells_of_it_is_meant_but_no_paper(kind, words):
    article, reading = story(CAST)
    (lome,) = named(article.text, "Lome")
    told = make_reading(make_article()).statements[0]
    told = replace(told, speaker=lome.id, speaker_name="Lome", cue=None)
    made = replace(event(article.text, "sank", recipient="ships"), told_by=told.id)
    actors = (replace(lome, kind=kind),)
    reading = replace(reading, events=(made,), actors=actors, statements=(told,))
    assert [row.words for row in happenings(article, reading)] == words


def test_what_is_met_where_it_stopped_is_not_the_place():
    article, reading = story(
        "The/DET/det/1 train/NOUN/nsubj/2 stopped/VERB/root/-1 in/ADP/case/4 Tema/PROPN/obl/2 "
        ",/PUNCT/punct/2 where/ADV/advmod/8 it/PRON/nsubj/8 met/VERB/advcl/2 Mara/PROPN/obj/8"
    )
    (tema,) = named(article.text, "Tema")
    anaphor = Anaphor(span=span(article.text, "it"), antecedents=((tema.mentions[0], 0.9),))
    made = event(article.text, "met", recipient="Mara")
    actors = (replace(tema, kind="place"),)
    reading = replace(reading, events=(made,), actors=actors, anaphors=(anaphor,))
    (row,) = happenings(article, reading)
    assert row.words == "The train met Mara"


def test_who_says_i_is_named():
    article, reading = story("I/PRON/nsubj/1 moved/VERB/root/-1 one/NUM/nummod/3 branch/NOUN/obj/1")
    statement = replace(make_reading(make_article()).statements[0], speaker_name="Mara Lind")
    made = replace(event(article.text, "moved", actor="I"), told_by=statement.id)
    told = replace(statement, cue=None, quote="direct")
    (row,) = happenings(article, replace(reading, events=(made,), statements=(told,)))
    assert row.words == "Mara Lind moved one branch"
    assert not happenings(article, replace(reading, events=(replace(made, told_by=None),)))


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        (
            "I/PRON/nsubj/2 have/AUX/aux/2 moved/VERB/root/-1 out/ADV/advmod/2",
            "Mara Lind has moved out",
        ),
        ("We/PRON/nsubj/2 have/AUX/aux/2 moved/VERB/root/-1 out/ADV/advmod/2", "We have moved out"),
    ],
)
def test_who_says_i_is_one_and_who_says_we_is_not_all_of_them(marked, words):
    article, reading = story(marked)
    statement = replace(make_reading(make_article()).statements[0], speaker_name="Mara Lind")
    made = replace(event(article.text, "moved"), told_by=statement.id)
    told = replace(statement, cue=None, quote="direct")
    (row,) = happenings(article, replace(reading, events=(made,), statements=(told,)))
    assert row.words == words


def test_a_time_that_is_entered_is_told_and_not_set_beside():
    article, reading = story(
        "Tema/PROPN/nsubj/1 entered/VERB/root/-1 its/PRON/det/0 second/ADJ/amod/4 week/NOUN/obl/1 "
        "on/ADP/case/6 Tuesday/PROPN/obl/1"
    )
    made = event(article.text, "entered", actor="Tema")
    clauses = Clauses(article, reading)
    when = [span(article.text, words) for words in ("second week", "Tuesday")]
    assert clauses.told(made, clauses.verb_of(made), when) == "Tema entered its second week"


def test_a_headline_and_its_first_sentence_are_one_row():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 seven/NUM/nummod/3 sailors/NOUN/obj/1 "
        "./PUNCT/punct/1 Harbour/NOUN/compound/6 police/NOUN/nsubj/8 have/AUX/aux/8 "
        "arrested/VERB/root/-1 seven/NUM/nummod/10 sailors/NOUN/obj/8 Tuesday/PROPN/obl/8",
        ("arrested", {"actor": "Police"}),
        ("have arrested", {"actor": "Harbour police", "time": "Tuesday"}),
        Tuesday="2023-09-12",
    )
    assert (row.day, row.words) == ("2023-09-12", "Harbour police have arrested seven sailors")


KILLED = (
    "Two/NUM/nummod/1 sailors/NOUN/nsubj/2 killed/VERB/root/-1 in/ADP/case/5 "
    "harbour/NOUN/compound/5 fire/NOUN/obl/2 ./PUNCT/punct/2 {many}/NUM/nummod/8 "
    "sailors/NOUN/nsubj/11 have/AUX/aux/11 "
    "been/AUX/aux/11 killed/VERB/root/-1 in/ADP/case/15 a/DET/det/15 harbour/NOUN/compound/15 "
    "fire/NOUN/obl/11 in/ADP/case/17 Tema/PROPN/obl/11"
)


@pytest.mark.parametrize(
    ("many", "rows"),
    [
        ("Two", []),
        ("Nine", ["Two sailors killed in harbour fire"]),
    ],
)
def test_what_is_retold_without_a_day_is_one_row_if_it_has_the_same_numbers(many, rows):
    made = rows_of(
        KILLED.format(many=many),
        ("killed", {"recipient": "Two sailors"}),
        ("been killed", {"recipient": f"{many} sailors", "place": "Tema"}),
    )
    last = f"{many} sailors have been killed in a harbour fire in Tema"
    assert [row.words for row in made] == [*rows, last]


def test_what_another_is_before_or_after_is_no_second_telling_of_it():
    rows = rows_of(
        "Tema/PROPN/nsubj/1 rebuilt/VERB/root/-1 its/PRON/nmod/3 mole/NOUN/obj/1 a/DET/det/5 "
        "year/NOUN/obl/8 after/SCONJ/mark/8 pirates/NOUN/nsubj/8 burned/VERB/advcl/1 "
        "harbour/NOUN/compound/10 sheds/NOUN/obj/8 ./PUNCT/punct/1 Pirates/NOUN/nsubj/13 "
        "burned/VERB/root/-1 harbour/NOUN/compound/15 sheds/NOUN/obj/13",
        ("rebuilt", {"actor": "Tema"}),
        ("burned harbour sheds", {"actor": "Pirates"}),
    )
    assert len(rows) == 2


def test_a_row_that_is_told_twice_takes_the_words_of_the_sentence():
    (row,) = rows_of(
        "Harbour/NOUN/compound/1 police/NOUN/nsubj/2 beating/VERB/root/-1 seven/NUM/nummod/4 "
        "young/ADJ/amod/5 sailors/NOUN/obj/2 ./PUNCT/punct/2 Police/NOUN/nsubj/8 "
        "beat/VERB/root/-1 seven/NUM/nummod/10 young/ADJ/amod/10 sailors/NOUN/obj/8",
        ("beating", {"actor": "Harbour police"}),
        ("beat seven", {"actor": "Police"}),
    )
    assert row.words == "Police beat seven young sailors"


def test_who_tells_of_it_is_not_left_out_where_a_headline_is():
    article, reading = story(
        "Police/NOUN/nsubj/1 arrest/VERB/root/-1 seven/NUM/nummod/3 sailors/NOUN/obj/1 "
        "./PUNCT/punct/1 Police/NOUN/nsubj/7 have/AUX/aux/7 arrested/VERB/root/-1 "
        "seven/NUM/nummod/9 sailors/NOUN/obj/7"
    )
    text = article.text
    below = text.index("Police have")
    block = article.blocks[0]
    blocks = (
        replace(block, kind="headline", span=Span(start=0, end=below - 1)),
        replace(block, kind="paragraph", span=Span(start=below, end=len(text))),
    )
    made = (
        event(text, "arrest", 1, actor="Police", recipient="seven sailors"),
        replace(
            event(text, "have arrested", 2, actor="Police", recipient="seven sailors"),
            told_by="s1",
        ),
    )
    found = replace(reading, events=made)
    (row,) = happenings(replace(article, blocks=blocks), found)
    assert (row.words, row.told_by) == ("Police have arrested seven sailors", ("s1",))
    (row,) = happenings(replace(article, blocks=()), found)
    assert row.told_by == ()


def test_a_quotation_mark_without_its_fellow_is_left_out():
    assert cut("the deal could include “raw materials") == "The deal could include raw materials"
    assert cut("he called it “a deal”.") == "He called it “a deal”"


def test_what_is_only_named_by_nobody_is_left_out():
    assert not rows_of("the/DET/det/1 arrest/NOUN/root/-1", ("arrest", {}))


def test_what_is_likely_no_event_is_left_out():
    article, reading = story(ARREST)
    made = replace(event(article.text, "arrested", actor="Police"), score=LIKELY - 0.1)
    assert not happenings(article, replace(reading, events=(made,)))


@pytest.mark.parametrize(
    ("value", "days"), [("2023-W37", "2023-09-11/17"), ("2023-W36-WE", "2023-09-09/10")]
)
def test_a_week_is_given_by_its_days(value, days):
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 march/VERB/root/-1 now/ADV/obl/1",
        ("march", {"actor": "Police", "time": "now"}),
        now=value,
    )
    assert row.day == days


def test_a_week_that_no_year_has_is_no_day():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 march/VERB/root/-1 now/ADV/obl/1",
        ("march", {"actor": "Police", "time": "now"}),
        now="2023-W60",
    )
    assert row.day == ""


@pytest.mark.parametrize(
    ("words", "kept"),
    [("It fell in a few hours", "It fell in a few hours"), ("It fell hours", "It fell")],
)
def test_no_time_is_cut_in_two(words, kept):
    assert cut(words) == kept


@given(st.text(alphabet="ab ", min_size=1, max_size=3 * LONGEST))
def test_words_are_cut_at_a_space(words):
    said = cut(words)
    assert len(said) <= LONGEST + 2
    assert set(said.removesuffix(" …").lower().split()) <= set(words.split())


@given(st.data())
def test_rows_are_of_whole_words_in_order_whatever_the_syntax(data):
    n = data.draw(st.integers(2, 12))
    tags = st.sampled_from(("NOUN", "VERB", "PROPN", "PUNCT", "PRON", "ADP"))
    relations = st.sampled_from(("nsubj", "obj", "obl", "acl", "xcomp", "case", "conj", "punct"))
    heads = [-1, *(data.draw(st.integers(0, k - 1)) for k in range(1, n))]
    marked = " ".join(
        f"w{k}w/{data.draw(tags)}/{data.draw(relations)}/{heads[k]}" for k in range(n)
    )
    article, reading = story(marked)
    picks = data.draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=5))
    days = ("2023-09-12", "2022", "2023-W37", "")
    events, times = [], []
    for number, k in enumerate(picks, start=1):
        events.append(event(article.text, f"w{k}w", number, actor="w0w", time=f"w{k}w"))
        value = data.draw(st.sampled_from(days))
        times.append(Time(span=events[-1].trigger, kind="date", score=0.9, value=value))
    read = replace(reading, events=tuple(events), times=tuple(times))
    rows = happenings(article, read)
    known = [row.day for row in rows if row.day]
    assert known == sorted(known)
    assert all(rows[k].day for k in range(len(known)))  # those without a day are last
    whole = {one.lower() for one in article.text.split()}
    assert all(set(row.words.lower().replace("’s", "").split()) <= whole for row in rows)


def test_who_does_it_stands_before_the_verb_where_no_subject_was_read():
    (row,) = rows_of(
        "In/ADP/case/1 Accra/PROPN/obl/6 ,/PUNCT/punct/1 a/DET/det/4 court/NOUN/obj/5 "
        "there/ADV/advmod/6 jailed/VERB/root/-1 Ilan/PROPN/obj/6 ./PUNCT/punct/6",
        ("jailed", {"recipient": "Ilan"}),
    )
    assert row.words == "A court there jailed Ilan"


def test_a_relative_clause_has_whoever_it_is_about():
    (row,) = rows_of(
        "Ilan/PROPN/nsubj/6 ,/PUNCT/punct/0 who/PRON/nsubj/3 quit/VERB/acl/0 in/ADP/case/5 "
        "May/PROPN/obl/3 spoke/VERB/root/-1".replace("quit", "quitted"),
        ("quitted", {"actor": "Ilan", "time": "May"}),
        May="2025-05",
    )
    assert (row.day, row.words) == ("2025-05", "Ilan quitted")


def test_nothing_is_left_of_two_times():
    (row,) = rows_of(
        "Ilan/PROPN/nsubj/1 stole/VERB/root/-1 cars/NOUN/obj/1 between/ADP/case/4 2019/NUM/obl/1 "
        "and/CCONJ/cc/6 2022/NUM/conj/4 in/ADP/case/8 Accra/PROPN/obl/1 ./PUNCT/punct/1",
        ("stole", {"actor": "Ilan", "time": "2019"}),
        **{"2019": "2019"},
    )
    assert "and in" not in row.words


def test_what_has_a_day_takes_less_to_be_told():
    marked = "Ilan/PROPN/nsubj/1 fled/VERB/root/-1 Accra/PROPN/obj/1 Tuesday/PROPN/obl/1"
    for days, shown in (({"Tuesday": "2023-09-12"}, 1), ({}, 0)):
        article, reading = story(marked)
        made = replace(
            event(article.text, "fled", actor="Ilan", time="Tuesday"), score=(DATED + LIKELY) / 2
        )
        read = replace(dated(reading, article.text, **days), events=(made,))
        assert len(happenings(article, read)) == shown


@pytest.mark.parametrize(
    ("other", "score", "n_rows"),
    [("burned", LIKELY, 2), ("burned", LIKELY - 0.01, 0), ("roof", LIKELY, 1)],
)
def test_what_and_joins_with_what_is_told_takes_less_to_be_told(other, score, n_rows):
    article, reading = story(
        "Sparks/NOUN/nsubj/1 lit/VERB/root/-1 the/DET/det/3 roof/NOUN/obj/1 and/CCONJ/cc/5 "
        "burned/VERB/conj/1 a/DET/det/7 shed/NOUN/obj/5 ./PUNCT/punct/1"
    )
    one = replace(event(article.text, "lit", actor="Sparks"), score=JOINED)
    two = replace(event(article.text, other, 2, actor="Sparks"), score=score)
    found = happenings(article, replace(reading, events=(one, two)))
    assert len(found) == n_rows


def test_the_days_of_a_journey_are_on_the_timeline():
    marked = "Ilan/PROPN/nsubj/1 reached/VERB/root/-1 Accra/PROPN/obj/1 Tuesday/PROPN/obl/1"
    for days, shown in (({"Tuesday": "2023-09-12"}, 1), ({}, 0)):
        article, reading = story(marked)
        made = replace(
            event(article.text, "reached", actor="Ilan", time="Tuesday"), score=DATED / 2
        )
        read = replace(dated(reading, article.text, **days), events=(made,))
        assert not happenings(article, read)
        stop = Stop(
            place=span(article.text, "Accra"), move="arrives", time=None, status="happened",
            told_by=None, event=made.id,
        )  # fmt: skip
        read = replace(read, itineraries=(Itinerary(actor=None, name="Ilan", stops=(stop,)),))
        assert len(happenings(article, read)) == shown


def test_what_is_planned_has_no_day_that_is_past():
    (row,) = rows_of(
        "Ilan/PROPN/nsubj/2 will/AUX/aux/2 leave/VERB/root/-1 Accra/PROPN/obj/2 2019/NUM/obl/2",
        ("leave", {"actor": "Ilan", "status": "planned", "time": "2019"}),
        **{"2019": "2019"},
    )
    assert row.day == ""


def test_a_noun_with_a_day_is_told_without_anybody():
    (row,) = rows_of(
        "Ilan/PROPN/nsubj/1 waits/VERB/root/-1 amid/ADP/case/4 the/DET/det/4 collapse/NOUN/obl/8 "
        "Tuesday/PROPN/nmod/4 of/ADP/case/7 bridges/NOUN/nmod/4 here/ADV/dep/1",
        ("collapse", {"time": "Tuesday"}),
        Tuesday="2023-09-12",
    )
    assert (row.day, row.words) == ("2023-09-12", "Collapse of bridges")


def words_of(marked, *events, **days):
    return [row.words for row in rows_of(marked, *events, **days)]


def test_what_another_is_since_has_its_own_day():
    marked = (
        "Lima/PROPN/nsubj/2 has/AUX/aux/2 prospered/VERB/root/-1 since/ADP/case/6 "
        "Quito/PROPN/nmod/6 's/PART/case/6 invasion/NOUN/obl/2 of/ADP/case/8 Tarsk/PROPN/nmod/6 "
        "in/ADP/case/10 1922/NUM/nmod/6"
    )
    found = words_of(marked, ("invasion", {"actor": "Quito", "time": "1922"}), **{"1922": "1922"})
    assert found == ["Quito’s invasion of Tarsk"]


def test_a_purpose_and_any_deal_are_no_rows_and_an_owner_is_no_doer():
    meeting = (
        "Roe/PROPN/nmod/2 's/PART/case/0 talk/NOUN/nsubj/3 followed/VERB/root/-1 a/DET/det/5 "
        "session/NOUN/obj/3 called/VERB/acl/5 to/PART/mark/8 condemn/VERB/advcl/6 war/NOUN/obj/8"
    )
    assert words_of(meeting, ("condemn", {"actor": "Roe"})) == []
    deal = (
        "Any/DET/det/1 deal/NOUN/nsubj/3 would/AUX/aux/3 breach/VERB/root/-1 the/DET/det/5 "
        "law/NOUN/obj/3"
    )
    assert words_of(deal, ("deal", {"status": "possible"})) == []


def test_which_stands_for_what_is_before_it():
    marked = (
        "He/PRON/nsubj/1 left/VERB/root/-1 for/ADP/case/5 the/DET/det/5 Rena/PROPN/compound/5 "
        "base/NOUN/obl/1 ,/PUNCT/punct/10 which/PRON/obj/10 Roe/PROPN/nsubj/10 will/AUX/aux/10 "
        "visit/VERB/advcl/1 soon/ADV/advmod/10"
    )
    assert words_of(marked, ("visit", {"actor": "Roe", "status": "planned"})) == [
        "Roe will visit the Rena base soon"
    ]
    unsure = marked.replace("Rena/PROPN/compound", "of/ADP/case")
    assert "will visit base" not in str(words_of(unsure, ("visit", {"actor": "Roe"})))


@pytest.mark.parametrize(("between", "n_rows"), [("between", 1), ("near", 0)])
def test_a_meeting_of_two_by_name_is_told_though_it_is_only_named(between, n_rows):
    article, reading = story(
        "This/PRON/nsubj/2 was/AUX/aux/2 raised/VERB/root/-1 at/ADP/case/5 a/DET/det/5 "
        f"meeting/NOUN/obl/2 {between}/ADP/case/7 Roe/PROPN/nmod/5 and/CCONJ/cc/9 "
        "Doe/PROPN/conj/7"
    )
    made = event(article.text, "meeting", actor="Roe", recipient="Doe")
    sides = tuple(
        replace(one, actor=f"a{number}" if between == "between" else None)
        for number, one in enumerate(made.arguments)
    )
    reading = replace(reading, events=(replace(made, kind="CONSULT", arguments=sides),))
    rows = [one.words for one in happenings(article, reading)]
    assert rows == ["Meeting between Roe and Doe"] * n_rows


@pytest.mark.parametrize(("article", "words"), [("a", ["Roe will visit Tarsk"]), ("the", [])])
def test_and_which_stands_for_what_the_clause_before_it_is_of(article, words):
    rows = rows_of(
        "They/PRON/nsubj/1 met/VERB/root/-1 in/ADP/case/3 Tarsk/PROPN/obl/1 ,/PUNCT/punct/6 "
        f"{article}/DET/det/6 port/NOUN/appos/3 where/ADV/advmod/9 they/PRON/nsubj/9 "
        "fought/VERB/acl/6 ,/PUNCT/punct/15 and/CCONJ/cc/15 which/PRON/obj/15 Roe/PROPN/nsubj/15 "
        "will/AUX/aux/15 visit/VERB/conj/9",
        ("visit", {"actor": "Roe"}),
    )
    assert [one.words for one in rows] == words


@pytest.mark.parametrize(("kind", "words"), [("organisation", "Rena"), ("place", "jobs at Rena")])
def test_which_stands_for_the_body_and_not_for_what_is_in_it(kind, words):
    article, reading = story(
        "He/PRON/nsubj/1 cut/VERB/root/-1 jobs/NOUN/obj/1 at/ADP/case/4 Rena/PROPN/nmod/2"
        " ,/PUNCT/punct/8 which/PRON/obj/8 Roe/PROPN/nsubj/8 bought/VERB/acl/2"
    )
    named = Mention(span=span(article.text, "Rena"), kind=kind, score=0.9)
    made = event(article.text, "bought", actor="Roe")
    (row,) = happenings(article, replace(reading, mentions=(named,), events=(made,)))
    assert row.words == f"Roe bought {words}"


def test_a_gerund_behind_a_comma_goes_on_with_its_verb():
    marked = (
        "Shells/NOUN/nsubj/1 hit/VERB/root/-1 a/DET/det/3 market/NOUN/obj/1 ,/PUNCT/punct/5 "
        "killing/VERB/advcl/1 two/NUM/obj/5 ./PUNCT/punct/1"
    )
    both = ("hit", {"actor": "Shells"}), ("killing", {"actor": "Shells"})
    assert words_of(marked, *both) == ["Shells hit a market, killing two"]


def test_what_somebody_is_jailed_for_is_not_done_by_the_court():
    marked = (
        "Judges/NOUN/nsubj/1 jailed/VERB/root/-1 Roe/PROPN/obj/1 for/SCONJ/mark/4 "
        "taking/VERB/advcl/1 bribes/NOUN/obj/4 ./PUNCT/punct/1"
    )
    assert words_of(marked, ("taking", {"actor": "Judges", "recipient": "bribes"})) == []


def test_a_participle_is_told_with_was():
    marked = (
        "Roe/PROPN/nsubj/1 praised/VERB/root/-1 two/NUM/nummod/3 camps/NOUN/obj/1 "
        "funded/VERB/acl/3 by/ADP/case/6 farmers/NOUN/obl/4 ./PUNCT/punct/1"
    )
    article, reading = story(marked)
    lemmas = tuple("camp" if one == "camps" else one for one in reading.words.lemmas)
    lemmas = tuple("fund" if one == "funded" else one for one in lemmas)
    reading = replace(reading, words=replace(reading.words, lemmas=lemmas))
    made = event(article.text, "funded", actor="farmers", recipient="camps")
    (row,) = happenings(article, replace(reading, events=(made,)))
    assert row.words == "Two camps were funded by farmers"


def test_whoever_hides_is_one_and_what_they_hide_may_be_several():
    article, reading = story(
        "Papers/NOUN/nsubj/1 show/VERB/root/-1 the/DET/det/3 firm/NOUN/obj/1 "
        "hiding/VERB/acl/3 ships/NOUN/obj/4"
    )
    of = {"ships": "ship", "hiding": "hide"}
    lemmas = tuple(of.get(one, one) for one in reading.words.lemmas)
    reading = replace(reading, words=replace(reading.words, lemmas=lemmas))
    made = event(article.text, "hiding", actor="the firm", recipient="ships")
    (row,) = happenings(article, replace(reading, events=(made,)))
    assert row.words == "The firm was hiding ships"


def test_no_one_is_no_one():
    marked = (
        "no/PRON/mark/4 one/PRON/nsubj/4 has/AUX/aux/4 been/AUX/aux/4 held/VERB/root/-1 "
        "for/ADP/case/6 that/PRON/obl/4"
    )
    found = words_of(marked, ("held", {"recipient": "one", "status": "did not happen"}))
    assert found == ["No one has been held"]


def test_an_object_that_a_reader_set_beside_its_verb_is_told():
    marked = (
        "Roe/PROPN/nsubj/1 met/VERB/root/-1 with/ADP/compound/1 Doe/PROPN/nmod/6 and/CCONJ/cc/6 "
        "key/ADJ/amod/6 leaders/NOUN/conj/1 ./PUNCT/punct/1"
    )
    assert words_of(marked, ("met", {"actor": "Roe"})) == ["Roe met with Doe and key leaders"]


def test_how_something_is_to_be_done_is_part_of_a_talk():
    marked = (
        "Roe/PROPN/nsubj/1 discussed/VERB/root/-1 how/ADV/obj/1 to/PART/mark/4 run/VERB/ccomp/1 "
        "ports/NOUN/obj/4 ./PUNCT/punct/1"
    )
    assert words_of(marked, ("discussed", {"actor": "Roe"})) == ["Roe discussed how to run ports"]


def test_what_was_agreed_has_not_the_day_that_it_is_for():
    marked = (
        "Both/NUM/nummod/1 sides/NOUN/nsubj/2 agreed/VERB/root/-1 to/PART/mark/4 "
        "return/VERB/xcomp/2 Friday/PROPN/obl/4"
    )
    (row,) = rows_of(marked, ("agreed", {"actor": "sides", "time": "Friday"}), Friday="2099-01-02")
    assert (row.day, row.words) == ("", "Both sides agreed to return Friday")


@pytest.mark.parametrize(
    ("marked", "trigger", "words"),
    [
        (
            "Roe/PROPN/nsubj/4 ,/PUNCT/punct/2 44/NUM/flat/0 ,/PUNCT/punct/2 burned/VERB/root/-1 "
            "the/DET/det/6 mill/NOUN/obj/4 ./PUNCT/punct/4",
            "burned",
            "Roe, 44, burned the mill",
        ),
        (
            "Roe/PROPN/nsubj/5 ,/PUNCT/punct/3 for/ADP/case/3 instance/NOUN/obl/5 ,/PUNCT/punct/3 "
            "burned/VERB/root/-1 the/DET/det/7 mill/NOUN/obj/5 ./PUNCT/punct/5",
            "burned",
            "Roe, for instance, burned the mill",
        ),
        (
            "That/DET/det/1 crew/NOUN/nsubj/5 of/ADP/case/4 that/DET/det/4 ship/NOUN/nmod/1 "
            "burned/VERB/root/-1 the/DET/det/7 mill/NOUN/obj/5 ./PUNCT/punct/5",
            "burned",
            "That crew of that ship burned the mill",
        ),
        (
            "Sailors/NOUN/nsubj/1 rebelled/VERB/root/-1 ,/PUNCT/punct/3 some/PRON/nsubj/0 "
            "in/ADP/case/6 red/ADJ/amod/6 shirts/NOUN/nmod/3 ./PUNCT/punct/1",
            "rebelled",
            "Sailors rebelled",
        ),
        (
            "In/ADP/case/2 a/DET/det/2 deal/NOUN/nsubj/6 ,/PUNCT/punct/2 the/DET/det/5 "
            "suit/NOUN/nsubj/6 collapsed/VERB/root/-1 in/ADP/case/8 Accra/PROPN/obl/6",
            "collapsed",
            "The suit collapsed in Accra",
        ),
        (
            "Roe/PROPN/nsubj/5 ,/PUNCT/punct/4 whose/PRON/nmod/3 term/NOUN/nsubj/4 "
            "ended/VERB/acl/0 wept/VERB/root/-1",
            "ended",
            "Roe’s term ended",
        ),
    ],
)
def test_a_subject_is_whole_and_ends_before_its_verb(marked, trigger, words):
    (row,) = rows_of(marked, (trigger, {}))
    assert row.words == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("through/ADP/case/6 the/DET/det/6 night/NOUN/obl/1", "Sirens sounded in Accra"),
        ("during/ADP/punct/1 the/DET/det/6 night/NOUN/obl/1", "Sirens sounded in Accra"),
        (
            "during/ADP/case/7 the/DET/det/7 night/NOUN/compound/7 raid/NOUN/obl/1",
            "Sirens sounded in Accra during the raid",
        ),
    ],
)
def test_a_time_said_beside_a_row_takes_its_preposition_with_it(time, words):
    marked = f"Sirens/NOUN/nsubj/1 sounded/VERB/root/-1 in/ADP/case/3 Accra/PROPN/obl/1 {time}"
    (row,) = rows_of(marked, ("sounded", {"time": "night"}), night="2023-01-02")
    assert row.words == words


@pytest.mark.parametrize(
    ("marked", "trigger", "status", "words"),
    [
        (
            "Rebels/NOUN/nsubj/1 shelled/VERB/root/-1 and/CCONJ/cc/3 burned/VERB/conj/1 "
            "the/DET/det/5 mill/NOUN/obj/3",
            "shelled",
            "happened",
            ["Rebels shelled and burned the mill"],
        ),
        (
            "Many/ADJ/amod/1 Ghanaians/PROPN/nsubj/4 interviewed/VERB/acl/1 there/ADV/advmod/2 "
            "wept/VERB/root/-1",
            "interviewed",
            "happened",
            ["Many Ghanaians were interviewed there"],
        ),
        (
            "Roe/PROPN/nsubj/1 lamented/VERB/root/-1 the/DET/det/3 fact/NOUN/obj/1 "
            "that/SCONJ/nsubj/7 sailors/NOUN/nsubj/7 were/AUX/aux/7 jailed/VERB/acl/3",
            "jailed",
            "happened",
            ["Sailors were jailed"],
        ),
        (
            "If/SCONJ/mark/2 rebels/NOUN/nsubj/2 burned/VERB/advcl/6 the/DET/det/4 "
            "mill/NOUN/obj/2 ,/PUNCT/punct/2 wept/VERB/root/-1",
            "burned",
            "possible",
            [],
        ),
        (
            "Rebels/NOUN/nsubj/1 decide/VERB/root/-1 when/ADV/advmod/5 crews/NOUN/nsubj/5 "
            "are/AUX/cop/5 ready/ADJ/advcl/1 to/PART/mark/7 sail/VERB/advcl/5",
            "sail",
            "possible",
            [],
        ),
        (
            "Any/DET/det/1 decision/NOUN/nsubj/6 to/PART/mark/3 charge/VERB/acl/1 "
            "Roe/PROPN/obj/3 would/AUX/aux/6 matter/VERB/root/-1",
            "charge",
            "planned",
            [],
        ),
        (
            "Roe/PROPN/nsubj/1 described/VERB/root/-1 riding/VERB/ccomp/1",
            "riding",
            "happened",
            [],
        ),
        (
            "Roe/PROPN/nsubj/1 rebuffed/VERB/root/-1 the/DET/det/3 inquiry/NOUN/obj/1",
            "inquiry",
            "ongoing",
            ["Roe rebuffed the inquiry"],
        ),
    ],
    ids=["shared", "many", "passive", "if", "when ready", "any", "gerund", "past"],
)
def test_a_row_is_a_sentence_of_what_was_or_is_to_be(marked, trigger, status, words):
    article, reading = story(marked)
    actor = {"riding": {"actor": "Roe"}, "sail": {"actor": "Rebels"}}.get(trigger, {})
    known = {"interviewed": "interview", "jailed": "jail", "rebuffed": "rebuff"}
    lemmas = tuple(known.get(one, one) for one in reading.words.lemmas)
    reading = replace(reading, words=replace(reading.words, lemmas=lemmas))
    made = event(article.text, trigger, status=status, **actor)
    rows = happenings(article, replace(reading, events=(made,)))
    assert [row.words for row in rows] == words
    assert [row.status for row in rows] == ["happened"] * len(words)


def test_a_row_keeps_the_stop_of_a_time_of_day():
    assert (cut("the mill burned at 9 a.m."), cut("it burned.")) == (
        "The mill burned at 9 a.m.",
        "It burned",
    )


def test_what_is_done_to_in_a_clause_of_its_own_is_left_there():
    marked = (
        "Ghana/PROPN/nsubj/2 would/AUX/aux/2 close/VERB/root/-1 if/SCONJ/mark/5 "
        "rebels/NOUN/nsubj/5 shelled/VERB/advcl/2 Accra/PROPN/obj/5"
    )
    (row,) = rows_of(marked, ("close", {"recipient": "Accra"}))
    assert row.words == "Ghana would close"


def test_a_visit_that_a_reader_takes_for_a_verb_has_no_clause_of_its_own():
    article, reading = story(
        "Roe/PROPN/nsubj/1 announced/VERB/root/-1 his/PRON/nmod/3 visit/VERB/xcomp/1 "
        "to/ADP/case/5 Accra/PROPN/nmod/3"
    )
    told = replace(make_reading(make_article()).statements[0], cue=span(article.text, "announced"))
    made = event(article.text, "visit", actor="Roe")
    assert happenings(article, replace(reading, statements=(told,), events=(made,))) == []


@pytest.mark.parametrize(
    ("case", "words"),
    [("over", "Raid on the mill"), ("in", "Police arrested Roe in the raid on the mill")],
)
def test_a_day_of_what_somebody_is_arrested_over_is_not_that_of_the_arrest(case, words):
    marked = (
        "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Roe/PROPN/obj/1 "
        f"{case}/ADP/case/6 the/DET/det/6 Saturday/PROPN/compound/6 raid/NOUN/obl/1 "
        "on/ADP/case/9 the/DET/det/9 mill/NOUN/nmod/6"
    )
    (row,) = rows_of(marked, ("raid", {"time": "Saturday"}), Saturday="2023-01-07")
    assert row.words == words


WHOLE = {
    "a month that owns something": (
        "Ada/PROPN/nsubj/1 left/VERB/root/-1 last/ADJ/amod/3 month/NOUN/nmod/5 's/PART/case/3 "
        "race/NOUN/obj/1",
        ("left", {"actor": "Ada", "time": "last month"}),
        {"last month": "2023-08"},
        "Ada left last month 's race",
    ),
    "about an hour": (
        "Boats/NOUN/nsubj/1 sank/VERB/root/-1 at/ADP/case/4 around/ADV/advmod/4 noon/NOUN/obl/1 "
        "near/ADP/case/6 Tema/PROPN/obl/1",
        ("sank", {"actor": "Boats", "time": "noon"}),
        {"noon": "2023-09-12T12:00"},
        "Boats sank near Tema",
    ),
    "how long": (
        "Men/NOUN/nsubj/1 sang/VERB/root/-1 for/ADP/case/4 two/NUM/nummod/4 hours/NOUN/obl/1",
        ("sang", {"actor": "Men"}),
        {},
        "Men sang for two hours",
    ),
    "so long after": (
        "Aid/NOUN/nsubj/1 came/VERB/root/-1 a/DET/det/3 day/NOUN/obl/1 after/SCONJ/mark/6 "
        "Tema/PROPN/nsubj/6 fell/VERB/advcl/1",
        ("came", {"actor": "Aid"}),
        {},
        "Aid came a day after Tema fell",
    ),
    "a particle": (
        "Ada/PROPN/nsubj/2 was/AUX/aux/2 sworn/VERB/root/-1 in/ADP/compound/2 on/ADP/case/5 "
        "Monday/PROPN/obl/2",
        ("sworn", {"recipient": "Ada", "time": "Monday"}),
        {"Monday": "2023-09-11"},
        "Ada was sworn in",
    ),
    "what is left so": (
        "Guards/NOUN/nsubj/1 quit/VERB/root/-1 ,/PUNCT/punct/3 leaving/VERB/advcl/1 "
        "two/NUM/nummod/5 cells/NOUN/nsubj/6 open/ADJ/advcl/3",
        ("quit", {"actor": "Guards"}),
        {},
        "Guards quit, leaving two cells open",
    ),
    "two gerunds": (
        "Rocks/NOUN/nsubj/1 hit/VERB/root/-1 Tema/PROPN/obj/1 ,/PUNCT/punct/4 "
        "killing/VERB/conj/1 two/NUM/obj/4 and/CCONJ/cc/7 hurting/VERB/conj/4 ten/NUM/obj/7",
        ("hurting", {"actor": "Rocks", "recipient": "ten"}),
        {},
        "Rocks hit Tema, killing two and hurting ten",
    ),
    "a shared could": (
        "Rain/NOUN/nsubj/2 could/AUX/aux/2 rise/VERB/root/-1 and/CCONJ/cc/4 hit/VERB/conj/2 "
        "Tema/PROPN/obj/4",
        ("hit", {"actor": "Rain", "recipient": "Tema"}),
        {},
        "Rain could hit Tema",
    ),
    "a quality of an aside": (
        "Men/NOUN/nsubj/8 of/ADP/case/2 Ada/PROPN/nmod/0 ,/PUNCT/punct/6 Danish/ADJ/amod/2 "
        "sailor/NOUN/compound/6 Jan/PROPN/appos/2 ,/PUNCT/punct/6 fled/VERB/root/-1 "
        "Tema/PROPN/obj/8",
        ("fled", {"actor": "Men"}),
        {},
        "Men of Ada fled Tema",
    ),
}


@pytest.mark.parametrize(("marked", "made", "days", "words"), WHOLE.values(), ids=WHOLE)
def test_a_row_is_whole_where_a_time_is_taken_out(marked, made, days, words):
    (row,) = rows_of(marked, made, **days)
    assert row.words == words


@pytest.mark.parametrize(
    ("marked", "trigger", "roles", "words"),
    [
        (  # a name in brackets parts no subject from its verb
            "The/DET/det/2 Harbour/PROPN/compound/2 Board/PROPN/nsubj/7 (/PUNCT/punct/4 "
            "HB/PROPN/appos/2 )/PUNCT/punct/4 has/AUX/aux/7 closed/VERB/root/-1 Tema/PROPN/obj/7",
            "closed",
            {"actor": "Board", "recipient": "Tema"},
            "The Harbour Board has closed Tema",
        ),
        (  # what stands before a gerund is none of its own
            "Ghana/PROPN/nsubj/1 fined/VERB/root/-1 Norrbygg/PROPN/obj/1 ,/PUNCT/punct/1 "
            "two/NUM/nummod/5 aides/NOUN/obl/7 ,/PUNCT/punct/7 adding/VERB/advcl/1 "
            "to/ADP/case/10 its/PRON/nmod/10 debts/NOUN/obl/7",
            "fined",
            {"actor": "Ghana", "recipient": "Norrbygg"},
            "Ghana fined Norrbygg, adding to its debts",
        ),
        (  # "who" is who stands before it
            "The/DET/det/1 family/NOUN/nsubj/9 of/ADP/case/4 a/DET/det/4 nurse/NOUN/nmod/1 "
            "who/PRON/nsubj/8 has/AUX/aux/8 been/AUX/aux/8 jailed/VERB/acl/4 wept/VERB/root/-1",
            "jailed",
            {"recipient": "The family of a nurse"},
            "A nurse has been jailed",
        ),
        (
            "Dozens/NOUN/nsubj/7 of/ADP/case/2 nurses/NOUN/nmod/0 who/PRON/nsubj/6 "
            "have/AUX/aux/6 been/AUX/aux/6 jailed/VERB/acl/2 wept/VERB/root/-1",
            "jailed",
            {"recipient": "Dozens of nurses"},
            "Dozens of nurses have been jailed",
        ),
        (
            "It/PRON/nsubj/1 replaced/VERB/root/-1 one/NUM/obj/1 of/ADP/case/5 the/DET/det/5 "
            "ferries/NOUN/nmod/2 that/PRON/nsubj/8 was/AUX/aux/8 sunk/VERB/acl/5",
            "sunk",
            {"recipient": "the ferries"},
            "One of the ferries was sunk",
        ),
        (  # no "and" of the sentence before
            "And/CCONJ/cc/3 of/ADP/case/3 the/DET/det/3 gangs/NOUN/obl/10 that/PRON/obj/8 "
            "the/DET/det/6 police/NOUN/nsubj/8 had/AUX/aux/8 raided/VERB/acl/3 "
            "nothing/PRON/nsubj/10 remains/VERB/root/-1",
            "raided",
            {"actor": "the police"},
            "The police had raided the gangs",
        ),
    ],
)
def test_a_row_says_who_it_was_and_no_more(marked, trigger, roles, words):
    (row,) = rows_of(marked, (trigger, roles))
    assert row.words == words


def test_a_business_of_hiding_ships_hides_none():
    rows = rows_of(
        "Papers/NOUN/nsubj/1 show/VERB/root/-1 the/DET/det/3 business/NOUN/obj/1 "
        "of/ADP/mark/5 hiding/VERB/acl/3 ships/NOUN/obj/5",
        ("hiding", {"actor": "the business", "recipient": "ships"}),
        ("show", {"actor": "Papers"}),
    )
    assert [row.words for row in rows] == ["Papers show the business"]


@pytest.mark.parametrize(
    ("noun", "words"),
    [("deals", []), ("day", ["Norrbygg signed"])],
)
def test_what_is_done_to_a_thing_before_it_is_no_row_of_its_own(noun, words):
    rows = rows_of(
        f"Oslo/PROPN/nsubj/1 studies/VERB/root/-1 the/DET/det/3 {noun}/NOUN/obj/1 "
        "Norrbygg/PROPN/nsubj/5 signed/VERB/acl/3",
        ("signed", {"actor": "Norrbygg"}),
    )
    assert [row.words for row in rows] == words


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        (
            "Roe/PROPN/nsubj/1 left/VERB/root/-1 Monday/PROPN/nmod/4 ’s/PART/case/3 "
            "talks/NOUN/obj/1",
            "Roe left Monday ’s talks",
        ),
        (
            "Roe/PROPN/nsubj/1 left/VERB/root/-1 Tema/PROPN/obj/1 on/ADP/case/5 a/DET/det/5 "
            "stormy/ADJ/obl/1 Monday/PROPN/obl/1 by/ADP/case/8 ferry/NOUN/obl/1",
            "Roe left Tema by ferry",
        ),
        (
            "Roe/PROPN/nsubj/1 left/VERB/root/-1 Tema/PROPN/obj/1 around/ADP/advmod/4 "
            "Monday/PROPN/obl/1",
            "Roe left Tema",
        ),
    ],
)
def test_nothing_of_a_time_that_stands_beside_a_row_is_left_in_it(marked, words):
    (row,) = rows_of(
        marked,
        ("left", {"actor": "Roe", "time": "Monday"}),
        Monday="2023-09-11",
    )
    assert row.words == words


@pytest.mark.parametrize(
    ("marked", "trigger", "roles", "status", "words"),
    [
        (
            "Two/NUM/nummod/1 guilds/NOUN/nsubj/2 asked/VERB/root/-1 Norrbygg/PROPN/obj/5 "
            "to/PART/mark/5 study/VERB/ccomp/2 the/DET/det/7 tides/NOUN/obj/5",
            "study",
            {"actor": "Two guilds"},
            "requested",
            ["Norrbygg to study the tides"],
        ),
        (
            "Pirates/NOUN/nsubj/2 are/AUX/aux/2 said/VERB/root/-1 to/PART/mark/5 have/AUX/aux/5 "
            "boarded/VERB/ccomp/2 two/NUM/nummod/7 ferries/NOUN/obj/5",
            "boarded",
            {"actor": "Pirates"},
            "happened",
            ["Pirates had boarded two ferries"],
        ),
        (
            "Norrbygg/PROPN/nsubj/1 tested/VERB/root/-1 what/PRON/obj/1 it/PRON/nsubj/4 "
            "called/VERB/acl/2 a/DET/det/6 glider/NOUN/xcomp/4",
            "tested",
            {"actor": "Norrbygg", "recipient": "what"},
            "happened",
            ["Norrbygg tested what it called a glider"],
        ),
        (
            "He/PRON/nsubj/1 asked/VERB/root/-1 what/DET/det/3 ferries/NOUN/nsubj/4 "
            "sank/VERB/ccomp/1",
            "sank",
            {"actor": "ferries"},
            "happened",
            [],
        ),
    ],
)
def test_a_row_names_who_is_asked_and_nobody_who_is_asked_for(
    marked, trigger, roles, status, words
):
    article, reading = story(marked)
    made = event(article.text, trigger, status=status, **roles)
    rows = happenings(article, replace(reading, events=(made,)))
    assert [row.words for row in rows] == words


def test_a_row_leaves_to_its_account_according_to_whom_it_is():
    article, reading = story(
        "Roe/PROPN/nsubj/1 fled/VERB/root/-1 Tema/PROPN/obj/1 according/ADP/case/5 "
        "to/ADP/fixed/3 Kim/PROPN/obl/1"
    )
    made = event(article.text, "fled", actor="Roe", recipient="Tema")
    told = replace(made, told_by="s1")
    (row,) = happenings(article, replace(reading, events=(told,)))
    assert row.words == "Roe fled Tema"
    (row,) = happenings(article, replace(reading, events=(made,)))
    assert row.words == "Roe fled Tema according to Kim"


def test_the_day_until_which_something_is_so_is_not_its_own():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 closed/VERB/root/-1 Tema/PROPN/obj/1 until/ADP/case/4 "
        "Friday/PROPN/obl/1",
        ("closed", {"actor": "Police", "recipient": "Tema", "time": "Friday"}),
        Friday="2023-09-08",
    )
    assert (row.day, row.words) == ("", "Police closed Tema until Friday")


def test_what_is_so_until_an_hour_is_so_on_its_day():
    (row,) = rows_of(
        "Police/NOUN/nsubj/1 closed/VERB/root/-1 Tema/PROPN/obj/1 until/ADP/case/4 nine/NOUN/obl/1",
        ("closed", {"actor": "Police", "recipient": "Tema", "time": "nine"}),
        nine="2023-09-08T09",
    )
    assert (row.day, row.words) == ("2023-09-08", "Police closed Tema")


@pytest.mark.parametrize(
    ("marked", "trigger", "roles", "words"),
    [
        (
            "Ghana/PROPN/nsubj/1 bars/VERB/root/-1 Norrbygg/PROPN/obj/1 from/SCONJ/mark/4 "
            "selling/VERB/advcl/1 fuel/NOUN/obj/4",
            "selling",
            {"actor": "Norrbygg", "recipient": "fuel"},
            [],
        ),
        (
            "Police/NOUN/nsubj/1 arrested/VERB/root/-1 Roe/PROPN/obj/1 ;/PUNCT/punct/1 "
            "Mara/PROPN/nsubj/6 was/AUX/aux/6 filmed/VERB/conj/1 hitting/VERB/advcl/6 "
            "a/DET/det/9 guard/NOUN/obj/7",
            "hitting",
            {"actor": "Police", "recipient": "a guard"},
            ["Mara hitting a guard"],
        ),
        (
            "Tema/PROPN/nsubj/1 signalled/VERB/root/-1 with/ADP/mark/5 a/DET/det/4 "
            "rocket/NOUN/nsubj/5 launched/VERB/advcl/1 at/ADP/case/7 sea/NOUN/obl/5",
            "launched",
            {"actor": "rocket"},
            ["A rocket was launched at sea"],
        ),
    ],
)
def test_a_row_is_of_who_did_it_and_not_of_who_was_kept_from_it(marked, trigger, roles, words):
    article, reading = story(marked)
    lemmas = tuple(one.removesuffix("ed") for one in reading.words.lemmas)
    reading = replace(reading, words=replace(reading.words, lemmas=lemmas))
    made = event(article.text, trigger, **roles)
    rows = happenings(article, replace(reading, events=(made,)))
    assert [row.words for row in rows] == words


@pytest.mark.parametrize("is_cue", [True, False])
def test_who_says_so_is_not_who_does_it(is_cue):
    article, reading = story(
        "Ferries/NOUN/nsubj/8 that/PRON/obj/5 the/DET/det/3 police/NOUN/nsubj/4 say/VERB/acl/0 "
        "smuggled/VERB/ccomp/4 cheap/ADJ/amod/7 rum/NOUN/obj/5 sank/VERB/root/-1"
    )
    said = replace(
        make_reading(make_article()).statements[0], id="s1", cue=span(article.text, "say")
    )
    made = event(article.text, "smuggled", actor="the police", recipient="rum")
    reading = replace(reading, statements=(said,) if is_cue else (), events=(made,))
    rows = happenings(article, reading)
    assert bool(rows) is not is_cue


@pytest.mark.parametrize(
    ("marked", "trigger", "words"),
    [
        (  # what another verb between them is done to
            "Norrbygg/PROPN/nsubj/1 plans/VERB/root/-1 to/PART/mark/3 leave/VERB/xcomp/1 "
            "but/CCONJ/cc/6 Roe/PROPN/nsubj/6 told/VERB/conj/1 the/DET/det/8 army/NOUN/obj/3",
            "leave",
            "Norrbygg plans to leave",
        ),
        (  # a noun that a reader takes for a verb
            "Norrbygg/PROPN/nsubj/1 made/VERB/root/-1 three/NUM/nummod/4 secret/ADJ/amod/4 "
            "transfers/VERB/obj/1",
            "transfers",
            "Norrbygg made three secret transfers",
        ),
    ],
)
def test_a_row_has_the_verb_and_its_own_object(marked, trigger, words):
    (row,) = rows_of(marked, (trigger, {"actor": "Norrbygg"}))
    assert row.words == words


def test_who_tells_of_it_is_not_whom_it_is_done_to():
    article, reading = story(
        "A/DET/det/1 shot/NOUN/nsubj/2 rang/VERB/ccomp/5 out/ADP/compound/2 Roe/PROPN/nsubj/5 "
        "said/VERB/root/-1"
    )
    said = make_reading(make_article()).statements[0]
    said = replace(said, id="s1", source=(span(article.text, "Roe"),), cue=None)
    made = replace(event(article.text, "rang", actor="shot", recipient="Roe"), told_by="s1")
    (row,) = happenings(article, replace(reading, statements=(said,), events=(made,)))
    assert row.words == "A shot rang out"


@pytest.mark.parametrize(
    ("words", "owned"),
    [("Roe", "Roe’s"), ("Jones", "Jones’s"), ("the two countries", "the two countries’")],
)
def test_several_own_with_a_mark_alone(words, owned):
    assert owned_by(words) == owned
