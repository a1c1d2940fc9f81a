"""A clause that reports another's words: "the minister promised them the contract in January".

By the order of its words rather than by its syntax, which a reader gets wrong where several verbs
of saying follow each other: who, auxiliaries, a verb of saying, to whom and when, what.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.reading.statements.actors.naming.sources import SPEAKING
from onrecord.reading.statements.chains.asides import is_comma, without_aside
from onrecord.reading.statements.chains.subjects import (
    LONGEST_SUBJECT,
    PLAIN_NOMINAL,
    is_evidence,
    subject_in,
    subject_within,
)
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.cue_words import HEARING, is_negated
from onrecord.reading.statements.senses.cues import Cue, cue_at

_LONGEST_RECEIVER = 7  # words between "had warned" and "that": "him on Wednesday"
_LONGEST_BEHIND = 12  # words of ", the coast guard told reporters"
_HEARSAY = {"said", "reported", "believed", "understood", "alleged", "rumoured", "thought"}
_QUOTING = frozenset(("quoted", "quotes", "cited", "cites"))
RECALLING = frozenset(("recalled", "recalls", "remembered", "remembers", "heard"))
_SHORTEST_BEFORE = 4  # words of what is said before it
_NAMING = frozenset(("call", "describe", "brand", "label", "dub", "denounce", "hail", "praise"))
_WITH_RECEIVER = frozenset(
    ("tell", "warn", "assure", "remind", "inform", "promise", "notify", "advise", "teach", "offer")
)
_ORDERING = frozenset(("order", "instruct", "ask", "command", "urge"))
_BEING = BEING | {"'s", "'re"}
_ASKING = frozenset(("who", "what", "when", "where", "why", "how", "whether", "if"))
# of "would neither confirm nor deny"
_NEITHER = frozenset(("neither", "nor", "confirm", "would", "could", "will", "can"))
_OPENING = frozenset(("“", "‘", '"', "„", "«", "``"))
_POSSIBLE = frozenset(("may", "might", "can", "could", "should", "must"))
_CLOSING = frozenset(("”", '"', "»", "''"))
_REPORTING_PAIRS = frozenset(("rule out", "ask for", "call for"))  # not "shoot down", "turn down"
# manners
_WITH_OBJECT = {"promises", "threatens", "accuses", "denies", "speculates", "urges", "declines"}


class Clause(NamedTuple):
    """Who says what, in words of the text."""

    subject: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def clause_in(parsed: Parsed, words: Sequence[int], *, framed: bool = False) -> Clause | None:
    """Return what words tell of somebody's words, if that is what they begin with.

    framed: ", he said," stands within them, so that they are reported anyway.
    """
    words = without_aside(parsed, words)
    verb = _main_verb(parsed, words)
    if verb is None:
        return None
    cue = cue_at(parsed, words[verb])
    first = verb
    while first and _is_auxiliary(parsed, words[first - 1]):
        first -= 1
    if parsed.words[words[verb]] in HEARING or _is_passive(parsed, words[first:verb]):
        return _clause_of_agent(parsed, words, range(first, verb + 1), cue)
    subject = subject_in(parsed, words[:first]) or subject_within(parsed, words, verb)
    if cue is None or cue.lemma == "know" or not subject or parsed.tags[subject[-1]] == "DET":
        return None  # "the state government": no verb
    may = any(parsed.words[i] in _POSSIBLE for i in words[first:verb])
    if may and cue.manner not in ("declines", "denies"):
        return None  # "the ruling could encourage others": nobody has said a word
    content = _content(parsed, words[verb + 1 :], cue)
    quoted = framed and any(parsed.words[i] in _OPENING for i in content)
    if not quoted and not _reports(parsed, cue, subject, content):
        return None
    return Clause(subject, tuple(words[first : verb + 1]), content)


def _is_passive(parsed: Parsed, auxiliaries: Sequence[int]) -> bool:
    return any(parsed.words[i] in _BEING for i in auxiliaries)


def _clause_of_agent(
    parsed: Parsed, words: Sequence[int], mine: range, cue: Cue | None
) -> Clause | None:
    """Return what somebody was told by, or heard from, another."""
    if parsed.words[words[mine[-1]]] in HEARING:
        return _clause_heard(parsed, words, mine)
    told = _clause_told_by(parsed, words, mine, cue) if cue is not None else None
    return told or (_clause_said_to(parsed, words, mine) if cue is not None else None)


def _clause_told_by(parsed: Parsed, words: Sequence[int], cue: range, verb: Cue) -> Clause | None:
    """Return what "he was told by officers they had drowned" tells: by officers.

    Nobody says it in "he had been told in May that they had": then it has no subject.
    """
    if verb.lemma not in _WITH_RECEIVER | _ORDERING or verb.lemma == "offer":
        return None  # "he had been offered “something like” it"
    rest, said = words[cue.stop :], tuple(words[cue.start : cue.stop])
    by = next((k for k, i in enumerate(rest[:_LONGEST_RECEIVER]) if parsed.words[i] == "by"), -1)
    if by < 0 or not {"VERB", "AUX", "PUNCT", "SCONJ"}.isdisjoint(
        parsed.tags[i] for i in rest[:by]
    ):
        content = _content(parsed, rest, verb)
        return Clause((), said, content) if _is_told(parsed, rest, content) else None
    end = by + 1
    while end < len(rest) and parsed.tags[rest[end]] in PLAIN_NOMINAL:
        fresh = parsed.tags[rest[end]] in ("PRON", "DET")
        if end > by + 1 and fresh and parsed.tags[rest[end - 1]] in ("NOUN", "PROPN"):
            break
        end += 1
    subject, content = subject_in(parsed, rest[by + 1 : end]), _content(parsed, rest[end:], verb)
    return Clause(subject, said, content) if subject and content else None


def _clause_heard(parsed: Parsed, words: Sequence[int], cue: range) -> Clause | None:
    """Return what "she had heard from two guards that it failed" tells: from two guards."""
    rest = words[cue.stop :]
    near = range(1, min(len(rest), LONGEST_SUBJECT))
    that = next((k for k in near if parsed.words[rest[k]] == "that"), -1)
    if that < 0 or parsed.words[rest[0]] != "from":
        return None
    subject = subject_in(parsed, rest[1:that])
    if not subject or not {"VERB", "AUX", "PUNCT"}.isdisjoint(parsed.tags[i] for i in subject):
        return None
    said = tuple(words[k] for k in cue)
    return Clause(subject, (*said, rest[0]), tuple(rest[that + 1 :]))


def _is_told(parsed: Parsed, words: Sequence[int], content: Sequence[int]) -> bool:
    """Whether somebody was told a content: "that …", "to …", a clause, a quotation."""
    if not content:
        return False
    that = parsed.words[content[0] - 1] == "that" or parsed.words[content[0]] in _OPENING
    to_act = parsed.words[content[0]] == "to" and _has_infinitive(parsed, content[:2])
    return that or to_act or (content[0] == words[0] and is_finite(parsed, content))


def _clause_said_to(parsed: Parsed, words: Sequence[int], said: range) -> Clause | None:
    """Return what "she is said to have told them that …" tells: what she told."""
    infinitive = words[said.stop : said.stop + 1]
    if parsed.words[words[said.stop - 1]] not in _HEARSAY or not infinitive:
        return None
    if parsed.words[infinitive[0]] != "to":
        return None
    inner = clause_in(parsed, [*words[: said.start], *words[said.stop + 1 :]])
    return inner and inner._replace(cue=tuple(i for i in inner.cue if i > infinitive[0]))


def clause_behind(parsed: Parsed, words: Sequence[int]) -> Clause | None:
    """Return what words tell of somebody's words in their end: "…, the agency said"."""
    commas = [k for k, i in enumerate(words) if is_comma(parsed, i)]
    if not commas or len(words) - commas[-1] > _LONGEST_BEHIND:
        return None
    rest = words[commas[-1] + 1 :]
    quoted = bool(rest) and parsed.words[rest[0]] in _CLOSING
    before, rest = (words[: commas[-1] + 2], rest[1:]) if quoted else (words[: commas[-1]], rest)
    verbs = [k for k, i in enumerate(rest) if parsed.tags[i] == "VERB"]
    cue = cue_at(parsed, rest[verbs[0]]) if len(verbs) == 1 else None
    if cue is None or cue.reports == "seldom" or commas[-1] < _SHORTEST_BEFORE:
        return None
    if cue.lemma == "know" or is_negated(parsed, rest[verbs[0]]):
        return None  # "“whose it is, they don’t know,” he said": they tell nothing
    subject = subject_in(parsed, rest[: verbs[0]] or rest[1:])
    if not subject or any(parsed.words[i] in _OPENING for i in rest):
        return None
    if SPEAKING.issuperset(parsed.words[i] for i in subject):
        return None  # "it’s like acting, I guess": who is quoted hedges
    return Clause(subject, (rest[verbs[0]],), tuple(before))


