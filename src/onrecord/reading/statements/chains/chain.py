"""Statements told through others: "Roe said …, the agency said", "a photo it said showed …"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.statements.chains.carriers import Carriers, Through
from onrecord.reading.statements.chains.citing import (
    cited_by_model,
    with_cited,
    with_subject,
    without_citing,
)
from onrecord.reading.statements.chains.clauses import Clause, conjoined
from onrecord.reading.statements.chains.layers import Layers, ancestors_of, layers_of, only_denies
from onrecord.reading.statements.chains.subjects import is_same, subject_of
from onrecord.reading.statements.chains.telling import Layered, possible_tellers
from onrecord.reading.statements.chains.within import knows, without_doubtful
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.cue_words import HEARING
from onrecord.reading.statements.sayings.layout import runs_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_OPENING = frozenset(("DET", "PROPN", "PRON"))
_TOLD = HEARING | {"told", "assured", "informed", "warned"}


def layered(parsed: Parsed, sayings: Sequence[Saying]) -> list[Layered]:
    """Turn sayings that only tell of others into their chains; drop those without a content."""
    layers = layers_in(parsed, sayings)
    carriers = Carriers(parsed, layers.sayings, cited_by_model(parsed, sayings))
    found = [
        _with_carriers(carriers, one, _chain(layers, k))
        for k, one in enumerate(layers.sayings)
        if k not in layers.gone and one.pieces
    ]
    weighed: list[Layered] = []
    for one in sorted(found, key=lambda one: one.saying.first):
        weighed.append(_weighed(parsed, sayings, one, weighed[-1] if weighed else None))
    return [one for one in weighed if not any(only_tells(parsed, one, two) for two in weighed)]


def only_tells(parsed: Parsed, one: Layered, other: Layered) -> bool:
    """Whether all that is left of a saying is another that it tells of: "recalled that he said"."""
    inner = other.saying
    tells = any(one.saying.source == through.source for through in other.via)
    if not tells or not inner.cue or not {*inner.cue} <= {*one.saying.words}:
        return False
    cue = cue_at(parsed, parsed.head_of(inner.cue))
    told = {*inner.source, *inner.cue, *inner.words}
    told |= {*range(inner.cue[-1], inner.words[0])}  # "told her | in 2021 |, “It works”"
    left = (i for i in one.saying.words if i not in told)
    reports = cue is not None and cue.reports == "always"  # not "did not rule out" or "showed"
    return reports and not any(parsed.words[i][:1].isalnum() for i in left)


def _weighed(
    parsed: Parsed, sayings: Sequence[Saying], one: Layered, before: Layered | None
) -> Layered:
    """Keep those who tell of a saying by all that is known, and add whom syntax did not find."""
    possible = possible_tellers(parsed, one, before, sayings)
    if not possible:
        return one
    via = tuple(e.through for e in possible if e.tells or _frames(parsed, one.saying, e.through))
    saying = _without_tellers(parsed, one.saying, via)
    if via and via[-1].cue and saying.cue and knows(parsed, saying.cue):
        saying, via = _said_of_who_knows(parsed, saying, via[-1]), via[:-1]
    return Layered(saying=saying, via=via, possible=tuple(possible))


def _frames(parsed: Parsed, one: Saying, through: Through) -> bool:
    """Whether somebody frames all of it: "Roe said it leaked, according to | Reuters"."""
    framing = through.cue and parsed.words[through.cue[0]] == "according"
    before = framing and one.cue and through.how == "outer" and one.cue[-1] < through.cue[0]
    return bool(before) and parsed.sentences[one.cue[0]] == parsed.sentences[through.cue[0]]


def _said_of_who_knows(parsed: Parsed, one: Saying, through: Through) -> Saying:
    """Return what is said of who knows: "the mayor knew it leaked, according to | a suit"."""
    mine = (*one.source, *one.cue, *one.words)
    between = {*range(min(mine), max(mine) + 1)}.difference(through.source, through.cue)
    said = through.said_by(one)
    return replace(said, pieces=tuple(runs_of(parsed, between)), sensed=None)


def layers_in(parsed: Parsed, sayings: Sequence[Saying]) -> Layers:
    """Find which of the sayings of a text tell of which."""
    kept = [
        _with_word_for_it(parsed, with_subject(parsed, one))
        for one in without_citing(parsed, sayings)
    ]
    return layers_of(parsed, without_doubtful(parsed, _parted(parsed, _once(kept))))


def _once(sayings: Sequence[Saying]) -> list[Saying]:
    """Leave out what is the same as a later one: "was quoted by the radio | as saying"."""
    last = {(one.source, one.pieces): one for one in sayings}
    return [
        one
        for one in sayings
        if not (one.source and one.pieces) or last[one.source, one.pieces] is one
    ]


def _parted(parsed: Parsed, sayings: Sequence[Saying]) -> list[Saying]:
    """Part the sayings that hold a second one: "said it was safe but would not say why"."""
    found: list[Saying] = []
    known = {i for one in sayings for i in one.cue}
    for one in sayings:
        whole = one.made == "model" and one.cue and one.pieces and one.cue[-1] < one.words[0]
        clause = Clause(one.source, one.cue, tuple(one.words))
        first, *rest = conjoined(parsed, clause) if whole else [clause]
        found.append(one if not rest else _with_content(parsed, one, first))
        found += [
            replace(_with_content(parsed, one, part), cue=part.cue, made="syntax")
            for part in rest
            if known.isdisjoint(part.cue)
        ]
    return found


def _with_content(parsed: Parsed, one: Saying, clause: Clause) -> Saying:
    return replace(one, pieces=tuple(runs_of(parsed, clause.content)))


def _chain(layers: Layers, k: int) -> tuple[Through, ...]:
    """Return through whom a saying is told, outermost first."""
    tellers = [layers.sayings[j] for j in reversed(ancestors_of(layers, k))]
    return tuple(Through(source=one.source, cue=one.cue) for one in tellers if one.source)


def _with_carriers(carriers: Carriers, one: Saying, chain: tuple[Through, ...]) -> Layered:
    """Add those who are cited and who carry a saying: what describes its source is nearest."""
    told = carriers.of(one, chain)
    if not told and not chain:
        told = carriers.governing(one)
    one, chain = with_cited(carriers, one, chain)
    inside = [c for c in told if _is_inside(c, one, chain)]
    frame = replace(one, source=chain[0].source, cue=chain[0].cue) if chain else None
    outer = [] if frame is None else carriers.recorded(frame)
    told = [c for c in told if c not in inside]
    chain = (*chain, *_hearer(carriers.parsed, one, chain))
    via = [*told, *outer, *chain, *inside, *carriers.recorded(one)]
    kept: list[Through] = []
    for through in (_without_carrier(through, told) for through in via):
        known = {i for other in kept for i in other.source}
        if known.isdisjoint(through.source) and set(through.source) != set(one.source):
            kept.append(through)
    return Layered(saying=_without_tellers(carriers.parsed, one, kept), via=tuple(kept))


def _hearer(parsed: Parsed, one: Saying, chain: Sequence[Through]) -> Iterator[Through]:
    """Give whom a speaker told, if not who tells: "she said her aide had been told by Roe that".

    Whom somebody asked or ordered to act has no word to pass on.
    """
    if not chain or not one.source or not one.cue or not one.words:
        return
    led = parsed.words[one.source[0] - 1] in ("by", "from")
    told = led and any(parsed.words[i] in _TOLD for i in one.cue)
    if not told or parsed.words[one.words[0]] == "to":
        return
    hearer = subject_of(parsed, parsed.head_of(one.cue))
    mine = {i for through in chain for i in through.source} | {*one.source}
    if hearer and mine.isdisjoint(hearer) and not is_same(parsed, hearer, chain[-1].source):
        yield Through(source=hearer, cue=one.cue, how="told")


def _is_inside(by: Through, one: Saying, chain: Sequence[Through]) -> bool:
    """Whether one who carries a saying is nearer to it than all who tell of it.

    "[Seen by the Post], letters, Roe said, list it"; "said through a lawyer, the agency reported".
    """
    if not {*by.cue}.isdisjoint(one.source):
        return True
    if not chain or not one.cue or any(not {*by.cue}.isdisjoint(t.source) for t in chain):
        return False
    near = abs(by.cue[0] - one.cue[-1])
    return all(not t.cue or near < abs(t.cue[0] - one.cue[-1]) for t in chain)


# --- what is cut: from a teller, from a content


def _without_carrier(through: Through, carriers: Sequence[Through]) -> Through:
    """Cut a teller before who carries it: "an internal memo" of one "seen by the Post"."""
    cuts = [c.cue[0] for c in carriers if c.cue[0] in through.source[1:]]
    if not cuts:
        return through
    return replace(through, source=tuple(i for i in through.source if i < min(cuts)))


def _without_tellers(parsed: Parsed, one: Saying, via: Sequence[Through]) -> Saying:
    """Take those who tell of a saying out of its content: ", the agency said, …"."""
    told = {i for through in via for i in (*through.source, *through.cue)}
    if told.isdisjoint(one.words):
        return one
    left = [i for i in one.words if i not in told]
    return replace(one, pieces=tuple(runs_of(parsed, left)) or one.pieces)


def _with_word_for_it(parsed: Parsed, one: Saying) -> Saying:
    """Cut a content to "an account" where all before it stands: "…, an account he denied"."""
    if not one.source or not one.pieces or not only_denies(parsed, one):
        return one
    line = parsed.sentence_of(one.cue[0])
    last = max((i for i in line if i <= one.source[0] and parsed.words[i] == ","), default=-1)
    word = range(last + 1, last + 3)  # "an account"
    apposed = last >= 0 and parsed.words[word[0]] in ("a", "an") and word.stop < one.cue[0]
    if not apposed or parsed.tags[word[-1]] != "NOUN" or word[-1] in one.cue:
        return one
    rest = [i for i in one.source if i >= word.stop]
    if parsed.head_of(one.source) in word and not (rest and parsed.tags[rest[0]] in _OPENING):
        return one  # ", a spokeswoman for the ministry denied the claim"
    source = tuple(i for i in one.source if i not in word)
    return replace(one, source=source, pieces=(word,)) if source else one
