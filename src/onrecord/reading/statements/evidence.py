"""How likely something is, by everything known about it: logistic regressions of named evidence.

Their weights are fitted by `training/statements.py` on stories that the reader's weights had not
seen, and lie in `lexicon/evidence.json`.
"""

from collections.abc import Mapping
from math import exp, log

from onrecord.reading.statements.lexicon import word_list

_LEAST = 0.01  # of a probability, so that no evidence is beyond doubt


def probability(of: str, evidence: Mapping[str, float]) -> float:
    """Return how likely something is. of: name of the regression."""
    return logistic(word_list("evidence")[of], evidence)


def logistic(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """Return how likely something is by its evidence; what has no weight speaks neither way."""
    known = [weights.get(name, 0.0) * value for name, value in evidence.items() if value]
    return 1 / (1 + exp(-sum(known)))


def odds(share: float) -> float:
    """Return a probability as evidence: the logarithm of its odds."""
    share = min(max(share, _LEAST), 1 - _LEAST)
    return log(share / (1 - share))
