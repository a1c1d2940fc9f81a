"""Reads news and puts it on the record.

`read` takes a page, a dump, a file or a folder and gives every story in it, each fact with how and
where it was found. `Reader` reads stories: who is named, who says what, what happened. `records`
does both for many files. `claims_of` compares what the articles of one story say. A `Library` keeps
what was read: `add` fills it, and `search`, `said` and `timeline` ask it. docs/python.md has
examples of all of this.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.errors import (
    ArchiveError,
    BatchError,
    DeliveryError,
    GazetteerError,
    InputError,
    LibraryError,
    MissingExtra,
    OnrecordError,
    QueryError,
    SettingError,
    WeightsError,
)
from onrecord.record import (
    REASONS,
    Account,
    Actor,
    Amount,
    Argument,
    Article,
    Attribution,
    Because,
    Block,
    Chain,
    Check,
    Claim,
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
    Point,
    Post,
    Reading,
    Record,
    Refused,
    Rejected,
    Relation,
    Rival,
    Series,
    Silence,
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
    from onrecord.acquire.net.fetching import fetch
    from onrecord.adding import Added, add, judge, reread
    from onrecord.export.writers import export_records
    from onrecord.joining import correct, correction, join, take_corrections
    from onrecord.library import Days, Library
    from onrecord.link.claims.claiming import claims_of
    from onrecord.link.claims.numbers.series import series_of
    from onrecord.model import meaning_of
    from onrecord.pipeline import How, Report, page_text, pages, read, read_paths, records
    from onrecord.reading.reader import Reader

__all__ = [
    "DEFAULTS",
    "REASONS",
    "Account",
    "Actor",
    "Added",
    "Amount",
    "ArchiveError",
    "Argument",
    "Article",
    "Attribution",
    "BatchError",
    "Because",
    "Block",
    "Chain",
    "Check",
    "Claim",
    "Correction",
    "Days",
    "Deed",
    "DeliveryError",
    "Event",
    "Figure",
    "Fix",
    "Found",
    "GazetteerError",
    "How",
    "InputError",
    "Itinerary",
    "Library",
    "LibraryError",
    "Meaning",
    "Mention",
    "MissingExtra",
    "OnrecordError",
    "Origin",
    "Page",
    "Place",
    "Point",
    "Post",
    "QueryError",
    "Reader",
    "Reading",
    "Record",
    "Refused",
    "Rejected",
    "Relation",
    "Report",
    "Rival",
    "Series",
    "SettingError",
    "Settings",
    "Silence",
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
    "claims_of",
    "correct",
    "correction",
    "export_records",
    "fetch",
    "join",
    "judge",
    "meaning_of",
    "page_text",
    "pages",
    "read",
    "read_paths",
    "records",
    "reread",
    "series_of",
    "take_corrections",
]

# The stages load an HTML parser and numpy, 0.2 s that `onrecord --help` and a reader of finished
# JSON need not pay, and the model's runtime as much again. So a module is imported when one of its
# names is first used.
_NAMES_IN = {
    "onrecord.acquire.net.fetching": ("fetch",),
    "onrecord.adding": ("Added", "add", "judge", "reread"),
    "onrecord.export.writers": ("export_records",),
    "onrecord.joining": ("correct", "correction", "join", "take_corrections"),
    "onrecord.library": ("Days", "Library"),
    "onrecord.link.claims.claiming": ("claims_of",),
    "onrecord.link.claims.numbers.series": ("series_of",),
    "onrecord.model": ("meaning_of",),
    "onrecord.pipeline": ("How", "Report", "page_text", "pages", "read", "read_paths", "records"),
    "onrecord.reading.reader": ("Reader",),
}
_MODULE_OF = {name: module for module, names in _NAMES_IN.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULE_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
