"""Which statements are checked: those that share words with what a check found."""

import re
from collections.abc import Iterable, Mapping

from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.terms.senses import WORD, folded, term_of
from onrecord.record import Check, Checked, Record, Span, StatementRef

_SHARED = 0.2  # of what a statement says; less, and a log or a film is of something else
_MEANT = re.compile(
    r"\b(?:this|that|the|his|her|its|their|these|those|both|such|either) "
    r"(?:accounts?|allegations?|assertions?|claims?|statements?|versions?)\b(?! that)",
    re.I,
)


def checks_of(
    records: Iterable[Record], gists: Mapping[StatementRef, Gist]
) -> dict[StatementRef, tuple[Checked, ...]]:
    """Return who checked which statement, and how it came out.

    A document that shows something right after a statement and shares no word with it does not
    check it; nor do speakers check their own statements, nor who did not answer.
    """
    found: dict[StatementRef, tuple[Checked, ...]] = {}
    for record in records:
        if record.reading is None:
            continue
        sources = {one.id: one.source for one in record.reading.statements}
        for check in record.reading.checks:
            if check.unanswered:
                continue
            one = Checked(
                by=check.by_name,
                outcome=check.outcome,
                article_id=record.article.id,
                span=check.span,
            )
            for statement in check.statements:
                said = StatementRef(article_id=record.article.id, statement=statement)
                gist = gists.get(said)
                its_own = any(_overlaps(part, check.span) for part in sources.get(statement, ()))
                if gist is not None and not its_own and _is_of(check, gist, record.article.text):
                    found[said] = (*found.get(said, ()), one)
    return found


def _is_of(check: Check, one: Gist, text: str) -> bool:
    """Whether a check is of a statement that it follows."""
    if check.outcome == "not verified":
        return True
    start, end = _sentence(text, check.span)
    words = text[start:end]
    if _MEANT.search(words):
        return True
    terms = {term_of(folded(match.group())) for match in WORD.finditer(words)}
    shared = sum(weight for term, weight in one.terms.items() if term in terms)
    return shared >= _SHARED * one.total


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Return the bounds of the sentence that a stretch of text begins in."""
    start = max(text.rfind(mark, 0, span.start) for mark in ("\n", ". ", ".” ")) + 1
    ends = (text.find(mark, span.start) for mark in ("\n", ". "))
    return start, min((end for end in ends if end >= 0), default=len(text))
