"""A reading gets its actors, statements and checks: the order of the steps, and the nouns."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.statements.actors.cast import Cast, actors_of
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.reading.statements.actors.who_says import who_says
from onrecord.reading.statements.chains.chain import Layered, layered
from onrecord.reading.statements.chains.denials import refer
from onrecord.reading.statements.chains.repeats import joined
from onrecord.reading.statements.chains.tellers import tellers_of
from onrecord.reading.statements.checks.checking import CheckWords
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.checks.covers import covered
from onrecord.reading.statements.drafts import Checked, Draft
from onrecord.reading.statements.nouns import Nouns
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.quotes import Quotation, quotations
from onrecord.reading.statements.sayings.sayings import Saying, sayings_of
from onrecord.reading.statements.sayings.worth import is_statement, quote_kind
from onrecord.reading.statements.senses.cues import sense_of
from onrecord.record import Article, Reading

_HEADINGS = frozenset(("headline", "summary", "caption", "subhead"))


def with_statements(article: Article, reading: Reading) -> Reading:
    """Return a reading with what its article's people say, who they are, and what was checked."""
    if not reading.words.starts:
        return reading
    parsed = Parsed(article.text, reading.words)
    quotes = quotations(article.text)
    cast = Cast(parsed, reading.mentions)
    checks = checks_of(parsed)
    sayings = _without_checks(sayings_of(parsed, reading, quotes), checks)
    speakers = Speakers(parsed, cast)
    drafts = _drafts(parsed, layered(parsed, sayings), speakers, quotes)
    drafts = joined(parsed, drafts, _heading_lines(article))
    for number, draft in enumerate(drafts, start=1):
        draft.number = number
    refer(parsed, drafts)
    checked = _checked(checks, drafts, speakers)
    actors = actors_of(cast.members)
    nouns = Nouns(parsed, reading.times, actors)
    return replace(
        reading,
        actors=tuple(actors.values()),
        statements=nouns.statements(drafts, checked),
        checks=nouns.checks(checked),
    )


def _without_checks(sayings: Sequence[Saying], checks: Sequence[CheckWords]) -> list[Saying]:
    """Leave out the sayings whose cue says that somebody checked, or nobody could."""
    taken = {i for check in checks if not check.is_statement for i in check.words}
    return [one for one in sayings if taken.isdisjoint(one.cue)]


def _checked(
    checks: Sequence[CheckWords], drafts: Sequence[Draft], speakers: Speakers
) -> list[Checked]:
    """Say of each check who made it and what it covers; leave out those that cover nothing."""
    found = []
    for words in checks:
        covers, how = covered(speakers.parsed, words, drafts, speakers.cast)
        if covers:
            by = speakers.of(words.by, words.words.start) if words.by else None
            found.append(Checked(words=words, by=by, covers=tuple(covers), how=how))
    return found


def _heading_lines(article: Article) -> set[int]:
    return {
        article.text.count("\n", 0, block.span.start)
        for block in article.blocks
        if block.kind in _HEADINGS
    }


# --- who says it


def _drafts(
    parsed: Parsed, found: Sequence[Layered], speakers: Speakers, quotes: Sequence[Quotation]
) -> list[Draft]:
    drafts: list[Draft] = []
    for one in found:
        saying = one.saying
        if not is_statement(parsed, quotes, saying):
            continue
        who = who_says(parsed, speakers, saying, drafts)
        via = tellers_of(speakers, one, who, drafts)
        grade = who.member.grade if who.member else None
        sense = sense_of(parsed, saying.cue, saying.words, grade)
        quote = quote_kind(parsed, quotes, saying)
        drafts.append(Draft(saying=saying, who=who, via=via, sense=sense, quote=quote))
        if who.member is not None:
            speakers.spoke(who.member, saying.first)
        elif via and via[-1][1].member is not None:
            speakers.spoke(via[-1][1].member, saying.first)
    return drafts
