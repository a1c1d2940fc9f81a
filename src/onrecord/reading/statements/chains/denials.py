"""What a denial or refusal is about: "denied such claims", "rejected the accusation"."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.naming.sources import singular
from onrecord.reading.statements.chains.repeats import stem, stems_of
from onrecord.reading.statements.checks.checking import words_for
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Manner

_LONGEST = 6  # words of a content that only points at what was said: "the accusation"
_FARTHEST = 8  # lines back
_FARTHEST_NOUN = 3  # words to the noun that points: "any such threat"
_NAMING = ("NOUN", "PROPN", "ADJ", "NUM")
_THAT_NOUN = 2  # words of "that reading"
_CALLED = frozenset(("called", "calls", "calling", "branded", "described"))
_OF_EVIDENCE = ("report", "finding", "study")
_OF_MENTION = ("it", "this")  # of which no mention is made: rarely a statement
_PART_IN = frozenset(("involvement", "involved", "part", "role", "hand", "responsible", "behind"))
_OWN_DEED = "responsibility"  # which is claimed
_WITH_TOPIC = ("finding", "claim", "allegation", "report", "suggestion", "idea", "notion")
_TURNING = frozenset(("ruled", "rejected", "refused", "dismissed", "rebuffed", "rules", "rejects"))
_NEAREST = 4  # claims back to a report
_LONGEST_REJECTION = 9  # words of "the claim was false"
_SHORTEST_REJECTION = 3  # words of "Not so", which need not say what is false
FALSE = frozenset(
    ("false", "untrue", "lie", "lies", "baseless", "unfounded", "nonsense", "absurd", "fabricated",
     "groundless", "wrong", "fiction", "rubbish", "fantasy", "invention", "invented", "forgery",
     "forgeries", "fake", "fakes", "hoax", "slander", "defamatory", "fabrication", "fabrications",
     "ridiculous", "preposterous", "myth", "bunk", "rot", "laughable", "ludicrous", "incorrect",
     "inaccurate", "mistaken", "misleading", "smear", "slur", "garbage", "malicious")
)  # fmt: skip
_LONGEST_ELLIPSIS = 4  # words of "it never arrived"
_TRUE = frozenset(("so", "true", "correct", "accurate"))  # behind "not"
_COLLECTIVE = frozenset(
    ("account", "version", "story", "narrative", "description", "criticism", "remark")
)  # for all that somebody said
_QUESTIONS = frozenset(("when", "where", "why", "how", "who", "what", "which", "whether", "if"))
_DEMANDED: tuple[Manner, ...] = ("urges", "asks")
_POINTING = frozenset(("it", "this", "that", "them", "these", "those"))
_WITH_DEMAND = frozenset(("ruled", "rules", "ruling", "rule"))  # "out": of what may come, not was
_NEAR = 1  # lines back to what a denial answers that repeats no word of it
# What words for a statement point at: manners looked for first; () = any claim.
_ACCUSED: tuple[Manner, ...] = ("accuses", "claims")
POINTS_AT: dict[str, tuple[Manner, ...]] = {
    **dict.fromkeys(("accusation", "allegation", "charge", "criticism", "blame"), _ACCUSED),
    **dict.fromkeys(("wrongdoing", "guilt", "misconduct", "involvement"), _ACCUSED),
    **dict.fromkeys(("threat", "ultimatum"), ("threatens",)),
    **dict.fromkeys(("question", "query"), ("asks",)),
    **dict.fromkeys(("demand", "appeal"), ("urges",)),
    **dict.fromkeys(("promise", "pledge", "offer"), ("promises",)),
    **dict.fromkeys(
        ("claim", "report", "suggestion", "account", "assertion", "rumour", "rumor", "statement",
         "idea", "figure", "number", "toll", "finding", "notion", "estimate", "version", "remark",
         "story", "conclusion", "speculation", "insinuation", "complaint", "point", "argument",
         "view", "contention", "assessment", "reading", "description", "characterisation",
         "characterization", "narrative", "theory", "comparison", "prediction", "warning"),
        (),
    ),
}  # fmt: skip


def about_by_rule(parsed: Parsed, drafts: Sequence[Draft], k: int) -> list[Draft]:
    """Return the statements before one, of others, that its words say it denies or refuses."""
    draft = drafts[k]
    near = [d for d in drafts[:k] if _is_near(parsed, d, draft)]
    earlier = [d for d in near if d.via or d.who.member is not draft.who.member]
    return _about(parsed, draft, earlier)


def goes_on(parsed: Parsed, drafts: Sequence[Draft], k: int) -> bool:
    """Whether a statement goes on with the one before: what that is about, it is about too.

    So does what is said with a denial in one sentence: "denied it, saying she had been at home". Of
    21 such answers on stories 680 to 819, 13 are right; in the next sentence 14 of 39.
    """
    draft, before = drafts[k], drafts[k - 1] if k else None
    if before is None or before.who.member is None or before.who.member is not draft.who.member:
        return False
    if draft.saying.follows:
        return line_at(parsed, before) == line_at(parsed, draft)
    denial = before.sense.manner == "denies" or rejects(parsed, before)
    same = parsed.sentences[before.saying.first] == parsed.sentences[draft.saying.first]
    between = (
        parsed.words[before.saying.first : draft.saying.words[0]] if draft.saying.words else ()
    )
    return denial and same and draft.sense.manner == "says" and "but" not in between


def points(parsed: Parsed, draft: Draft) -> bool:
    """Whether the words of a statement only point at what was said: "that", "the accusation"."""
    return bool(pointers(parsed, draft))


def _is_near(parsed: Parsed, one: Draft, other: Draft) -> bool:
    return line_at(parsed, other) - line_at(parsed, one) <= _FARTHEST


def line_at(parsed: Parsed, draft: Draft) -> int:
    """Return the number of the line in which a statement begins."""
    return parsed.lines[draft.saying.first]


def _about(parsed: Parsed, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return what a statement denies or refuses, of what others said before; [] = nothing."""
    cue = {parsed.words[i] for i in draft.saying.cue}
    manner = draft.sense.manner
    taken_on = _taken_on(parsed, draft, earlier) if manner == "denies" else []
    if taken_on:
        return taken_on
    words = ["question"] if "answer" in cue else pointers(parsed, draft)
    if words and (manner in ("denies", "declines") or rejects(parsed, draft)):
        if "mention" in cue and words[0] in _OF_MENTION:
            return []
        found = [_pointed_at(parsed, draft, word, earlier) for word in words]
        return [one for one in earlier if any(one in some for some in found)]
    mentions = manner == "denies" or "mention" in cue
    restated = _restated(parsed, draft, earlier) if mentions else []
    restated = restated or _such(parsed, draft, earlier)
    if restated or manner != "denies":
        return restated
    return _refused(parsed, draft, earlier) or _answered(parsed, draft, earlier)


