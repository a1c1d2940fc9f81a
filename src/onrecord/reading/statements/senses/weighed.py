"""Which is right where the words of a cue and content say one thing and the model another.

The lexicon knows a word, the model its sentence: "asked the ministry for money" is no question, and
"she would believe it when she saw it" no belief. Weights: `lexicon/evidence.json`.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from onrecord.reading.statements.evidence import odds, probability
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.cues import Sense, cue_at, sense_of
from onrecord.reading.statements.senses.hedges import certainty_of, root_of
from onrecord.reading.statements.senses.proposals import is_proposal
from onrecord.record import Because, Grade, Manner, Sensed

WITHOUT_SURENESS = ("asks", "urges", "declines")
_EVEN = 0.5
# How words begin that name a manner, which no model knows better: "threatened to", "speculation".
_NAMED = {
    "threatens": "threat", "speculates": "speculat", "accuses": "accus", "denies": "den",
    "confirms": "confirm", "promises": "promis",
}  # fmt: skip
_MAYBE = frozenset(("may", "might"))
_THINKING = frozenset(
    ("think", "thinks", "believe", "believes", "fear", "fears", "expect", "expects", "suspect",
     "suspects", "doubt", "doubts")
)  # fmt: skip


def weighed_sense(
    parsed: Parsed,
    cue: Sequence[int],
    content: Sequence[int],
    grade: Grade | None,
    sensed: Sensed | None,
) -> Sense:
    """Return what a cue does with a content and how sure it is, by the likelier of the two.

    The arguments are those of `sense_of`, which says what the words mean.
    """
    said = sense_of(parsed, cue, content, grade, sensed)
    if not cue or sensed is None:
        return said
    thought = is_thought(parsed, content, said)
    (manner, why), (certainty, how_sure) = _manner(said, sensed), (said.certainty, said.why[1])
    turned_down = manner == "denies" and is_proposal(parsed, content)  # which is no denial
    if turned_down or _is_named(parsed, cue, said.manner):
        manner, why = said.manner, said.why[0]
    if manner in WITHOUT_SURENESS:
        if manner != said.manner:
            how = f"who {manner} does not say that it is so"
            certainty, how_sure = "unknown", _because("certainty", how, why.score)
    elif said.manner in WITHOUT_SURENESS or (
        not thought and _is_likelier("certainty", said, sensed)
    ):
        certainty = sensed.certainty
        how_sure = _because("certainty", f"by the model; {how_sure.how}", sensed.certainty_score)
    return Sense(manner, certainty, (why, how_sure))


def _is_named(parsed: Parsed, cue: Sequence[int], manner: Manner) -> bool:
    """Whether a cue is called as its manner is, "speculation", or can mean but one."""
    stem = _NAMED.get(manner)
    known = cue_at(parsed, parsed.head_of(cue))
    fixed = known is not None and known.lemma in word_list("cues")["fixed"]
    return fixed or (stem is not None and any(parsed.words[i].startswith(stem) for i in cue))


def _manner(said: Sense, sensed: Sensed) -> tuple[Manner, Because]:
    if not _is_likelier("manner", said, sensed):
        return said.manner, said.why[0]
    how = f"{sensed.manner}, by the model; {said.why[0].how}"
    return sensed.manner, _because("manner", how, sensed.manner_score)


def is_thought(parsed: Parsed, content: Sequence[int], said: Sense) -> bool:
    """Whether words are plain: the cue lends its doubt, or "I *think*", "it *may*" opens it all."""
    root = root_of(parsed, content)
    if certainty_of(parsed, content, root).certainty != said.certainty:
        return said.certainty != "certain"
    if root is None:
        return False
    helping = {parsed.words[k] for k in parsed.children(root, "aux")}
    return not _MAYBE.isdisjoint(helping) or (not helping and parsed.words[root] in _THINKING)


def _because(field: Literal["manner", "certainty"], how: str, score: float) -> Because:
    return Because(field=field, how=how, score=round(score, 2))


def _is_likelier(of: Literal["manner", "certainty"], said: Sense, sensed: Sensed) -> bool:
    """Whether the model is likely to be right against the words."""
    return any(probability(of, known) > _EVEN for name, known in doubts(said, sensed) if name == of)


def doubts(
    said: Sense, sensed: Sensed
) -> Iterator[tuple[Literal["manner", "certainty"], dict[str, float]]]:
    """Give the fields in which words and model differ, with what speaks for the model."""
    by_words, sure = said.why
    if said.manner != sensed.manner:
        known = {"model": odds(sensed.manner_score), "words": odds(by_words.score)}
        yield "manner", {"always": 1.0, **known}
    if said.certainty != sensed.certainty and said.manner not in WITHOUT_SURENESS:
        known = {"model": odds(sensed.certainty_score), "words": odds(sure.score)}
        classes = (f"words: {said.certainty}", f"model: {sensed.certainty}")
        yield "certainty", {"always": 1.0, **known, **dict.fromkeys(classes, 1.0)}
