"""What changed in meaning between two versions of an article, with the words that differ.

`revise` pairs the sentences of both versions and says what kind of change each difference is: a
figure, a quotation, a hedge. Whatever is not explained otherwise is "wording".
"""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.link.edited import classify
from onrecord.link.identity import same_article
from onrecord.link.pairing import Pair, Sentence, match, pair, pair_sentences, sentences, tokens_of
from onrecord.link.paragraphs import moved_lines, whole_lines
from onrecord.link.quotations import by_statement, quotations
from onrecord.link.signs import is_note
from onrecord.link.sources import change_of, source_changes
from onrecord.record import Article, Change, ChangeKind, Record, Revision, Span

_SAME_QUOTATION = 0.5  # of the words of both
_LONGEST = 120  # characters of words that a change gives


def revise(before: Record, after: Record, *, how: str | None = None) -> Revision:
    """Say what changed between two versions of an article.

    how: what shows that they are one article; None: what `same_article` finds, or "as given".
    Sources, and names and times that are not in the word list, need a reading of both.
    """
    old, new = before.article, after.article
    headline = _headline_pair(old, new)
    body = pair_sentences(_sentences(old), _sentences(new))
    pairs = (headline, *body) if headline else body
    found = [
        *_headline_changes(old, new, headline),
        *_sentence_changes(old, new, body),
        *_quotation_changes(before, after),
    ]
    altered = [x for x in found if x.kind == "quotation altered"]
    found += classify(before, after, pairs, altered)
    found += source_changes(before, after, [edit for one in body for edit in one.edits], found)
    return Revision(
        before=old.id,
        after=new.id,
        how=how or same_article(old, new) or "as given",
        changes=tuple(sorted(found, key=_place)),
        edits=tuple(edit for one in pairs for edit in one.edits),
    )


def _place(change: Change) -> tuple[int, int]:
    """Where a change stands: in the later text, else as far down in the earlier."""
    spans = change.after or change.before
    return (spans[0].start if spans else 0, spans[-1].end if spans else 0)


def _headline_span(article: Article) -> Span | None:
    return next((block.span for block in article.blocks if block.kind == "headline"), None)


def _headline_pair(old: Article, new: Article) -> Pair | None:
    """Return the headlines side by side, however different; None: one text has none."""
    spans = _headline_span(old), _headline_span(new)
    if spans[0] is None or spans[1] is None:
        return None
    sides = [
        Sentence(span, -1, tokens_of(article.text, span.start, span.end))
        for article, span in zip((old, new), spans, strict=True)
        if span is not None
    ]
    return pair(*sides)


def _sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of a text but those of its headline."""
    head = _headline_span(article)
    return tuple(
        one
        for one in sentences(article.text)
        if head is None or not head.start <= one.span.start < head.end
    )


def _headline_changes(old: Article, new: Article, headline: Pair | None) -> Iterator[Change]:
    values = [one.headline.value if one.headline else "" for one in (old, new)]
    spans = [(span,) if (span := _headline_span(one)) else () for one in (old, new)]
    if headline:
        changed = bool(headline.edits)
        values = [_words(old.text, spans[0]), _words(new.text, spans[1])]
    else:  # only the markup states it, if anything does
        keys = [[token.key for token in tokens_of(value, 0, len(value))] for value in values]
        changed = keys[0] != keys[1]
    if changed:
        yield change_of("headline", spans[0], spans[1], f"{values[0]!r} became {values[1]!r}")


def _sentence_changes(old: Article, new: Article, pairs: Sequence[Pair]) -> Iterator[Change]:
    """Give paragraphs and sentences that only one version has, and paragraphs moved."""
    for text, side in ((old.text, "removed"), (new.text, "added")):
        whole, parts = whole_lines(pairs, after=side == "added")
        for spans, is_whole in (*((x, True) for x in whole), *((x, False) for x in parts)):
            words = _words(text, spans)
            kind: ChangeKind
            if is_note(words):
                kind = "correction note"
            elif side == "added":
                kind = "paragraph added" if is_whole else "sentence added"
            else:
                kind = "paragraph removed" if is_whole else "sentence removed"
            before, after = ((), spans) if side == "added" else (spans, ())
            yield change_of(kind, before, after, repr(_short(words)))
    for before, after in moved_lines(pairs):
        yield change_of("paragraph moved", before, after, repr(_short(_words(new.text, after))))


def _quotation_changes(before: Record, after: Record) -> Iterator[Change]:
    old, new = quotations(before), quotations(after)
    found = match([x.keys for x in old], [x.keys for x in new], least=_SAME_QUOTATION)
    texts = before.article.text, after.article.text
    for i, j in found.items():
        if old[i].keys != new[j].keys:
            spans = old[i].span, new[j].span
            words = [_short(_words(text, (span,))) for text, span in zip(texts, spans, strict=True)]
            says = f"{words[0]!r} became {words[1]!r}"
            yield change_of("quotation altered", (spans[0],), (spans[1],), says)
    kept = set(found.values())
    for gone, name in by_statement(one for i, one in enumerate(old) if i not in found):
        yield change_of("quotation removed", gone, (), _said(texts[0], gone, name))
    for come, name in by_statement(one for j, one in enumerate(new) if j not in kept):
        yield change_of("quotation added", (), come, _said(texts[1], come, name))


def _said(text: str, spans: Iterable[Span], name: str) -> str:
    return repr(_short(_words(text, spans))) + (f", {name}" if name else "")


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
