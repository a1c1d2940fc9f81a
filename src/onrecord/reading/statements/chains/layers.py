"""Which sayings tell of which: "Roe promised it, the agency said", "a photo it said showed …"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.reading.statements.actors.naming.sources import PERSON_PRONOUNS
from onrecord.reading.statements.chains.asides import around
from onrecord.reading.statements.chains.carriers import NOT_TELLING
from onrecord.reading.statements.chains.clauses import (
    Clause,
    clause_according,
    clause_behind,
    clause_in,
    clause_quoted,
    clause_recalled,
    conjoined,
    is_finite,
)
from onrecord.reading.statements.chains.shown import Shown, things_shown
from onrecord.reading.statements.chains.subjects import is_same
from onrecord.reading.statements.chains.within import Held, held, is_own, knows, left_of, says_when
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.acts import is_of_thing
from onrecord.reading.statements.sayings.hearers import only_hears
from onrecord.reading.statements.sayings.layout import runs_of
from onrecord.reading.statements.sayings.minds import is_undone
from onrecord.reading.statements.sayings.saying import Made, Saying
from onrecord.reading.statements.senses.cues import cue_at

_HOLDS = 0.6  # share of a saying inside another's content from which on it is part of that one
_WHOLE = 0.7  # share of a content that a saying inside it is from which on it is told, and no more
_MOST = 0.5  # share of a content that a saying within it is from which on it is told, and no more
_BEHIND = 12  # words from the end of a saying to ", the agency said"
_TOLD = 0.9  # probability by the model that somebody tells of a saying: it needs no words for it
_HAVING = frozenset(("had", "has", "have"))
_RELATIVE = frozenset(("that", "which", "who"))
_CLAUSE_SCORE = 0.5  # of what the model did not find


@dataclass(slots=True, kw_only=True)
class Layers:
    """Sayings while it is found out which of them tell of which."""

    parsed: Parsed
    sayings: list[Saying]
    cues: frozenset[int]  # the words of the model's cues
    outer: dict[int, int] = field(default_factory=dict)  # saying -> the one that tells of it
    gone: set[int] = field(default_factory=set)  # no statements of their own
    held: list[Held] = field(default_factory=list)  # what was weighed: sayings within others

    def tell(self, k: int, *, source: tuple[int, ...]) -> None:
        """Let somebody without a saying of its own tell of one."""
        self.sayings.append(Saying(source=source, score=self.sayings[k].score, made="syntax"))
        self.outer[k] = len(self.sayings) - 1
        self.gone.add(self.outer[k])


def layers_of(parsed: Parsed, sayings: Sequence[Saying]) -> Layers:
    """Find which sayings tell of which, and which are no statements of their own."""
    cues = frozenset(i for one in sayings if one.made == "model" for i in one.cue)
    layers = Layers(parsed=parsed, sayings=list(sayings), cues=cues)
    for shown in things_shown(parsed):
        _show(layers, shown)
    _swallow(layers, only="syntax")  # what is read off the clause itself is surer
    _tell(layers)
    _interview(layers)
    _held_whole(layers)
    _frame(layers)
    _swallow(layers)
    return layers


def ancestors_of(layers: Layers, k: int) -> list[int]:
    """Return which sayings tell of one, the nearest first; each but once."""
    found: list[int] = []
    at = layers.outer.get(k)
    while at is not None and at != k and at not in found:
        found.append(at)
        at = layers.outer.get(at)
    return found


# --- "posted a photo it said showed …"


def _show(layers: Layers, shown: Shown) -> None:
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


def _tell(layers: Layers) -> None:
    """Find what sayings tell of others' words, level by level."""
    k = 0
    while k < len(layers.sayings):  # grows: what is found may tell of another in turn
        if layers.sayings[k].source and k not in layers.gone:
            _tell_one(layers, k)
        k += 1


def _tell_one(layers: Layers, k: int) -> None:
    parsed, one = layers.parsed, layers.sayings[k]
    if one.answers or only_denies(parsed, one) or only_hears(parsed, one.source, one):
        return
    words = _first_sentence(parsed, one) if one.made == "turn" else one.words
    clause = next((c for c in _clauses(layers, one, words) if _is_free(layers, k, c)), None)
    if clause is None:
        return
    for part in conjoined(parsed, clause):
        layers.outer[_inner(layers, part, k)] = k
    rest = [i for i in one.words if i not in words] if one.made == "turn" else []
    if rest:
        layers.sayings[k] = replace(one, pieces=tuple(runs_of(parsed, rest)))
    else:
        layers.gone.add(k)


