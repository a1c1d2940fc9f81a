"""`fetch`: everything requested over the network goes through here."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

import httpx

from onrecord.acquire.net.addresses import address_of
from onrecord.acquire.net.answers import OK, Answer, Bounds, ask, now, time_of
from onrecord.acquire.net.polite import LONGEST_DELAY_S, ROBOTS_BYTES, Clock, Pace, Robots
from onrecord.acquire.net.tape import Keep
from onrecord.acquire.pages import pages_from_bytes
from onrecord.errors import InputError, check_type
from onrecord.record import Origin, Page, Reason, Rejected, Visit
from onrecord.settings import DEFAULTS, Settings
from onrecord.version import __version__

MOST_HOPS = 10
TRIES = 3
FIRST_WAIT_S = 1.0  # doubled for each further try
NOT_MODIFIED = 304
_LEADS_ON = {301, 302, 303, 307, 308}
_PASSES = {408, 425, 429, 500, 502, 503, 504}  # asking again later may help
_GONE = {404, 410}
_TAKES = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, */*;q=0.5"
LONGEST_TAG = 512  # characters of a validator that are kept
_NAMES = {"text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt"}
_TEXT = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The outcome of a request: the visit, which is kept, and the response if there is one."""

    visit: Visit
    answer: Answer | None  # None: unchanged, or `visit.reason` says why there is none


