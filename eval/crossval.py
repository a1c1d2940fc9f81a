"""Cross-validation: each page is read by weights that have not seen it.

The fold weights lie in `eval/folds`, made by `python -m training.blocks html --folds` and
`python -m training.blocks text --folds`. Pages are put into folds by site, so that no template
stands on both sides. Dumps are read by weights trained on generated dumps, which hold no article
of the annotated ones.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from eval import sets
from eval.systems import Outcome
from onrecord.record import Page
from onrecord.settings import DEFAULTS

FOLDS = 5
FOLD_WEIGHTS = Path(__file__).parent / "folds"


def fold_of(site: str, n: int = FOLDS) -> int:
    """Fold of a site, 0 <= fold < n; the same on every machine and in every release.

    Training uses the same function: fold k's weights are trained on the sites of the other folds.
    """
    return int.from_bytes(sha256(site.encode()).digest()) % n


def heldout(page_id: str, page: Page) -> Sequence[Outcome]:
    """Read a page of a measured set with weights that have not seen its site or its articles."""
    from onrecord.split import split  # noqa: PLC0415 - metrics must load without the package

    if page.media_type != "text/html":
        return split(page, DEFAULTS, weights=FOLD_WEIGHTS / "text")
    weights = FOLD_WEIGHTS / f"fold{fold_of(_sites()[page_id])}"
    return split(page, DEFAULTS, weights=weights)


@cache
def _sites() -> dict[str, str]:
    """Site per page id of all page sets on this machine."""
    sites: dict[str, str] = {}
    for load in (sets.zyte, sets.trafilatura_en, sets.fundus):
        try:
            sites |= {gold.sample.id: gold.sample.site for gold in load()}
        except sets.MissingSetError:
            continue
    return sites
