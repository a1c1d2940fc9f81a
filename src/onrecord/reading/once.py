"""What rules ask of the words of a text again and again, found once."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

Known = defaultdict[object, dict[object, object]]
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
        found = text.known[find]
        if words not in found:
            found[words] = find(text, *words, **none)
        return cast(T, found[words])

    return cast(Callable[Concatenate[K, P], T], known)
