"""Which statements a check is about: "his account", "either side", "the labels", what came before.

Rules in an order: the first that finds statements decides.
"""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Cast, Member
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    THING_PRONOUNS,
    singular,
    sorts_of,
)
from onrecord.reading.statements.chains.denials import POINTS_AT
from onrecord.reading.statements.chains.repeats import stem, stems_of
from onrecord.reading.statements.checks.checking import CheckWords, words_for
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import NOMINAL, Parsed

SIDES = frozenset(("either", "both", "neither", "sides", "competing", "conflicting", "rival"))
_PARTIES = frozenset(("side", "sides", "side's", "party", "parties", "government", "governments"))
_EVIDENCE = frozenset(
    ("location", "authenticity", "video", "footage", "photo", "image", "picture", "recording",
     "clip", "screenshot", "filmed", "taken", "recorded")
)  # fmt: skip
# Words for any statement: they do not say which.
GENERIC = frozenset(
    stem(word)
    for word in (
        "account", "claim", "report", "statement", "figure", "version", "story", "allegation",
        "assertion", "information", "detail", "charge", "accusation", "matter", "request",
        "comment", "independently", "immediately", "result", "finding", "case", "found", "evidence",
        "rated", "false", "concluded", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "morning", "afternoon", "evening", "night", "phone", "telephone",
    )
)  # fmt: skip
SHOWN = frozenset(
    ("video", "footage", "photo", "photograph", "image", "picture", "recording", "clip")
)
_POINTING = frozenset(
    ("the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "either",
     "neither")
)  # fmt: skip
_GOING_ON = THING_PRONOUNS | {"this", "that", "they"}  # first words of what goes on with a topic
_SPEAK_FOR_A_SIDE = ("named person", "named body", "unnamed official")
_OF_SEVERAL = frozenset(("one", "another", "both", "others"))
_NOT = words_for("negations") | {"nowhere"}
_NEAR = 3  # lines back within which a rule looks for the statements of one speaker
_FIRST = 4  # words of "of the accusation"
_RIGHT_BEFORE = 1  # lines back
# Manners of which a check without a word for what it is of tells least: it is of what they answer.
_SELDOM_CHECKED = frozenset(("denies", "declines", "asks"))


class _Look(NamedTuple):
    """A check with what was said before it, in text order."""

    parsed: Parsed
    cast: Cast
    check: CheckWords
    before: Sequence[Draft]

    def words(self, indices: Sequence[int]) -> list[str]:
        return [self.parsed.words[i] for i in indices]

    def lines_back(self, draft: Draft) -> int:
        """Return how many lines before the check a statement ends."""
        last = max(draft.saying.words, default=draft.saying.first)
        return self.parsed.lines[self.check.words.start] - self.parsed.lines[last]

    def run(self, members: Sequence[Member]) -> list[Draft]:
        """Return the statements of somebody, back to where a gap of lines parts them."""
        found: list[Draft] = []
        for draft in reversed(self.before):
            if not any(_tells(self.parsed, draft, member) for member in members):
                continue
            if found and self.lines_back(draft) - self.lines_back(found[-1]) > _NEAR:
                break
            found.append(draft)
        return found[::-1]


def _tells(parsed: Parsed, draft: Draft, member: Member) -> bool:
    """Whether somebody says it or tells of it, or one of several: "one of them said"."""
    sources = (draft.saying.source, *(through.source for through, _ in draft.via))
    of_several = any(source and parsed.words[source[0]] in _OF_SEVERAL for source in sources)
    return draft.is_told_by(member) or (of_several and member.plural)


def covered(
    parsed: Parsed, check: CheckWords, drafts: Sequence[Draft], cast: Cast
) -> tuple[list[Draft], str]:
    """Return the statements that a check covers, and which they are in words."""
    look = _look(parsed, check, drafts, cast)
    for rule, how in _OF_FINDING if check.is_finding else _RULES:
        found = rule(look) if look.before else []
        if found:
            return found, how
    return [], "nothing was said before it"


def _look(parsed: Parsed, check: CheckWords, drafts: Sequence[Draft], cast: Cast) -> _Look:
    by = next((cast.at[i] for i in reversed(check.by) if i in cast.at), None)
    before = [
        draft
        for draft in drafts
        if draft.saying.first < check.words.start
        and (draft.is_claim or draft.via or draft.sense.manner == "urges")
        and (by is None or draft.via or draft.who.member is not by)
        and may_be_of(parsed, check, draft)
    ]
    return _Look(parsed, cast, check, before)


