"""Word lists as data: cues with what they mean, and heads of sources by kind."""

from functools import cache
from importlib.resources import files
from typing import Any

import orjson


@cache
def word_list(name: str) -> dict[str, Any]:
    """Return `name`.json of this folder. Raises FileNotFoundError if there is none."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath(f"{name}.json").read_bytes())
    return loaded
