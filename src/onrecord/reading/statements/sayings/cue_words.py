"""The words of a cue: which words in and around a verb show that something is said."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.once import once
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.layout import runs_of
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.reading.statements.senses.phrases import is_past, lemmas_of, phrase_at

NEGATIONS = frozenset(("not", "n't", "never", "neither", "nor"))
MODALS = frozenset(("would", "will", "can", "could", "may", "might", "must", "should", "cannot"))
_FEWEST_WITH_NO = 3  # "gave no reason"
_ENDINGS = frozenset((".", ",", ";", "”", '"', "and", "but", "as", "while", "after", "before"))
_FARTHEST = 12  # words between "urged" and "to"
_NEAR = 2  # words from "later" to "said"
_LONGEST_REFUSED = 4  # words: "to publicly say"
_OPENING = frozenset(("“", "‘", '"', "„", "«", "``"))
HEARING = frozenset(("heard", "hears", "learned", "learnt", "hear"))
# What is said to somebody, who hears it where he "was" so: "guards were told".
TOLD = frozenset((
    "told", "informed", "warned", "assured", "advised", "instructed", "ordered", "reminded",
    "notified",
))  # fmt: skip
_OF_NAME = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADP"))
_OF_OBJECT = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "PUNCT"))
_OF_PHRASE = ("det", "amod", "nummod", "compound")  # relations to a noun behind


@once
def cue_words(parsed: Parsed, i: int) -> tuple[int, ...]:
    """Return a cue with what it needs: auxiliaries, negation, "declined to say"."""
    around = [k for k in parsed.children(i, "aux") if k < i]
    around += _auxiliaries(parsed, i)
    around += [k for k in parsed.children(i, "advmod") if parsed.words[k] in NEGATIONS and k < i]
    return tuple(sorted({i, *around, *phrase_words(parsed, i), *_refused(parsed, i)}))


def _auxiliaries(parsed: Parsed, i: int) -> list[int]:
    """Return what stands right in front of a verb: "will neither | confirm"."""
    first = i
    while (
        first
        and parsed.tags[i] == "VERB"
        and (parsed.words[first - 1] in NEGATIONS or parsed.tags[first - 1] == "AUX")
    ):
        first -= 1
    return [k for k in range(first, i) if k != parsed.heads[i]]


def phrase_words(parsed: Parsed, i: int) -> list[int]:
    """Return the words of the phrase that a cue is; of "put the toll at 80" but "put"."""
    phrase = phrase_at("cues", parsed, i)
    words = phrase.words if phrase else ()
    apart = bool(words) and parsed.words[words[-1]] == "at" and words[-1] - words[0] >= len(words)
    keeps_back = len(words) >= _FEWEST_WITH_NO and parsed.words[words[1]] == "no"
    if keeps_back and _ends(parsed, words[-1] + 1):
        return [i]  # "gave | no reason."
    return [k for k in words[: len(words) - apart] if parsed.tags[k] != "PUNCT"]


def _refused(parsed: Parsed, i: int) -> range:
    """Return the "to say" of "declined to say whether", the "to show" of "appears to show"."""
    k = _verb_under(parsed, i, "refuse to speak", "hedges of a cue")
    if k is None or k + 1 >= len(parsed) or cue_at(parsed, k) is None:
        return range(0)
    return range(0) if _ends(parsed, k + 1) else range(i + 1, k + 1)


def _ends(parsed: Parsed, i: int) -> bool:
    """Whether what is refused ends here: "declined to comment | as she left"."""
    return parsed.words[i : i + 1][:1] == [] or parsed.words[i] in _ENDINGS


def infinitive_behind(parsed: Parsed, i: int) -> int | None:
    """Return the "to" of "told the crew | to leave", however that is parsed."""
    for k in range(i + 1, min(i + _FARTHEST, len(parsed))):
        if parsed.words[k] == "to" and parsed.tags[k] != "ADP":
            return k
        if parsed.tags[k] in ("VERB", "PUNCT"):
            return None
    return None


def refused_at(parsed: Parsed, i: int) -> int | None:
    """Return the verb under "declined to", "refused to"; None if there is none."""
    return _verb_under(parsed, i, "refuse to speak")


def _verb_under(parsed: Parsed, i: int, *lists: str) -> int | None:
    """Return the verb right under a cue of some lists of the lexicon: "declined to say"."""
    cue = cue_at(parsed, i)
    if cue is None or not any(cue.lemma in word_list("cues")[name] for name in lists):
        return None
    near = parsed.words[i + 1 : i + 1 + _LONGEST_REFUSED]
    verbs = [
        k
        for k in parsed.children(i, "xcomp", "ccomp", "advcl")
        if near[:1] == ["to"] and i < k <= i + _LONGEST_REFUSED
    ]
    return verbs[0] if verbs else None


@once
def is_passive(parsed: Parsed, i: int) -> bool:
    """Whether a cue is told of somebody: "was accused", "is believed"."""
    auxiliaries = {parsed.words[k] for k in parsed.children(i, "aux") if k < i}
    auxiliaries |= {*parsed.words[max(i - 1, 0) : i]}  # "been", which a reader may not know as one
    cue = cue_at(parsed, i)
    if cue is not None and cue.manner == "declines" and cue.lemma.startswith("be "):
        return False  # "would not be drawn on"
    return is_past(parsed.words[i]) and not BEING.isdisjoint(auxiliaries)


def is_held(parsed: Parsed, source: Sequence[int], head: int, first: int) -> bool:
    """Whether a source is of whom something is held: "Roe is believed | to favour a sale".

    So is "a man suspected of | theft". first: the first word of what is held.
    """
    held = {*word_list("cues")["told of"]}
    if held.isdisjoint(lemmas_of(parsed.words[head])) or not source:
        return False
    if source[-1] + 1 == head and parsed.words[head + 1 : first] == ["of"]:
        return parsed.relations[head].startswith("acl") and is_past(parsed.words[head])
    ahead = source[-1] < head and parsed.words[source[0] - 1] != "by"
    return ahead and is_passive(parsed, head) and parsed.words[first] == "to"


def is_negated(parsed: Parsed, i: int) -> bool:
    """Whether "not" stands before a cue."""
    return any(parsed.words[k] in NEGATIONS for k in parsed.children(i, "advmod") if k < i)


def is_joined_above(parsed: Parsed, i: int) -> bool:
    """Whether "and recommended" cannot go on the clause it is hung to: "it could fail and …".

    No past tense follows "could", and no object follows a passive.
    """
    at = parsed.heads[i]
    if parsed.relations[i] != "conj" or at < 0 or parsed.children(i, "aux", "nsubj"):
        return False
    before = {parsed.words[k] for k in parsed.children(at, "aux", "cop")}
    modal = bool(before & MODALS) and is_past(parsed.words[i])
    passive = bool(before & BEING) and bool(parsed.children(at, "aux"))
    return modal or (passive and bool(parsed.children(i, "obj", "ccomp")))


def with_verbs(parsed: Parsed, models: Sequence[Saying]) -> list[Saying]:
    """Give cues that are an adverb alone its verb: "Roe later | said"; "said" may be one, too."""
    cues = {i for one in models for i in one.cue}
    found = []
    for one in models:
        verb = _verb_behind(parsed, one.cue)
        if verb is None:
            found.append(one)
        elif verb not in cues:
            cue = (*one.cue, *range(one.cue[-1] + 1, verb + 1))
            words = [i for i in one.words if i not in cue]
            found.append(replace(one, cue=cue, pieces=tuple(runs_of(parsed, words))))
    return found


def _verb_behind(parsed: Parsed, cue: Sequence[int]) -> int | None:
    """Return the verb right behind a cue that is all adverbs; "reportedly" is a cue by itself."""
    if not cue or any(parsed.tags[i] != "ADV" or cue_at(parsed, i) is not None for i in cue):
        return None
    verb = parsed.heads[cue[-1]]
    return verb if cue[-1] < verb <= cue[-1] + _NEAR and parsed.tags[verb] == "VERB" else None


def with_own_cue(parsed: Parsed, one: Saying) -> Saying:
    """Give a content back what the model took of it for the cue: "promised him | daily | wages".

    Of statements within others it cuts so: at a quotation ("had shouted “above the heads” and |"),
    in a phrase, within "to test only two | of the five".
    """
    one = _with_verb_behind(parsed, _with_agent(parsed, one)) if one.cue else one
    if not one.words or not one.cue or one.words[0] != one.cue[-1] + 1:
        return one
    behind = [i for i in one.cue if i > parsed.head_of(one.cue)]
    stop = _content_from(parsed, one, behind)
    if stop is None:
        return one
    words = sorted({*one.words, *(i for i in one.cue if i >= stop)})
    cue = tuple(i for i in one.cue if i < stop)
    return replace(one, cue=cue, pieces=tuple(runs_of(parsed, words)))


def _content_from(parsed: Parsed, one: Saying, behind: Sequence[int]) -> int | None:
    """Return the word behind the verb of a cue from which on it is content; None if none is."""
    quoted = next((i for i in behind if parsed.words[i] in _OPENING), None)
    if quoted is not None:
        return quoted
    acts = next((k for k in behind[1:] if parsed.words[k] == "to" and parsed.tags[k] == "PART"), -1)
    says = acts >= 0 and any(cue_at(parsed, i) is not None for i in behind if i > acts)
    if acts >= 0 and not says:
        return acts
    first = one.words[0]
    if _is_relative(parsed, first) and behind and {parsed.tags[i] for i in behind} <= _OF_OBJECT:
        return behind[0]
    while behind and parsed.relations[first - 1] in _OF_PHRASE and first - 1 == behind[-1]:
        if not first <= parsed.heads[first - 1] <= one.words[-1]:
            break
        first, behind = first - 1, behind[:-1]
    return first if first < one.words[0] else None


def _is_relative(parsed: Parsed, i: int) -> bool:
    """Whether a clause begins that says more of a noun: "reported | earnings that fell short"."""
    subject = parsed.words[i] in ("that", "which") and parsed.tags[i] == "PRON"
    clause = subject and parsed.relations[i] in ("nsubj", "obj") and parsed.heads[i] > i
    return clause and parsed.relations[parsed.heads[i]] == "acl"


def _with_verb_behind(parsed: Parsed, one: Saying) -> Saying:
    """Take the verb behind a source for the cue, not a noun in front: "date | farmers said"."""
    if not one.source or one.cue[-1] + 1 != one.source[0]:
        return one
    verb = one.source[-1] + 1
    cue = cue_at(parsed, verb) if verb < len(parsed) else None
    own = cue_at(parsed, one.cue[0])
    says = cue is not None and cue.reports == "always" and verb not in one.words
    if not says or len(one.cue) > 1 or (own is not None and own.reports == "always"):
        return one
    return replace(one, cue=(verb,), source=(*one.cue, *one.source))


def _with_agent(parsed: Parsed, one: Saying) -> Saying:
    """Give a cue without a source whom it names: "had been told by | a plumber", "heard from |"."""
    verb = parsed.head_of(one.cue)
    at = next((k for k, i in enumerate(one.cue) if i > verb and _names_agent(parsed, verb, i)), -1)
    rest = one.cue[at + 1 :] if at >= 0 else ()
    if one.source and (not rest or one.source[0] != rest[-1] + 1):
        return one
    source = (*rest, *one.source)
    if not rest or not all(parsed.tags[i] in _OF_NAME for i in rest) or rest[0] in one.words:
        return one
    return replace(one, cue=one.cue[: at + 1], source=source)


def _names_agent(parsed: Parsed, verb: int, i: int) -> bool:
    """Whether a word leads to who told: "by" of "been told by", "from" of "heard from"."""
    if parsed.words[i] == "by":
        return is_passive(parsed, verb) or not BEING.isdisjoint(
            parsed.words[max(0, verb - 2) : verb]
        )
    return parsed.words[i] == "from" and parsed.words[verb] in HEARING
