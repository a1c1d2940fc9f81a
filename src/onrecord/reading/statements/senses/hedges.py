"""How sure a content is, as its main clause shows: hedges and negation.

Hedges are data, `lexicon/hedges.json`: each with what it marks, and what it marks when negated.
Clauses within the main clause do not count: "the bridge that may close is safe" is certain.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.phrases import Match, is_of, lemmas_of, phrase_at
from onrecord.record import Certainty

_WEAKEST_LAST: tuple[Certainty, ...] = ("certain", "probable", "possible", "unlikely", "unknown")
_FUTURE = frozenset(("will", "'ll", "wo", "would", "'d", "shall"))
_MODALS = _FUTURE | {"could", "may", "might", "can", "must", "should"}
_RELATIVE = frozenset(("that", "which", "who", "where"))
_NOT_NEGATING = frozenset(("only", "just", "merely", "simply"))  # "not only said"
_MISSING = frozenset(("sign", "evidence", "indication"))
_STOPS = frozenset((".", "?", "!"))
_PEOPLE = frozenset(("i", "we", "you", "he", "she", "they", "who"))
_SPEAKING = frozenset(("i", "we", "you", "one", "it", "there", "nobody", "who"))
_OPENING = frozenset(("“", '"', "‘", "'", "«", "„", "``"))
_THOUGHTS = frozenset((
    "think", "believe", "know", "fear", "doubt", "suspect", "expect", "hope", "assume", "guess",
    "reckon", "understand", "remember", "feel", "wonder", "imagine", "suppose", "worry",
))  # fmt: skip
_CLAUSES = ("ccomp", "csubj", "xcomp", "acl", "advcl")
_DEEPEST = 2  # clauses below a hedge that are looked at: "I think | it seems | it may"
_PREDICATES = ("VERB", "AUX")
_HEDGED, _FLAT, _DISPUTED = 0.85, 0.8, 0.65  # by judgement: no run has measured them yet
ABILITY = 2.0  # a "could" that the model is so sure of says what somebody was able to do
_DISAGREES = 1.0  # below this a flat predicate, above 2.5 a hedged one, is at odds with the model
_HAPPENED = 2.5


class Hedged(NamedTuple):
    """How sure a content is, and by which words."""

    certainty: Certainty
    how: str
    score: float


class _Mark(NamedTuple):
    """A hedge where it stands; of the clauses below it the weakest counts too."""

    certainty: Certainty
    words: str
    opens: bool  # it is the predicate: what it is about follows in a clause


def weakest(*certainties: Certainty) -> Certainty:
    """Return the least sure of some."""
    return max(certainties, key=_WEAKEST_LAST.index)


def root_of(parsed: Parsed, content: Sequence[int]) -> int | None:
    """Return the predicate of a content's main clause: of its first sentence that has one."""
    inside = set(content)
    heads = [
        i
        for i in content
        if parsed.heads[i] not in inside and parsed.tags[i] not in ("PUNCT", "CCONJ", "SCONJ")
    ]
    clausal = [i for i in heads if _is_predicate(parsed, i)]
    if not clausal:
        return next(iter([*_finite(parsed, content), *heads]), None)
    number = parsed.sentences[clausal[0]]
    same = [i for i in clausal if parsed.sentences[i] == number]
    # Pieces of a content may each have a head; an argument's clause is not the main one.
    return next((i for i in same if parsed.children(i, "nsubj", "csubj", "expl")), same[0])


def _finite(parsed: Parsed, content: Sequence[int]) -> Iterator[int]:
    """Give the verb of "fear doubts about the bank could spread" that a reader hung on a noun.

    A clause on a noun is finite only with a word for the noun: "doubts that could spread".
    """
    for i in content:
        if parsed.relations[i] != "acl" or not all(
            any(parsed.tags[m] == "ADP" for m in parsed.children(k, "case"))
            for k in parsed.children(i, "nsubj", "csubj")
        ):
            continue  # "doubts she could dispel", not "about the bank could"
        own = [parsed.words[k] for k in parsed.children(i) if k < i]
        if not _MODALS.isdisjoint(own) and _RELATIVE.isdisjoint(own):
            yield i


def _is_predicate(parsed: Parsed, i: int) -> bool:
    return parsed.tags[i] in _PREDICATES or bool(parsed.children(i, "nsubj", "cop", "csubj"))