def is_of_checker(parsed: Parsed, check: CheckWords, draft: Draft) -> bool:
    """Tell whether what checks is the thing that tells the statement: "the pictures" show both.

    What a letter says that somebody warned of may be confirmed by them: then it is the letter's.
    """
    if draft.via:
        return False
    by, source = _thing_of(parsed, check.by), _thing_of(parsed, draft.saying.source)
    return by is not None and by == source


def may_be_of(parsed: Parsed, check: CheckWords, draft: Draft) -> bool:
    """Tell whether a check may be of a statement: not of what it tells itself, nor of old words.

    "Videos shared online could not be verified" is of no words that tell of no video. What says
    that something was checked is not checked itself: of 145 on stories 680 to 819, two were.
    """
    told = {*draft.saying.cue, *draft.saying.words}
    inside = bool(draft.saying.cue) and told <= {*check.words} and not draft.saying.is_answered
    inside = inside or not {*check.asked}.isdisjoint(draft.saying.source)
    if inside or is_of_checker(parsed, check, draft) or _holds_back(parsed, check):
        return False
    fresh = _new_evidence(parsed, check)
    said = (*draft.saying.words, *draft.saying.source, *draft.saying.cue)
    known = (*said, *(i for through, _ in draft.via for i in through.source))
    return fresh is None or stem(fresh) in {stem(singular(parsed.words[i])) for i in known}


def _holds_back(parsed: Parsed, check: CheckWords) -> bool:
    """Whether it leaves open what was said: "The port confirmed only that the ship had come"."""
    words = (parsed.words[i - 1 : i + 1] for i in check.words if i)
    return check.outcome == "verified" and any(
        before.startswith("confirm") and word in ("only", "just") for before, word in words
    )


def _new_evidence(parsed: Parsed, check: CheckWords) -> str | None:
    """Return the noun of evidence that a check brings in: "video" of "a video of the blast"."""
    if check.outcome != "not verified" or not check.about:
        return None
    phrase = [*takewhile(lambda i: parsed.tags[i] in NOMINAL, check.about)]
    words = [parsed.words[i] for i in phrase]
    known = not phrase or words[0] in _POINTING or {"'s", "'"} & {*words}
    noun = singular(words[-1]) if words else ""
    return noun if not known and noun in SHOWN else None


def _thing_of(parsed: Parsed, words: Sequence[int]) -> str | None:
    """Return the head noun of words: "picture" of "Satellite pictures taken on Thursday"."""
    phrase = takewhile(lambda i: parsed.tags[i] in ("DET", "ADJ", "NOUN", "PROPN"), words)
    head = next((i for i in reversed([*phrase]) if parsed.tags[i] != "DET"), None)
    return None if head is None else singular(parsed.words[head])


def _sides(look: _Look) -> list[Draft]:
    """Return the accounts of those who contradict each other: a denial and what it denies."""
    words = set(look.words(look.check.about))
    if not SIDES & words or not (_PARTIES | words_for("claims")) & words:
        return []
    here = [d for d in look.before if not look.lines_back(d)]
    denial = next((d for d in reversed(look.before) if d.sense.manner == "denies"), None)
    is_of_both = len({id(d.who.member) for d in here}) > 1
    if is_of_both and not (denial and denial.refers):
        return here
    if denial is None:
        parties = {id(d.who.member) for d in look.before if _is_party(d.who.member)}
        if len(parties) <= 1 or not _PARTIES & words:  # the last two who spoke
            tellers = dict.fromkeys(id(d.who.member) for d in reversed(look.before))
            parties = {*list(tellers)[:2]}
        return [d for d in look.before if id(d.who.member) in parties]
    denied = denial.refers[:1] or _opposed(look, denial)
    if _PARTIES & words:
        members = [member for one in (denial, *denied) for member in one.tellers]
        return [d for d in look.before if d.who.member in members]
    start = min(look.before.index(one) for one in (denial, *denied) if one in look.before)
    return list(look.before[start:])


def _is_party(member: Member | None) -> bool:
    """Tell whether somebody speaks for a side: an official without a name does, a resident not."""
    return member is not None and member.grade in _SPEAK_FOR_A_SIDE


