"""Attributions of the model -> sayings: which statements there are, and the extent of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.reading.statements.actors.naming.name_words import RUBRICS
from onrecord.reading.statements.actors.naming.sources import RELATIVE, SPEAKING
from onrecord.reading.statements.actors.phrases.source_phrase import OWNERS
from onrecord.reading.statements.chains.subjects import is_same
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.bare import with_quotations
from onrecord.reading.statements.sayings.contents import with_contents
from onrecord.reading.statements.sayings.cue_words import with_own_cue, with_verbs
from onrecord.reading.statements.sayings.layout import Layout, is_word, runs_of
from onrecord.reading.statements.sayings.minds import is_undone
from onrecord.reading.statements.sayings.missed import missed, shared
from onrecord.reading.statements.sayings.own_quotes import with_own_quotations
from onrecord.reading.statements.sayings.parties import with_parties
from onrecord.reading.statements.sayings.quotes import Quotation
from onrecord.reading.statements.sayings.relatives import with_denier
from onrecord.reading.statements.sayings.saying import Saying, saying_of
from onrecord.reading.statements.sayings.turns import NO_LINES, turns_of, without_stop
from onrecord.reading.statements.senses.proposals import brings_down
from onrecord.record import Reading

__all__ = ["Saying", "sayings_of"]

_ASKING = frozenset(("did", "does", "do", "has", "have", "had", "is", "are", "was", "were"))
_COMING, _COMING_AFTER = frozenset(("come", "comes", "came")), frozenset(("after", "as", "when"))
_HAVING = frozenset(("has", "have", "had", "'s", "'ve"))
_CLAIMS = frozenset(("reports", "claims", "rumours", "rumors", "allegations", "suggestions"))
_PLEADING = frozenset(("plead", "pleads", "pleaded", "pled", "pleading"))
_FARTHEST_PLEA, _FARTHEST_CHARGE = 6, 12  # words from "pleaded" to "guilty", from that to "to"
_FEWEST = 2  # words of a source in front of a day: "Roe on"


def sayings_of(
    parsed: Parsed,
    reading: Reading,
    quotes: Sequence[Quotation],
    subheads: frozenset[int] = NO_LINES,
    set_off: frozenset[int] = NO_LINES,
) -> list[Saying]:
    """Return the sayings of a text in text order; some may have no content yet.

    subheads: lines that stand apart from the text. set_off: those set off as a quotation.
    """
    layout = Layout(parsed, quotes, set_off)
    turns = turns_of(layout, subheads)
    taken = {i for turn in turns for i in (*turn.source, *turn.cue)}
    models = [saying_of(parsed, one) for one in reading.attributions]
    models = [
        one for one in models if not (one.cue and brings_down(parsed, parsed.head_of(one.cue)))
    ]
    models = [
        _with_noun(parsed, one, models)
        for one in models
        if not any(_is_agent(parsed, one, two) for two in models)
    ]
    pronouns = {one.source[0]: one for one in models if one.cue and len(one.source) == 1}
    models = [_with_thought(parsed, one, pronouns) for one in models]
    models = [one for one in models if not any(_is_set_against(parsed, one, two) for two in models)]
    found = [with_own_cue(parsed, one) for one in with_verbs(parsed, models)]
    found = with_own_quotations(layout, [one for one in found if not _has_no_verb(parsed, one)])
    found = [
        with_parties(layout, one)
        for one in found
        if one.cue and not taken & {*one.cue, *one.source} and not _is_rubric(parsed, one)
    ]
    found = [with_denier(layout, one) for one in found]
    found += missed(layout, [*turns, *found], [piece for turn in turns for piece in turn.pieces])
    found = [one for one in found if not (one.cue and is_undone(parsed, one.cue))]
    times = [i for time in reading.times for i in parsed.range_of(time.span)]
    found = [replace(one, source=_undated(parsed, times, one)) for one in found]
    found = [replace(one, source=one.source[_is_joined_by(parsed, one.source) :]) for one in found]
    found = [replace(one, source=_in_clause(parsed, one.source)) for one in found]
    found = [_refused(parsed, times, one) for one in with_contents(layout, times, found)]
    found = [_pleaded(parsed, _of_its_own(parsed, one)) for one in found]
    found += shared(layout, found)
    found = [one for one in found if not (_is_date(parsed, times, one) or _is_unnamed(parsed, one))]
    talk = {i for turn in turns if turn.made == "turn" for i in turn.words}
    found = [one for one in found if not _is_own_word(parsed, one, talk)]
    found = [one for one in found if not _is_asked_about(parsed, one, talk)]
    cues = {one.cue[0] for one in found if one.pieces}
    found += [part for turn in turns for part in _parted(layout, turn, cues)]
    found = with_quotations(layout, sorted(found, key=lambda one: one.first))
    return sorted(found, key=lambda one: one.first)


def _is_agent(parsed: Parsed, one: Saying, other: Saying) -> bool:
    """Whether a saying only describes who says the same: "officials [quoted by the radio] said".

    So does "documents [seen by] the Post show".
    """
    if one is other or not one.cue or not one.source or {*one.words} != {*other.words}:
        return False
    if _only_names(parsed, one, other):
        return True
    led = parsed.words[one.source[0] - 1] == "by"
    inside = led and {*one.cue, *one.source} <= {*other.source}
    beside = one.source == other.source and parsed.words[one.cue[-1]] == "by"
    return inside or (beside and one.cue[-1] < min(other.cue, default=0))


def _only_names(parsed: Parsed, one: Saying, other: Saying) -> bool:
    """Whether a cue only says what is denied: "denied on Sunday [reports] that she was ill"."""
    is_noun = len(one.cue) == 1 and parsed.words[one.cue[0]] in _CLAIMS
    if not is_noun or not other.cue or not one.words or one.source != other.source:
        return False
    return one.words == other.words and other.cue[-1] < one.cue[0] < one.words[0]


def _with_noun(parsed: Parsed, one: Saying, models: Sequence[Saying]) -> Saying:
    """Give a content the noun that names it: "denied on Sunday | reports that she was ill"."""
    named = next((two for two in models if _only_names(parsed, two, one)), None)
    if named is None:
        return one
    return replace(one, pieces=(range(named.cue[0], one.pieces[0].stop), *one.pieces[1:]))


def _has_no_verb(parsed: Parsed, one: Saying) -> bool:
    """Whether only "has" is left of a cue whose verb does not tell: "has [striven] to do so"."""
    if len(one.cue) != 1 or one.made != "model":
        return False
    i = one.cue[0]
    has = parsed.words[i] in _HAVING and i + 1 < len(parsed)
    return has and parsed.tags[i + 1] == "VERB"


def _with_thought(parsed: Parsed, one: Saying, pronouns: Mapping[int, Saying]) -> Saying:
    """Give a content the thought that it was cut to: "residents said | they assumed that [it is]".

    What somebody says that they think, asked or found is a part of what they say. pronouns: the
    sayings of a pronoun, by its word.
    """
    if not one.cue or not one.source or not one.pieces:
        return one
    start = one.cue[-1] + 1
    start += parsed.words[start : start + 1] == ["that"]
    other = pronouns.get(start)
    if other is None or not start < other.cue[0] <= other.cue[-1] < one.pieces[0].start:
        return one
    cut = bool(other.pieces) and other.pieces[0].start == one.pieces[0].start
    if not cut or not is_same(parsed, other.source, one.source):
        return one
    return replace(one, pieces=(range(start, one.pieces[0].stop), *one.pieces[1:]))


def _is_set_against(parsed: Parsed, one: Saying, other: Saying) -> bool:
    """Whether it is set against what one claims: "it did not leak, as Roe claimed, Doe said".

    The model takes no more than "as" for what Roe claimed, or all of it with the "as".
    """
    if not (one.cue and one.source and one.words and other.cue and other.words):
        return False
    is_aside = one.words[-1] + 1 == one.source[0] and parsed.words[one.words[-1]] == "as"
    sentence = parsed.sentence_of(one.cue[0])
    is_behind = one.cue[-1] < other.cue[0] < sentence.stop
    return is_aside and is_behind and sentence.start <= other.words[-1] < one.words[-1]


def _undated(parsed: Parsed, times: Sequence[int], one: Saying) -> tuple[int, ...]:
    """Return a source without the day behind it, which is the cue's: "the army | on Monday".

    Where the source has a verb the day is that one's: "images taken on Monday".
    """
    last = len(one.source)
    if not last or one.source[-1] + 1 != one.cue[0]:
        return one.source
    while last and one.source[last - 1] in times:
        last -= 1
    if last < _FEWEST or parsed.words[one.source[last - 1]] != "on" or last == len(one.source):
        return one.source
    plain = all(parsed.tags[i] != "VERB" for i in one.source[: last - 1])
    return one.source[: last - 1] if plain else one.source


def _is_joined_by(parsed: Parsed, source: Sequence[int]) -> bool:
    """Whether a source opens with a relative that is another's: "a list, which | the office"."""
    opens = len(source) > 1 and parsed.words[source[0]] in RELATIVE - {"whose"}
    named = opens and parsed.tags[source[1]] in ("DET", "NOUN", "PROPN", "ADJ")
    return named and parsed.relations[source[0]] != "det"