def negation_of(parsed: Parsed, i: int) -> int | None:
    """Return the word that negates the word at `i`: a child, a neighbour before, its subject's."""
    for k in parsed.children(i):
        if _is_of_clause_before(parsed, k, i):
            continue
        if _negates(parsed, k) or parsed.words[k] == "without" or _is_no_longer(parsed, k):
            return k
    for k in _subjects(parsed, i):
        if (no := _negative(parsed, k)) is not None:
            return no
    before = _negation_before(parsed, i)
    return _negation_shared(parsed, i) if before is None else before


def _subjects(parsed: Parsed, i: int) -> list[int]:
    """Return the subjects of a predicate; a reader may hang one on its auxiliary."""
    verbs = (i, *(k for k in parsed.children(i, "aux") if k < i))
    return [k for verb in verbs for k in parsed.children(verb, "nsubj", "csubj")]


def _is_of_clause_before(parsed: Parsed, k: int, i: int) -> bool:
    """Find the "not" of "Where it has not, Roe said": a comma and the subject stand between."""
    if parsed.words[k + 1 : k + 2] != [","]:
        return False
    return any(k < subject < i for subject in parsed.children(i, "nsubj"))


def _negates(parsed: Parsed, k: int) -> bool:
    following = parsed.words[k + 1] if k + 1 < len(parsed) else ""
    # as it stands: "noting" would be a form of "not"
    return parsed.words[k] in word_list("cues")["negations"] and following not in _NOT_NEGATING


def _is_no_longer(parsed: Parsed, k: int) -> bool:
    return parsed.words[k] == "longer" and k > 0 and parsed.words[k - 1] == "no"


def _negative(parsed: Parsed, subject: int) -> int | None:
    if is_of(parsed.words[subject], "negative subjects"):
        return subject
    before = parsed.children(subject, "det", "cc")
    found = [k for k in before if parsed.words[k] in ("no", "neither")]
    return found[0] if found else None


def _negation_before(parsed: Parsed, i: int) -> int | None:
    """Look left over auxiliaries and adverbs: the tree may hang a "not" elsewhere."""
    k = i - 1
    if k > 1 and parsed.words[k] == "to" and parsed.words[k - 1] == "yet":
        return k - 1  # "has yet to comment"
    while k >= 0 and (parsed.tags[k] in ("AUX", "ADV", "PART") or _negates(parsed, k)):
        if _negates(parsed, k) or parsed.words[k] == "without":
            return k
        k -= 1
    return k if k >= 0 and parsed.words[k] == "without" else None


def _negation_shared(parsed: Parsed, i: int) -> int | None:
    """Look at the verb before: "would not confirm or deny"."""
    if parsed.relations[i] != "conj" or parsed.heads[i] < 0:
        return None
    if not any(parsed.words[k] in ("or", "nor") for k in parsed.children(i, "cc")):
        return None
    return next((k for k in parsed.children(parsed.heads[i]) if _negates(parsed, k)), None)


def has_future(parsed: Parsed, i: int) -> bool:
    """Say whether a predicate has "will" or the like."""
    return any(parsed.words[k] in _FUTURE for k in parsed.children(i, "aux"))


def certainty_of(parsed: Parsed, content: Sequence[int], root: int | None) -> Hedged:
    """Return how sure a content is: the strongest hedge over its main clause.

    The model's certainty of the root is too noisy to decide: it settles only what "could" means,
    and where it is at odds with the words it lowers the score.
    """
    if root is None:
        return Hedged("certain", "no words to hedge", _DISPUTED)
    other = _is_of_another(parsed, content, root)
    marks = list(_marks(parsed, _sentence(parsed, content, root), root, 0 if other else _DEEPEST))
    marks = [mark for mark in marks if not (other and mark.opens)]
    weak = [mark for mark in marks if mark.certainty != "certain"]
    value = parsed.certainties[root]
    if not weak:
        odd = value != 0 and value < _DISAGREES and negation_of(parsed, root) is None
        note = f"; the model is less sure of '{parsed.forms[root]}'" if odd else ""
        return Hedged("certain", f"stated flat{note}", _DISPUTED if odd else _FLAT)
    certainty = weakest(*(mark.certainty for mark in weak))
    words = next(mark.words for mark in weak if mark.certainty == certainty)
    odd = value > _HAPPENED
    note = f"; the model is surer of '{parsed.forms[root]}'" if odd else ""
    return Hedged(certainty, f"'{words}' in the content{note}", _DISPUTED if odd else _HEDGED)


def _is_of_another(parsed: Parsed, content: Sequence[int], root: int) -> bool:
    """Whether a quotation tells what somebody else thinks: "“She thinks it leaks,” Roe said"."""
    quoted = parsed.words[content[0]] in _OPENING
    subjects = {parsed.words[k] for k in parsed.children(root, "nsubj")}
    thought = not _THOUGHTS.isdisjoint(lemmas_of(parsed.words[root]))
    return quoted and thought and bool(subjects) and _SPEAKING.isdisjoint(subjects)


