"""Errors a caller can act on.

OnrecordError
├── InputError      one input is bad: skip it, go on       .reason
├── SettingError    a setting, or a number such as `jobs`, cannot be used
├── WeightsError    the reader's weights are missing, cut off or altered
├── GazetteerError  a gazetteer, or a file to make one of, cannot be used
├── LibraryError    a library cannot be used as it is
├── ArchiveError    what is fetched cannot be kept as WARC where it should be
├── DeliveryError   an alert could not be sent; it stays to be sent
├── QueryError      a query cannot be understood           .at
├── BatchError      a batch cannot be run, or its result loaded, as asked
└── MissingExtra    an optional package is not installed
"""

from collections.abc import Iterable
from difflib import get_close_matches
from reprlib import repr as repr_short

from onrecord.record import Reason


class OnrecordError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(OnrecordError):
    """One page, file or member of an archive cannot be used; the rest can.

    reason: of the closed list that `Rejected.reason` is taken from.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class SettingError(OnrecordError):
    """A setting, or a number such as `jobs`, cannot be used; the message has its bounds."""


class WeightsError(OnrecordError):
    """The reader's weights are missing, cut off or altered; the message says what to do."""


class GazetteerError(OnrecordError):
    """A gazetteer, or a file to make one of, cannot be used; the message names it and why."""


class LibraryError(OnrecordError):
    """A library is not there, locked, damaged or newer; the message says what to do."""


class ArchiveError(OnrecordError):
    """What is fetched cannot be kept as WARC where it should be; the message says what to do."""


class DeliveryError(OnrecordError):
    """An alert could not be sent, and stays to be sent; the message says why."""


class QueryError(OnrecordError):
    """A query, or an argument beside it, cannot be understood.

    at: the character where it goes wrong, counted from 1. argument: its name in Python, "manner";
    None for the query itself. words: what is wrong, without that.
    """

    def __init__(self, at: int, words: str, *, argument: str | None = None) -> None:
        super().__init__(f"{argument or f'the query, at character {at}'}: {words}")
        self.at, self.argument, self.words = at, argument, words


class BatchError(OnrecordError):
    """A batch cannot be run, or its result loaded, as asked; the message says what to do."""


class MissingExtra(OnrecordError):  # noqa: N818 - reads better where it is raised
    """An optional package is needed for what was asked."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed: pip install 'onrecord[{extra}]'")


_NOT = frozenset(("un", "not", "non"))  # in front of a word
RECORDS = "a Record; `records` gives a tuple of them for each page"


def check_type(given: object, kinds: type | tuple[type, ...], name: str, wanted: str) -> None:
    """Raise TypeError for an argument of another type, "jobs must be a whole number, not '2'"."""
    if not isinstance(given, kinds):
        raise TypeError(f"{name} must be {wanted}, not {repr_short(given)}")


def check_several(given: object, name: str) -> None:
    """Raise TypeError for one where several are wanted."""
    if not isinstance(given, Iterable) or isinstance(given, str | bytes):
        raise TypeError(f"{name} must be several, in a list, not {repr_short(given)}")


def check_number(given: object, name: str, *, least: int) -> None:
    """Raise SettingError for what is no whole number, or one below the least."""
    if not isinstance(given, int):
        raise SettingError(f"{name} must be a whole number, not {repr_short(given)}")
    if given < least:
        raise SettingError(f"{name} must be at least {least}, not {given}")


def nearest(given: str, known: Iterable[str]) -> str:
    """Say of a wrong word which right one it comes near, "; do you mean 'denies'?"; or nothing."""
    names = tuple(known)
    (near,) = get_close_matches(given.lower(), names, n=1) or ("",)
    if near and given.lower().removesuffix(near).strip(" -") in _NOT:  # its very opposite
        near = f"not {near}" if f"not {near}" in names else ""
    return f"; do you mean {near!r}?" if near else ""