def clause_according(parsed: Parsed, words: Sequence[int]) -> Clause | None:
    """Return what "according to the report, it failed" tells within somebody's words."""
    if [parsed.words[i] for i in words[:2]] != ["according", "to"]:
        return None
    comma = next((k for k, i in enumerate(words) if is_comma(parsed, i)), None)
    subject = subject_in(parsed, words[2:comma]) if comma else ()
    content = tuple(words[comma + 1 :]) if comma else ()
    return Clause(subject, tuple(words[:2]), content) if subject and content else None


def clause_quoted(parsed: Parsed, cue: Sequence[int], words: Sequence[int]) -> Clause | None:
    """Return what "quoted [the minister] as saying" tells: cue, and the words of its content."""
    if not cue or not _QUOTING & {parsed.words[i] for i in cue}:
        return None
    if _BEING & {parsed.words[i] for i in (*cue, max(0, cue[0] - 1))}:
        return None  # "was quoted by the agency as saying"
    quoted = next(i for i in cue if parsed.words[i] in _QUOTING)
    behind = range(quoted + 1, min(quoted + 1 + LONGEST_SUBJECT, len(parsed)))
    at = next((i for i in behind[1:-1] if parsed.words[i] == "as"), None)
    if at is None or not parsed.words[at + 1].endswith("ing"):
        return None
    subject = subject_in(parsed, range(quoted + 1, at))
    content = tuple(i for i in words if i not in range(quoted, at + 2))
    if not content:  # the model took "officials" for all of it
        content = tuple(range(at + 2, parsed.sentence_of(at).stop))
    while content and _is_led_in(parsed, content[0]):
        content = content[1:]
    while content and parsed.words[content[-1]] in (".", ","):
        content = content[:-1]
    return Clause(subject, (at, at + 1), content) if subject and content else None