def _in_clause(parsed: Parsed, source: tuple[int, ...]) -> tuple[int, ...]:
    """Return a source without the clause around: "The news comes after | files from May showed"."""
    after = next((k for k, i in enumerate(source) if parsed.words[i] in _COMING_AFTER), 0)
    comes = after and parsed.words[source[after - 1]] in _COMING
    return source[after + 1 :] or source if comes else source


def _is_rubric(parsed: Parsed, one: Saying) -> bool:
    """Find "Explainer: Why the lights went out": nobody says so."""
    first = parsed.words[one.source[0]] if one.source else ""
    return first in RUBRICS and parsed.words[one.cue[0]] == ":"


def _refused(parsed: Parsed, times: Sequence[int], one: Saying) -> Saying:
    """Give what is refused where only a day stands behind: "declined | to comment on Monday"."""
    words = [i for i in one.words if is_word(parsed, i) and parsed.words[i] != "on"]
    to = next((k for k, i in enumerate(one.cue) if k and parsed.words[i] == "to"), None)
    if not words or to is None or not {*times}.issuperset(words):
        return one
    return replace(one, cue=one.cue[:to], pieces=(range(one.cue[to], one.cue[-1] + 1),))


def _of_its_own(parsed: Parsed, one: Saying) -> Saying:
    """Give what is kept back where only whose it is was left: "gave no | figure of its own"."""
    words = [i for i in one.words if parsed.words[i] != "of"]
    no = next((k for k, i in enumerate(one.cue) if k and parsed.words[i] == "no"), None)
    owned = parsed.words[words[0] : words[-1] + 1] if words else []
    if no is None or no + 1 == len(one.cue) or owned[1:] != ["own"] or owned[0] not in OWNERS:
        return one
    held = range(one.cue[no + 1], words[-1] + 1)
    return replace(one, cue=one.cue[: no + 1], pieces=(held,)) if held else one


