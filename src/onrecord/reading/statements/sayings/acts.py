"""What is done and not said: "declared an emergency", "found him asleep", "rejected the bill"."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    PRONOUNS,
    singular,
    sort_by_look,
    sorts_of,
)
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.minds import is_of_mind
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Cue, cue_at
from onrecord.reading.statements.senses.hedges import negation_of
from onrecord.reading.statements.senses.phrases import is_of
from onrecord.reading.statements.senses.proposals import is_proposal, is_withheld

_CLAUSES = frozenset(("nsubj", "csubj", "expl", "aux", "cop", "mark"))
_SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
_MAIN = frozenset(("root", "ccomp", "conj"))
BEING = frozenset(("am", "is", "are", "was", "were", "be", "been"))
_SURE = 0.5  # score of the model from which on its acts count: 0.7 costs 0.5 linked F1 on PolNeAR
_SURE_IN_SPITE = 0.6  # the same, of what has the form of a deed
_SURE_OF_BOTH = 0.5  # the same, times how sure the model is of what an unknown cue does
_WATCHED = frozenset(("see", "watch", "hear"))
_WATCHING = frozenset((
    "viewer", "viewers", "audience", "audiences", "spectators", "listener", "listeners", "reader",
    "readers", "cinemagoers", "theatregoers", "visitor", "visitors",
))  # fmt: skip
_STATES = frozenset((
    "alive", "dead", "asleep", "unconscious", "unresponsive", "unharmed", "unhurt", "injured",
    "wounded", "drowned", "hiding", "safe",
))  # fmt: skip
_JUDGED = frozenset(("guilty", "liable", "responsible"))
_PEOPLE = frozenset(("child", "children", "boy", "girl", "baby", "body"))
_DONE_TO = frozenset(("obj", "iobj", "obl", "nsubj:pass"))
OF_NAME = frozenset(("PROPN", "NOUN", "DET", "ADJ"))
_PERFECT = frozenset(("has", "have", "is", "are"))
_FAULTS = frozenset(("because", "over", "after", "amid", "from", "due", "owing"))
_OF_MINDS = ("threatens", "promises")
_DECIDING = frozenset((
    "assembly", "board", "commission", "committee", "congress", "council", "councillors",
    "councilors", "court", "judge", "judges", "jury", "lawmakers", "legislature", "magistrate",
    "magistrates", "mps", "panel", "parliament", "senate", "senators", "shareholders", "tribunal",
    "voters",
))  # fmt: skip
_ASKED_FOR = frozenset((
    "plan", "plans", "proposal", "proposals", "request", "requests", "objection", "challenge",
))  # fmt: skip
_THOUGHTS = frozenset((
    "theory", "theories", "hypothesis", "hypotheses", "concept", "method", "technique", "formula",
    "explanation", "model",
))  # fmt: skip


def is_done(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Whether something is done by what a cue says, and nothing told."""
    deeds = (
        is_deed,
        is_act,
        _is_turned_down,
        _is_tried,
        _is_aim,
        _is_leave,
        _is_watched,
        _is_taken_back,
        _is_come_upon,
        _is_found_so,
        _is_first_thought,
        is_of_mind,
    )
    return any(test(parsed, saying, cue) for test in deeds)


def is_of_thing(parsed: Parsed, cue: Sequence[int], source: Sequence[int]) -> bool:
    """Find "the coin threatened to fall", "the fog meant that": told by whoever tells of it."""
    known = cue_at(parsed, parsed.head_of(cue)) if cue and source else None
    if known is None or (known.manner not in _OF_MINDS and known.lemma != "mean"):
        return False
    head = parsed.head_of(source)
    noun = parsed.words[head]
    return parsed.tags[head] == "NOUN" and not sorts_of(noun) and sort_by_look(noun) != "person"


