"""Words that say whether anybody checked: "could not independently verify his account"."""

from collections.abc import Callable, Collection
from functools import lru_cache

from onrecord.reading.statements.chains.outlets import called_outlets
from onrecord.reading.statements.checks import answers, comparisons, ratings, verdicts
from onrecord.reading.statements.checks.checking import (
    At,
    CheckWords,
    clause_of,
    shown_to,
    words_for,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.phrases import MANY_FORMS, lemmas_of


def checks_of(parsed: Parsed) -> list[CheckWords]:
    """Return the checks of a text, in order; a clause has one at most."""
    found: list[CheckWords] = []
    outlets = called_outlets(parsed) | shown_to(parsed)
    for i, word in enumerate(parsed.words):
        finders = _finders_of(word)
        if not finders:
            continue
        inside = bool(found) and i < found[-1].words.stop
        if inside and not found[-1].is_finding:
            continue
        fitting = [finder for fits, finder in finders if fits(parsed, i)]
        at = At(parsed, clause_of(parsed, i), i, outlets) if fitting else None
        check = next((one for finder in fitting if at and (one := finder(at))), None)
        if check is not None and not (inside and check.is_finding):
            while found and found[-1].is_finding and found[-1].words.stop > check.words.start:
                found.pop()  # a surer word of the clause is what counts
            first = max([check.words.start, *(one.words.stop for one in found[-1:])])
            found.append(check._replace(words=range(first, check.words.stop)))
    return found


# --- by which words a check is known

_Fits = Callable[[Parsed, int], bool]
_Finder = Callable[[At], CheckWords | None]


def _anywhere(parsed: Parsed, i: int) -> bool:
    return True


def _answers(parsed: Parsed, i: int) -> bool:
    """Tell a noun from a verb: a "no" before it shows it, whatever a reader takes it for."""
    return "no" in parsed.words[max(0, i - 2) : i] or parsed.tags[i] != "VERB"


def _governs(parsed: Parsed, i: int) -> bool:
    """Whether it is a verb, or one that a reader took for a noun: "bills place him there"."""
    return parsed.tags[i] == "VERB" or parsed.relations[i] == "root"


def _names_checkers(parsed: Parsed, i: int) -> bool:
    return parsed.words[i] != "fact" or parsed.words[i + 1 : i + 2] == ["-"]


# Words, or the list of those whose forms are meant; where they tell of a check; what looks closer.
_FINDERS: tuple[tuple[Collection[str] | str, _Fits, _Finder], ...] = (
    (("unverified", "unconfirmed"), _anywhere, verdicts.unverified),
    (words_for("answers"), _answers, answers.no_answer),
    (("available", "unavailable"), _anywhere, answers.not_available),
    (words_for("failed"), _anywhere, answers.failed_tries),
    (
        ("otherwise", "opposite", "story", "picture", "tale", "account", "version"),
        _anywhere,
        verdicts.otherwise,
    ),
    (("however", "instead"), _anywhere, verdicts.however),
    (("evidence", "proof", "sign", "trace"), _anywhere, verdicts.no_evidence),
    ("contradict", _anywhere, verdicts.contradicted),
    (("fact", "factcheck", "factchecker", "factcheckers"), _names_checkers, ratings.by_checkers),
    ({"fact", "actually", *words_for("taken")}, _anywhere, verdicts.in_fact),
    (("such",), _anywhere, ratings.none_such),
    (words_for("genuine"), _anywhere, verdicts.genuine),
    (words_for("false"), _anywhere, ratings.is_false),
    (words_for("false"), _anywhere, ratings.rated),
    (("consistent", "inconsistent"), _anywhere, comparisons.consistent),
    (("same", "similar", "matching", "identical"), _anywhere, comparisons.same_account),
    ("answering", _anywhere, answers.not_answered),
    (("silent",), _anywhere, answers.silent),
    (("address", "addressed"), _governs, answers.not_addressed),
    (("recognised", "recognized"), _governs, comparisons.recognised),
    (("reviewed",), _anywhere, verdicts.unreviewed),
    ("seeing", _governs, answers.unseen),
    ("seeing", _governs, verdicts.seen),
    ("disputing", _governs, verdicts.undisputed),
    (("back", "up", "publicly", "public"), _anywhere, answers.not_called_back),
    (("nothing",), _anywhere, verdicts.nothing_for),
    ("fitting", _anywhere, comparisons.fitting),
    ("comparing", _anywhere, comparisons.compared),
    ("support", lambda parsed, i: parsed.tags[i] != "ADP", verdicts.supported),
    ("verify", lambda parsed, i: parsed.tags[i] != "NOUN", verdicts.verified),
    (("found",), _governs, verdicts.found_out),
    ("finding", _governs, verdicts.found_out),
)


@lru_cache(maxsize=MANY_FORMS)
def _finders_of(word: str) -> tuple[tuple[_Fits, _Finder], ...]:
    """Return what looks closer at a word in lower case: for most words nothing does."""
    lemmas = lemmas_of(word)
    return tuple(
        (fits, finder)
        for words, fits, finder in _FINDERS
        if (not words_for(words).isdisjoint(lemmas) if isinstance(words, str) else word in words)
    )
