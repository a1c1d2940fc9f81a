"""How one statement is related to another, with the reason in words and how likely that is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.link.claims.compared.around import Pair
from onrecord.link.claims.compared.blocking import HOLDS, MEANING, SOFT
from onrecord.link.claims.compared.comparing import Comparison, compared
from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.compared.wordings import rewording_of
from onrecord.link.claims.related.denying import denies, is_of_one_side, is_rule_for, is_turned
from onrecord.link.claims.related.exchanged import is_exchanged
from onrecord.link.claims.related.possible import possible_kinds
from onrecord.link.claims.related.reasons import directed, reason_of
from onrecord.link.claims.shipped import KINDS, ClaimWeights, shipped
from onrecord.record import Relation, RelationKind, StatementRef

_OPEN = frozenset(("declines", "asks"))  # who says so disputes nothing, and repeats nothing
# What a dispute may rest on, but for words that are turned or opposite.
_GROUNDS = (
    "one_denies", "takes_back", "admits", "other_cause", "other_doer", "other_hours", "other_days",
    "other_places",
)  # fmt: skip
# The judge's own probability of a dispute that nobody's denial makes, and of one where what is said
# not to be so is not what the other says: "never owned a share in the firm", "the firm was sold",
# with a word in common, and with several of which some do not stand behind "never".
_JUDGED, _JUDGED_PARTLY, _JUDGED_ELSE = 0.4, 0.65, 0.75
# The same of what makes another likelier, and of another figure where no two numbers of one
# quantity are seen: of less, what others of the story say of it makes none.
_JUDGED_SUPPORT = 0.05
_JUDGED_REVEALED = 0.3  # the same where people or a body reveal it: that alone is no evidence
_JUDGED_FIGURE = 0.5
_MEANT = ("takes_back", "admits", "refers")  # it is said which other statement is meant
_SAME = 0.8  # alike: two names of a thing are one claim from here on
_NEVER = -20.0
_PEOPLE = ("named person", "named body", "unnamed official", "unnamed group")  # no document or data
# Rewordings of one quotation, not of what is told in other words.
QUOTED = frozenset(("verbatim", "shortened", "lengthened", "altered", "translated"))
_NOTHING: frozenset[RelationKind] = frozenset(("unrelated",))
_FEW_WORDS = 2  # that a denial has in common with what it denies; of fewer it must be sure
_SURE = 0.75
_OWN = 0.5  # alike: of less, who says the one and the other does not contradict himself
_TAKEN_BACK = 0.9  # probability that a statement disputes what it takes back
_WITHIN = 0.6  # least probability of a dispute where nobody denies and no judge was asked
# How much of the word pairs of the shorter stand in the longer where one article says it again.
_TWICE: dict[RelationKind, float] = {"repeats": 0.2, "narrows": 0.4}
# A relation that is said wrongly costs a reader more than one that is missed.
_LEAST: dict[RelationKind, float] = {
    "repeats": 0.45,
    "supports": 0.75,
    "disputes": 0.5,
    "other figure": 0.4,
    "narrows": 0.65,
    "unrelated": 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Two statements, the later first, and how likely each relation between them is."""

    later: Gist
    earlier: Gist
    compared: Comparison
    compares: tuple[float, ...]  # logits of `KINDS` by what is compared, possible or not
    possible: frozenset[RelationKind]
    logits: tuple[float, ...]  # of `KINDS`
    least: Mapping[str, float] | None = None  # of the judge that was heard; None: none was
    judged: Mapping[RelationKind, float] | None = None  # how likely the judge alone finds them

    @property
    def may_be_something(self) -> bool:
        """Whether anything but "unrelated" is possible."""
        return max(self.logits[:-1]) > _NEVER

    @property
    def is_near(self) -> bool:
        """Whether both have similar words, or one refers to the other."""
        get = self.compared.get
        return (
            get("soft") >= SOFT
            or get("soft_holds") >= HOLDS
            or get("meaning") >= MEANING
            or get("refers") > 0
        )

    @property
    def may_be_asked(self) -> bool:
        """Whether a judge can decide it.

        Not if only one declines or asks, nor if one answers something else in its own article: a
        judge takes "such claims" to mean anything.
        """
        one, other = self.later, self.earlier
        is_answered = one.article_id != other.article_id or not (
            _answers_another(one, other) or _answers_another(other, one)
        )
        return is_answered and (one.manner in _OPEN) == (other.manner in _OPEN)

    @property
    def is_something(self) -> float:
        """Return how likely they are related at all, by what is compared."""
        return 1 - probabilities(self.compares)["unrelated"]

    @property
    def repeats(self) -> float:
        """Return how likely it is that one repeats the other."""
        return probabilities(self.logits)["repeats"]

    def as_taken_back(self) -> "Weighed":
        """Return it as a dispute in which the later takes the earlier back."""
        rest = math.log((1 - _TAKEN_BACK) / (len(KINDS) - 1))
        told = tuple(math.log(_TAKEN_BACK) if kind == "disputes" else rest for kind in KINDS)
        return replace(self, logits=told)

    @property
    def is_of_taken_back(self) -> bool:
        """Whether one takes something back, and the other is what the same speaker said before."""
        own = self.compared.get("same_speaker") > 0
        return own and self.later.takes_back and not self.earlier.takes_back

    def held_back(self) -> "Weighed":
        """Return it as unrelated, for lack of more than what is compared."""
        nothing = tuple(0.0 if kind == "unrelated" else _NEVER for kind in KINDS)
        return replace(self, logits=nothing)

    def _least(self, kind: RelationKind) -> float:
        """Return from which probability a relation is told: of a dispute, what speaks for it."""
        if self.least is not None:
            return self.least[kind]
        compared = self.compared
        if kind != "disputes" or compared.get("takes_back"):
            return _LEAST[kind]
        if compared.get("one_denies"):
            much = compared.words >= _FEW_WORDS or compared.get("refers") > 0
        else:
            much = bool(compared.turned or compared.opposites or compared.other_days)
            if much:
                return _WITHIN
        return _LEAST[kind] if much else _SURE

    @property
    def _is_his_own(self) -> bool:
        """Whether somebody says two things that are not alike, and takes nothing back."""
        get = self.compared.get
        his = get("same_speaker") and get("alike") < _OWN
        return bool(his and not get("takes_back") and not get("admits"))

    def told(self, *, same_claim: bool = False) -> Relation | None:
        """Return the likeliest relation; None: they are unrelated.

        same_claim: whether the other wordings of a claim make them one, too: then it is "repeats"
        where nothing is likely enough by itself.
        """
        kind, chance = self._likeliest()
        if kind == "unrelated" and same_claim and self._may_be("repeats"):
            kind, chance = "repeats", self.repeats
        return None if kind == "unrelated" else self._relation(kind, chance)

    @property
    def is_one_claim(self) -> float:
        """Return how likely both are wordings of one claim: a part of a quotation is, too."""
        kind, chance = self._likeliest()
        if kind == "narrows" and rewording_of(self.later, self.earlier) in QUOTED:
            return chance
        return self.repeats if self._may_be("repeats") else 0.0

    def relation(self) -> Relation:
        """Return the likeliest relation."""
        return self._relation(*self._likeliest())

    def _likeliest(self) -> tuple[RelationKind, float]:
        """Return the likeliest relation that may be told, and how likely it is."""
        chances = probabilities(self.logits)
        kind = max(KINDS, key=chances.__getitem__)
        if kind == "repeats" and self._is_turned_over and self._may_be("disputes"):
            return "disputes", chances[kind]
        if chances[kind] < self._least(kind) or not self._may_be(kind):
            kind = "unrelated"
        return kind, chances[kind]

    def _may_be(self, kind: RelationKind) -> bool:
        """Whether a kind may be told, whatever a judge says."""
        if kind == "disputes":
            return not self._is_his_own and self._has_grounds
        is_other = kind in ("repeats", "narrows") and self._is_otherwise
        if self._is_part or not self._is_heard(kind) or self._says_nothing or is_other:
            return False
        if kind == "other figure":
            return True
        own = self.compared.get("same_article") if kind == "repeats" else self._is_within
        if self._is_of_topic or (own and not self._is_said_twice(kind)):
            return False
        if kind == "supports":  # a denial makes nothing likelier that is said
            return not self.compared.get("one_denies") or self.least is not None
        return self.is_near  # "I wished him well" and "I only crossed" are not alike

    def _is_heard(self, kind: RelationKind) -> bool:
        """Whether a judge that was asked finds support or another number in the two alone."""
        if self.judged is None:
            return True
        if kind == "other figure":
            return bool(self.compared.figures) or self.judged[kind] >= _JUDGED_FIGURE
        sides = (self.later, self.earlier)
        by_people = any(one.manner == "reveals" and one.grade in _PEOPLE for one in sides)
        least = _JUDGED_REVEALED if by_people else _JUDGED_SUPPORT
        return kind != "supports" or self.judged[kind] >= least

    @property
    def _says_nothing(self) -> bool:
        """Whether both keep something back, or one finds unlikely what the other says.

        Two who decline to comment do not agree, nor do who "does not show that" and who says it.
        """
        one, other = self.later, self.earlier
        doubts = (one.certainty == "unlikely") != (other.certainty == "unlikely")
        return one.manner == other.manner == "declines" or (
            doubts and "certain" in (one.certainty, other.certainty)
        )

    @property
    def _is_otherwise(self) -> bool:
        """Whether one says otherwise what the other says: that is no wording of it.

        It is so with another number or an opposite, and where one of them alone says of something
        that it is not so: "would sue", "would not sue".
        """
        compared = self.compared
        if rewording_of(self.later, self.earlier) in QUOTED or compared.get("one_denies"):
            return False
        if compared.opposites or (compared.figures and not compared.get("figure_same")):
            return True
        return self._is_turned_over

    @property
    def _is_turned_over(self) -> bool:
        """Whether one alone says of something in the other that it is not so."""
        mine, its = self.later.exactly, self.earlier.exactly
        turned = mine.denied & its.affirmed or its.denied & mine.affirmed
        one_alone = bool(mine.denied) != bool(its.denied)
        return one_alone and bool(turned) and not self.compared.get("one_denies")

    @property
    def _is_part(self) -> bool:
        """Whether one stands within the words of the other: "ships that police say are old"."""
        one, other = self.later, self.earlier
        return one.article_id == other.article_id and any(
            mine.start < its.end and its.start < mine.end
            for mine in one.content
            for its in other.content
        )

    @property
    def _is_within(self) -> bool:
        """Whether both are of one article, and no judge was asked."""
        return self.least is None and self.compared.get("same_article") > 0

    def _is_said_twice(self, kind: RelationKind) -> bool:
        """Whether the words of one stand in the other: an article says a thing again in these."""
        if kind == "repeats" and is_exchanged(self.later, self.earlier):
            return False
        return self.compared.get("same_words") >= _TWICE.get(kind, math.inf)

    @property
    def _is_of_topic(self) -> bool:
        """Whether one only names something, and the other is not in nearly the same words.

        "Mr. Rehn" is not even a topic that two have in common.
        """
        named = self.later.is_topic or self.earlier.is_topic
        alike = self.compared.get("alike") >= _SAME and self.compared.words >= _FEW_WORDS
        return named and not alike

    @property
    def _has_grounds(self) -> bool:
        """Whether something is denied, negated, opposite or elsewhere: a judge alone is no reason.

        Not of what only names something, unless it is said what of it is denied.
        """
        compared = self.compared
        named = self.later.is_topic or self.earlier.is_topic
        one, other = (self.later, self.earlier) if self.later.denies else (self.earlier, self.later)
        elsewhere = compared.get("one_denies") and (
            not denies(one, other, compared.words) or is_of_one_side(one, other)
        )
        meant = any(compared.get(name) for name in _MEANT)
        if (named or elsewhere) and not meant:
            return False
        if not (meant or compared.get("one_denies") or self._is_seen):
            return False
        rests = compared.turned or compared.opposites
        return bool(rests or any(compared.get(name) for name in _GROUNDS))

    @property
    def _is_seen(self) -> bool:
        """Whether a judge that was asked sees the dispute that nobody's denial makes.

        What was not so before is not disputed by what is so now, nor what should not be by what is.
        """
        if self.judged is None:
            return True
        one, other = self.later, self.earlier
        if self.compared.turned and not self.compared.opposites:
            if one.exactly.until != other.exactly.until:
                return False
            if is_rule_for(one, other) or is_rule_for(other, one):
                return False
            return self.judged["disputes"] >= self._least_judged
        return self.judged["disputes"] >= _JUDGED

    @property
    def _least_judged(self) -> float:
        """Return how likely a judge must find the dispute that a negation makes."""
        compared = self.compared
        if is_turned(self.later, self.earlier):
            return _JUDGED
        if compared.words < _FEW_WORDS:
            return _JUDGED_ELSE
        return _JUDGED_PARTLY if len(compared.turned) < compared.words else _JUDGED

    def _relation(self, kind: RelationKind, chance: float) -> Relation:
        one, other = directed(kind, self.later, self.earlier)
        repeats = kind in ("repeats", "narrows")
        return Relation(
            one=StatementRef(article_id=one.article_id, statement=one.statement),
            other=StatementRef(article_id=other.article_id, statement=other.statement),
            kind=kind,
            reason=reason_of(kind, one, other, self.compared),
            rewording=rewording_of(one, other) if repeats else None,
            score=round(chance, 4),
        )