def is_deed(parsed: Parsed, saying: Saying, cue: Cue | None) -> bool:
    """Find what is done, by its form; nothing is told in it.

    The progressive goes with deeds, not with words reported: "was pushing the bill". Behind the
    "by" of a passive stands a cause: "was stunned by how it fell". "To" behind a noun's participle
    is a purpose: "a meeting called by Kerem to protest". A participle of a verb that seldom reports
    gives a reason: "viewing it as a success". Who decides to do something does it.
    """
    head, words = parsed.head_of(saying.cue), saying.words
    if cue is not None and saying.made == "model" and saying.score >= _SURE_IN_SPITE:
        return False
    if (
        cue is not None
        and cue.lemma in word_list("cues")["resolves"]
        and parsed.words[min(words)] == "to"
    ):
        return True
    alone = cue is None or cue.reports == "seldom"
    says = cue is None or cue.manner == "says"
    progressive = parsed.words[head].endswith("ing") and parsed.tags[head] == "VERB"
    helped = any(parsed.words[k] in BEING for k in saying.cue if k < head)
    if progressive and alone and helped:
        return True
    if progressive and alone and says and not helped and parsed.relations[head] == "advcl":
        return not any(parsed.relations[i] in _SUBJECTS for i in words)
    agent = parsed.words[saying.cue[-1]] == "by" or (
        bool(saying.source) and parsed.words[saying.source[0] - 1] == "by"
    )
    if not agent or not words:
        return False
    caused = cue is None and saying.cue[-1] + 1 == min(words) and saying.source[:1] < saying.cue
    acts = cue is not None and cue.lemma in word_list("cues")["told to act"]
    aimed = parsed.heads[parsed.head_of(words)]
    to = aimed >= 0 and parsed.relations[aimed] == "advcl" and parsed.children(aimed, "mark")
    purpose = parsed.words[min(words)] == "to" or (bool(to) and parsed.heads[aimed] == head)
    purpose = purpose and parsed.relations[head] not in _MAIN
    return caused or (purpose and says and not acts)