def _is_led_in(parsed: Parsed, i: int) -> bool:
    """Whether a word only leads in what is said: "that", a comma, a colon."""
    mark = parsed.tags[i] == "PUNCT" and parsed.words[i] not in _OPENING
    return mark or parsed.words[i] == "that"


def clause_recalled(parsed: Parsed, cue: Sequence[int]) -> Clause | None:
    """Return what "recalled [the priest] telling him to wait" tells: what the priest told him."""
    if not cue or not RECALLING & {parsed.words[i] for i in cue}:
        return None
    verb = next(i for i in cue if parsed.words[i] in RECALLING)
    sentence = parsed.sentence_of(verb)
    behind = range(verb + 1, min(verb + 1 + LONGEST_SUBJECT, sentence.stop))
    said = next((i for i in behind if parsed.words[i].endswith("ing") and _tells(parsed, i)), -1)
    verb_of = cue_at(parsed, said) if said > verb else None
    subject = subject_in(parsed, range(verb + 1, said)) if verb_of is not None else ()
    if verb_of is None or not subject or any(parsed.tags[i] == "VERB" for i in subject):
        return None
    words = range(said + 1, sentence.stop)
    while words and parsed.words[words[-1]] in (".", ","):
        words = words[:-1]
    content = _content(parsed, words, verb_of)
    return Clause(subject, (said,), content) if content else None


def _tells(parsed: Parsed, i: int) -> bool:
    cue = cue_at(parsed, i)
    return cue is not None and cue.reports != "seldom"


