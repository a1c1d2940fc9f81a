"""A story as alerts need it: its claims, what arrived when, and what was revised."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.follow.nouns import Proof
from onrecord.joining.accounts import Accounts, accounts_of, accounts_of_story
from onrecord.joining.judging import kept_judge
from onrecord.library import Library, Revised
from onrecord.library.following import watches
from onrecord.library.following.watches import Standing
from onrecord.record import Claim, Record, Relation, Span, Statement, StatementRef, Supplier

_LONGEST = 400  # characters of a proof
_END = re.compile(r"[.!?][”’\"')]*\s+(?=[“‘\"'A-Z0-9])")  # of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One story, or one article that is not part of a story yet."""

    key: str
    accounts: Accounts
    standing: Mapping[str, Standing]  # by article id
    parties: Mapping[StatementRef, int]  # who makes a statement
    suppliers: tuple[Supplier, ...]
    revised: tuple[Revised, ...]
    texts: Mapping[str, str]  # of articles, including versions outside the story
    statements: Mapping[StatementRef, Statement] = field(default_factory=dict)

    def row(self, article_id: str) -> int:
        """Give the number of an article, or 0 if it is no longer here."""
        found = self.standing.get(article_id)
        return found.row if found else 0

    def is_copy(self, article_id: str) -> bool:
        """Tell whether an article is a copy of another one here."""
        found = self.standing.get(article_id)
        return found is not None and found.is_copy

    def words(self, said: StatementRef) -> str:
        """Give the words of a statement."""
        text = self.texts[said.article_id]
        return " ".join(text[s.start : s.end] for s in self.statements[said].content)

    def speaker(self, said: StatementRef) -> str:
        """Give the speaker's name."""
        return self.statements[said].speaker_name or "somebody"

    def voice(self, said: StatementRef) -> str:
        """Give a key that distinguishes speakers: a party, a name, or nobody."""
        party = self.parties.get(said)
        return f"party {party}" if party is not None else self.speaker(said).casefold()

    def is_named(self, said: StatementRef) -> bool:
        """Tell whether the speaker is known; "the company" may be any."""
        return said in self.parties

    def day(self, article_id: str) -> str:
        """Give when an article was published, "" if unknown."""
        return self.standing[article_id].source.day or ""

    def proof(self, said: StatementRef, *, is_new: bool = True) -> Proof:
        """Give a statement as a proof."""
        content = self.statements[said].content
        span = Span(start=content[0].start, end=content[-1].end) if content else None
        return self.proof_at(said.article_id, span, is_new=is_new)

    def proof_at(self, article_id: str, span: Span | None, *, is_new: bool = True) -> Proof:
        """Give words of an article, or the whole article, as a proof."""
        source = self.standing[article_id].source
        text = self.texts[article_id]
        words = text[span.start : span.end] if span else (source.headline or text[:_LONGEST])
        return Proof(
            article_id=article_id,
            headline=source.headline,
            url=source.url,
            outlet=source.outlet,
            day=source.day,
            span=span,
            text=" ".join(words.split())[:_LONGEST],
            is_new=is_new,
        )

    def proof_around(self, article_id: str, span: Span, *, is_new: bool = True) -> Proof:
        """Give the sentence around words as a proof."""
        text, line = self.texts[article_id], self.line(article_id, span)
        start = text.rfind("\n", 0, span.start) + 1
        ends = [0, *(one.end() for one in _END.finditer(line)), len(line)]
        first = max(one for one in ends if start + one <= span.start)
        last = min(one for one in ends if start + one >= span.end)
        words = line[first:last].rstrip()
        whole = Span(start=start + first, end=start + first + len(words))
        return self.proof_at(article_id, whole, is_new=is_new)

    def line(self, article_id: str, span: Span) -> str:
        """Give the paragraph that contains words."""
        text = self.texts[article_id]
        end = text.find("\n", span.end)
        return text[text.rfind("\n", 0, span.start) + 1 : len(text) if end < 0 else end]

    def relations_of(self, claim: Claim) -> Iterator[tuple[Relation, StatementRef]]:
        """Give the relations of a claim's statements, each with the other statement."""
        own = set(claim.statements)
        for one in self.accounts.account.relations:
            if one.one in own and one.other not in own:
                yield one, one.other
            elif one.other in own and one.one not in own:
                yield one, one.one


def scene_of(library: Library, article: Standing) -> Scene | None:
    """Give the story around an article; None if the article is no longer here."""
    accounts = accounts_of_story(library, article.story) if article.story is not None else None
    if accounts is None:
        record = library.record(article.source.article_id)
        if record is None:
            return None
        accounts = accounts_of(
            [record], rulings=library.rulings([record]), judge=kept_judge(library)
        )
    own = [record.article.id for record in accounts.records]
    revised = tuple(one for id_ in own for one in _versions(library, id_))
    outside = {one.before.article_id for one in revised} - set(own)
    texts = {record.article.id: record.article.text for record in accounts.records}
    for id_ in outside:
        if (record := library.record(id_)) is not None:
            texts[id_] = record.article.text
    with library.writing() as db:
        standing = watches.standing(db, [*own, *outside])
    return Scene(
        key=f"story {article.story}" if article.story else article.source.article_id,
        accounts=accounts,
        standing=standing,
        parties=dict(_speakers(library, accounts.records)),
        suppliers=library.sources(article.story) if article.story is not None else (),
        revised=tuple(one for one in revised if one.before.article_id in texts),
        texts=texts,
        statements=dict(_statements(accounts.records)),
    )


def _versions(library: Library, id_: str) -> Iterator[Revised]:
    found = library.revisions(id_, limit=100).found
    return (one for one in found if one.source.article_id == id_)


def _statements(records: Iterable[Record]) -> Iterator[tuple[StatementRef, Statement]]:
    for record in records:
        for one in record.reading.statements if record.reading else ():
            yield StatementRef(article_id=record.article.id, statement=one.id), one


def _speakers(library: Library, records: Iterable[Record]) -> Iterator[tuple[StatementRef, int]]:
    for record in records:
        known = library.parties_of(record.article.id)
        for one in record.reading.statements if record.reading else ():
            if one.speaker in known:
                said = StatementRef(article_id=record.article.id, statement=one.id)
                yield said, known[one.speaker].number
