"""The shipped weights; `training/claims.py` fits them."""

from functools import cache
from importlib.resources import files
from typing import Any

import orjson


@cache
def loaded() -> dict[str, Any]:
    """Return all of them: "bias" and "weights" of relations, "figures" of quantities."""
    content: dict[str, Any] = orjson.loads(files(__package__).joinpath("weights.json").read_bytes())
    return content