def _opposed(look: _Look, denial: Draft) -> list[Draft]:
    """Return what somebody else said last before a denial."""
    earlier = look.before[: look.before.index(denial)]
    return [one for one in reversed(earlier) if one.who.member is not denial.who.member][:1]


def _described(look: _Look) -> list[Draft]:
    """Return what is told right before a clause with "which", or by whom it describes.

    Who did not answer is no source of what was asked: "the mill, which did not respond, has said".
    """
    start = look.check.words.start
    if look.parsed.words[start] not in ("which", "that") or look.check.asked:
        return []
    near = {start - 1, start - 2}
    told = [d for d in look.before if near & {*d.saying.source}]
    return told or [d for d in look.before[-1:] if near & {*d.saying.words}]


def _found(look: _Look) -> list[Draft]:
    """Return what the last one who spoke said that a finding contradicts: the most alike."""
    last = [d for d in look.before if look.lines_back(d) <= _RIGHT_BEFORE][-1:]
    tellers = last[0].tellers if last else []
    near = [d for d in look.run(tellers) if look.lines_back(d) < _NEAR] if tellers else last
    finding = stems_of(look.parsed, look.check.about)
    alike = [
        (len(finding & stems_of(look.parsed, d.saying.words)), k)
        for k, d in enumerate(near)
        if _contradicts(look, d)
    ]
    return [near[max(alike)[1]]] if alike else []


def _contradicts(look: _Look, draft: Draft) -> bool:
    """Whether a finding is about what a statement is about, and says another thing."""
    check, parsed = look.check, look.parsed
    said = [*draft.saying.words, *draft.saying.source]
    shared = stems_of(parsed, check.about) & stems_of(parsed, said) - GENERIC
    pointing = {*PERSON_PRONOUNS, *PLURAL_PRONOUNS, "such"} & {*look.words(check.about)}
    known = {parsed.words[i] for i in draft.saying.words}
    if shows(parsed, draft) or not (shared or pointing):
        return False
    if not check.is_statement or draft.sense.manner == "denies":
        return True
    if bool(_NOT & known) != bool(_NOT & {*look.words(check.about)}):
        return True
    tags = ("PROPN", "NUM") if shared else ("PROPN",)
    facts = [i for i in check.about if parsed.tags[i] in tags]
    return any(parsed.words[i] not in known for i in facts)


def _account(look: _Look) -> list[Draft]:
    """Return what somebody told: "his account", "the ministry's figures"."""
    for k in look.check.about:
        word = look.parsed.words[k]
        if word in PERSON_PRONOUNS or word == "their":
            return look.run(_pronoun(look, word))
        behind = look.parsed.words[k + 1] if k + 1 < len(look.parsed) else ""
        if behind in ("'s", "'") or word.endswith("'s"):
            noun = word.removesuffix("'s")
            named = look.cast.at.get(k)
            return look.run([named] if named else with_role(look.cast, noun))
    return []


def with_role(cast: Cast, noun: str) -> list[Member]:
    """Return those whose name or role has a noun: "the ministry's", "the captain's"."""
    return [
        member
        for member in cast.members
        if noun in member.tokens
        or any(_is_short_for(word, noun) for role in member.roles.values() for word in role.split())
    ]


def _is_short_for(word: str, noun: str) -> bool:
    """Whether a word is a noun, or the start of it: "sen." of "senator"."""
    return word == noun or (word.endswith(".") and noun.startswith(word[:-1].lower()))


def _pronoun(look: _Look, word: str) -> list[Member]:
    """Return who spoke last that a pronoun can be."""
    tellers = (member for draft in reversed(look.before) for member in draft.tellers)
    return next(([member] for member in tellers if can_be(member, word)), [])


def can_be(member: Member, word: str) -> bool:
    """Tell whether a pronoun can be somebody."""
    if word in PLURAL_PRONOUNS:
        return member.plural or member.kind in ("group", "organisation")
    gender = member.gender in (None, PERSON_PRONOUNS.get(word))
    return gender and member.kind == "person" and not member.plural


def _evidence(look: _Look) -> list[Draft]:
    """Return what a video or picture shows, if it was placed or dated."""
    if not _EVIDENCE & {singular(word) for word in look.words(look.check.about)}:
        return []
    near = [d for d in look.before if look.lines_back(d) <= _NEAR and shows(look.parsed, d)]
    return near[-1:]