def _is_watched(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "viewers see only the beam": what is shown to whoever looks."""
    watching = any(parsed.words[i] in _WATCHING for i in saying.source)
    told = any(parsed.relations[i] in _CLAUSES for i in saying.words)
    views = any(parsed.words[i] == "as" for i in saying.words)
    return cue.lemma in _WATCHED and watching and not told and not views


def _is_come_upon(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "found 15 people alive", "found him asleep": whom somebody came upon, no finding."""
    states = (i for i in saying.words if parsed.words[i] in _STATES)
    state = next(states, None) if cue.lemma == "find" else None
    if state is None or state == min(saying.words):
        return False
    noun = parsed.words[state - 1]
    known = noun in PERSON_PRONOUNS or noun == "them" or "person" in sorts_of(noun)
    known = known or parsed.tags[state - 1] == "PROPN" or singular(noun) in _PEOPLE
    before = range(min(saying.words), state)
    return known and not any(parsed.tags[i] in ("VERB", "AUX", "SCONJ") for i in before)


def _is_found_so(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "an official found guilty of theft", "found dead": by others, who are not named."""
    state = parsed.words[saying.words[0]] in _STATES | _JUDGED
    return cue.lemma == "find" and state and saying.words[0] == saying.cue[-1] + 1


def _is_taken_back(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "has recalled 3,000 kettles", "recalled its envoy": goods and people, no memory.

    Who remembers is a person, and few remember a number of things for a reason.
    """
    words = saying.words
    if cue.lemma != "recall" or any(parsed.relations[parsed.head_of(words)] == r for r in _MAIN):
        return False
    owned = parsed.words[min(words)] == "its"
    counted = bool(parsed.children(parsed.head_of(words), "nummod"))
    reason = not _FAULTS.isdisjoint(parsed.words[i] for i in words)
    lately = not _PERFECT.isdisjoint(parsed.words[i] for i in saying.cue)
    by_body = bool(saying.source) and "body" in sorts_of(
        parsed.words[parsed.head_of(saying.source)]
    )
    return owned or by_body or (counted and (reason or lately))


def _is_tried(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "are seeking to shore up": what is tried, however sure the model is; no word of it."""
    return cue.lemma == "seek" and parsed.words[min(saying.words)] == "to"


def _is_turned_down(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "rejected the bill", "denied him bail", "did not accept the offer": nobody's word."""
    if cue.lemma == "deny":
        return is_withheld(parsed, saying.words)
    if cue.lemma == "accept" and negation_of(parsed, parsed.head_of(saying.cue)) is not None:
        return is_proposal(parsed, saying.words)
    if cue.lemma == "turn down":
        return negation_of(parsed, parsed.head_of(saying.cue)) is None
    judged = any(parsed.words[i] == "as" for i in (*saying.cue, *saying.words))
    turns_down = cue.lemma in word_list("cues")["turn down"]
    decided = _is_decided(parsed, saying) or is_proposal(parsed, saying.words)
    return turns_down and not judged and decided


def _is_decided(parsed: Parsed, saying: Saying) -> bool:
    """Find "the judge rejected the request", "the council rejected a plan to": by who decides."""
    decides = any(parsed.words[i] in _DECIDING for i in saying.source)
    noun = next((i for i in saying.words if parsed.tags[i] == "NOUN"), saying.words[0])
    return decides and parsed.words[noun] in _ASKED_FOR


def is_act(parsed: Parsed, saying: Saying, cue: Cue | None) -> bool:
    """Find "declared an emergency", "offered help", "as locals call it": no words are told."""
    words = saying.words
    doubtful = _is_doubtful(saying, cue)
    if (doubtful and _is_thing(parsed, saying)) or _is_harm(parsed, saying, cue):
        return True
    clause = any(parsed.relations[i] in _CLAUSES for i in words)
    if clause or negation_of(parsed, parsed.head_of(saying.cue)) is not None:
        return False  # "did not give a figure"
    if saying.made == "model" and saying.score >= _SURE and not doubtful:
        return False
    if cue is None or cue.lemma in word_list("cues")["acts"]:
        return True
    told = "bare objects" if cue.manner == "says" else "shows"
    if cue.reports == "seldom" and cue.lemma not in word_list("cues")[told]:
        return True
    return cue.manner == "says" and cue.reports != "always" and is_pronoun(parsed, words)


def _is_harm(parsed: Parsed, saying: Saying, cue: Cue | None) -> bool:
    """Find "blocked the app": what is done to a thing or person, by a word that no cue has."""
    if cue is not None:
        return False
    clause = any(parsed.relations[i] in _CLAUSES for i in saying.words)
    harms = not clause and is_of(parsed.words[parsed.head_of(saying.cue)], "harms")
    return harms or _is_done_to_source(parsed, saying)


def _is_thing(parsed: Parsed, saying: Saying) -> bool:
    """Whether a content is what its cue is done to: "sparked a row", "was shunned by the town"."""
    head = parsed.head_of(saying.words)
    named = parsed.tags[head] in OF_NAME and parsed.heads[head] in saying.cue
    clause = parsed.children(head, "nsubj") or parsed.children(head, "cop")
    return named and parsed.relations[head] in _DONE_TO and not clause


def _is_doubtful(saying: Saying, cue: Cue | None) -> bool:
    """Whether the model doubts that an unknown cue with a bare object tells anything.

    As many are right as wrong below .45 on stories that the reader has seen; on the others few lie
    between that and .5, and one of five below it is right.
    """
    sure = saying.sensed.manner_score if saying.sensed else 1.0
    return cue is None and saying.score * sure < _SURE_OF_BOTH


def is_pronoun(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether words are a pronoun alone."""
    return len(words) == 1 and parsed.words[words[0]] in PRONOUNS


def _is_aim(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "used old maps to find the well": what it was done for. "To show that" tells of it.

    And "flew to Rome to tell him about the flood", of which nothing is told.
    """
    head = parsed.head_of(saying.cue)
    aim = parsed.words[saying.cue[0]] == "to" and parsed.relations[head] == "advcl"
    first = saying.words[0]
    before = {parsed.words[saying.cue[-1]], *parsed.words[first - 1 : first + 2]}
    topic = cue.manner == "says" and not before.isdisjoint(("about", "of"))
    aim = aim or (topic and parsed.words[head - 1] == "to")
    return aim and not any(parsed.relations[i] in _CLAUSES for i in saying.words)


def _is_leave(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "a law that allows them to be held": who allows "that" it leaked owns it."""
    return cue.lemma == "allow" and "that" not in parsed.words[saying.cue[-1] + 1 :][:1]


def _is_first_thought(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "the theory was proposed by Roe": who thought of it, and no demand."""
    head = parsed.head_of(saying.words)
    return cue.lemma == "propose" and parsed.words[head] in _THOUGHTS


def _is_done_to_source(parsed: Parsed, saying: Saying) -> bool:
    """Find "a decision that infuriated the manager": who bears it says nothing."""
    head = parsed.head_of(saying.cue)
    source = parsed.head_of(saying.source) if saying.source else head
    behind = bool(saying.source) and saying.source[0] == saying.cue[-1] + 1
    which = parsed.words[saying.cue[0] - 1] in ("that", "which") and max(saying.words) < head
    return (parsed.relations[source] == "obj" and parsed.heads[source] == head < source) or (
        behind and which
    )
