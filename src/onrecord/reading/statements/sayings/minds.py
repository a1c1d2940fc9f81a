"""What somebody sees, knows, wants or wishes, and tells nobody: "saw the crash", "wanted to go".

A reader that has learned from news where every thought is told takes these for statements too. How
sure it is does not tell them apart: on stories it had not seen, of 39 things seen eight were told.
"""

from collections.abc import Sequence

from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    PRONOUNS,
    is_title,
    sorts_of,
)
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.cue_words import is_negated
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Cue, cue_at
from onrecord.reading.statements.senses.hedges import negation_of
from onrecord.reading.statements.senses.phrases import is_past

_CLAUSE = frozenset(("nsubj", "csubj", "expl", "cop"))
_DONE_BY_WORDS = ("threatens", "accuses")  # manners
_MEANING = frozenset(("referring", "alluding", "speaking", "pointing"))
_RULES = frozenset((
    "policy", "policies", "rule", "rules", "law", "laws", "practice", "regulation", "regulations",
    "requirement", "legislation", "clause", "provision",
))  # fmt: skip
_WHAT = frozenset(("what", "how", "where", "who", "which"))
_OPEN = _WHAT | {"whether", "if", "why", "when", "much", "many", "anything", "about", "of"}
_TOLD = frozenset((
    "name", "names", "identity", "identities", "information", "detail", "details", "evidence",
    "document", "documents", "result", "results", "comment", "judgment", "judgement", "answer",
))  # fmt: skip
_UNKNOWN = "says that it is not known"  # a reason of the lexicon
_LESS = frozenset(("in", "by", "from", "after", "during", "to", "over"))
_PROOF = frozenset(("indication", "evidence", "sign", "proof", "hint", "suggestion"))
_NONE = frozenset(("no", "little", "n't", "not", "without"))
_AVOIDING = frozenset(("avoid", "avoided", "avoids", "avoiding"))
_WHERE = frozenset(("down", "up", "round", "around"))
_MANNERLY = frozenset(("ADV", "PUNCT"))


def is_undone(parsed: Parsed, cue: Sequence[int]) -> bool:
    """Find "never threatened", "has not accused", "I'll tell my son": what was not said.

    Nothing is kept back by it.
    """
    head = parsed.head_of(cue)
    known = cue_at(parsed, head)
    if known is None:
        return False
    ahead = known.manner == "says" and parsed.words[head - 1 : head] == ["'ll"]
    return ahead or (known.manner in _DONE_BY_WORDS and is_negated(parsed, head))


