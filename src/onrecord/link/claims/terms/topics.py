"""Contents that assert nothing: "the launch", "his emails", "the lack of a roof"."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onrecord.link.claims.terms.senses import term_of
from onrecord.record import Manner, Span, Statement, Words

ACCUSING = frozenset(map(term_of, (
    "accusation", "account", "allegation", "anything", "assertion", "charge", "claim", "do", "done",
    "false", "group", "involvement", "report", "so", "statement", "story", "stories", "such",
    "suggestion", "true", "version", "wrongdoing", "responsibility", "blame", "guilt",
)))  # fmt: skip
_MEDIA = frozenset(map(term_of, ("media", "news", "newspaper", "outlet", "press")))
_VERBS = ("VERB", "AUX")
_OF_CLAUSES = ("nsubj", "csubj", "cop", "expl", "aux")
_NAMING: frozenset[Manner] = frozenset(("says", "claims", "confirms", "reveals", "speculates"))


def is_topic(words: Words, one: Statement) -> bool:
    """Tell whether a statement only names what somebody speaks about, without a verb.

    A name is enough for accusing, denying or urging: "denied the charges". If the words were not
    read, the answer is no.
    """
    if one.manner not in _NAMING:
        return False
    inside = frozenset(words_of(words, one.content))
    tops = [k for k in inside if words.heads[k] not in inside and words.tags[k] != "PUNCT"]
    return bool(tops) and not (
        any(words.tags[k] in _VERBS for k in tops)
        or any(
            words.heads[k] in tops and words.relations[k].split(":")[0] in _OF_CLAUSES
            for k in inside
        )
    )


def is_general(terms: Iterable[str]) -> bool:
    """Tell whether no term of a content says what is meant: "any wrongdoing", "news reports"."""
    return ACCUSING.union(_MEDIA).issuperset(terms)


def words_of(words: Words, content: Sequence[Span]) -> Iterator[int]:
    """Give the numbers of the words of a content."""
    for span in content:
        k = bisect_left(words.starts, span.start)
        while k < len(words.starts) and words.starts[k] < span.end:
            yield k
            k += 1