class Fetcher:
    """Fetches addresses: politely, within limits, and only those that are allowed.

    contact: how a site can reach the user, in ASCII; sent to each site. keep: called with every
    request and response. Threads may share one; it remembers each host's pace and robots.txt as
    long as it exists.
    """

    def __init__(
        self,
        settings: Settings = DEFAULTS,
        *,
        contact: str | None = None,
        clock: Clock | None = None,
        keep: Keep | None = None,
    ) -> None:
        self._keep = keep
        self._settings = settings
        self._allow_private = settings.allow_private > 0
        self._pace = Pace(float(settings.seconds_per_host), clock or Clock())
        self._robots = Robots(self._robots_txt, self._pace)
        self._agent = f"onrecord/{__version__} (+{contact or 'reads news for its user'})"

    def visit(self, address: str, known: Visit | None = None) -> Fetched:
        """Request an address. known: the last visit, so that only changes are sent.

        Follows redirects, each checked like the first; retries after a pause where that may help.
        Never raises for a failure of the network: the visit holds the reason.
        """
        visit = Visit(url=address, at=now())
        try:
            answer = self._follow(address, known)
        except InputError as error:
            words = " ".join(str(error).split())
            return Fetched(visit=replace(visit, reason=error.reason, detail=words), answer=None)
        visit = replace(
            visit,
            landed=str(answer.url),
            status=answer.status,
            etag=_validator(answer, "etag"),
            modified=_validator(answer, "last-modified"),
        )
        if answer.status == NOT_MODIFIED and known is not None:
            kept = replace(visit, sha256=known.sha256, etag=visit.etag or known.etag,
                           modified=visit.modified or known.modified)  # fmt: skip
            return Fetched(visit=kept, answer=None)
        if answer.status != OK:
            reason: Reason = "not found" if answer.status in _GONE else "no answer"
            lasts = answer.status not in _PASSES
            fault = replace(
                visit, etag=None, modified=None, detail=_of_status(answer.status), lasts=lasts
            )
            return Fetched(visit=replace(fault, reason=reason), answer=None)
        return Fetched(visit=replace(visit, sha256=sha256(answer.body).hexdigest()), answer=answer)

    def _follow(self, address: str, known: Visit | None) -> Answer:
        allow = self._allow_private
        url = address_of(address, allow_private=allow)
        seen: set[str] = set()
        while len(seen) < MOST_HOPS and str(url) not in seen:
            seen.add(str(url))
            self._robots.check(url)
            answer = self._patiently(url, known)
            if answer.status not in _LEADS_ON:
                return answer
            url = _next(answer, allow_private=allow)
        raise InputError("link loop", f"too many redirects: after {len(seen)} addresses, to {url}")

    def _patiently(self, url: httpx.URL, known: Visit | None) -> Answer:
        """Ask again where that may help, a few times."""
        headers = self._headers(known if known and known.landed == str(url) else None)
        for number in range(1, TRIES + 1):
            wait = FIRST_WAIT_S * 2 ** (number - 1)
            try:
                answer = self._once(url, headers)
            except InputError as error:
                if error.reason != "no answer" or number == TRIES:
                    raise
            else:
                wait = max(wait, _asked_wait(answer))
                if answer.status not in _PASSES or number == TRIES or wait > LONGEST_DELAY_S:
                    return answer
            self._pace.hold(url.host, wait)
        raise AssertionError("the last try returns or raises")

    def _once(self, url: httpx.URL, headers: dict[str, str], *, robots: bool = False) -> Answer:
        with self._pace.turn(url.host):
            return ask(url, headers, self._bounds(robots=robots), self._keep)

    def _bounds(self, *, robots: bool) -> Bounds:
        return Bounds(
            n_bytes=ROBOTS_BYTES if robots else self._settings.max_bytes,
            until=time.monotonic() + self._settings.answer_seconds,
            allow_private=self._allow_private,
            cut=robots,
        )

    def _robots_txt(self, url: httpx.URL) -> Answer:
        for _ in range(MOST_HOPS // 2):
            answer = self._once(url, self._headers(None), robots=True)
            if answer.status not in _LEADS_ON:
                return answer
            url = _next(answer, allow_private=self._allow_private)
        return replace(answer, status=404)  # RFC 9309: as if there were none

    def _headers(self, known: Visit | None) -> dict[str, str]:
        headers = {"User-Agent": self._agent, "Accept": _TAKES, "Accept-Encoding": "gzip"}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        return headers


def _next(answer: Answer, *, allow_private: bool) -> httpx.URL:
    where = answer.headers.get("location", "")
    try:
        joined = str(answer.url.join(where))
    except (httpx.InvalidURL, ValueError) as error:
        raise InputError("bad address", "it redirects to what is not an address") from error
    if not where:
        raise InputError("no answer", "it is a redirect, but does not say where to")
    return address_of(joined, allow_private=allow_private)


def _asked_wait(answer: Answer) -> float:
    """Give for how long a server wants to be left alone, in seconds; dates are not counted."""
    words = answer.headers.get("retry-after", "").strip()
    return float(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0.0  # noqa: PLR2004 - digits


def _validator(answer: Answer, name: str) -> str | None:
    words = str(answer.headers.get(name, ""))
    fits = words.isascii() and words.isprintable() and 0 < len(words) <= LONGEST_TAG
    return words if fits else None


def _of_status(status: int) -> str:
    again = ": try again later" if status in _PASSES else ": open it in a browser to see why"
    return f"the site answers with status {status}{again}"


def pages_of(answer: Answer, settings: Settings = DEFAULTS) -> Iterator[Page | Rejected]:
    """Give the pages in a response: one if it is HTML or text, many if it is an archive."""
    kind, charset = content_type(answer)
    name = _NAMES.get(kind)
    url = str(answer.url)
    origin = Origin(kind="web", name=url)
    sent = time_of(answer.headers.get("date"))
    # The member names what the bytes are: the end of an address is no extension of a file.
    hinted = replace(origin, member=name or answer.url.path.rpartition("/")[2] or None)
    for one in pages_from_bytes(answer.body, hinted, settings):
        if isinstance(one, Rejected):
            yield replace(one, ref=one.ref.replace(hinted.ref(), url, 1))
            continue
        alone = one.origin.member == hinted.member
        yield replace(
            one,
            origin=origin if alone else replace(one.origin, name=url),
            url=one.url or url,
            charset=one.charset or (charset if alone and kind in _TEXT else None),
            captured_at=one.captured_at or (sent if alone else None),
            captured_how=one.captured_how or ("http Date" if sent and alone else None),
        )


def content_type(answer: Answer) -> tuple[str, str | None]:
    """Give the media type that a server states ("" if none) and the charset."""
    kind, _, rest = answer.headers.get("content-type", "").partition(";")
    charset = None
    for part in rest.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(" \"'")[:40] or None
    return kind.strip().lower(), charset


def fetch(address: str, *, settings: Settings = DEFAULTS) -> Page:
    """Fetch one page. Raises InputError with the reason if that fails.

    address: http or https. Obeys robots.txt, follows redirects, refuses private addresses.
    """
    check_type(address, str, "address", "a string")
    fetched = Fetcher(settings).visit(address)
    if fetched.answer is None:
        raise InputError(fetched.visit.reason or "no answer", fetched.visit.detail)
    one = next(pages_of(fetched.answer, settings))
    if isinstance(one, Rejected):
        raise InputError(one.reason, one.detail)
    return one
