"""Whom and what statements mention: evidence for what each answers.

Who answers names whom he answers ("never had such a warning from Portilla"), or is named by him; a
word that few statements share tells more than one that all have; "no", "never", "invented" tell
that somebody answers at all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p

from onrecord.reading.statements.actors.cast import Cast
from onrecord.reading.statements.chains.denials import FALSE
from onrecord.reading.statements.chains.repeats import stem, stems_of
from onrecord.reading.statements.checks.checking import words_for
from onrecord.reading.statements.checks.covers import GENERIC
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import Parsed

_ONLY = frozenset(("only", "simply", "merely", "just"))
_SHORTEST = 4  # letters of a word of a name or role by which somebody is known
_DOCUMENTS = ("document", "data")  # grades
_HOW = ("who says", "who denies", "who declines")  # what counts only with other evidence
_BY_KIND = ("rare words shared", "rarest words shared", "names who answers", "names most of it")


class Namings:
    """The statements of a story with what each names."""

    def __init__(self, parsed: Parsed, cast: Cast, drafts: Sequence[Draft]) -> None:
        self.parsed, self.drafts = parsed, drafts
        self._said = [stems_of(parsed, d.saying.words) - GENERIC for d in drafts]
        self._sources = [stems_of(parsed, d.saying.source) - GENERIC for d in drafts]
        self._members = [
            {id(cast.at[i]) for i in (*d.saying.words, *d.saying.cue) if i in cast.at}
            for d in drafts
        ]

    def evidence(self, k: int, near: Sequence[int]) -> list[dict[str, float]]:
        """Return for statements before one what they and it name. near: their indices."""
        draft, mine = self.drafts[k], self._said[k]
        common = Counter(stem for said in self._said[:k] for stem in said)
        own = self._known_by(k)
        rare = [sum(1 / common[stem] for stem in mine & self._said[j]) for j in near]
        named = [sum(1 / common[stem] for stem in own & self._said[j]) for j in near]
        kinds = _kinds(self.parsed, draft)
        return [
            self._named(k, j, rare=(one, max(rare)), known=(of_me, max(named)), kinds=kinds)
            for j, one, of_me in zip(near, rare, named, strict=True)
        ]

    def _named(
        self,
        k: int,
        j: int,
        *,
        rare: tuple[float, float],
        known: tuple[float, float],
        kinds: Mapping[str, float],
    ) -> dict[str, float]:
        """Return what two statements name. rare, known: what they share, and any two at most."""
        me, other = self.drafts[k].who.member, self.drafts[j]
        one = {
            "rare words shared": log1p(rare[0]),
            "rarest words shared": float(0 < rare[0] == rare[1]),
            "names who answers": log1p(known[0]),
            "names most of it": float(0 < known[0] == known[1]),
            "is about who answers": float(me is not None and id(me) in self._members[j]),
            "it names its teller": float(
                any(id(teller) in self._members[k] for teller in other.tellers)
            ),
            "it says its source": float(not self._sources[j].isdisjoint(self._said[k])),
        }
        how = next(kind for kind in _HOW if kinds[kind])
        found = one | {f"{name}, {how}": one[name] for name in _BY_KIND}
        if kinds["who says"] and max(kinds["says no"], kinds["says it is false"]):
            found |= {f"{name}, it says no": value for name, value in one.items()}
        of_document = any(teller.grade in _DOCUMENTS for teller in other.tellers)
        return found | {
            "of a document": float(of_document),
            **{name: value for name, value in kinds.items() if name not in _HOW},
        }

    def _known_by(self, k: int) -> set[str]:
        """Return the stems of what names who says a statement: source, names, roles."""
        member = self.drafts[k].who.member
        names = (member.name, *member.aliases, *member.roles.values()) if member else ()
        words = (word for name in names for word in name.lower().split() if len(word) >= _SHORTEST)
        return {*self._sources[k], *map(stem, words)}


def _kinds(parsed: Parsed, draft: Draft) -> dict[str, float]:
    """Return what kind of answer a statement would be: by its cue and the words of its content."""
    words = {parsed.words[i] for i in draft.saying.words}
    denies, declines = draft.sense.manner == "denies", draft.sense.manner == "declines"
    says = not denies and not declines
    no = not words.isdisjoint(words_for("negations") | {"nothing"})
    return {
        "who denies": float(denies),
        "who declines": float(declines),
        "who says": float(says),
        "it says so": float(says and not no),
        "it says no": float(says and no),
        "says no": float(no),
        "says it is false": float(not FALSE.isdisjoint(words)),
        "says it is only so": float(not _ONLY.isdisjoint(words)),
    }
