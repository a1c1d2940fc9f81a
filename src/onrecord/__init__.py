"""Reads news and puts it on the record.

`read` is the way in: a page, a dump, a file or a folder goes in, every story on it comes out,
each fact with how and where it was found. `Reader` reads stories: who is named, and who says what.
`records` does both for files and folders. `Library` keeps what was read, `add` fills it, and it
answers: `search`, `said`, `timeline`, `itinerary`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.errors import (
    InputError,
    LibraryError,
    OnrecordError,
    QueryError,
    SettingError,
    WeightsError,
)
from onrecord.record import (
    REASONS,
    Actor,
    Amount,
    Argument,
    Article,
    Attribution,
    Because,
    Block,
    Chain,
    Check,
    Correction,
    Deed,
    Event,
    Figure,
    Fix,
    Found,
    Itinerary,
    Meaning,
    Mention,
    Origin,
    Page,
    Place,
    Post,
    Reading,
    Record,
    Refused,
    Rejected,
    Rival,
    Span,
    Statement,
    Stop,
    Time,
    Told,
    Where,
    Words,
)
from onrecord.settings import DEFAULTS, Settings
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.joining import correct, correction, join, take_corrections
    from onrecord.library import Days, Library
    from onrecord.model import meaning_of
    from onrecord.pipeline import (
        Added,
        How,
        Report,
        add,
        judge,
        page_text,
        pages,
        read,
        read_paths,
        records,
        reread,
    )
    from onrecord.reading.reader import Reader

__all__ = [
    "DEFAULTS",
    "REASONS",
    "Actor",
    "Added",
    "Amount",
    "Argument",
    "Article",
    "Attribution",
    "Because",
    "Block",
    "Chain",
    "Check",
    "Correction",
    "Days",
    "Deed",
    "Event",
    "Figure",
    "Fix",
    "Found",
    "How",
    "InputError",
    "Itinerary",
    "Library",
    "LibraryError",
    "Meaning",
    "Mention",
    "OnrecordError",
    "Origin",
    "Page",
    "Place",
    "Post",
    "QueryError",
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
    "Stop",
    "Time",
    "Told",
    "WeightsError",
    "Where",
    "Words",
    "__version__",
    "add",
    "correct",
    "correction",
    "join",
    "judge",
    "meaning_of",
    "page_text",
    "pages",
    "read",
    "read_paths",
    "records",
    "reread",
    "take_corrections",
]

# The stages load an HTML parser and numpy, 0.2 s that `onrecord --help` and a reader of
# finished JSON need not pay, and the model's runtime as much again: a module is loaded when one of
# its names is first used.
_LIBRARY, _PIPELINE = "onrecord.library", "onrecord.pipeline"
_JOINING = "onrecord.joining"
_READER = "onrecord.reading.reader"
_MODULE_OF = {
    "Added": _PIPELINE,
    "Days": _LIBRARY,
    "How": _PIPELINE,
    "Library": _LIBRARY,
    "Reader": _READER,
    "Report": _PIPELINE,
    "add": _PIPELINE,
    "correct": _JOINING,
    "correction": _JOINING,
    "join": _JOINING,
    "judge": _PIPELINE,
    "take_corrections": _JOINING,
    "meaning_of": "onrecord.model",
    "page_text": _PIPELINE,
    "pages": _PIPELINE,
    "read": _PIPELINE,
    "read_paths": _PIPELINE,
    "records": _PIPELINE,
    "reread": _PIPELINE,
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULE_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
