"""Adds actors, statements and checks to a reading: the order of the steps, and the nouns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Cast, Member, actors_of
from onrecord.reading.statements.actors.meant.named_later import as_named, named_later
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    sort_by_look,
    sorts_of,
)
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.reading.statements.actors.who_says import who_says
from onrecord.reading.statements.chains.answering import refer
from onrecord.reading.statements.chains.carriers import Through
from onrecord.reading.statements.chains.chain import layered
from onrecord.reading.statements.chains.claimed import with_claims
from onrecord.reading.statements.chains.denials import FALSE
from onrecord.reading.statements.chains.naming import Namings
from onrecord.reading.statements.chains.repeats import joined
from onrecord.reading.statements.chains.tellers import tellers_of
from onrecord.reading.statements.chains.telling import Layered
from onrecord.reading.statements.checks.checking import CheckWords
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.checks.covers import covered
from onrecord.reading.statements.checks.evidences import Looked
from onrecord.reading.statements.checks.scopes import as_counted
from onrecord.reading.statements.checks.weighed import weighed_checks, weighed_covers
from onrecord.reading.statements.drafts import Checked, Draft
from onrecord.reading.statements.nouns import Nouns
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.hearers import without_hearer
from onrecord.reading.statements.sayings.quotes import Quotation, quotations, quote_kind
from onrecord.reading.statements.sayings.sayings import Saying, sayings_of
from onrecord.reading.statements.sayings.worth import is_statement, without_acts
from onrecord.reading.statements.senses.cues import QUOTES
from onrecord.reading.statements.senses.weighed import weighed_sense
from onrecord.reading.statements.spoken_of import spoken_of
from onrecord.reading.statements.within_sentence import by_gender, by_syntax
from onrecord.record import Article, BlockKind, Grade, Reading

_SURE = 0.5  # of a check, from which on what rules found in its words is none
# Likelihood of a check from which on it is told though nothing is likely to be what it covers: who
# did not answer is news as well. Of nine such in stories not seen, eight were checks.
_SURE_ALONE = 0.8
_TELLING = ("person", "group")  # who is in mind as the one whose words they tell of is
_OF_MINDS = frozenset(("threatens", "promises"))  # manners of nobody without a mind
_HEADINGS: frozenset[BlockKind] = frozenset(("headline", "summary", "caption", "subhead"))
_SUBHEADS: frozenset[BlockKind] = frozenset(("subhead",))
_SET_OFF: frozenset[BlockKind] = frozenset(("quote",))


class Drafted(NamedTuple):
    """A story with everything that is said in it, before it is known what each check covers."""

    parsed: Parsed
    sayings: list[Saying]
    cast: Cast
    speakers: Speakers
    drafts: list[Draft]
    checks: list[CheckWords]


def with_statements(article: Article, reading: Reading) -> Reading:
    """Return a reading with what its article's people say, who they are, and what was checked."""
    if not reading.words.starts:
        return reading
    story = drafted(article, reading)
    checked = _checked(story)
    actors = actors_of(story.cast.members)
    nouns = Nouns(story.parsed, reading.times, actors)
    told = spoken_of(story.parsed, story.drafts, reading.anaphors, reading.chains)
    return replace(
        reading,
        actors=tuple(actors.values()),
        statements=nouns.statements(story.drafts, checked),
        checks=nouns.checks(checked),
        anaphors=by_gender(
            story.parsed, story.cast.at, by_syntax(story.parsed, actors.values(), told)
        ),
    )


def drafted(article: Article, reading: Reading) -> Drafted:
    """Find what is said in a story, by whom and through whom, and what was checked."""
    parsed = Parsed(article.text, reading.words)
    quotes = quotations(article.text)
    subheads, set_off = (_lines_of(article, parsed, kinds) for kinds in (_SUBHEADS, _SET_OFF))
    cast = Cast(parsed, reading.mentions)
    checks = weighed_checks(parsed, checks_of(parsed), reading.verifications)
    sayings = sayings_of(parsed, reading, quotes, subheads, set_off)
    sayings = with_claims(parsed, sayings, reading.attributions)
    sayings = _without_checks(sayings, checks)
    speakers = Speakers(parsed, cast, reading.anaphors)
    speakers.grades.update(_grades(parsed, reading))
    told = without_acts(parsed, quotes, sayings)
    drafts = _drafts(parsed, layered(parsed, told), speakers, quotes)
    _name(parsed, speakers, drafts)
    drafts = joined(parsed, drafts, _lines_of(article, parsed, _HEADINGS))
    for number, draft in enumerate(drafts, start=1):
        draft.number = number
    refer(Namings(parsed, cast, drafts))
    return Drafted(parsed, sayings, cast, speakers, drafts, checks)


