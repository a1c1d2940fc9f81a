"""Who reports what is said: those found by syntax, and others, weighed.

Syntax finds most, and some who do not; the model knows of some whom no rule finds, or names another
one. Both are evidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log1p

from onrecord.reading.statements.actors.naming.sources import PRONOUNS, sorts_of
from onrecord.reading.statements.chains.carriers import NOT_TELLING, Through
from onrecord.reading.statements.chains.handed import hears
from onrecord.reading.statements.chains.subjects import is_evidence, is_same
from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_TELLS = 0.5  # probability from which on somebody tells of a saying
_TOLD = 0.5  # probability by the model, from which on somebody tells of the teller's own words
_FARTHEST = 2  # lines back to a saying whose teller may tell of the next, too

_QUOTING = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing"))
_BY_HANDS = ("handed", "beside", "recorded", "recorded by")  # how


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Somebody who may tell of a saying, and what shows whether they do."""

    through: Through
    evidence: dict[str, float]

    @property
    def tells(self) -> bool:
        """Whether they do."""
        return probability("tells", self.evidence) >= _TELLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered:
    """A saying and through whom it is told, outermost first."""

    saying: Saying
    via: tuple[Through, ...] = ()
    possible: tuple[Possible, ...] = ()  # who was weighed for it


def possible_tellers(
    parsed: Parsed, one: Layered, before: Layered | None, sayings: Sequence[Saying]
) -> list[Possible]:
    """Return who may tell of a saying, outermost first; [] where the model was not asked.

    one: with whom syntax found. before: the saying before it, as weighed. sayings: all of the text.
    """
    if one.saying.sensed is None:
        return []
    known = {i for t in one.via for i in t.source}
    own = {*one.saying.source, *one.saying.cue}
    afresh = before is not None and _tells_afresh(parsed, one, before.saying)
    going_on = [
        t
        for t in _going_on(parsed, one.saying, None if afresh else before)
        if (known | own).isdisjoint(t.source)
    ]
    known |= {i for t in going_on for i in t.source}
    by_model = [t for t in _by_model(parsed, sayings, one.saying) if known.isdisjoint(t.source)]
    quoting = [t for t in by_model if _quotes(parsed, t, one.via)]
    inner = [t for t in by_model if t not in quoting]
    every = [*going_on, *quoting, *_with_holders_first(one.via), *inner]
    return [
        Possible(
            through=through,
            evidence=_evidence(parsed, one.saying, through, every)
            | (_going_evidence(parsed, one, through, before) if before else {}),
        )
        for through in every
    ]


def _going_on(parsed: Parsed, one: Saying, before: Layered | None) -> Iterator[Through]:
    """Give the outermost who told of the saying before: they may go on."""
    if before is None or not before.via or one.first < 0:
        return
    through = before.via[0]
    if _has_turn(parsed, through) and parsed.lines[one.first] != parsed.lines[through.source[0]]:
        return
    if parsed.lines[one.first] - parsed.lines[before.saying.first] < _FARTHEST:
        yield Through(source=through.source, cue=through.cue, how="goes on")


def _with_holders_first(via: Sequence[Through]) -> list[Through]:
    """Put who got a paper before that: "a memo | obtained by the Post" is told by the Post."""
    found: list[Through] = []
    for one in via:
        held = [k for k, paper in enumerate(found) if _is_behind(paper, one)]
        found.insert(held[0] if held else len(found), one)
    return found


def _is_behind(paper: Through, one: Through) -> bool:
    return bool(paper.source and one.cue) and paper.source[-1] + 1 == one.cue[0]


def _quotes(parsed: Parsed, through: Through, others: Sequence[Through]) -> bool:
    """Whether one tells of who tells: "the radio | quoted an aide as saying Roe had asked"."""
    behind = {i + 1 for i in through.cue if parsed.words[i] in _QUOTING}
    return any(other.source[0] in behind for other in others if other.source)


def _tells_afresh(parsed: Parsed, one: Layered, before: Saying) -> bool:
    """Whether somebody new tells of it in its own sentence: "…, a radio said. Roe said Poe had"."""
    teller = one.via[0].source if one.via else ()
    here = bool(teller) and parsed.sentences[teller[0]] == parsed.sentences[one.saying.first]
    return here and _is_new_name(parsed, teller, before)


def _has_turn(parsed: Parsed, through: Through) -> bool:
    """Whether somebody tells of it in a turn of talk, which ends with its line: "ROE: He rang"."""
    label = through.source
    return not through.cue and bool(label) and parsed.words[label[-1] + 1 : label[-1] + 2] == [":"]


