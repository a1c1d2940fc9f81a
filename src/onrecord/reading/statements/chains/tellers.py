"""Through whom a statement is told: each once, and never the speaker."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.actors.naming.sources import RELATIVE
from onrecord.reading.statements.actors.phrases.source_phrase import OWNERS
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.reading.statements.chains.carriers import Through
from onrecord.reading.statements.chains.telling import Layered
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.sayings.hearers import hears_it

_SITES = frozenset(("website", "site", "page", "account", "blog", "feed", "app", "newsletter"))


def tellers_of(
    speakers: Speakers, one: Layered, who: Who, before: Sequence[Draft]
) -> list[tuple[Through, Who]]:
    """Return through whom a statement is told, outermost first.

    who: its speaker. before: what is said before; a quotation that goes on is told as it began.
    """
    last = before[-1] if before else None
    if not one.via and last is not None and _goes_on(speakers, one):
        return list(last.via) if last.who.member is who.member else []
    said, source = {*one.saying.words, *one.saying.cue}, {*one.saying.source}
    known = {id(who.member)} if who.member is not None else set()
    found = []
    for through in one.via:
        # "a log kept by the club, which | it | showed us": who tells is named in the source
        barred = said if not source.isdisjoint(through.source) else said | source
        teller = speakers.of(through.source, barred, asker=who.member)
        heard = hears_it(speakers.parsed, through.source, through.cue)
        is_own = _is_own_site(speakers, through)
        if id(teller.member) in known or heard or is_own or _takes_up(speakers, through):
            continue
        if teller.member is not None:
            known.add(id(teller.member))
        found.append((through, teller))
    return found


def _goes_on(speakers: Speakers, one: Layered) -> bool:
    """Whether a saying only goes on with what the same one said: "He added that …", "also said"."""
    adds = not {"added", "adds", "also"}.isdisjoint(
        speakers.parsed.words[i] for i in one.saying.cue
    )
    return one.saying.follows or adds


def _is_own_site(speakers: Speakers, through: Through) -> bool:
    """Whether somebody only says it there: "in a statement shared to | its website"."""
    words = [speakers.parsed.words[i] for i in through.source]
    return bool(words) and words[0] in OWNERS and words[-1] in _SITES


def _takes_up(speakers: Speakers, through: Through) -> bool:
    """Whether a teller is a "which": it takes up one that is named beside it."""
    return not through.source or speakers.parsed.words[through.source[0]] in RELATIVE
