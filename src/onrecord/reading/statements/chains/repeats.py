"""The same statement in headline, bullet, caption and body: one statement with several places."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from math import sqrt

from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.nouns import content_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.phrases import MANY_FORMS

_STEM = 5  # letters: "repels", "repelled"
_SHORTEST = 3  # letters left of a word without its ending
_VERBATIM = 4  # words from which on the same quotation twice in the body is one
# (share of the shorter one's words that the longer has, shared words) from which on two are one.
_NOT_SAID = ("asks", "declines", "denies")
_SAME_SOURCE, _MAY_BE_SAME, _DIRECT = (0.2, 1), (0.45, 2), (0.8, 2)
_FEW = 2  # words of a content that only points: "rejects report", "rejected the findings"
_HALF = 0.5  # how much a quotation mark or a cue tells, beside a word, a speaker, a manner
_ALIKE = 0.8  # how much two statements share above which a headline's is that of the body
_OPENING, _STRAIGHT = ("“", "‘"), ("'", '"')
_QUOTES = frozenset((*_OPENING, *_STRAIGHT, "”", "’", "''"))
_CONTENT_TAGS = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X"))


def joined(parsed: Parsed, drafts: Sequence[Draft], headings: Collection[int]) -> list[Draft]:
    """Merge a statement in a heading with the same one in the body, with both places.

    What the body has twice in the same words is one too. headings: numbers of such lines.
    """
    is_heading = [parsed.lines[draft.saying.first] in headings for draft in drafts]
    body = [draft for draft, heading in zip(drafts, is_heading, strict=True) if not heading]
    top = min((draft.saying.first for draft in body), default=0)
    told_below = _ToldBelow(parsed, body)
    kept: list[Draft] = []
    by_words: dict[tuple[str, ...], list[Draft]] = {}
    for draft, heading in zip(drafts, is_heading, strict=True):
        in_words = by_words.setdefault(_plain(parsed, draft), [])
        if not heading:
            same = _verbatim(parsed, draft, in_words)
        elif draft.saying.first < top and _is_telegraphic(parsed, draft):
            same = told_below.most_alike(draft)
        else:
            same = _most_alike(parsed, draft, body, is_top=draft.saying.first < top)
        if same is None:
            kept.append(draft)
            in_words.append(draft)
            continue
        place = content_of(parsed, draft.saying)
        if place not in same.places:
            same.places.append(place)
    return kept


def _is_telegraphic(parsed: Parsed, draft: Draft) -> bool:
    """Tell a headline or bullet from a caption, which is a sentence."""
    line = parsed.line_of(draft.saying.first)
    last = next((i for i in reversed(line) if parsed.words[i] not in _QUOTES), line.start)
    return parsed.words[last][-1] not in ".!?"


class _ToldBelow:
    """What the body says, to which a headline points in a few words that are often others.

    Two statements are compared by all that may tell them from the rest: the stems of their words,
    what names their speakers, what is done with what is said. The fewer have it, the more it tells.
    """

    def __init__(self, parsed: Parsed, body: Sequence[Draft]) -> None:
        self.parsed, self.body = parsed, body
        self.traits = [_traits(parsed, draft) for draft in body]
        self.common = Counter(trait for traits in self.traits for trait in traits)

    def most_alike(self, draft: Draft) -> Draft | None:
        """Return which statement of the body a headline gives; of equals the first."""
        mine = _traits(self.parsed, draft)
        best, found = _ALIKE, None
        for other, theirs in zip(self.body, self.traits, strict=True):
            if _are_others(self.parsed, draft, other):
                continue
            if _are_of_other_kinds(draft, other) and all(t[0] in "=~" for t in mine & theirs):
                continue  # two who deny something are not one for that
            alike = sum(self._weight(trait) for trait in mine & theirs)
            if alike > best:
                best, found = alike, other
        return found

    def _weight(self, trait: str) -> float:
        """Return how much it tells that two statements share a trait."""
        return (_HALF if trait[0] in "'~" else 1.0) / sqrt(self.common[trait])


def _traits(parsed: Parsed, draft: Draft) -> frozenset[str]:
    """Return what tells a statement from others: "harbour", "=denies", "@a7" (the speaker).

    The stem of a word in quotation marks is two traits, and what the cue says is one of its own.
    """
    saying = draft.saying
    traits = {*stems_of(parsed, saying.words)}
    traits |= {f"'{word}" for word in stems_of(parsed, _quoted(parsed, saying))}
    traits |= {f"~{word}" for word in stems_of(parsed, saying.cue)}
    if draft.who.member is not None:
        traits.add(f"@{id(draft.who.member)}")
    if draft.sense.manner != "says":
        traits.add(f"={draft.sense.manner}")
    return frozenset(traits)


def _quoted(parsed: Parsed, saying: Saying) -> list[int]:
    """Return the words of a content between marks."""
    inside, quoted = False, []
    for i in saying.words:
        word = parsed.words[i]
        if word in _QUOTES:
            inside = word in _OPENING or (word in _STRAIGHT and not inside)
        elif inside:
            quoted.append(i)
    return quoted


def _are_others(parsed: Parsed, one: Draft, other: Draft) -> bool:
    """Whether a headline names somebody else than the body."""
    mine, theirs = one.who.member, other.who.member
    if mine is None or theirs is None or mine is theirs or not (mine.named and theirs.named):
        return False
    named = any(parsed.tags[i] == "PROPN" for i in one.saying.source)
    return named and mine.kind == theirs.kind == "person" and not other.is_told_by(mine)


def _are_of_other_kinds(one: Draft, other: Draft) -> bool:
    """Whether one is told by a person, the other by a body."""
    members = (one.who.member, other.who.member)
    kinds = {member.kind for member in members if member is not None}
    return kinds == {"person", "organisation"}


def stems_of(parsed: Parsed, words: Sequence[int]) -> frozenset[str]:
    """Return the words that carry meaning, cut to their stems."""
    return frozenset({_stem_told(parsed.words[i], parsed.tags[i]) for i in words} - {""})


@lru_cache(maxsize=MANY_FORMS)
def _stem_told(word: str, tag: str) -> str:
    """Return the stem of a word that carries meaning, "" of others."""
    return stem(word) if tag in _CONTENT_TAGS and any(c.isalnum() for c in word) else ""


@lru_cache(maxsize=MANY_FORMS)
def stem(word: str) -> str:
    """Return what forms of a word share, roughly: "plan" of "plans" and "planned"."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending).removesuffix("e")
            break
    return word[: -1 if word[-2:-1] == word[-1:] else None][:_STEM]


