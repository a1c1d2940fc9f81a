"""Places that stand for their government: "Washington said"."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from onrecord.record import Span, Words

# What a government does, and a town does not.
_DEEDS = frozenset({
    "accuse", "acknowledge", "admit", "agree", "announce", "approve", "argue", "ask", "back",
    "ban", "blame", "block", "call", "cancel", "claim", "condemn", "confirm", "consider",
    "criticise", "criticize", "decide", "declare", "defend", "demand", "denounce", "deny",
    "deploy", "dismiss", "dispute", "expel", "fear", "hope", "impose", "insist", "intend",
    "invite", "launch", "negotiate", "offer", "oppose", "order", "pledge", "plan", "promise",
    "propose", "protest", "ratify", "recognise", "recognize", "refuse", "reject", "reply",
    "request", "respond", "retaliate", "reveal", "say", "seek", "sign", "state", "suggest",
    "summon", "support", "suspect", "suspend", "threaten", "urge", "veto", "vow", "want",
    "warn", "welcome", "withdraw",
})  # fmt: skip
# What a place does as one, not as those who rule it.
_OF_LAND = frozenset({
    "be", "have", "lie", "lose", "rely", "stand", "sit", "remain", "become", "border", "cover",
    "suffer", "face", "need", "see", "grow", "contain", "wake", "mark", "gain", "get", "live",
    "experience", "depend", "include", "begin", "start", "know", "come", "go", "happen", "rank",
})  # fmt: skip
# Whom one speaks to, and what one has with a government.
_ADDRESSED = frozenset({
    "accuse", "blame", "warn", "urge", "tell", "inform", "criticise", "criticize", "condemn",
    "ask", "thank", "praise", "notify", "assure", "press", "pressure", "sanction", "threaten",
})  # fmt: skip
_BETWEEN = frozenset({"talk", "relation", "tie", "treaty", "deal", "agreement", "pact", "alliance"})
_HIGHEST = 4  # names side by side


def is_metonym(span: Span, words: Words, sources: Collection[Span]) -> bool:
    """Tell whether a mention of a place means its government: it speaks or acts like one.

    sources: of all statements.
    """
    if span in sources:
        return True
    first = bisect_left(words.starts, span.start)
    last = bisect_right(words.ends, span.end)
    at = next((i for i in range(first, last) if not first <= words.heads[i] < last), -1)
    for _ in range(_HIGHEST):  # "Seoul and Washington opened"
        if at < 0 or words.relations[at] != "conj":
            break
        at = words.heads[at]
    return at >= 0 and 0 <= words.heads[at] < len(words.heads) and _is_one(words, at)


def _is_one(words: Words, at: int) -> bool:
    head, relation = words.heads[at], words.relations[at]
    lemma, below = words.lemmas[head].lower(), _prepositions(words, at)
    if relation == "nsubj" and words.tags[head] == "VERB":
        if _is_passive(words, head):
            return lemma in _ADDRESSED
        return lemma in _DEEDS or lemma not in _OF_LAND
    if relation in ("obj", "iobj") and words.tags[head] == "VERB":
        return lemma in _ADDRESSED
    return relation in ("nmod", "obl") and "with" in below and lemma in _BETWEEN


def _prepositions(words: Words, at: int) -> set[str]:
    return {
        words.lemmas[i].lower()
        for i in range(max(at - _HIGHEST, 0), at)
        if words.heads[i] == at and words.relations[i] == "case"
    }


def _is_passive(words: Words, verb: int) -> bool:
    return any(
        words.heads[i] == verb and words.relations[i] == "aux" and words.lemmas[i].lower() == "be"
        for i in range(max(verb - _HIGHEST, 0), verb)
    )
