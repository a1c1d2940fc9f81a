"""How far the words of a check narrow what it covers: figures, somebody's account, one report.

If such words fit no statement, they exclude none.
"""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.meant.described import Descriptions
from onrecord.reading.statements.actors.naming.sources import singular, sorts_of
from onrecord.reading.statements.actors.phrases.source_phrase import Phrase
from onrecord.reading.statements.chains.denials import rejects
from onrecord.reading.statements.chains.repeats import stem, stems_of
from onrecord.reading.statements.checks.checking import CheckWords, words_for
from onrecord.reading.statements.checks.covers import (
    GENERIC,
    SHOWN,
    SIDES,
    can_be,
    shows,
    with_role,
)
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.phrases import lemmas_of
from onrecord.reading.times.vocabulary import NUMBERS, POWERS

_FIGURES = frozenset(("figure", "figures", "toll", "tolls", "number", "numbers"))
_NUMBERS = (NUMBERS.keys() | POWERS.keys()) - {"one"}
_PICTURES = SHOWN - {"recording"}  # in which somebody speaks
_ROUGH = frozenset(
    ("least", "most", "than", "about", "some", "around", "over", "nearly", "almost", "to",
     "another", "other", "of")
)  # fmt: skip
_PERCENT = frozenset(("percent", "%", "cent"))
_FAR_NOUN = 3  # words behind a number, among which is what it counts
_ENDING = frozenset(("VERB", "SCONJ"))  # of what says more of it
_SEEN = frozenset(("seen", "viewed", "reviewed", "examined", "read"))
_POINTED = frozenset(("the", "this", "that"))
_OWNERS = frozenset(("his", "her"))
_ONE = frozenset(
    ("account", "claim", "report", "statement", "version", "allegation", "accusation",
     "assertion", "rumour", "rumor", "story", "description")
)  # fmt: skip
_LONGEST_ACCOUNT = 3  # words of "first written statement" behind an owner


def fitting(
    parsed: Parsed, check: CheckWords, drafts: Sequence[Draft], cast: Cast
) -> tuple[list[Draft], bool]:
    """Return the statements that a check can be of by its words: all, where they do not say.

    A check of "either toll" is of what tells a number, one of "Ms Roe's account" of what she told:
    it surely is of one of these, which is returned as True. Who "has seen the letter" verifies
    nothing but what tells of one. What proves something else proves no
    denial: of 106 on stories 680 to 819, none was covered. An account of somebody named who told
    nothing here is of none.
    """
    kept = list(drafts)
    if check.asked:
        return kept, False
    seen = _seen(parsed, check)
    if seen:
        return [one for one in kept if _tells_of(parsed, one, seen)], False
    if _is_of_figures(parsed, check):
        kept = [one for one in kept if _has_number(parsed, one)] or kept
    elif _is_of_picture(parsed, check):
        kept = [one for one in kept if shows(parsed, one)] or kept
    owned = _owned(parsed, check, kept, cast)
    if owned is None:
        return [], True
    if check.outcome == "verified" and not owned:
        kept = [one for one in kept if not _is_denial(parsed, one)]
    return owned or kept, bool(owned)


def _is_denial(parsed: Parsed, draft: Draft) -> bool:
    return draft.sense.manner == "denies" or rejects(parsed, draft)


def _seen(parsed: Parsed, check: CheckWords) -> frozenset[str]:
    """Return the stems of a paper that somebody has seen himself: "has seen the letter".

    That says nothing of anything but what the paper tells.
    """
    verbs = [i for i in check.words if _is_of_seeing(parsed, i)]
    if check.outcome != "verified" or not verbs or _supports(parsed, check):
        return frozenset()
    last = next((i for i in check.about if parsed.tags[i] in _ENDING and i not in verbs), None)
    last = check.words.stop if last is None else last
    nouns = [i for i in check.about if i < last and parsed.tags[i] == "NOUN"]
    if not SHOWN.isdisjoint(singular(parsed.words[i]) for i in nouns):
        return frozenset()  # what is a recording here is a video there
    return stems_of(parsed, [i for i in nouns if singular(parsed.words[i]) != "copy"])


def _supports(parsed: Parsed, check: CheckWords) -> bool:
    """Whether what was seen bears out what was told: "records that support their account"."""
    support = words_for("support")
    return any(not support.isdisjoint(lemmas_of(parsed.words[i])) for i in check.words)


def _is_of_seeing(parsed: Parsed, i: int) -> bool:
    describes = parsed.relations[i].startswith("acl")  # "records seen by the paper show"
    return parsed.words[i] in _SEEN and parsed.tags[i] == "VERB" and not describes


def _tells_of(parsed: Parsed, draft: Draft, paper: frozenset[str]) -> bool:
    """Whether a statement is of a paper, or speaks of one in its sentence: "said in a letter"."""
    told_by = [i for through, _ in draft.via for i in through.source]
    said = [*parsed.sentence_of(draft.saying.first), *draft.saying.source, *draft.saying.words]
    return not paper.isdisjoint(stems_of(parsed, [*said, *told_by]))


