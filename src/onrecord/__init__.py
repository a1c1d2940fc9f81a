"""Reads news and puts it on the record.

`read` is the way in: a page, a dump, a file or a folder goes in, every story on it comes out,
each fact with how and where it was found.
"""

from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError, SettingError
from onrecord.record import (
    REASONS,
    Article,
    Block,
    Figure,
    Found,
    Origin,
    Page,
    Refused,
    Rejected,
    Rival,
    Span,
    Where,
)
from onrecord.settings import DEFAULTS, Settings
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.pipeline import Report, page_text, pages, read, read_paths

__all__ = [
    "DEFAULTS",
    "REASONS",
    "Article",
    "Block",
    "Figure",
    "Found",
    "InputError",
    "OnrecordError",
    "Origin",
    "Page",
    "Refused",
    "Rejected",
    "Report",
    "Rival",
    "SettingError",
    "Settings",
    "Span",
    "Where",
    "__version__",
    "page_text",
    "pages",
    "read",
    "read_paths",
]

# The stages load an HTML parser and numpy, 0.2 s that `onrecord --help` and a reader of
# finished JSON need not pay: they are loaded when one of these names is first used.
_OF_PIPELINE = frozenset({"Report", "page_text", "pages", "read", "read_paths"})


def __getattr__(name: str) -> object:
    if name not in _OF_PIPELINE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from onrecord import pipeline  # noqa: PLC0415 - see above

    value: object = getattr(pipeline, name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
