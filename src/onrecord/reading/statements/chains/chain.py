"""Statements told through others: "Roe said …, the agency said", "a photo it said showed …"."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.reading.statements.chains.carriers import NOT_TELLING, Carriers, Through
from onrecord.reading.statements.chains.citing import with_cited, with_subject, without_citing
from onrecord.reading.statements.chains.clauses import (
    Clause,
    around,
    clause_according,
    clause_behind,
    clause_in,
    clause_quoted,
    conjoined,
    is_same,
)
from onrecord.reading.statements.chains.shown import Shown, things_shown
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.layout import runs_of
from onrecord.reading.statements.sayings.saying import Made, Saying
from onrecord.reading.statements.senses.cues import cue_at

_HOLDS = 0.6  # share of a saying inside another's content from which on it is part of that one
_BEHIND = 12  # words from the end of a saying to ", the agency said"
_CLAUSE_SCORE = 0.5  # of what the model did not find


@dataclass(frozen=True, slots=True, kw_only=True)
class Layered:
    """A saying and through whom it is told, outermost first."""

    saying: Saying
    via: tuple[Through, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Layers:
    """Sayings while it is found out which of them tell of which."""

    parsed: Parsed
    sayings: list[Saying]
    outer: dict[int, int] = field(default_factory=dict)  # saying -> the one that tells of it
    gone: set[int] = field(default_factory=set)  # no statements of their own

    def tell(self, k: int, *, source: tuple[int, ...]) -> None:
        """Let somebody without a saying of its own tell of one."""
        self.sayings.append(Saying(source=source, score=self.sayings[k].score, made="syntax"))
        self.outer[k] = len(self.sayings) - 1
        self.gone.add(self.outer[k])


def layered(parsed: Parsed, sayings: Sequence[Saying]) -> list[Layered]:
    """Turn sayings that only tell of others into their chains; drop those without a content."""
    kept = [
        _with_word_for_it(parsed, with_subject(parsed, one))
        for one in without_citing(parsed, sayings)
    ]
    layers = _Layers(parsed=parsed, sayings=_parted(parsed, kept))
    for shown in things_shown(parsed):
        _show(layers, shown)
    _swallow(layers, only="syntax")  # what is read off the clause itself is surer
    _tell(layers)
    _interview(layers)
    _frame(layers)
    _swallow(layers)
    carriers = Carriers(parsed)
    found = [
        _with_carriers(carriers, one, _chain(layers, k))
        for k, one in enumerate(layers.sayings)
        if k not in layers.gone and one.pieces
    ]
    return sorted(found, key=lambda one: one.saying.first)


def _parted(parsed: Parsed, sayings: Sequence[Saying]) -> list[Saying]:
    """Part the sayings that hold a second one: "said it was safe but would not say why"."""
    found: list[Saying] = []
    for one in sayings:
        whole = one.made == "model" and one.cue and one.pieces and one.cue[-1] < one.words[0]
        clause = Clause(one.source, one.cue, tuple(one.words))
        first, *rest = conjoined(parsed, clause) if whole else [clause]
        found.append(one if not rest else _with_content(parsed, one, first))
        known = {i for other in sayings for i in other.cue}
        found += [
            replace(_with_content(parsed, one, part), cue=part.cue, made="syntax")
            for part in rest
            if known.isdisjoint(part.cue)
        ]
    return found


def _with_content(parsed: Parsed, one: Saying, clause: Clause) -> Saying:
    return replace(one, pieces=tuple(runs_of(parsed, clause.content)))


def _chain(layers: _Layers, k: int) -> tuple[Through, ...]:
    """Return through whom a saying is told, outermost first."""
    tellers = [layers.sayings[j] for j in reversed(_ancestors(layers, k))]
    return tuple(Through(source=one.source, cue=one.cue) for one in tellers if one.source)


def _ancestors(layers: _Layers, k: int) -> list[int]:
    """Return which sayings tell of one, the nearest first; each but once."""
    found: list[int] = []
    at = layers.outer.get(k)
    while at is not None and at != k and at not in found:
        found.append(at)
        at = layers.outer.get(at)
    return found


def _with_carriers(carriers: Carriers, one: Saying, chain: tuple[Through, ...]) -> Layered:
    """Add those who are cited and who carry a saying: what describes its source is nearest."""
    told = carriers.of(one)
    if not told and not chain:
        told = carriers.governing(one)
    one, chain = with_cited(carriers, one, chain)
    inside = [c for c in told if set(c.cue) & set(one.source)]
    via = [*(c for c in told if c not in inside), *chain, *inside]
    kept: list[Through] = []
    for through in (_without_carrier(through, told) for through in via):
        known = {i for other in kept for i in other.source}
        if known.isdisjoint(through.source) and set(through.source) != set(one.source):
            kept.append(through)
    return Layered(saying=_without_tellers(carriers.parsed, one, kept), via=tuple(kept))


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


# --- "posted a photo it said showed …"


def _show(layers: _Layers, shown: Shown) -> None:
    """Give what a thing shows, by somebody's word, to the thing: "a photo it said showed …"."""
    parsed = layers.parsed
    mine = {*shown.thing, *shown.said, shown.cue}
    touched = [
        k for k, one in enumerate(layers.sayings) if not mine.isdisjoint((*one.cue, *one.words))
    ]
    words = {i for k in touched for i in layers.sayings[k].words}
    content = sorted(i for i in words if i > shown.cue)
    if not content or {parsed.sentences[i] for i in words} != {parsed.sentences[shown.cue]}:
        return
    layers.gone.update(touched)
    layers.sayings.append(
        Saying(
            source=shown.thing,
            cue=(shown.cue,),
            pieces=tuple(runs_of(parsed, content)),
            score=max(layers.sayings[k].score for k in touched),
            made="model",
        )
    )
    layers.tell(len(layers.sayings) - 1, source=shown.by)