def _answers_another(one: Gist, other: Gist) -> bool:
    return one.denies and bool(one.refers) and other.statement not in one.refers


def weigh(one: Gist, other: Gist, weights: ClaimWeights | None = None) -> Weighed:
    """Weigh how two statements are related, in whatever order they are given."""
    ordered = sorted((other, one), key=lambda gist: gist.place)
    return weigh_all(ordered, [(1, 0)], weights)[0]


def weigh_all(
    gists: Sequence[Gist], pairs: Sequence[Pair], weights: ClaimWeights | None = None
) -> list[Weighed]:
    """Weigh how statements are related. pairs: indices, the later first."""
    if not pairs:
        return []
    table = (weights or shipped()).compared.table
    found = compared(gists, pairs)
    rows = np.array([one.features for one in found])
    # a row at a time, not all as one product: what is told of two may not hang on the others
    logits = (table[0] + (rows[:, None] @ table[1:])[:, 0]).tolist()
    return [
        _weighed(gists[i], gists[j], one, tuple(row))
        for (i, j), one, row in zip(pairs, found, logits, strict=True)
    ]


def _weighed(
    later: Gist, earlier: Gist, compared: Comparison, compares: tuple[float, ...]
) -> Weighed:
    open_ = (later.manner in _OPEN) != (earlier.manner in _OPEN)
    possible = _NOTHING if open_ else possible_kinds(compared)
    return Weighed(
        later=later,
        earlier=earlier,
        compared=compared,
        compares=compares,
        possible=possible,
        logits=tuple(
            logit if kind in possible else _NEVER
            for kind, logit in zip(KINDS, compares, strict=True)
        ),
    )


def probabilities(logits: Sequence[float]) -> dict[RelationKind, float]:
    """Return how likely each kind of relation is."""
    top = max(logits)
    powers = [math.exp(logit - top) for logit in logits]
    total = sum(powers)
    return {kind: power / total for kind, power in zip(KINDS, powers, strict=True)}
