"""Drafts -> the nouns of a record: statements and checks with their numbers."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.actors.naming.name_words import is_of_dateline
from onrecord.reading.statements.chains.carriers import Through
from onrecord.reading.statements.chains.outlets import called_outlets
from onrecord.reading.statements.chains.setting import medium_of, said_of
from onrecord.reading.statements.drafts import Checked, Draft
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.record import Actor, Because, Check, Outcome, Span, Statement, Time, Told


class Nouns:
    """Makes nouns of what was found in a text."""

    def __init__(self, parsed: Parsed, times: Sequence[Time], actors: dict[int, Actor]) -> None:
        """actors: by `id()` of their members of the cast."""
        self.parsed = parsed
        when = (parsed.range_of(x.span) for x in times if x.kind in ("date", "time"))
        self._when = [words for words in when if not is_of_dateline(parsed, words)]
        self.actors = actors
        self._outlets = called_outlets(parsed)

    def statements(
        self, drafts: Sequence[Draft], checks: Sequence[Checked]
    ) -> tuple[Statement, ...]:
        """Return the statements, each with what the last check that covers it says.

        Who did not answer checked nothing.
        """
        made = [one for one in checks if not one.words.asked]
        outcomes = {draft.number: one.words.outcome for one in made for draft in one.covers}
        return tuple(self._statement(draft, outcomes.get(draft.number)) for draft in drafts)

    def checks(self, checks: Sequence[Checked]) -> tuple[Check, ...]:
        """Return the checks."""
        return tuple(self._check(one) for one in checks)

    def _statement(self, draft: Draft, checked: Outcome | None) -> Statement:
        saying, speaker = draft.saying, self._actor(draft.who)
        told = [saying, *(through.said_by(saying) for through, _ in reversed(draft.via))]
        candidates = (self.actors.get(id(member)) for member in draft.who.candidates)
        return Statement(
            id=_id(draft),
            content=content_of(self.parsed, saying),
            places=tuple(draft.places),
            cue=self._span(saying.cue),
            source=self._spans(saying.source),
            speaker=speaker.id if speaker else None,
            speaker_name=speaker.name if speaker else None,
            candidates=tuple(actor.id for actor in candidates if actor),
            grade=speaker.grade if speaker else None,
            quote=draft.quote,
            manner=draft.sense.manner,
            certainty=draft.sense.certainty,
            via=tuple(self._told(through, who) for through, who in draft.via),
            medium=self._medium(draft, told),
            said=self._said(saying, told),
            refers=tuple(_id(other) for other in draft.refers),
            checked=checked,
            why=(
                Because(field="speaker", how=draft.who.how, score=draft.who.score),
                *draft.sense.why,
            ),
            score=saying.score,
        )

    def _medium(self, draft: Draft, told: Sequence[Saying]) -> Span | None:
        """Return the medium of a statement: a word for one through whom it is told is none."""
        through = {i for through, _ in draft.via for i in through.source}
        found = (medium_of(self.parsed, one, self._outlets, through) for one in told)
        return self._whole(next(filter(None, found), None))

    def _whole(self, medium: Span | None) -> Span | None:
        """Let a medium go on to the end of the name of a body: "told *Voice* of Africa"."""
        if medium is None:
            return None
        bodies = (one for one in self.actors.values() if one.named and one.kind == "organisation")
        names = (span for one in bodies for span in one.mentions)
        ends = (x.end for x in names if x.start < medium.end < x.end)
        return Span(start=medium.start, end=next(ends, medium.end))

    def _said(self, saying: Saying, told: Sequence[Saying]) -> Span | None:
        """Return when it was said, not when a paper took it up: "later removed a passage"."""
        telling = [one for one in told if one is saying or self._tells(one.cue)]
        found = (said_of(self.parsed, one, self._when) for one in telling)
        return next(filter(None, found), None)

    def _tells(self, cue: Sequence[int]) -> bool:
        found = cue_at(self.parsed, self.parsed.head_of(cue)) if cue else None
        return found is not None and found.reports != "seldom"

    def _told(self, through: Through, who: Who) -> Told:
        actor = self._actor(who)
        return Told(
            actor=actor.id if actor else None,
            name=actor.name if actor else None,
            source=self._spans(through.source),
            cue=self._span(through.cue),
        )

    def _check(self, one: Checked) -> Check:
        actor = self._actor(one.by) if one.by else None
        return Check(
            by=actor.id if actor else None,
            by_name=actor.name if actor else None,
            outcome=one.words.outcome,
            span=self.parsed.span(one.words.words.start, one.words.words.stop),
            statements=tuple(_id(draft) for draft in one.covers),
            how=one.how,
            unanswered=bool(one.words.asked),
        )

    def _actor(self, who: Who) -> Actor | None:
        return self.actors.get(id(who.member)) if who.member is not None else None

    def _span(self, words: Sequence[int]) -> Span | None:
        return self.parsed.span(words[0], words[-1] + 1) if words else None

    def _spans(self, words: Sequence[int]) -> tuple[Span, ...]:
        """Return the pieces of a source: words that do not stand side by side part them."""
        cuts = [k for k in range(1, len(words)) if words[k] != words[k - 1] + 1]
        edges = [0, *cuts, len(words)]
        pieces = [words[first:last] for first, last in pairwise(edges)]
        return tuple(self.parsed.span(piece[0], piece[-1] + 1) for piece in pieces if piece)


def content_of(parsed: Parsed, saying: Saying) -> tuple[Span, ...]:
    """Return the spans of a content in text order."""
    return tuple(sorted(parsed.span(piece.start, piece.stop) for piece in saying.pieces))


def _id(draft: Draft) -> str:
    return f"s{draft.number}"