def _going_evidence(
    parsed: Parsed, layered: Layered, through: Through, before: Layered
) -> dict[str, float]:
    """Return what tells whether who told of the saying before goes on."""
    if through.how != "goes on":
        return {}
    one, how = layered.saying, before.via[0].how
    pronoun = _is_pronoun(parsed, one.source)
    shown = bool(before.saying.source) and is_evidence(parsed, before.saying.source)
    shows = bool(one.source) and is_evidence(parsed, one.source)
    it = pronoun and parsed.words[one.source[0]] in ("it", "they")
    apart = parsed.sentences[one.first] - parsed.sentences[before.saying.first]
    spoke = bool(layered.via) and _takes_up(parsed, layered.via[0].source, before.saying)
    return {
        "goes on, by a pronoun": float(pronoun),
        "goes on, a thing": float(shown and (it or shows)),
        "goes on, of a thing": float(shown),
        "goes on, handed": float(how in _BY_HANDS),
        "goes on, handed, by a pronoun": float(how in _BY_HANDS and pronoun),
        "goes on, no source": float(not one.source),
        "goes on, same line": float(parsed.lines[one.first] == parsed.lines[before.saying.first]),
        "goes on, next": float(apart <= 1),
        "goes on, who spoke tells": float(spoke),
        "goes on, another tells": float(bool(layered.via) and not spoke),
        "goes on, a new name": float(_is_new_name(parsed, one.source, before.saying)),
    }


def _is_pronoun(parsed: Parsed, source: Sequence[int]) -> bool:
    return len(source) == 1 and parsed.words[source[0]] in PRONOUNS


def _takes_up(parsed: Parsed, source: Sequence[int], before: Saying) -> bool:
    """Whether a source is who spoke before: a pronoun, or their noun again."""
    if not source or not before.source:
        return False
    again = parsed.words[parsed.head_of(source)] in {parsed.words[i] for i in before.source}
    return again or _is_pronoun(parsed, source)


def _is_new_name(parsed: Parsed, source: Sequence[int], before: Saying) -> bool:
    """Whether a source has a name of which nothing was said right before."""
    names = {parsed.words[i] for i in source if parsed.tags[i] == "PROPN"}
    return bool(names) and names.isdisjoint(
        parsed.words[i] for i in (*before.source, *before.words)
    )


def _by_model(parsed: Parsed, sayings: Sequence[Saying], one: Saying) -> list[Through]:
    """Return who tells of a saying by the model, and who of those, outermost first."""
    found: list[Through] = []
    source, seen = one.teller, {*one.words, *one.cue}
    seen |= {
        i for other in sayings if other.answers and one.claim == other.claim for i in other.source
    }
    if not _is_within_source(parsed, one):
        seen |= {*one.source}
    while source and seen.isdisjoint(source):
        seen |= {*source}
        telling = next((o for o in sayings if o.cue and {*o.source} & {*source}), None)
        cue = telling.cue if telling is not None else _verb_of(parsed, source)
        found.append(Through(source=source, cue=cue, how="model"))
        source = telling.teller if telling is not None and telling.told >= _TOLD else ()
    return found[::-1]


def _is_within_source(parsed: Parsed, one: Saying) -> bool:
    """Whether the words of a source name who shows it: "a photo that [the channel] aired"."""
    within = bool(one.teller) and {*one.teller} < {*one.source}
    return within and parsed.head_of(one.source) not in one.teller


def _verb_of(parsed: Parsed, source: Sequence[int]) -> tuple[int, ...]:
    verb = parsed.heads[parsed.head_of(source)]
    return (verb,) if verb >= 0 and parsed.tags[verb] == "VERB" else ()


def _evidence(
    parsed: Parsed, one: Saying, through: Through, every: Sequence[Through]
) -> dict[str, float]:
    how, source, told = through.how, through.source, odds(one.told)
    pointed = float(not {*one.teller}.isdisjoint(source))
    elsewhere = float(bool(one.teller) and not pointed)
    at = through.cue[0] if through.cue else source[0]
    first = one.cue[0] if one.cue else one.first
    back = parsed.sentences[first] - parsed.sentences[source[0]]
    head = parsed.head_of(source)
    noun = parsed.words[head]
    cue = cue_at(parsed, parsed.head_of(one.cue)) if one.cue else None
    return {
        "bias": 1.0,
        how: 1.0,
        f"{how} told": told,
        f"{how} pointed": pointed,
        f"{how} elsewhere": elsewhere,
        "pointed told": pointed * told,
        "elsewhere told": elsewhere * told,
        "another sentence": float(back != 0),
        "sentences back": log1p(abs(back)),
        "later": float(back < 0),
        "another line": float(parsed.lines[first] != parsed.lines[source[0]]),
        "before": float(source[0] < first),
        "words between": log1p(abs(first - at)),
        "pronoun": float(noun in PRONOUNS),
        "medium": float("media" in sorts_of(noun)),
        "name": float(parsed.tags[head] == "PROPN"),
        "paper": float("document" in sorts_of(noun) or "data" in sorts_of(noun)),
        "same": float(bool(one.source) and is_same(parsed, source, one.source)),
        "others": float(len(every) - 1),
        "denies": float(cue is not None and cue.manner in NOT_TELLING),
        "according": float(bool(one.cue) and parsed.words[one.cue[0]] == "according"),
        "hands": through.sure,
        "official": float(hears(parsed, source)),
        "through": float(parsed.words[at] in ("through", "via")),
        "told by according": float(parsed.words[at] == "according"),
        "no source": float(not one.source),
        "spoken by a pronoun": float(_is_pronoun(parsed, one.source)),
    }