# --- "the minister promised it, he said"


def _tell(layers: _Layers) -> None:
    """Find what sayings tell of others' words, level by level."""
    k = 0
    while k < len(layers.sayings):  # grows: what is found may tell of another in turn
        if layers.sayings[k].source and k not in layers.gone:
            _tell_one(layers, k)
        k += 1


def _interview(layers: _Layers) -> None:
    """Let the one whose turn it is tell of what others are reported to have said in it."""
    parsed = layers.parsed
    turns = [one for one in layers.sayings if one.made == "turn" and one.source and not one.cue]
    labels = {tuple(parsed.words[i] for i in one.source) for one in turns}
    for k, one in enumerate(list(layers.sayings)):
        if k in layers.outer or not one.source or one.made == "turn" or not one.cue:
            continue
        line = parsed.line_of(one.cue[0])
        for label in labels:
            source = tuple(line[: len(label)])
            spoken = tuple(parsed.words[i] for i in source) == label
            if spoken and parsed.words[source[-1] + 1] == ":" and source[-1] + 1 < one.first:
                layers.tell(k, source=source)


def _tell_one(layers: _Layers, k: int) -> None:
    parsed, one = layers.parsed, layers.sayings[k]
    if _only_denies(parsed, one):
        return
    words = _first_sentence(parsed, one) if one.made == "turn" else one.words
    within = one.cue and (not one.pieces or max(one.words) > max(one.cue))  # ", he said, "
    framed = around(parsed, one.cue, one.source) if within else []
    behind = clause_behind(parsed, words)
    quoted = clause_quoted(parsed, one.cue, one.words)
    clauses = (
        quoted,
        clause_according(parsed, words),
        clause_in(parsed, framed, framed=True),
        clause_in(parsed, words),
        _clause_between(parsed, one),
        behind,
    )
    taken = {i for j in (k, *_ancestors(layers, k)) for i in layers.sayings[j].cue}
    for clause in clauses:
        told_of = clause is behind or clause is quoted  # never by the one who speaks
        if clause is None or (not told_of and is_same(parsed, clause.subject, one.source)):
            continue
        if {*clause.subject, *clause.cue} & {*one.source, *taken}:
            continue
        for part in conjoined(parsed, clause):
            layers.outer[_inner(layers, part, k)] = k
        rest = [i for i in one.words if i not in words] if one.made == "turn" else []
        if rest:
            layers.sayings[k] = replace(one, pieces=tuple(runs_of(parsed, rest)))
        else:
            layers.gone.add(k)
        return


def _only_denies(parsed: Parsed, one: Saying) -> bool:
    """Whether a saying denies or refuses what it holds: it does not tell of it."""
    cue = cue_at(parsed, parsed.head_of(one.cue)) if one.cue else None
    return cue is not None and cue.manner in NOT_TELLING