def is_of_mind(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Whether a content without quotation marks is what somebody only has in mind, or does."""
    tests = (
        _is_perceived,
        _is_taken_up,
        _is_known,
        _is_wanted,
        _is_wished,
        _is_found,
        _is_unaware,
        _is_given,
        _is_not_asked,
        _is_heard,
        _is_published,
        _is_appointed,
        _is_favoured,
        _is_nobodys,
        _is_meant,
        _is_felt,
        _is_done,
        _is_shown_by_force,
        _is_kept,
        _is_unproven,
        _is_avoided,
        _is_of_participle,
        _is_nicknamed,
    )
    return any(test(parsed, saying, cue) for test in tests)


def _in_list(cue: Cue, name: str) -> bool:
    return cue.lemma in word_list("cues")[name]


def _negated(parsed: Parsed, saying: Saying) -> bool:
    return negation_of(parsed, parsed.head_of(saying.cue)) is not None


def _has_clause(parsed: Parsed, saying: Saying) -> bool:
    return any(parsed.relations[i] in _CLAUSE for i in saying.words)


def _is_nobodys(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "no one mentioned that it leaked", "no laboratory has confirmed it": nobody says so.

    Who "would say" no more keeps it back, and that nobody names or has claimed it tells of all.
    """
    first = [parsed.words[i] for i in saying.source[:2]]
    nobody = first[:1] in (["nobody"], ["none"], ["no"]) or first == ["neither", "side"]
    told = _in_list(cue, "of nobody") or (cue.manner == "says" and _has_clause(parsed, saying))
    return nobody and told and "would" not in {parsed.words[i] for i in saying.cue}


def _is_meant(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "“It leaks,” she said, referring to the roof": the story says what she means."""
    head = parsed.head_of(saying.cue)
    return parsed.words[head] in _MEANING and parsed.relations[head].startswith(("advcl", "acl"))


def _is_felt(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "was nervous about going there", "is afraid of flying": a feeling, and no forecast."""
    about = parsed.words[saying.cue[-1]] in ("about", "of")
    return cue.reason == "fear" and about and parsed.words[saying.words[0]].endswith("ing")


def _is_perceived(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "saw guards close the gate", "the Post has seen the e-mail"; not "is seen saying"."""
    shown = any(parsed.words[i] in BEING for i in saying.cue)
    views = any(parsed.words[i] == "as" for i in saying.words)  # "saw it as a threat"
    views = views or [parsed.words[i] for i in saying.cue] in (["see"], ["sees"])  # "sees no risk"
    return _in_list(cue, "perceive") and not shown and not views


def _is_taken_up(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "remembers it well", "did not believe him", "the log would prove it": of what, no word.

    What is "it" was told before.
    """
    first, *rest = saying.words
    alone = all(parsed.tags[i] in _MANNERLY for i in rest)
    return _in_list(cue, "of what was told") and parsed.words[first] in PRONOUNS and alone


def _is_known(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "knew that she was right": the story says so. Who did not know may have said so.

    Not where it was so: "did not know her son was on the bus".
    """
    told_so = parsed.words[saying.words[0]] not in _OPEN and _has_clause(parsed, saying)
    if cue.lemma == "know" and told_so and {"did", "had"} & {parsed.words[i] for i in saying.cue}:
        return True
    knew = parsed.words[parsed.head_of(saying.cue)] in ("knew", "known")
    told = any(parsed.words[i] in BEING for i in saying.cue)  # "is known to"
    asked = parsed.words[saying.words[0]] in _WHAT or parsed.words[saying.words[0]] == "exactly"
    known = cue.lemma == "know" and (knew or asked)
    return known and not told and not _negated(parsed, saying)


def _is_wanted(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "wanted to buy a house", "opted to write": what one was to do oneself.

    Who wants to cut taxes may have said so: PolNeAR has it for an attribution.
    """
    own = parsed.words[saying.words[0]] == "to" and saying.cue[-1] + 1 == saying.words[0]
    own = own and is_past(parsed.words[saying.cue[-1]])
    return _in_list(cue, "want") and own and not _negated(parsed, saying)


def _is_wished(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "wished him luck", "wished the injured a quick recovery"."""
    first = saying.words[0]
    to_do = parsed.words[first] == "to"
    return cue.lemma == "wish" and not to_do and not _has_clause(parsed, saying)


def _is_found(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "searched the shop but did not find the gun": a thing; studies "find no poison"."""
    searched = any(parsed.words[i] in ("not", "n't") for i in saying.cue)
    return cue.lemma == "find" and searched and not _has_clause(parsed, saying)


def _is_unaware(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "had no idea the car was on fire": it was, and nobody says so."""
    is_open = parsed.words[saying.words[0]] in _OPEN
    return cue.reason == _UNKNOWN and "had" in _words(parsed, saying.cue) and not is_open


def _is_given(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "it is safe, assuming the report is right": a condition."""
    return not saying.source and parsed.words[saying.cue[0]] == "assuming"


def _is_not_asked(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "was not asked to pay": nobody asks it. "Was not told that" is of what one learns."""
    negated = _negated(parsed, saying) or "not" in _words(parsed, saying.cue)
    is_passive = not saying.source and not BEING.isdisjoint(_words(parsed, saying.cue))
    return cue.lemma == "ask" and negated and is_passive


def _words(parsed: Parsed, at: Sequence[int]) -> set[str]:
    return {parsed.words[i] for i in at}


def _is_heard(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "he heard that the job was his": told to him. A court hears what is told to it.

    And "upon hearing that she had won, Roe sang".
    """
    if cue.lemma != "hear" or not saying.source or saying.cue[-1:] != saying.cue[:1]:
        return False
    if parsed.words[saying.cue[0]] == "hearing":
        return True
    head = parsed.head_of(saying.source)
    noun = parsed.words[head]
    return noun in PERSON_PRONOUNS or sorts_of(noun)[:1] == ("person",)


def _is_published(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "published a photograph of two crates": the act, and nothing that it shows."""
    bare = not _has_clause(parsed, saying) and not _negated(parsed, saying)
    return cue.lemma == "publish" and bare


def _is_appointed(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "named Ann Roe as coach", "named her head of it": to an office; no word of hers."""
    words = saying.words
    nouns = [i for i in words if parsed.tags[i] in ("NOUN", "PROPN")]
    plain = {",", "as"}.isdisjoint(parsed.words[i] for i in words)
    named = cue.lemma == "name" and parsed.tags[words[0]] == "PROPN"
    if named and plain and not _has_clause(parsed, saying):
        return any(is_title(parsed.words[i]) for i in nouns[1:])
    office = any(
        parsed.words[i] == "as" and parsed.tags[i + 1] not in ("DET", "PRON")
        for i in words
        if i + 1 in words
    )
    return cue.lemma == "name" and office


def _is_done(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "aimed to save the yard", "prescribed her a drug", "asserted himself".

    "Talked the players down" and "testified about the loan" say nothing, either.
    """
    first, last = (parsed.words[i] for i in (saying.words[0], saying.words[-1]))
    himself = cue.lemma == "assert" and first.endswith(("self", "selves"))
    talked = cue.lemma == "talk" and last in _WHERE
    of_topic = cue.lemma == "testify" and not _has_clause(parsed, saying)
    return himself or talked or of_topic or _is_ruled(parsed, saying) or _in_list(cue, "done")


def _is_ruled(parsed: Parsed, saying: Saying) -> bool:
    """Find "its policy of | requiring staff to sign", "the law requiring it": what a rule is."""
    head = parsed.head_of(saying.cue)
    noun = head - 1 - (parsed.words[head - 1] == "of")
    return parsed.words[head].endswith("ing") and parsed.words[noun] in _RULES


def _is_kept(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "withheld aid from the port", "declined in health": no words are kept back."""
    words = {parsed.words[i] for i in saying.words}
    kept = cue.lemma == "withhold" and words.isdisjoint(_TOLD) and not _has_clause(parsed, saying)
    first = saying.words[0]
    fell = parsed.words[first] in _LESS and first == saying.cue[-1] + 1
    return kept or (cue.lemma == "decline" and fell and parsed.tags[first] == "ADP")


def _is_unproven(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "there is no indication Roe has revealed it": the story does not say that she has."""
    before = max(min((*saying.source, *saying.cue)) - 1, 0)
    before -= before > 0 and parsed.words[before] == "that"
    above = [i for i in parsed.ancestors(parsed.head_of(saying.cue)) if i < saying.cue[0]]
    return any(
        parsed.words[i] in _PROOF and not _NONE.isdisjoint(parsed.words[max(i - 2, 0) : i])
        for i in (before, *above)
    )


def _is_avoided(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "avoided any criticism of the strike": who does so accuses nobody."""
    return not _AVOIDING.isdisjoint(parsed.words[i] for i in saying.cue)


def _is_of_participle(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "smiling and hoping to win", "said, offering a few tips": how it is done or said."""
    head = parsed.head_of(saying.cue)
    form, first = parsed.words[head], parsed.words[saying.words[0]]
    beside = parsed.relations[head].startswith(("advcl", "conj", "xcomp", "acl"))
    if not beside or parsed.children(head, "aux", "nsubj"):
        return False
    gives = form == "offering" and not _has_clause(parsed, saying) and first != "to"
    return gives or (form in ("wanting", "hoping") and first == "to")


def _is_nicknamed(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "the prison, dubbed the “Palace” by soldiers": what a thing is called."""
    head = parsed.head_of(saying.cue)
    behind = parsed.relations[head] == "acl" and not parsed.children(head, "nsubj")
    return behind and parsed.words[head] in ("dubbed", "nicknamed", "known")


def _is_shown_by_force(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "floods threaten villages": what no one speaks for threatens by being there."""
    if cue.lemma != "threaten" or not saying.source or _has_clause(parsed, saying):
        return False
    head = parsed.head_of(saying.source)
    thing = parsed.tags[head] == "NOUN" and not sorts_of(parsed.words[head])
    return thing and parsed.words[saying.words[0]] not in ("to", "with")


def _is_favoured(parsed: Parsed, saying: Saying, cue: Cue) -> bool:
    """Find "defended his colleague", "prefers the old design", "thanked its allies"."""
    bare = not _has_clause(parsed, saying) and not _negated(parsed, saying)
    thanked_for = cue.lemma == "thank" and any(parsed.words[i] == "for" for i in saying.words)
    return _in_list(cue, "favour") and bare and not thanked_for
