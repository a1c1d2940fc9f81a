"""Words that say whether anybody checked: "could not independently verify his account"."""

from collections.abc import Callable
from typing import NamedTuple

from onrecord.reading.statements.chains.outlets import called_outlets
from onrecord.reading.statements.checks import answers, verdicts
from onrecord.reading.statements.checks.checking import At, CheckWords, clause_of, words_for
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.senses.phrases import lemmas_of


def checks_of(parsed: Parsed) -> list[CheckWords]:
    """Return the checks of a text, in order; a clause has one at most."""
    found: list[CheckWords] = []
    outlets = called_outlets(parsed)
    for i in range(len(parsed)):
        inside = bool(found) and i < found[-1].words.stop
        if inside and not found[-1].is_finding:
            continue
        if not parsed.words[i][0].isalnum():
            continue
        seen = _Seen(parsed, i, parsed.words[i], frozenset(lemmas_of(parsed.words[i])))
        finders = [finder for may_be, finder in _FINDERS if may_be(seen)]
        at = At(parsed, clause_of(parsed, i), i, outlets) if finders else None
        check = next((one for finder in finders if at and (one := finder(at))), None)
        if check is not None and not (inside and check.is_finding):
            found[len(found) - inside :] = [check]  # a surer word of the clause is what counts
    return found


# --- by which words a check is known


class _Seen(NamedTuple):
    parsed: Parsed
    i: int
    word: str
    lemmas: frozenset[str]

    @property
    def tag(self) -> str:
        return self.parsed.tags[self.i]

    @property
    def is_verb(self) -> bool:
        return self.tag == "VERB"

    @property
    def is_noun(self) -> bool:
        """Whether a "no" before it shows that it is one, whatever a reader takes it for."""
        return "no" in self.parsed.words[max(0, self.i - 2) : self.i]

    @property
    def governs(self) -> bool:
        """Whether it is a verb, or one that a reader took for a noun: "bills place him there"."""
        return self.is_verb or self.parsed.relations[self.i] == "root"

    def has(self, kind: str) -> bool:
        """Whether it is a form of a word of a list."""
        return not words_for(kind).isdisjoint(self.lemmas)


def _names_checkers(seen: _Seen) -> bool:
    behind = seen.parsed.words[seen.i + 1 : seen.i + 2]
    return (seen.word == "fact" and behind == ["-"]) or seen.word.startswith("factcheck")


_Finder = Callable[[At], CheckWords | None]
_FINDERS: tuple[tuple[Callable[[_Seen], bool], _Finder], ...] = (
    (lambda seen: seen.word in ("unverified", "unconfirmed"), verdicts.unverified),
    (
        lambda seen: seen.word in words_for("answers") and (seen.is_noun or not seen.is_verb),
        answers.no_answer,
    ),
    (lambda seen: seen.word in ("available", "unavailable"), answers.not_available),
    (lambda seen: seen.word in words_for("failed"), answers.failed_tries),
    (
        lambda seen: (
            seen.word in ("otherwise", "opposite", "story", "picture", "tale", "account", "version")
        ),
        verdicts.otherwise,
    ),
    (lambda seen: seen.word in ("however", "instead"), verdicts.however),
    (lambda seen: seen.word in ("evidence", "proof", "sign", "trace"), verdicts.no_evidence),
    (lambda seen: seen.has("contradict"), verdicts.contradicted),
    (_names_checkers, verdicts.by_checkers),
    (
        lambda seen: seen.word in ("fact", "actually") or seen.word in words_for("taken"),
        verdicts.in_fact,
    ),
    (lambda seen: seen.word == "such", verdicts.none_such),
    (lambda seen: seen.word in words_for("genuine"), verdicts.genuine),
    (lambda seen: seen.word in words_for("false"), verdicts.is_false),
    (lambda seen: seen.word in ("consistent", "inconsistent"), verdicts.consistent),
    (lambda seen: seen.has("answering"), answers.not_answered),
    (lambda seen: seen.word == "nothing", verdicts.nothing_for),
    (lambda seen: seen.has("fitting"), verdicts.fitting),
    (lambda seen: seen.has("support") and seen.tag != "ADP", verdicts.supported),
    (
        lambda seen: seen.has("verify") and seen.parsed.tags[seen.i] != "NOUN",
        verdicts.verified,
    ),
    (
        lambda seen: seen.governs and (seen.word == "found" or seen.has("finding")),
        verdicts.found_out,
    ),
)