def _sentence(parsed: Parsed, content: Sequence[int], root: int) -> set[int]:
    """Return the words of a content from full stop to full stop: trees may run on in quotations."""
    stops = [i for i in content if parsed.words[i] in _STOPS]
    first = max((i for i in stops if i < root), default=-1)
    last = min((i for i in stops if i > root), default=len(parsed))
    return {i for i in content if first < i < last}


def _marks(parsed: Parsed, inside: set[int], root: int, depth: int) -> Iterator[_Mark]:
    """Give the hedges over a clause; where its predicate is one, those of the clause under it."""
    opens = False
    for i in _frame(parsed, inside, root):
        mark = _mark(parsed, root, i)
        if mark is not None:
            opens = opens or mark.opens
            yield mark
    if _is_forecast(parsed, root):
        yield _Mark("probable", "should", False)
    if opens and depth:
        for k in parsed.children(root, *_CLAUSES):
            if k in inside:
                yield from _marks(parsed, inside, k, depth - 1)


def _frame(parsed: Parsed, inside: set[int], root: int) -> list[int]:
    """Return the words that may hedge a clause: its predicate and what modifies it."""
    words = [root, *parsed.children(root, "aux", "advmod", "discourse", "obl", "cop")]
    # "It will, I think, hold"; other clauses side by side are statements of their own
    words += [k for k in parsed.children(root, "parataxis") if _is_aside(parsed, k)]
    words += [k for k in parsed.children(root, "xcomp") if parsed.tags[k] in ("ADJ", "ADV", "NOUN")]
    if parsed.children(root, "expl") or "be" in lemmas_of(parsed.words[root]):
        words += parsed.children(root, "nsubj")  # "there is a chance that"
    if "have" in lemmas_of(parsed.words[root]):
        words += parsed.children(root, "obj")  # "has no idea whether"
    if not _is_predicate(parsed, root):
        words += parsed.children(root, "amod")  # the content is a noun: "a possible attack"
    return [i for i in words if i in inside]


def _is_aside(parsed: Parsed, i: int) -> bool:
    return any(parsed.words[k] in ("i", "we") for k in parsed.children(i, "nsubj"))


def _mark(parsed: Parsed, root: int, i: int) -> _Mark | None:
    match = phrase_at("hedges", parsed, i, anywhere=True)
    if match is None or not _counts(parsed, root, i, match):
        return None
    certainty, when_negated, _ = match.entry.meaning
    no = negation_of(parsed, root if match.entry.part == "modal" else i)
    words = [parsed.forms[k] for k in match.words]
    if match.entry.part in ("modal", "verb", "adjective", "noun") and (
        no is not None or any(parsed.words[k] == "no" for k in parsed.children(i, "det"))
    ):
        certainty = when_negated
        words = [*([] if no is None else [parsed.forms[no]]), *words]
    opens = i == root or parsed.relations[i] in ("nsubj", "xcomp", "obj")
    return _Mark(cast(Certainty, certainty), " ".join(words), opens)


def _counts(parsed: Parsed, root: int, i: int, match: Match) -> bool:
    """Say whether a word that may be a hedge is one here."""
    entry, relation = match.entry, parsed.relations[i]
    if i != root and relation in ("obl", "cop"):
        return len(entry.words) > 1  # "in all likelihood", not "with hope"
    if entry.words[0] == "could":
        able = parsed.certainties[root] >= ABILITY or is_of(parsed.words[root], "abilities")
        return not able
    if entry.words[-1] in _MISSING and i == root and not _is_predicate(parsed, i):
        return False  # "found [no sign of poison]": that is what was found
    if entry.part == "verb" and entry.meaning[1] == "unknown":
        # "did not remember the date" is no statement that something is not known
        return bool(parsed.children(i, *_CLAUSES)) or not parsed.children(i, "obj")
    return not (entry.part == "noun" and parsed.children(root, "nsubj") and i != root) or (
        relation in ("nsubj", "obj", "xcomp")
    )


def _is_forecast(parsed: Parsed, root: int) -> bool:
    """Say whether "should" foresees: something, not somebody, should be ready, arrive, end."""
    if not any(parsed.words[k] == "should" for k in parsed.children(root, "aux")):
        return False
    subjects = parsed.children(root, "nsubj")
    things = [k for k in subjects if parsed.tags[k] != "PROPN" and parsed.words[k] not in _PEOPLE]
    return bool(things) and is_of(parsed.words[root], "forecasts")