def _grades(parsed: Parsed, reading: Reading) -> Iterator[tuple[int, tuple[Grade, float]]]:
    """Give each word of a source with what the model takes the source for."""
    for one in reading.attributions:
        if one.sensed is not None and one.sensed.grade is not None:
            for i in parsed.ranges_of(one.source):
                yield i, (one.sensed.grade, one.sensed.grade_score)


def looked_at(story: Drafted, check: CheckWords) -> tuple[Looked, str]:
    """Look at what a check may cover; and say in words by which rule."""
    by_rule, how = covered(story.parsed, check, story.drafts, story.cast)
    before = [one for one in story.drafts if one.saying.first < check.words.start]
    order = {one.number: back for back, one in enumerate(reversed(before))}
    taken_up = _taken_up(story, check, {id(m) for draft in before for m in draft.tellers})
    return Looked(story.parsed, check, by_rule, story.cast, order, taken_up), how


def _taken_up(story: Drafted, check: CheckWords, tellers: set[int]) -> dict[int, Member]:
    """Return whom the pronouns of a check take up, of those who told something before it."""
    found: dict[int, Member] = {}
    for i in check.words:
        if story.parsed.words[i] in PERSON_PRONOUNS.keys() | {"its", "their"}:
            ranked = story.speakers.pronouns.ranked(i)
            likeliest = next((member for _, member in ranked if id(member) in tellers), None)
            if likeliest is not None:
                found[i] = likeliest
    return found


def _without_checks(sayings: Sequence[Saying], checks: Sequence[CheckWords]) -> list[Saying]:
    """Leave out the sayings whose cue says that somebody checked, or nobody could.

    Where the model is surer that something is said than anything is that it was checked, it is;
    so is a claim of another that somebody confirms.
    """
    taken = {i: one.likely for one in checks if not one.is_statement for i in one.words}
    surer = ((one, one.score if one.made == "model" else _SURE) for one in sayings)
    return [
        one
        for one, score in surer
        if one.is_answered or all(taken.get(i, -1.0) < score for i in one.cue)
    ]


def _checked(story: Drafted) -> list[Checked]:
    """Say of each check who made it and what it covers; in doubt, what covers nothing is none."""
    found = []
    for words in story.checks:
        look, how = looked_at(story, words)
        by = story.speakers.of(words.by) if words.by else None
        covers = _claims_in(story.drafts, words)
        others = _answerable(story, words, _of_others(story.drafts, by))
        one_of = story.parsed.words[words.words.start] == "one" and _is_paper(by)
        if words.outcome == "contradicted" and one_of:  # "One memo said": of the papers before
            others = [one for one in others if not _is_paper(one.who)]
        covers = covers or weighed_covers(look, others)
        if covers or words.sure >= _SURE_ALONE:
            how = how if covers == look.by_rule else "what the model and the words say of each"
            how = how if covers else "no statement of the story"
            counted = as_counted(story.parsed, words, covers)
            found.append(Checked(words=counted, by=by, covers=tuple(covers), how=how))
    return _in_one(story.parsed, found)


def _claims_in(drafts: Sequence[Draft], check: CheckWords) -> list[Draft]:
    """Return the claim that a check names: "Two guards confirmed the woman's claim that …"."""
    claims = (one for one in drafts if one.saying.is_answered)
    return [
        one
        for one in claims
        if one.saying.claim in check.words and check.words.start < one.saying.first
    ]


def _in_one(parsed: Parsed, checks: Sequence[Checked]) -> list[Checked]:
    """Put parts of a sentence that say the same of the same together: "She confirmed | that …"."""
    found: list[Checked] = []
    for one in checks:
        if not found or not _goes_on(parsed, found[-1], one):
            found.append(one)
            continue
        last = found.pop()
        ends = max(last.words.words.stop, one.words.words.stop)
        likelier = max(last.words, one.words, key=lambda part: part.sure)
        words = likelier._replace(words=range(last.words.words.start, ends))
        found.append(replace(last, words=words, by=last.by or one.by))
    return found