def _with_word_for_it(parsed: Parsed, one: Saying) -> Saying:
    """Cut a content to "an account" where all before it stands: "…, an account he denied"."""
    if not one.source or not one.pieces or not _only_denies(parsed, one):
        return one
    line = parsed.sentence_of(one.cue[0])
    last = max((i for i in line if i <= one.source[0] and parsed.words[i] == ","), default=-1)
    word = range(last + 1, last + 3)  # "an account"
    apposed = last >= 0 and parsed.words[word[0]] in ("a", "an") and word.stop < one.cue[0]
    if not apposed or parsed.tags[word[-1]] != "NOUN" or word[-1] in one.cue:
        return one
    source = tuple(i for i in one.source if i not in word)
    return replace(one, source=source, pieces=(word,)) if source else one


def _clause_between(parsed: Parsed, one: Saying) -> Clause | None:
    """Find a cue that stands before the content, outside it: "said data showed [it rose]"."""
    if not one.cue or not one.pieces or not one.cue[-1] + 1 < one.pieces[0].start:
        return None
    gap = range(one.cue[-1] + 1, one.pieces[0].start)
    if "," in (parsed.words[i] for i in gap):
        return None  # "told the council, diplomats said, that": they tell of it
    clause = clause_in(parsed, [*gap, *one.words])
    return clause if clause is not None and clause.cue[-1] in gap else None


def _first_sentence(parsed: Parsed, one: Saying) -> list[int]:
    number = parsed.sentences[one.words[0]] if one.pieces else -1
    words = [i for i in one.words if parsed.sentences[i] == number]
    while words and parsed.tags[words[-1]] == "PUNCT":
        words.pop()
    return words


def _inner(layers: _Layers, clause: Clause, k: int) -> int:
    """Return the saying of a clause that another tells of: one there is, or a new one."""
    sayings, teller = layers.sayings, layers.sayings[k]
    same = [j for j, other in enumerate(sayings) if j != k and set(other.cue) & set(clause.cue)]
    model = next((j for j in same if sayings[j].made == "model" and sayings[j].pieces), None)
    layers.gone.update(j for j in same if j != model)
    if model is None:
        made = Saying(
            cue=clause.cue,
            source=clause.subject,
            pieces=tuple(runs_of(layers.parsed, clause.content)),
            score=_CLAUSE_SCORE,
            made="syntax",
        )
        sayings.append(made)
        return len(sayings) - 1
    one = sayings[model]
    if not one.source or set(one.source) & set(teller.source):
        sayings[model] = replace(one, source=clause.subject)
    return model


# --- ", according to the agency"


def _frame(layers: _Layers) -> None:
    """Let a cue that was left without a content tell of the saying it stands beside."""
    for j, other in enumerate(layers.sayings):
        if other.pieces or not other.cue or not other.source or j in layers.gone:
            continue
        for k, inner in enumerate(layers.sayings):
            free = k not in layers.gone and k not in layers.outer and inner.pieces and inner.cue
            if free and k != j and _frames(layers.parsed, other, inner):
                layers.outer[k] = j


def _frames(parsed: Parsed, other: Saying, inner: Saying) -> bool:
    """Whether a cue stands in or right behind another saying's sentence."""
    at = other.cue[0]
    if parsed.sentences[at] != parsed.sentences[inner.cue[0]]:
        return False
    if is_same(parsed, inner.source, other.source) if inner.source else False:
        return False
    if parsed.words[at] == "according":
        return True
    cue = cue_at(parsed, parsed.head_of(other.cue))
    if cue is None or cue.reports != "always" or cue.manner != "says" or cue.lemma == "speak":
        return False
    last = max(*inner.words, *inner.cue)
    return inner.first < at <= last + _BEHIND


# --- what is part of another


def _swallow(layers: _Layers, *, only: Made | None = None) -> None:
    """Drop the sayings inside another's content: "she said she hoped", a thought in a quotation."""
    sayings = layers.sayings
    for k, inner in enumerate(sayings):
        if k in layers.outer or only not in (None, inner.made) or not inner.cue or not inner.pieces:
            continue
        mine = {*inner.cue, *inner.words, *inner.source}
        for j, other in enumerate(sayings):
            content = set(other.words)
            is_part = set(inner.cue) <= content and len(mine & content) >= _HOLDS * len(mine)
            if is_part and j != k and j not in layers.gone:
                layers.gone.add(k)
