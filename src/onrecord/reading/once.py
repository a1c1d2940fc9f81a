"""What rules ask of the words of a text again and again, found once."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Known = defaultdict[object, dict[object, Any]]
"""What was found, by who finds it and what was asked."""


class Knowing(Protocol):
    """A text, or what else does not change, that remembers what was found of it."""

    known: Known


K = TypeVar("K", bound=Knowing)
P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[K, P], T]) -> Callable[Concatenate[K, P], T]:
    """Find something of a text's words once. It takes no arguments by name."""

    @wraps(find)
    def known(text: K, /, *words: P.args, **none: P.kwargs) -> T:
        found: dict[object, T] = text.known[find]
        try:
            return found[words]
        except KeyError:
            found[words] = find(text, *words, **none)
            return found[words]

    return known