def _goes_on(parsed: Parsed, one: Checked, other: Checked) -> bool:
    """Whether a check goes on with the words of the one before, and with nothing of its own."""
    gap = range(one.words.words.stop, other.words.words.start)
    if other.words.words.start not in parsed.sentence_of(one.words.words.start):
        return False
    same = one.words.outcome == other.words.outcome and len(one.covers) == len(other.covers)
    same = same and all(a is b for a, b in zip(one.covers, other.covers, strict=True))
    whose = one.by is None or other.by is None or one.by.member is other.by.member
    return same and whose and all(parsed.words[i] == "," for i in gap)


def _of_others(drafts: Sequence[Draft], by: Who | None) -> list[Draft]:
    """Leave out what the one who checks says: nobody is a check of himself, nor is a paper."""
    checker = by.member if by else None
    return [
        one
        for one in drafts
        if checker is None or (one.via and not _is_paper(by)) or one.who.member is not checker
    ]


def _is_paper(who: Who | None) -> bool:
    return who is not None and who.member is not None and who.member.grade in ("document", "data")


def _answerable(story: Drafted, check: CheckWords, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a finding cannot contradict: another one, and that something is a fake."""
    if check.outcome != "contradicted":
        return [*drafts]
    found = {i for one in story.checks if one.is_finding for i in one.words}
    words = story.parsed.words
    return [
        one
        for one in drafts
        if found.isdisjoint(one.saying.cue) and FALSE.isdisjoint(words[i] for i in one.saying.words)
    ]


def _lines_of(article: Article, parsed: Parsed, kinds: frozenset[BlockKind]) -> frozenset[int]:
    spans = (block.span for block in article.blocks if block.kind in kinds)
    return frozenset(parsed.lines[i] for span in spans for i in parsed.range_of(span)[:1])


# --- who says it


def _name(parsed: Parsed, speakers: Speakers, drafts: Sequence[Draft]) -> None:
    """Call by their names those who are brought in without one and get it below."""
    later = named_later(parsed, speakers.cast.members)
    known = {id(one): named for one, named in later}
    for one, named in later:
        speakers.unite(one, named)
    for draft in drafts:
        draft.who = as_named(draft.who, known)
        draft.via = [(through, as_named(who, known)) for through, who in draft.via]


def _drafts(
    parsed: Parsed, found: Sequence[Layered], speakers: Speakers, quotes: Sequence[Quotation]
) -> list[Draft]:
    drafts: list[Draft] = []
    for one in found:
        saying = one.saying
        if not is_statement(parsed, quotes, saying, told=bool(one.via)):
            continue
        who = who_says(parsed, speakers, saying, drafts)
        via = tellers_of(speakers, one, who, drafts)
        if who.member is None and not via and _is_own_voice(parsed, saying):
            continue
        grade = who.member.grade if who.member else None
        sense = weighed_sense(parsed, saying.cue, saying.words, grade, saying.sensed)
        if sense.manner in _OF_MINDS and who.member is not None and _has_no_mind(who.member):
            continue
        quote = quote_kind(parsed, quotes, saying)
        saying = without_hearer(parsed, saying)
        drafts.append(Draft(saying=saying, who=who, via=via, sense=sense, quote=quote))
        _note_tellers(speakers, via, saying.first)
        if who.member is not None:
            speakers.spoke(who.member, saying.first)
        elif via and via[-1][1].member is not None:
            speakers.spoke(via[-1][1].member, saying.first)
    return drafts


def _note_tellers(speakers: Speakers, via: Sequence[tuple[Through, Who]], at: int) -> None:
    """Note who tells of another's words: they are in mind as who speaks is."""
    for _, teller in via:
        if teller.member is not None and teller.member.kind in _TELLING:
            speakers.pronouns.spoke(teller.member, at)


def _is_own_voice(parsed: Parsed, saying: Saying) -> bool:
    """Whether the story says it itself: "I mean there should be a tram", "we asked them"."""
    said = [parsed.words[i] for i in saying.source]
    marked = not QUOTES.isdisjoint(parsed.words[i] for i in parsed.line_of(saying.first))
    return said in (["i"], ["we"]) and not marked


def _has_no_mind(member: Member) -> bool:
    """Whether somebody without a name is none, by a noun of nobody: "a quarrel", "the storm"."""
    noun = member.noun
    unnamed = member.kind == "person" and not member.named and noun not in ("", "another", "other")
    return unnamed and not sorts_of(noun) and sort_by_look(noun) != "person"
