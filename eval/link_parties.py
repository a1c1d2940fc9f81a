"""Parties on MEANTIME: who is the same across the documents of a corpus."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

from eval.figures import Figure, figure
from eval.gold import article_of
from eval.scores import Floats
from eval.sets import data_root
from onrecord.link.entrants import Entrant, entrants_of
from onrecord.link.parties import join_parties
from onrecord.reading.reader import Reader
from onrecord.record import Article, Named, Party, Reading
from training.sets import parties
from training.sets.parties import NamedIn, Naming

Row = tuple[float, ...]
Seen = tuple[NamedIn, Article, Reading]
_SLIP = 4  # characters a gold name may begin later than ours: "the", "Mr."


def party_figures(reads: Reader) -> list[Figure]:
    """Join the actors of 60 documents in order of their dates; count the names of the gold."""
    return figures_of(see(reads))


def see(reads: Reader) -> list[Seen]:
    """Read every document, the earliest first."""
    ordered = sorted(
        parties.parties(data_root()), key=lambda one: (one.published or "9", one.text.name)
    )
    found = []
    for document in ordered:
        text = document.text
        article = article_of(
            text.name, text.text, repeat("paragraph"), published=document.published
        )
        found.append((document, article, reads.read([article])[0]))
    return found


def figures_of(seen: Sequence[Seen]) -> list[Figure]:
    """From raw text, then joining alone: in-document entities as the gold has them."""
    named = names_of(document for document, _, _ in seen)
    return [
        *_figures("parties", "names from raw text", _from_text(seen, named)),
        *_figures("parties.joining", "in-document entities given", _given(seen, named)),
    ]


def names_of(documents: Iterable[NamedIn]) -> dict[str, set[str]]:
    """Return the strings that the gold calls a name of each party, anywhere in the set."""
    found: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for naming in document.namings:
            if naming.is_name:
                found[naming.party].add(_string(document, naming))
    return found


def _from_text(seen: Sequence[Seen], named: dict[str, set[str]]) -> list[list[tuple[str, str]]]:
    """Return gold and said party of every name; of one that nobody found a party of its own."""
    joined: tuple[Party, ...] = ()
    for _, article, reading in seen:
        joined = join_parties(joined, entrants_of(article, reading))
    party = {(m.named.article_id, m.actor): p.id for p in joined for m in p.members}
    rows = []
    for document, article, reading in seen:
        row = []
        for naming in document.namings:
            if _string(document, naming) in named[naming.party]:
                actor = _actor_at(naming, reading)
                alone = f"{article.id} {naming.place}"
                row.append((naming.party, party.get((article.id, actor or ""), alone)))
        rows.append(row)
    return rows


def _actor_at(naming: Naming, reading: Reading) -> str | None:
    """Return the actor that one of our mentions names there: the same end, or the same start."""
    start, end = naming.place
    best: tuple[tuple[bool, bool, int], str] | None = None
    for actor in reading.actors:
        for span in actor.mentions:
            overlap = min(end, span.end) - max(start, span.start)
            if overlap <= 0:
                continue
            ends = span.end == end and span.start >= start - _SLIP
            if ends or abs(span.start - start) <= _SLIP:
                score = (ends and span.start == start, ends, overlap)
                if best is None or score > best[0]:
                    best = (score, actor.id)
    return best[1] if best else None


def _given(seen: Sequence[Seen], named: dict[str, set[str]]) -> list[list[tuple[str, str]]]:
    joined: tuple[Party, ...] = ()
    rows: list[list[tuple[str, str]]] = []
    for document, article, _ in seen:
        joined = join_parties(joined, _gold_entrants(document, article.id, named))
    party = {(m.named.article_id, m.actor): p.id for p in joined for m in p.members}
    for document, article, _ in seen:
        known = {n.party for n in document.namings if _string(document, n) in named[n.party]}
        rows.append([(one, party[article.id, one]) for one in sorted(known)])
    return rows


def _gold_entrants(document: NamedIn, article_id: str, named: dict[str, set[str]]) -> list[Entrant]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    kinds = {naming.party: naming.kind for naming in document.namings}
    for naming in document.namings:
        if (string := _string(document, naming)) in named[naming.party]:
            names[naming.party][string] += 1
    usual = {one: found.most_common(1)[0][0] for one, found in names.items()}
    return [
        Entrant(
            named=Named(article_id=article_id, name=usual[one], kind=kinds[one]),
            actor=one,
            names=found,
            roles=(),
            body=None,
            company=frozenset(usual[other].casefold() for other in names if other != one),
            geoname_id=None,
        )
        for one, found in names.items()
    ]


def _string(document: NamedIn, naming: Naming) -> str:
    start, end = naming.place
    return document.text.text[start:end]


def _figures(name: str, says: str, rows: Sequence[Sequence[tuple[str, str]]]) -> list[Figure]:
    counted = cubed(rows)
    return [
        figure(f"{name}.b3", f"{says}: B³ F1", counted, b3_f1, unit="texts"),
        figure(f"{name}.precision", "  precision", counted, _mean_of(0), unit="texts"),
        figure(f"{name}.recall", "  recall", counted, _mean_of(1), unit="texts"),
    ]


def cubed(rows: Sequence[Sequence[tuple[str, str]]]) -> list[Row]:
    """B³: for each text the sums of precision and of recall over what it has, and their number.

    rows: of each text (gold group, said group) of all that is counted.
    """
    pairs = [pair for row in rows for pair in row]
    both = Counter(pairs)
    gold = Counter(group for group, _ in pairs)
    said = Counter(group for _, group in pairs)
    return [
        (
            sum(both[pair] / said[pair[1]] for pair in row),
            sum(both[pair] / gold[pair[0]] for pair in row),
            float(len(row)),
        )
        for row in rows
    ]


def b3_f1(table: Floats) -> float:
    """F1 of the two means of B³."""
    precision, recall, n = table.sum(axis=0)
    return float(2 * precision * recall / (precision + recall) / n) if n else float("nan")


def _mean_of(column: int) -> Callable[[Floats], float]:
    def mean(table: Floats) -> float:
        return float(table[:, column].sum() / table[:, 2].sum())

    return mean