def _pleaded(parsed: Parsed, one: Saying) -> Saying:
    """Give what somebody pleads to: "pleaded not guilty to | charges that he stole it"."""
    if not one.cue or parsed.words[one.cue[0]] not in _PLEADING or not one.words:
        return one
    sentence = parsed.sentence_of(one.cue[0])
    behind = [i for i in sentence if i > one.cue[0]]
    guilty = next((i for i in behind[:_FARTHEST_PLEA] if parsed.words[i] == "guilty"), None)
    if guilty is None or min(one.words) > guilty + 1:
        return one
    last = max((i for i in one.words if i in behind), default=guilty)
    near = (i for i in behind if guilty < i <= guilty + _FARTHEST_CHARGE)
    to = next((i for i in near if parsed.words[i] == "to"), None)
    if to is None:
        return replace(one, cue=(*range(one.cue[0], guilty),), pieces=(range(guilty, guilty + 1),))
    stops = (i for i in behind if i > to and parsed.tags[i] == "PUNCT")
    stop = last + 1 if last > to else next(stops, sentence.stop)
    return replace(one, cue=(*range(one.cue[0], guilty + 1),), pieces=(range(to + 1, stop),))


def _is_date(parsed: Parsed, times: Sequence[int], one: Saying) -> bool:
    """Find the "Thursday" of "a report made public on Thursday": nobody says that."""
    dates = {*times}
    words = [i for i in one.words if is_word(parsed, i) and parsed.words[i] != "on"]
    dated = bool(words) and parsed.words[words[0] - 1] == "on" and dates.issuperset(words)
    return dated and one.made == "syntax"


def _is_unnamed(parsed: Parsed, one: Saying) -> bool:
    """Find ", whom it did not name,": that describes a source, and nobody says it."""
    head = parsed.head_of(one.cue)
    names = parsed.words[head] in ("name", "identify") and parsed.words[head - 1] == "not"
    led = one.source[:1] and parsed.words[one.source[0] - 1] in RELATIVE
    return names and (parsed.relations[head].startswith("acl") or bool(led))


# --- turns


def _is_own_word(parsed: Parsed, one: Saying, talk: set[int]) -> bool:
    """Whether somebody who talks tells of their own words: "I said so", "you know that"."""
    return one.cue[0] in talk and (not one.source or parsed.words[one.source[0]] in SPEAKING)


def _is_asked_about(parsed: Parsed, one: Saying, talk: set[int]) -> bool:
    """Whether somebody who talks only asks if it was said: "Did the minister ask you to go?"."""
    if one.cue[0] not in talk or not one.source:
        return False
    sentence = parsed.sentence_of(one.cue[0])
    i = one.source[0] - 1
    led = i >= sentence.start and parsed.words[i] in _ASKING
    return led and any(parsed.words[k] == "?" for k in sentence[-2:])


def _parted(layout: Layout, turn: Saying, cues: set[int]) -> list[Saying]:
    """Take out of a turn of talk the sentences in which somebody else is reported."""
    words = set(turn.words)
    others = words & cues
    if turn.made != "turn" or not others:
        return [turn]
    rest = words.difference(*(layout.sentence(i) for i in others))
    runs = [without_stop(layout, run) for run in runs_of(layout.parsed, rest)]
    spoken = [run for run in runs if any(is_word(layout.parsed, i) for i in run)]
    return [replace(turn, pieces=(run,)) for run in spoken]
