"""The clause under a cue: to do something, that it be done, or how it was."""

from collections.abc import Sequence

from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.phrases import is_past

# "Her aim was to": a reader may take this "was" for an auxiliary.
_AIMS = frozenset((
    "aim", "answer", "challenge", "duty", "focus", "goal", "hope", "idea", "intention", "job",
    "mission", "objective", "plan", "point", "priority", "purpose", "solution", "target", "task",
))  # fmt: skip
_HOW = frozenset(("how", "why", "whether", "if", "when", "where", "who"))
_THIRD = frozenset(("he", "she", "it"))  # of whom a verb in the indicative ends with an "s"


def has_to(parsed: Parsed, i: int) -> bool:
    """Whether a predicate is an infinitive; "the aim was to secure peace" tells what is so."""
    subjects = {parsed.words[k] for k in parsed.children(i, "nsubj")}
    if any(k < i for k in parsed.children(i, "cop")) or not _AIMS.isdisjoint(subjects):
        return False
    return any(parsed.words[k] == "to" and k < i for k in parsed.children(i, "mark", "aux"))


def is_gerund(parsed: Parsed, i: int) -> bool:
    """Tell "suggested closing it" from "suggested he is closing it"."""
    if parsed.tags[i] != "VERB" or not parsed.words[i].endswith("ing"):
        return False
    return not parsed.children(i, "aux", "nsubj")


def tells_that(parsed: Parsed, cue: int) -> bool:
    """Find "argued for years that it was safe", which is no word for years."""
    clauses = parsed.children(cue, "ccomp")
    return any(parsed.words[m] == "that" for k in clauses for m in parsed.children(k, "mark"))


def is_of_content(parsed: Parsed, cue: int, last: int) -> bool:
    """Tell "said | nothing was agreed" and "argued | for years that" from longer cues."""
    if parsed.words[last] == "for":
        return tells_that(parsed, cue)
    is_subject = parsed.relations[last].startswith("nsubj")
    is_subject |= "AUX" in parsed.tags[last + 1 : last + 2]
    return parsed.words[last] == "nothing" and is_subject


def is_wished(parsed: Parsed, i: int) -> bool:
    """Tell "suggested it be shut" and "that he rest" from "suggested it is shut"."""
    helping = [parsed.words[k] for k in parsed.children(i, "aux", "cop") if k < i]
    subjects = [parsed.words[k] for k in parsed.children(i, "nsubj")]
    is_third = parsed.tags[i] == "VERB" and bool(subjects) and subjects[0] in _THIRD
    is_bare = is_third and not helping and not is_past(parsed.words[i])
    return helping == ["be"] or (is_bare and not parsed.words[i].endswith(("s", "ing")))


def asks_how(parsed: Parsed, content: Sequence[int]) -> bool:
    """Tell "demanded how it was" from "demanded what was theirs"."""
    return bool(content) and parsed.words[content[0]] in _HOW
