"""Reads news and puts it on the record.

`read` is the way in: a page, a dump, a file or a folder goes in, every story on it comes out,
each fact with how and where it was found. `Reader` reads stories: who is named, and who says what.
`records` does both for files and folders.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordError, SettingError, WeightsError
from onrecord.record import (
    REASONS,
    Actor,
    Article,
    Attribution,
    Because,
    Block,
    Chain,
    Check,
    Figure,
    Found,
    Mention,
    Origin,
    Page,
    Reading,
    Record,
    Refused,
    Rejected,
    Rival,
    Span,
    Statement,
    Time,
    Told,
    Where,
    Words,
)
from onrecord.settings import DEFAULTS, Settings
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.pipeline import Report, page_text, pages, read, read_paths, records
    from onrecord.reading.reader import Reader

__all__ = [
    "DEFAULTS",
    "REASONS",
    "Actor",
    "Article",
    "Attribution",
    "Because",
    "Block",
    "Chain",
    "Check",
    "Figure",
    "Found",
    "InputError",
    "Mention",
    "OnrecordError",
    "Origin",
    "Page",
    "Reader",
    "Reading",
    "Record",
    "Refused",
    "Rejected",
    "Report",
    "Rival",
    "SettingError",
    "Settings",
    "Span",
    "Statement",
    "Time",
    "Told",
    "WeightsError",
    "Where",
    "Words",
    "__version__",
    "page_text",
    "pages",
    "read",
    "read_paths",
    "records",
]

# The stages load an HTML parser and numpy, 0.2 s that `onrecord --help` and a reader of
# finished JSON need not pay, and the model's runtime as much again: a module is loaded when one of
# its names is first used.
_PIPELINE, _READER = "onrecord.pipeline", "onrecord.reading.reader"
_MODULE_OF = {
    "Reader": _READER,
    "Report": _PIPELINE,
    "page_text": _PIPELINE,
    "pages": _PIPELINE,
    "read": _PIPELINE,
    "read_paths": _PIPELINE,
    "records": _PIPELINE,
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULE_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
