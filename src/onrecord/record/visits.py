"""The result of a request to the net, as `acquire` gives it and a library remembers it."""

from dataclasses import dataclass

from onrecord.record.articles import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for an address."""

    url: str  # as it was given
    at: str  # ISO 8601: when
    landed: str | None = None  # where redirects led to
    status: int | None = None  # of HTTP; None: no answer
    etag: str | None = None  # by which the site identifies the page's state
    modified: str | None = None  # the same, as a time
    sha256: str | None = None  # hex, of the bytes; None: there are none
    reason: Reason | None = None  # why there are none
    detail: str = ""  # one line for a person
    lasts: bool = False  # whether it is pointless to ask again later