def _most_alike(
    parsed: Parsed, draft: Draft, body: Sequence[Draft], *, is_top: bool
) -> Draft | None:
    """Return which statement of the body a heading gives; of equals the first.

    is_top: it stands above the body, where all that is said is said again below.
    """
    best, found = 0.0, None
    for other in body:
        same = is_top and _has_same_source(parsed, draft, other)
        alike = _likeness(parsed, draft, other, same=same, is_top=is_top)
        if alike > best:
            best, found = alike, other
    return found


def _likeness(parsed: Parsed, one: Draft, other: Draft, *, same: bool, is_top: bool) -> float:
    """Return how alike two statements are, 0 if they cannot be one. same: so is the source.

    A caption that says more than the body is one of its own, or what it adds would be lost.
    """
    mine, theirs = (stems_of(parsed, draft.saying.words) for draft in (one, other))
    n_shared = len(mine & theirs)
    share = n_shared / max(1, min(len(mine), len(theirs)) if is_top else len(mine))
    manners = {one.sense.manner, other.sense.manner}
    turned = len(manners) > 1 and not manners.isdisjoint(_NOT_SAID)  # "asked about it", "it leaks"
    if turned or (not same and not _may_be_one(one, other)):
        return 0.0
    needed, fewest = _SAME_SOURCE if same else _MAY_BE_SAME
    if one.quote == "direct":
        needed, fewest = _DIRECT
    if n_shared >= fewest and share >= needed:
        return share + n_shared + same
    # "rejects report", "rejected the findings": the words differ, but there is little else
    points = same and one.sense.manner == other.sense.manner == "denies"
    return 0.1 if points and max(len(mine), len(theirs)) <= _FEW else 0.0


def _has_same_source(parsed: Parsed, one: Draft, other: Draft) -> bool:
    """Whether both have the same speaker or name it by the same noun: "auditors say"."""
    mine, theirs = one.who.member, other.who.member
    if mine is not None and mine is theirs:
        return True
    if mine is not None and theirs is not None and mine.named and theirs.named:
        return False
    roles = theirs.roles.values() if theirs is not None else ()
    named_by = {stem(word) for role in roles for word in role.split()}
    named_by |= stems_of(parsed, other.saying.source)
    return not named_by.isdisjoint(stems_of(parsed, one.saying.source))


def _may_be_one(one: Draft, other: Draft) -> bool:
    """Whether the same may have said both: not if both are known by other names."""
    mine, theirs = one.who.member, other.who.member
    if mine is None or theirs is None or not (mine.named and theirs.named):
        return True
    if "place" in (mine.kind, theirs.kind) and "organisation" in (mine.kind, theirs.kind):
        return True  # "Baku denies" over "Azerbaijan's Foreign Ministry denied"
    return one.is_told_by(theirs) or other.is_told_by(mine)


def _verbatim(parsed: Parsed, draft: Draft, in_words: Sequence[Draft]) -> Draft | None:
    """Return the statement of the same one, told in the same way. in_words: those in its words."""
    if len(_plain(parsed, draft)) < _VERBATIM:
        return None
    same = (
        other
        for other in in_words
        if other.who.member is draft.who.member
        and (other.quote == draft.quote == "direct" or _are_told_alike(other, draft))
    )
    return next(same, None)


def _are_told_alike(one: Draft, other: Draft) -> bool:
    """Whether two are said in one sense by somebody known, through the same others."""
    if one.who.member is None or one.sense[:2] != other.sense[:2]:
        return False
    through = ([who.member for _, who in draft.via] for draft in (one, other))
    return next(through) == next(through)


def _plain(parsed: Parsed, draft: Draft) -> tuple[str, ...]:
    words = (parsed.words[i] for i in draft.saying.words)
    return tuple(word for word in words if any(c.isalnum() for c in word))
