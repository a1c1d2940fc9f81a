"""The same statement in headline, bullet, caption and body: one, with several places."""

from collections.abc import Collection, Sequence

from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.nouns import content_of
from onrecord.reading.statements.parsed import Parsed

_STEM = 5  # letters: "repels", "repelled"
_SHORTEST = 3  # letters left of a word without its ending
_VERBATIM = 4  # words from which on the same quotation twice in the body is one
# (share of the shorter one's words that the longer has, shared words) from which on two are one.
_SAME_SOURCE, _MAY_BE_SAME, _DIRECT = (0.2, 1), (0.45, 2), (0.8, 2)
_FEW = 2  # words of a content that only points: "rejects report", "rejected the findings"
_CONTENT_TAGS = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X"))


def joined(parsed: Parsed, drafts: Sequence[Draft], headings: Collection[int]) -> list[Draft]:
    """Make one of a statement in a heading and the same in the body, with both places.

    A quotation that the body has twice is one too. headings: numbers of the lines that are such.
    """
    is_heading = [parsed.lines[draft.saying.first] in headings for draft in drafts]
    body = [draft for draft, heading in zip(drafts, is_heading, strict=True) if not heading]
    top = min((draft.saying.first for draft in body), default=0)
    kept: list[Draft] = []
    for draft, heading in zip(drafts, is_heading, strict=True):
        if heading:
            same = _most_alike(parsed, draft, body, is_top=draft.saying.first < top)
        else:
            same = _verbatim(parsed, draft, kept)
        if same is None:
            kept.append(draft)
            continue
        place = content_of(parsed, draft.saying)
        if place not in same.places:
            same.places.append(place)
    return kept


def stems_of(parsed: Parsed, words: Sequence[int]) -> frozenset[str]:
    """Return the words that carry meaning, cut to their stems."""
    return frozenset(
        stem(parsed.words[i])
        for i in words
        if parsed.tags[i] in _CONTENT_TAGS and any(c.isalnum() for c in parsed.words[i])
    )


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
        alike = _likeness(parsed, draft, other, same=same)
        if alike > best:
            best, found = alike, other
    return found


def _likeness(parsed: Parsed, one: Draft, other: Draft, *, same: bool) -> float:
    """Return how alike two statements are, 0 if they cannot be one. same: so is the source."""
    mine, theirs = (stems_of(parsed, draft.saying.words) for draft in (one, other))
    n_shared = len(mine & theirs)
    share = n_shared / max(1, min(len(mine), len(theirs)))
    if not same and not _may_be_one(one, other):
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


def _verbatim(parsed: Parsed, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """Return the statement with the same quotation by the same one."""
    if draft.quote != "direct":
        return None
    words = _plain(parsed, draft)
    same = (
        other
        for other in before
        if other.who.member is draft.who.member and _plain(parsed, other) == words
    )
    return next(same, None) if len(words) >= _VERBATIM else None


def _plain(parsed: Parsed, draft: Draft) -> list[str]:
    words = (parsed.words[i] for i in draft.saying.words)
    return [word for word in words if any(c.isalnum() for c in word)]
