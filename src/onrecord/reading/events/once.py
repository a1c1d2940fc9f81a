"""What rules ask of the words of a story again and again, found once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from onrecord.reading.events.told import ToldStory

P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[ToldStory, P], T]) -> Callable[Concatenate[ToldStory, P], T]:
    """Find something of a story's words once: rules ask for it again and again."""

    @wraps(find)
    def known(story: ToldStory, /, *words: P.args, **named: P.kwargs) -> T:
        found, key = story.known[find], (*words, *named.values())
        if key not in found:
            found[key] = find(story, *words, **named)
        return cast(T, found[key])

    return cast(Callable[Concatenate[ToldStory, P], T], known)