def _clauses(layers: Layers, one: Saying, words: Sequence[int]) -> Iterator[Clause]:
    """Give what a saying may tell of others' words, the surest first."""
    parsed = layers.parsed
    within = one.cue and (not one.pieces or max(one.words) > max(one.cue))  # ", he said, "
    framed = around(parsed, one.cue, one.source) if within else []
    quoted = (clause_quoted(parsed, one.cue, one.words), clause_recalled(parsed, one.cue))
    yield from (clause for clause in quoted if clause is not None)
    inside = (
        clause_according(parsed, words),
        clause_in(parsed, framed, framed=True),
        clause_in(parsed, words),
        _clause_between(parsed, one),
    )
    for clause in inside:
        if clause is not None and _tells_of_another(layers, one, clause):
            yield clause
    behind = clause_behind(parsed, words)
    if behind is not None and not is_undone(parsed, behind.cue):
        yield behind


def _clause_between(parsed: Parsed, one: Saying) -> Clause | None:
    """Find a cue that stands before the content, outside it: "said data showed [it rose]"."""
    if not one.cue or not one.pieces or not one.cue[-1] + 1 < one.pieces[0].start:
        return None
    gap = range(one.cue[-1] + 1, one.pieces[0].start)
    if "," in (parsed.words[i] for i in gap):
        return None  # "told the council, diplomats said, that": they tell of it
    clause = clause_in(parsed, [*gap, *one.words])
    return clause if clause is not None and clause.cue[-1] in gap else None


def _tells_of_another(layers: Layers, one: Saying, clause: Clause) -> bool:
    """Whether a clause in what somebody says is another's word, not "he knew" in "he said"."""
    parsed = layers.parsed
    if not clause.subject:  # "he had been told that …", of the one who says so
        told = clause.cue[0] - 1
        third = parsed.words[told] in PERSON_PRONOUNS.keys() | {"they", "it"}
        return third and is_same(parsed, (told,), one.source)
    if one.cue and parsed.words[one.cue[0]] == "according":
        return True  # "according to Roe, he knew" means another than Roe
    before = clause.subject[-1] < one.source[0]  # so does "he had told friends, Roe said"
    if before and parsed.tags[parsed.head_of(one.source)] != "PRON":
        return _reports_here(layers, clause)
    return not is_same(parsed, clause.subject, one.source) and _reports_here(layers, clause)


def _reports_here(layers: Layers, clause: Clause) -> bool:
    """Whether a clause reports: the model says so too, or its verb always does, or does here."""
    parsed, cue = layers.parsed, cue_at(layers.parsed, clause.cue[-1])
    reports = cue is None or cue.reports == "always" or cue.manner == "reveals"
    reports = reports or not layers.cues.isdisjoint(clause.cue) or is_finite(parsed, clause.content)
    mindless = is_of_thing(parsed, clause.cue, clause.subject) or is_undone(parsed, clause.cue)
    return reports and not mindless and not knows(parsed, clause.cue)


def _is_free(layers: Layers, k: int, clause: Clause) -> bool:
    """Whether nobody has the words of a clause: neither who tells of it nor who tells of them."""
    source = layers.sayings[k].source
    taken = {i for j in (k, *ancestors_of(layers, k)) for i in layers.sayings[j].cue}
    return {*source}.isdisjoint(clause.subject) and {*source, *taken}.isdisjoint(clause.cue)


def only_denies(parsed: Parsed, one: Saying) -> bool:
    """Whether a saying denies or refuses what it holds: it does not tell of it."""
    cue = cue_at(parsed, parsed.head_of(one.cue)) if one.cue else None
    return cue is not None and cue.manner in NOT_TELLING


def refuses(parsed: Parsed, one: Saying) -> bool:
    """Whether a saying is a denial or refusal: what it holds is another's word."""
    cue = cue_at(parsed, parsed.head_of(one.cue)) if one.cue else None
    return cue is not None and cue.manner in ("denies", "declines")


def _first_sentence(parsed: Parsed, one: Saying) -> list[int]:
    number = parsed.sentences[one.words[0]] if one.pieces else -1
    words = [i for i in one.words if parsed.sentences[i] == number]
    while words and parsed.tags[words[-1]] == "PUNCT":
        words.pop()
    return words


def _inner(layers: Layers, clause: Clause, k: int) -> int:
    """Return the saying of a clause that another tells of: one there is, or a new one."""
    sayings, teller = layers.sayings, layers.sayings[k]
    same = [j for j, other in enumerate(sayings) if j != k and set(other.cue) & set(clause.cue)]
    of_model = (j for j in same if sayings[j].made == "model")  # not the "saying" of "as saying"
    model = next((j for j in of_model if not set(sayings[j].words) <= {*clause.cue}), None)
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


# --- "Roe: He told me …", in an interview


def _interview(layers: Layers) -> None:
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


# --- "the prosecutor has ordered tests, the channel reports"


