"""What came of asking the net: what `acquire` finds and a library remembers."""

from dataclasses import dataclass

from onrecord.record.articles import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An address that was asked for once."""

    url: str  # as it was given
    at: str  # ISO 8601: when
    landed: str | None = None  # where redirects led to
    status: int | None = None  # of HTTP; None: no answer
    etag: str | None = None  # what the site knows the page's state by
    modified: str | None = None  # the same, as a time
    sha256: str | None = None  # hex, of the bytes; None: there are none
    reason: Reason | None = None  # why there are none
    detail: str = ""  # one line for a person
    lasts: bool = False  # asking again later would not help