def _main_verb(parsed: Parsed, words: Sequence[int]) -> int | None:
    """Return the position of the first verb that is not in a clause about the subject."""
    for k, i in enumerate(words):
        if parsed.words[i] in _OPENING or parsed.words[i] == ";":
            return None
        describes = parsed.relations[i].startswith(("acl", "amod"))
        if (describes and not _is_finite(parsed, words, k)) or _is_participle(parsed, words[k:]):
            continue
        if parsed.words[i].endswith("ing") and not parsed.children(i, "aux"):
            continue  # "lashed out at the United States for criticizing it"
        if parsed.tags[i] == "VERB" and not _is_auxiliary(parsed, i):
            return k
        in_relative = parsed.heads[i] >= 0 and parsed.relations[parsed.heads[i]].startswith("acl")
        if parsed.tags[i] == "AUX" and not in_relative and not _leads_to_verb(parsed, words[k:]):
            return None
    return None


def _is_finite(parsed: Parsed, words: Sequence[int], k: int) -> bool:
    """Tell "a guard who works there had told" from "a guard who had told", as a reader may not."""
    first = k
    while first and parsed.tags[words[first - 1]] == "AUX":
        first -= 1
    relative = any(parsed.words[i] in ("who", "which", "that") for i in words[: first - 1])
    return relative and first < k and parsed.tags[words[first - 1]] in ("NOUN", "PROPN")