def _held_whole(layers: Layers) -> None:
    """Let a saying tell of the one that it holds and no more, if by the model somebody does."""
    sayings = layers.sayings
    holders = {i: k for k, one in enumerate(sayings) if k not in layers.gone for i in one.words}
    for k, inner in enumerate(sayings):
        free = k not in layers.gone and k not in layers.outer and inner.cue and inner.pieces
        untold = not free or inner.told < _TOLD or not inner.source
        if inner.is_answered or untold or _only_has(layers.parsed, inner):
            continue
        j = holders.get(inner.cue[0], k)
        mine = {*inner.cue, *inner.words, *inner.source}
        content = sayings[j].words
        whole = len(mine.intersection(content)) >= _WHOLE * len(content)
        same = not sayings[j].source or is_same(layers.parsed, inner.source, sayings[j].source)
        if j != k and whole and not same and k not in ancestors_of(layers, j):
            layers.outer[k] = j
            layers.gone.add(j)


def _only_has(parsed: Parsed, one: Saying) -> bool:
    """Whether a cue says nothing: "an informer had | it", "the governor has | a week"."""
    verbs = [i for i in one.cue if parsed.tags[i] != "ADV"]
    return bool(verbs) and all(parsed.words[i] in _HAVING for i in verbs)


# --- ", according to the agency"


def _frame(layers: Layers) -> None:
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


def _swallow(layers: Layers, *, only: Made | None = None) -> None:
    """Drop thoughts inside another's content, "she said she hoped"; statements stay, told by it."""
    sayings = layers.sayings
    claimed = {i for one in sayings if one.is_answered for i in (*one.cue, *one.words)}
    contents = [frozenset(one.words).difference(claimed if one.answers else ()) for one in sayings]
    holding = _holding(contents)
    for k, inner in enumerate(sayings):
        if k in layers.outer or only not in (None, inner.made) or not inner.cue or not inner.pieces:
            continue
        mine = {*inner.cue, *inner.words, *inner.source}
        for j in holding.get(inner.cue[0], ()):
            if k in layers.outer:
                break
            content = contents[j]
            is_part = set(inner.cue) <= content and len(mine & content) >= _HOLDS * len(mine)
            if is_part and j != k and j not in layers.gone and _is_aside(layers, inner):
                _cut_aside(layers, k, j)
            elif is_part and j != k and j not in layers.gone:
                one = held(layers.parsed, inner, sayings[j])
                layers.held.append(one)
                if is_own(layers.parsed, one) and not _only_has(layers.parsed, inner):
                    _part(layers, k, j)
                else:
                    layers.gone.add(k)


def _holding(contents: Sequence[frozenset[int]]) -> dict[int, list[int]]:
    """Say of each word which contents it is in, in their order."""
    found = defaultdict[int, list[int]](list)
    for j, content in enumerate(contents):
        for i in content:
            found[i].append(j)
    return found


def _is_aside(layers: Layers, inner: Saying) -> bool:
    """Find "a strike that the union says cost millions": the story tells that, not who holds it."""
    parsed = layers.parsed
    if not inner.source or inner.cue[0] - 1 != inner.source[-1] or len(inner.cue) > 1:
        return False
    relative = parsed.words[inner.source[0] - 1] in _RELATIVE and inner.source[0] > 0
    goes_on = parsed.tags[inner.cue[0] + 1 : inner.cue[0] + 2] in (("AUX",), ("VERB",))
    return relative and goes_on and parsed.words[inner.cue[0]] in ("says", "say")


def _cut_aside(layers: Layers, k: int, j: int) -> None:
    """Leave an aside out of what holds it, if it ends that."""
    inner, outer = layers.sayings[k], layers.sayings[j]
    first, mine = inner.source[0] - 1, {*inner.words, *inner.cue, *inner.source}
    rest = [i for i in outer.words if i < first]
    if rest and mine.issuperset(i for i in outer.words if i > first):
        layers.sayings[j] = replace(outer, pieces=tuple(runs_of(layers.parsed, rest)))


def _part(layers: Layers, k: int, j: int) -> None:
    """Let a saying tell of the one within it; of its own it keeps what "and" joins to that."""
    inner, outer = layers.sayings[k], layers.sayings[j]
    same = inner.source and outer.source and is_same(layers.parsed, inner.source, outer.source)
    layers.gone.discard(k)
    if refuses(layers.parsed, outer):
        return  # "rebuffed Kyiv's calls for it": who refuses tells of nothing, and still refuses
    if not same and k not in ancestors_of(layers, j):
        layers.outer[k] = j
    left = left_of(layers.parsed, inner, outer)
    mine = {*inner.cue, *inner.words, *inner.source}
    if left and is_finite(layers.parsed, left):
        layers.sayings[j] = replace(outer, pieces=tuple(runs_of(layers.parsed, left)))
    elif len(mine.intersection(outer.words)) >= _MOST * len(outer.words) and not says_when(
        layers.parsed, inner, outer
    ):
        layers.gone.add(j)