def _taken_on(parsed: Parsed, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return what somebody says to have done, where a denial is of the part they had in it.

    "Claimed responsibility for the blast": "ruled out the group's involvement". Who denies a part
    of his own denies what others say of him.
    """
    words = {parsed.words[i] for i in draft.saying.words}
    if _PART_IN.isdisjoint(words):
        return []
    mine = stems_of(parsed, draft.saying.words)
    claims = [one for one in earlier if one.sense.manner == "claims" and _takes_on(parsed, one)]
    return [one for one in claims if mine & stems_of(parsed, one.saying.source)][-1:]


def _takes_on(parsed: Parsed, draft: Draft) -> bool:
    return _OWN_DEED in {parsed.words[i] for i in draft.saying.words}


def rejects(parsed: Parsed, draft: Draft) -> bool:
    """Find "called the report “fiction”", "said the claim was false" and "“Not so,” she said"."""
    if draft.sense.manner not in ("says", "claims"):
        return False
    cue = {parsed.words[i] for i in draft.saying.cue}
    called = bool(_CALLED & cue) and draft.saying.words[:1] > draft.saying.cue[-1:]
    words = _first_words(parsed, draft)
    return called or (len(words) <= _LONGEST_REJECTION and _is_untrue(words))


def _is_untrue(words: Sequence[str]) -> bool:
    """Whether words say that something is false: "a lie", "not so", "it never arrived"."""
    denied = not words_for("negations").isdisjoint(words)
    elliptic = denied and words[0] in _POINTING and len(words) <= _LONGEST_ELLIPSIS
    return elliptic or not FALSE.isdisjoint(words) or (denied and bool(_TRUE & {*words}))


def _first_words(parsed: Parsed, draft: Draft) -> list[str]:
    """Return the words of the first sentence of a content, up to a comma."""
    words = [i for i in draft.saying.words if i in parsed.sentence_of(draft.saying.words[0])]
    while words and parsed.tags[words[0]] == "PUNCT":
        words.pop(0)
    stop = next((k for k, i in enumerate(words) if parsed.words[i] == ","), len(words))
    return [parsed.words[i] for i in words[:stop] if parsed.tags[i] != "PUNCT"]


def pointers(parsed: Parsed, draft: Draft) -> list[str]:
    """Return the words of a content that only point at what was said: "that", "accusation"."""
    words = [i for i in draft.saying.words if parsed.tags[i] != "PUNCT"]
    if words and parsed.words[words[0]] in _QUESTIONS:
        return []
    if _is_called(parsed, draft):
        return [parsed.words[draft.saying.words[0] - 1]]
    if words and parsed.words[words[0]] == "to":  # "to comment on the report"
        prepositions = [k for k, i in enumerate(words[:_LONGEST]) if parsed.tags[i] == "ADP"]
        words = words[prepositions[0] + 1 if prepositions else 2 :]
    if not words:
        return []
    denies = draft.sense.manner in ("denies", "declines")
    known_as = any(parsed.words[i] == "as" for i in words[:_LONGEST])  # "dismissed that as “rot”"
    if len(words) > _LONGEST and denies and not known_as and draft.quote != "mixed":
        return []
    nouns = _nouns(parsed, words)
    pronoun = _pronoun(parsed, words) if known_as or len(words) <= _LONGEST or not denies else None
    if pronoun is None and not nouns and not denies:
        pronoun = _unsaid(parsed, draft)
    if pronoun is None or (nouns and parsed.words[words[0]] in _POINTING):  # "that account"
        return nouns
    return [pronoun]


def _unsaid(parsed: Parsed, draft: Draft) -> str | None:
    """Return "that" where a rejection need not say of what: "Fiction", "calls it “a lie”"."""
    first = _first_words(parsed, draft)
    if not first:
        return None
    short = len(first) <= _SHORTEST_REJECTION or first[0] in _POINTING
    called = bool(_CALLED & {parsed.words[i] for i in draft.saying.cue})
    return "that" if (short or called) and _is_untrue(first) else None


def _pronoun(parsed: Parsed, words: Sequence[int]) -> str | None:
    """Return the pronoun for a statement that words are: "that", "that reading", "doing so"."""
    first = [parsed.words[i] for i in words[:_LONGEST]]
    if first[-1] == "so" and {"did", "do", "done", "doing"} & set(first):
        return "so"
    alone = len(first) == 1 or parsed.tags[words[1]] not in _NAMING
    reading = len(words) == _THAT_NOUN and parsed.tags[words[-1]] == "NOUN"
    return first[0] if first[0] in _POINTING and (alone or reading) else None


def _is_called(parsed: Parsed, draft: Draft) -> bool:
    """Find "calls that “simply untrue”", where the content is only what it is called."""
    first = draft.saying.words[0] if draft.saying.words else 0
    called = bool(_CALLED & {parsed.words[i] for i in draft.saying.cue})
    return called and first - 1 not in draft.saying.cue and parsed.words[first - 1] in _POINTING


def _nouns(parsed: Parsed, words: Sequence[int]) -> list[str]:
    """Return the nouns for statements that words begin with, if nothing says what they are.

    "the charge and the threat" has two.
    """
    if "that" in (parsed.words[i] for i in words[1:]):
        return []  # "reports that she had resigned"
    joined = [k for k, i in enumerate(words) if parsed.words[i] in ("and", "nor", "or")]
    starts = [0, *(k + 1 for k in joined)]
    found = (_noun(parsed, words[k : k + _FARTHEST_NOUN]) for k in starts)
    first = next(found)
    return [first, *filter(None, found)] if first else []


def _noun(parsed: Parsed, words: Sequence[int]) -> str | None:
    nouns = [singular_of(parsed.words[i]) for i in words if parsed.tags[i] == "NOUN"]
    return next((noun for noun in nouns if noun in POINTS_AT), None)


def singular_of(noun: str) -> str:
    """Return the singular of a noun in lower case, also of one that points: "claims"."""
    known = singular(noun)
    return known if known != noun or noun in POINTS_AT else noun.removesuffix("s")


def _pointed_at(
    parsed: Parsed, draft: Draft, pointer: str, earlier: Sequence[Draft]
) -> list[Draft]:
    """Return the last statement that fits a word for it; all of a document for its findings."""
    claims = [one for one in earlier if one.is_claim and one.sense.manner != "denies"]
    fitting = [one for one in earlier if one.sense.manner in POINTS_AT.get(pointer, ())]
    if pointer in _OF_EVIDENCE:
        fitting = [one for one in claims[-_NEAREST:] if _is_of_evidence(one)]
    topic = stems_of(parsed, draft.saying.words) - {stem(pointer), stem(pointer + "s")}
    shared = [one for one in claims if topic & stems_of(parsed, one.saying.words)]
    if pointer in _WITH_TOPIC and shared:  # "rejected the finding on pumping"
        return shared[-1:]
    here = [one for one in claims if line_at(parsed, one) == line_at(parsed, draft)]
    if fitting and here and line_at(parsed, draft) - line_at(parsed, fitting[-1]) >= 1:
        fitting = []  # an accusation that is not called one stands nearer
    found = (fitting or claims)[-1:]
    if pointer in _COLLECTIVE and not fitting and found:
        return _run(parsed, found[0], earlier)
    if pointer == "finding":
        return [one for one in claims if one.who.member is found[0].who.member] if found else []
    return found


def _refused(parsed: Parsed, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return the demand right before, by another, that somebody turns down."""
    last = earlier[-1:]
    asked = [one for one in last if one.sense.manner in _DEMANDED]
    turned_down = _TURNING & {parsed.words[i] for i in draft.saying.cue}
    return [one for one in asked if turned_down and line_at(parsed, one) == line_at(parsed, draft)]


def _run(parsed: Parsed, last: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return all that the speaker of a statement said right before it, without a gap."""
    found: list[Draft] = []
    for one in reversed(earlier[: earlier.index(last) + 1]):
        close = not found or line_at(parsed, found[-1]) - line_at(parsed, one) <= 1
        if not close or not any(last.is_told_by(member) for member in one.tellers):
            break
        found.append(one)
    return found


def _answered(parsed: Parsed, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return what another claimed right before a denial, though in other words."""
    if _WITH_DEMAND & {parsed.words[i] for i in draft.saying.cue}:
        return []
    claims = [one for one in earlier if one.is_claim and one.sense.manner != "denies"]
    return [one for one in claims[-1:] if line_at(parsed, draft) - line_at(parsed, one) <= _NEAR]


def _such(parsed: Parsed, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return what speaks of a thing that there is none of: "knew of no such memo"."""
    words = draft.saying.words
    at = next((k for k, i in enumerate(words) if parsed.words[i] == "such" and k), 0)
    if not at or parsed.words[words[at - 1]] not in ("no", "any", "without"):
        return []
    thing = stems_of(parsed, words[at + 1 : at + 1 + _FARTHEST_NOUN])
    told = (
        (one, [*one.saying.words, *one.saying.source]) for one in reversed(earlier) if one.is_claim
    )
    same = next(([one] for one, said in told if thing & stems_of(parsed, said)), [])
    return same or _answered(parsed, draft, earlier)


def _is_of_evidence(draft: Draft) -> bool:
    return any(member.grade in ("document", "media outlet") for member in draft.tellers)


def _restated(parsed: Parsed, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """Return the claim of another that a denial repeats in its own words."""
    mine = stems_of(parsed, draft.saying.words)
    claims = [one for one in earlier if one.is_claim and one.sense.manner != "denies"]
    alike = [(len(mine & stems_of(parsed, one.saying.words)), k) for k, one in enumerate(claims)]
    shared, k = max(alike, default=(0, 0))
    return [claims[k]] if shared and shared * 2 >= len(mine) else []