def shows(parsed: Parsed, draft: Draft) -> bool:
    """Whether a statement is what data or pictures show."""
    member = draft.who.member
    evidence = any("data" in sorts_of(parsed.words[i]) for i in draft.saying.source)
    return evidence or (member is not None and member.grade == "data")


def _topic(look: _Look) -> list[Draft]:
    """Return the statements that share a word with what was checked or asked about."""
    topic = stems_of(look.parsed, look.check.about) - GENERIC
    found: list[Draft] = []
    for draft in look.before:
        told_by = [i for through, _ in draft.via for i in through.source]
        words = [*draft.saying.source, *told_by, *draft.saying.words]
        if topic & stems_of(look.parsed, words) or _illustrates(look.parsed, draft, found):
            found.append(draft)
    near = [d for d in found if look.lines_back(d) <= _NEAR]
    return found if look.check.asked or not near else near


def _illustrates(parsed: Parsed, draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a quotation follows what the same one said of a topic, in its paragraph."""
    last = found[-1] if found else None
    if last is None or draft.number != last.number + 1:
        return False
    first = parsed.words[draft.saying.first if not draft.saying.words else draft.saying.words[0]]
    if draft.quote != "direct" and first not in _GOING_ON:
        return False
    line = parsed.lines[last.saying.first]
    return draft.who.member is last.who.member and line == parsed.lines[draft.saying.first]


def _body(look: _Look) -> list[Draft]:
    """Return what is said of, or told by, the one who did not answer."""
    members = {id(m): m for i in look.check.asked if (m := look.cast.at.get(i))}
    if not members:
        return []
    near = [draft for draft in look.before if look.lines_back(draft) <= _NEAR]
    own = [d for d in near if any(id(member) in members for member in d.tellers)]
    of = [d for d in near if any(id(look.cast.at.get(i)) in members for i in d.saying.words)]
    return [d for d in of if d not in own] or own


def _last(look: _Look) -> list[Draft]:
    """Return what was said last, with what the same one said right before."""
    told = [d for d in look.before if d.sense.manner not in _SELDOM_CHECKED]
    last = look.before[-1] if look.check.asked or not told else told[-1]
    pointed = look.words(look.check.about)[:1] in (["it"], ["this"], ["that"])
    single = look.check.outcome == "contradicted" or pointed
    if look.check.asked and last.sense.manner == "denies":  # "A denied it; B did not answer"
        return last.refers[:1] or _opposed(look, last) or [last]
    if single or look.check.asked:
        return [last]
    near = [d for d in told if look.lines_back(d) <= _RIGHT_BEFORE]
    return [d for d in near if any(d.is_told_by(m) for m in last.tellers)] or [last]


def _pointed(look: _Look) -> list[Draft]:
    """Return the accusation that "the accusation" is, the threat that "the threat" is."""
    nouns = {singular(word).removesuffix("s") for word in look.words(look.check.about)[:_FIRST]}
    for noun in nouns:
        manners = POINTS_AT.get(noun, ())
        fitting = [d for d in look.before if d.sense.manner in manners]
        if fitting:
            return fitting[-1:]
    return []


def _asked_for(look: _Look) -> list[Draft]:
    """Return what names the place or thing of one without a name who did not answer."""
    named = any(i in look.cast.at for i in look.check.asked)
    tags = ("NOUN",) if named else ("NOUN", "PROPN")
    nouns = [i for i in look.check.asked if look.parsed.tags[i] in tags]
    topic = stems_of(look.parsed, nouns[1:]) - GENERIC
    found: list[Draft] = []
    for d in look.before:
        shared = topic & stems_of(look.parsed, d.saying.words)
        if shared or (topic and _illustrates(look.parsed, d, found)):
            found.append(d)
    return found


_Rule = tuple[Callable[[_Look], list[Draft]], str]
_OF_FINDING: tuple[_Rule, ...] = ((_found, "what was said right before, of the same"),)
_RULES: tuple[_Rule, ...] = (
    (_described, "what is told by what was checked"),
    (_sides, "the accounts of both sides"),
    (_pointed, "what the word for it points at"),
    (_account, "what that one said"),
    (_evidence, "what the evidence shows"),
    (_topic, "what shares a word with what was checked"),
    (_asked_for, "what is said of what the one who did not answer stands for"),
    (_body, "what is said of the one who did not answer"),
    (_last, "what was said right before"),
)
