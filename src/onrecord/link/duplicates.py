"""Whether two articles share their words, and how to find such pairs among very many.

`sketch` makes the keys that a store keeps for an article: two articles that share a key may be
copies. `CopyIndex` does this search in memory. `compare` decides by the words themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from onrecord.link.shingles import body_words, shingles
from onrecord.link.wires import credit_of
from onrecord.record import Article, Copy, CopyKind

if TYPE_CHECKING:
    from onrecord.link.wires import Credit

ALGORITHM = f"rensa RMinHash {RMinHash.ALGORITHM_VERSION}, 40 bands of 2, shingles of 4 words"
"""What made a sketch: keys of another algorithm say nothing about these."""

# Two rows a band, so that a story cut to a third is found: a pair with Jaccard .3 is missed in
# 2 % of cases, one with .2 in 20 %; unrelated stories (below .01) meet by chance in 0.4 %.
_BANDS, _ROWS, _SEED = 40, 2, 42
# Of the shorter's runs of words in the longer. Of 39 real articles copies stood at .60 and above,
# an agency's next story on the same matter, with its background, at .33 to .44.
LEAST_SHARED = 0.45
_NEAR = 0.6  # of both in the other: the same story; below, one is a part of the other
_FEWEST = 8  # shared runs: a formula ("did not respond to a request for comment") is no copy

Keys = npt.NDArray[np.uint64]
_NUMBERS: Keys = np.arange(_BANDS, dtype=np.uint64) << np.uint64(48)
_HALF, _ONE, _MIX = np.array([32, 1, 0x9E3779B97F4A7C15], dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of an article to find its copies."""

    article_id: str
    keys: tuple[int, ...]  # 40 of 63 bits, so that SQL can hold them; () for one without words


def sketch(article: Article) -> Sketch:
    """Make the keys of an article; the same words give the same keys everywhere."""
    found = shingles(body_words(article))
    if not found:
        return Sketch(article_id=article.id, keys=())
    hasher = RMinHash(_BANDS * _ROWS, _SEED)
    hasher.update(found)
    rows: Keys = np.array(hasher.digest(), dtype=np.uint64).reshape(_BANDS, _ROWS)
    mixed: Keys = ((rows[:, 0] << _HALF) + rows[:, 1] + _NUMBERS) * _MIX  # each band its own
    return Sketch(article_id=article.id, keys=tuple((mixed >> _ONE).tolist()))


class CopyIndex:
    """Articles by their keys, in sorted arrays: half a kilobyte per article. Immutable."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        known = tuple(sketches)
        self._ids = tuple(one.article_id for one in known)
        keys: Keys = np.fromiter((key for one in known for key in one.keys), dtype=np.uint64)
        owners = np.repeat(np.arange(len(known), dtype=np.uint32), [len(one.keys) for one in known])
        self._keys, self._owners = _in_order(keys, owners)

    def __len__(self) -> int:
        """Return how many articles it holds."""
        return len(self._ids)

    def candidates(self, wanted: Sketch) -> tuple[str, ...]:
        """Return the ids of articles that may be copies, those that share most keys first."""
        keys: Keys = np.array(wanted.keys, dtype=np.uint64)
        starts = np.searchsorted(self._keys, keys, side="left")
        ends = np.searchsorted(self._keys, keys, side="right")
        hits = [self._owners[i:j] for i, j in zip(starts, ends, strict=True) if i < j]
        if not hits:
            return ()
        owners, n = np.unique(np.concatenate(hits), return_counts=True)
        ranked = (self._ids[i] for i in owners[np.argsort(-n, kind="stable")])
        return tuple(name for name in ranked if name != wanted.article_id)


def _in_order(keys: Keys, owners: npt.NDArray[np.uint32]) -> tuple[Keys, npt.NDArray[np.uint32]]:
    order = np.argsort(keys, kind="stable")
    return keys[order], owners[order]


def compare(first: Article, second: Article) -> Copy | None:
    """Say how one article contains the other's words; None: each has its own."""
    words = body_words(first), body_words(second)
    runs = shingles(words[0]), shingles(words[1])
    if not runs[0] or not runs[1]:
        return None
    n_common = len(runs[0] & runs[1])
    shared = n_common / len(runs[0]), n_common / len(runs[1])
    kind = _kind(words, shared, n_common)
    if kind is None:
        return None
    return Copy(
        first=first.id, second=second.id, kind=kind, shared=shared, agency=_agency(first, second)
    )


def _kind(
    words: Sequence[tuple[str, ...]], shared: tuple[float, float], n_common: int
) -> CopyKind | None:
    if words[0] == words[1]:
        return "same"
    if max(shared) < LEAST_SHARED or n_common < _FEWEST:
        return None
    return "near" if min(shared) >= _NEAR else "part"


def _agency(first: Article, second: Article) -> str | None:
    """Return the agency whose text both hold: the one credited, by the earlier first."""
    earlier, later = sorted((first, second), key=_published)
    credits: list[Credit] = [x for x in map(credit_of, (earlier, later)) if x is not None]
    whole = sorted(credits, key=lambda credit: not credit.whole)  # stable: the earlier first
    return whole[0].agency if whole else None


def _published(article: Article) -> str:
    """Return when it came out, last of all where that is not known."""
    return article.published.value if article.published else "~"


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Return every pair of copies among articles, in order."""
    by_id = {article.id: i for i, article in enumerate(articles)}
    sketches = [sketch(article) for article in articles]
    index = CopyIndex(sketches)
    pairs = {
        (min(i, by_id[other]), max(i, by_id[other]))
        for i, one in enumerate(sketches)
        for other in index.candidates(one)
    }
    found = (compare(articles[i], articles[j]) for i, j in sorted(pairs))
    return tuple(copy for copy in found if copy is not None)