def as_counted(parsed: Parsed, check: CheckWords, covers: Sequence[Draft]) -> CheckWords:
    """Return a check as contradicting where a record gives another number of the same things.

    A list that "has 212 schools" proves nobody right who says that there are 250 schools. Where it
    gives the same numbers, and denies nothing, it does.
    """
    is_record = check.is_finding or not check.by  # nobody who "confirmed" it
    if not covers or check.outcome == "not verified" or not is_record:
        return check
    mine = _counted(parsed, [i for i in check.words if i not in check.by])
    same = []
    for one in covers:
        its = _counted(parsed, one.saying.words)
        both = mine.keys() & its.keys()
        if not both:
            return check
        same += [mine[noun] == its[noun] for noun in both]
    denied = not words_for("negations").isdisjoint(parsed.words[i] for i in check.words)
    if all(same) and not denied:
        return check._replace(outcome="verified")
    return check if any(same) else check._replace(outcome="contradicted")


def _counted(parsed: Parsed, words: Sequence[int]) -> dict[str, str]:
    """Return by stem of what exactly how many there are said to be: not "about", nor "million"."""
    found = {}
    for n, i in enumerate(words):
        is_share = not _PERCENT.isdisjoint(parsed.words[i + 1 : i + 2])  # "a rise of 3 percent"
        rough = _ROUGH - {"of"} if is_share else _ROUGH
        if parsed.tags[i] != "NUM" or (i and parsed.words[i - 1] in rough):
            continue
        behind = [k for k in words[n + 1 : n + 1 + _FAR_NOUN] if parsed.tags[k] != "ADJ"][:1]
        if behind and (is_share or parsed.tags[behind[0]] == "NOUN"):
            word = parsed.words[i]
            number = str(NUMBERS.get(word, word.replace(",", "")))
            found[stem(singular(parsed.words[behind[0]]))] = number
    return found


def is_of_one(parsed: Parsed, check: CheckWords) -> bool:
    """Whether it is of what one source told: "could not confirm this", "that report"."""
    words = [parsed.words[i] for i in check.about]
    if check.asked or not SIDES.isdisjoint(words):
        return False
    nouns = [parsed.words[i] for i in check.about if parsed.tags[i] == "NOUN"]
    pointing = {"this", "that", "the", *_OWNERS} & {*words[:1]}
    return words in (["this"], ["that"], ["it"]) or bool(pointing and _ONE & {*nouns[:1]})


def _is_of_figures(parsed: Parsed, check: CheckWords) -> bool:
    """Whether it is of figures: of "the number of dead", not of "a number of claims"."""
    return any(
        parsed.words[i] in _FIGURES and parsed.words[i - 1 : i] != ["a"] for i in check.about
    )


def _is_of_picture(parsed: Parsed, check: CheckWords) -> bool:
    """Whether it is of a picture told of before: "could not confirm when the clip was filmed"."""
    pairs = pairwise(parsed.words[i] for i in check.about)
    pointed = any(one in _POINTED and singular(other) in _PICTURES for one, other in pairs)
    return pointed and check.outcome == "not verified"


def _has_number(parsed: Parsed, draft: Draft) -> bool:
    """Whether a statement tells a number: a reader may take "Three people" for a pronoun."""
    words = (parsed.words[i] for i in draft.saying.words)
    return any(
        any(c.isdigit() for c in word) or not _NUMBERS.isdisjoint(word.split("-")) for word in words
    )


def _owned(
    parsed: Parsed, check: CheckWords, drafts: Sequence[Draft], cast: Cast
) -> list[Draft] | None:
    """Return what somebody told of whose account a check is: "Ms Roe's account", "her version".

    Of "Roe's account of the payment" that is what tells of it. [] = nobody's; None = somebody's by
    name, who told nothing.
    """
    words = [parsed.words[i] for i in check.about]
    if not SIDES.isdisjoint(words):
        return []
    for n, word in enumerate(words):
        if words_for("claims").isdisjoint(words[n + 1 : n + 1 + _LONGEST_ACCOUNT]):
            continue
        if n and word in ("'s", "'"):
            owners = _owners(parsed, check.about[n - 1], cast)
            own = [one for one in drafts if any(_is_of(one, owner) for owner in owners)]
            named = check.about[n - 1] in cast.at and cast.at[check.about[n - 1]].named
            topic = stems_of(parsed, check.about[n + 2 :]) - GENERIC
            narrow = [one for one in own if topic & stems_of(parsed, one.saying.words)]
            return narrow or own or (None if named else [])
        if word in _OWNERS:
            return [one for one in drafts if any(can_be(member, word) for member in one.tellers)]
    return []


def _owners(parsed: Parsed, i: int, cast: Cast) -> Sequence[Member]:
    """Return whose account it may be: who has a name or role, or the body that "the group" is."""
    named = cast.at.get(i)
    if named is not None:
        return [named]
    owners = with_role(cast, parsed.words[i])
    if owners or "body" not in sorts_of(parsed.words[i]) or parsed.words[i - 1] != "the":
        return owners
    known = [one for one in cast.members if one.named and one.before(i) >= 0]
    words = (i - 1, i)
    fits = Descriptions(parsed, cast).fits(Phrase(words, words, words, i), known)
    return [fit.member for fit in fits[:1]]


def _is_of(draft: Draft, owner: Member) -> bool:
    """Whether somebody tells of a statement, or who speaks for them: "the group's spokesman"."""
    member = draft.who.member
    roles = member.roles.values() if member is not None and owner.kind != "person" else ()
    names = [{*name.casefold().split()} for name in (owner.name, *owner.aliases)]
    speaks = any(name <= {*role.casefold().split()} for role in roles for name in names)
    return speaks or draft.is_told_by(owner)