def is_finite(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether words are a clause of their own: a verb that describes nothing, and its subject."""
    own = {*words}
    return any(
        parsed.relations[i] == "nsubj"
        and own.issuperset((parsed.heads[i],))
        and not parsed.relations[parsed.heads[i]].startswith("acl")
        and parsed.words[parsed.heads[i] - 1] != "to"
        for i in words
    )


def _is_auxiliary(parsed: Parsed, i: int) -> bool:
    """Whether a word only helps a verb: "had", "never", "used" before "to"."""
    used = parsed.words[i] == "used" and parsed.words[i + 1 : i + 2] == ["to"]
    helps = parsed.relations[i].startswith("aux")  # a reader may take "had long" for a noun
    return used or helps or parsed.tags[i] in ("AUX", "PART", "ADV")


def _is_participle(parsed: Parsed, words: Sequence[int]) -> bool:
    """Tell "tests carried out by an institute" from "the tests found"."""
    by = "by" in (parsed.words[i] for i in words[1:3])
    return by and parsed.tags[words[0]] == "VERB" and not parsed.children(words[0], "aux")


def _leads_to_verb(parsed: Parsed, words: Sequence[int]) -> bool:
    """Tell "has now said" from "was too early to say"."""
    rest = (i for i in words if parsed.tags[i] not in ("AUX", "ADV") and parsed.words[i] != "not")
    return any(parsed.tags[i] == "VERB" for i in [next(rest, words[0])])


def _content(parsed: Parsed, words: Sequence[int], cue: Cue) -> tuple[int, ...]:
    """Return what is said: without those to whom, and a "that"."""
    for k, i in enumerate(words[:_LONGEST_RECEIVER]):
        if parsed.tags[i] == "CCONJ":
            break  # "had shown goodwill, but that": of who says both
        if parsed.words[i] == "that" and parsed.relations[i] == "mark":
            return tuple(words[k + 1 :])
        follows = parsed.tags[words[k + 1]] if k + 1 < len(words) else ""
        begins = parsed.words[i] == "to" and follows in ("VERB", "AUX")
        if begins and parsed.tags[words[0]] == "ADP":
            return tuple(words[k:])
        if parsed.tags[i] in ("VERB", "AUX") or parsed.words[i] in _OPENING:
            break
    return tuple(words[_receiver(parsed, words) :] if cue.lemma in _WITH_RECEIVER else words)


def _receiver(parsed: Parsed, words: Sequence[int]) -> int:
    """Return how many words name to whom: "his wife" before "the house was cursed"."""
    last = 0
    for k, i in enumerate(words[:_LONGEST_RECEIVER]):
        possessive = parsed.tags[i] == "PRON" and parsed.relations[i] in ("nmod", "det")
        starts = possessive or parsed.tags[i] in ("DET", "PRON")
        if parsed.tags[i] not in PLAIN_NOMINAL:
            return 0
        if last and (starts or parsed.tags[words[last - 1]] == "PRON"):
            return last
        if parsed.tags[i] in ("NOUN", "PROPN") or (parsed.tags[i] == "PRON" and not possessive):
            last = k + 1
    return 0


def _reports(parsed: Parsed, cue: Cue, subject: Sequence[int], content: Sequence[int]) -> bool:
    """Whether a verb reports: always with a clause, at times with an object."""
    if not content or _is_nothing(parsed, content):
        return False
    if cue.reports == "seldom" and cue.lemma not in _NAMING:
        ordered = cue.manner == "urges" and "to" in (parsed.words[i] for i in content)
        shows = is_evidence(parsed, subject) or parsed.words[content[0] - 1] == "that"
        return ordered or (cue.manner == "reveals" and shows)
    return _takes_object(parsed, cue, subject, content) or _takes_clause(parsed, cue, content)


def _is_nothing(parsed: Parsed, content: Sequence[int]) -> bool:
    """Find "said nothing of the kind", not "showed nothing was broken"."""
    follows = parsed.tags[content[1]] if len(content) > 1 else "ADP"
    return parsed.words[content[0]] == "nothing" and follows == "ADP"


def _takes_object(parsed: Parsed, cue: Cue, subject: Sequence[int], content: Sequence[int]) -> bool:
    """Whether what a verb reports is not a clause: "denied the theft", "“garden furniture”"."""
    if cue.manner in _WITH_OBJECT and (" " not in cue.lemma or cue.lemma in _REPORTING_PAIRS):
        return True
    quoted = parsed.words[content[0]] in _OPENING and cue.reports == "always"
    return quoted or (cue.manner == "reveals" and is_evidence(parsed, subject))


def _takes_clause(parsed: Parsed, cue: Cue, content: Sequence[int]) -> bool:
    """Whether what follows a verb is what it reports: "told them that", "described it as"."""
    if cue.lemma.split()[0] in _NAMING:
        # "called the plan “a disgrace”", "described it as one", "him a liar"
        a_liar = [parsed.tags[i] for i in content[:2]] == ["PRON", "DET"]
        return a_liar or bool({*_OPENING, "as"} & {parsed.words[i] for i in content})
    that = parsed.words[content[0] - 1] == "that" or parsed.words[content[0]] in _ASKING
    if cue.reports == "always" and "nsubj" in [parsed.relations[i] for i in content]:
        return True  # "had admitted in a message she took it"
    told_to = cue.lemma in _WITH_RECEIVER and _has_infinitive(parsed, content)
    return that or told_to or bool({"ccomp", "xcomp"} & {parsed.relations[i] for i in content})


def _has_infinitive(parsed: Parsed, words: Sequence[int]) -> bool:
    verbal = ("VERB", "AUX")
    return any(parsed.words[a] == "to" and parsed.tags[b] in verbal for a, b in pairwise(words))


def conjoined(parsed: Parsed, clause: Clause) -> list[Clause]:
    """Part a clause at a second verb of saying: "condemned the raid and promised an answer"."""
    for k in clause.content[1:]:
        first = _second_verb(parsed, clause, k)
        if first < 0:
            continue
        cue = cue_at(parsed, k)
        rest = [i for i in clause.content if i > k]
        content = _content(parsed, rest, cue) if cue is not None else ()
        if cue is not None and content and _reports(parsed, cue, clause.subject, content):
            before = tuple(i for i in clause.content if i < first - 1)
            second = Clause(clause.subject, tuple(range(first, k + 1)), content)
            return [clause._replace(content=before), second] if before else [clause]
    return [clause]


def _second_verb(parsed: Parsed, clause: Clause, k: int) -> int:
    """Return where "would neither confirm nor deny" begins if a word ends it, behind "but"; -1."""
    cue = cue_at(parsed, k) if parsed.tags[k] == "VERB" else None
    if cue is None or (cue.reports == "seldom" and cue.manner != "declines"):
        return -1
    first = k
    while first - 1 in clause.content and (
        parsed.tags[first - 1] in ("AUX", "PART") or parsed.words[first - 1] in _NEITHER
    ):
        first -= 1
    joined = first - 1 in clause.content and parsed.tags[first - 1] == "CCONJ"
    refuses = {"neither", "nor"} <= {parsed.words[i] for i in range(first, k)}
    same = parsed.relations[k] == "conj" and parsed.heads[k] == clause.cue[-1]
    return first if joined and (same or refuses) else -1
