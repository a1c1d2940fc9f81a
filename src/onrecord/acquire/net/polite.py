"""Politeness: no host is asked too often, or for what its robots.txt forbids."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from protego import Protego

from onrecord.acquire.net.answers import OK, Answer
from onrecord.errors import InputError

AGENT = "onrecord"  # as a robots.txt names us
MOST_HOSTS = 10_000  # that are remembered
ROBOTS_BYTES = 500 * 1024  # of a robots.txt that are looked at: RFC 9309
LONGEST_DELAY_S = 60.0  # that a site may ask for between two requests
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where time comes from: tests use their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Pace:
    """When each host may be asked next. Threads may share one.

    Only one request is sent to a host at a time, and the gap begins when the response has arrived:
    counted from request to request, two could arrive together over a slow connection.
    """

    gap_s: float
    clock: Clock = field(default_factory=Clock)
    _next: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _gaps: dict[str, float] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)
    _free: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked; send the request inside the block."""
        with self._free:
            while host in self._busy:
                self._free.wait()
            self._busy.add(host)
            left = self._next.get(host, 0.0) - self.clock.now()
        try:
            if left > 0:
                self.clock.sleep(left)
            yield
        finally:
            with self._free:
                self._busy.discard(host)
                self._put_off(host, self._gaps.get(host, self.gap_s))
                self._free.notify_all()

    def _put_off(self, host: str, seconds: float) -> None:
        later = self.clock.now() + seconds
        self._next[host] = max(later, self._next.get(host, 0.0))
        self._next.move_to_end(host)
        # The host that was asked longest ago is due by now, so that it may be forgotten.
        while len(self._next) > MOST_HOSTS:
            self._gaps.pop(self._next.popitem(last=False)[0], None)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for this many seconds."""
        with self._free:
            self._put_off(host, min(seconds, LONGEST_DELAY_S))

    def slow_down(self, host: str, gap_s: float) -> None:
        """Lengthen the gap between requests to a host, as it asks."""
        with self._free:
            self._gaps[host] = min(max(gap_s, self.gap_s), LONGEST_DELAY_S)


class Robots:
    """What sites let programs read; each is asked once. Threads may share one.

    ask: fetches a robots.txt, following redirects; raises InputError.
    """

    def __init__(self, ask: Callable[[httpx.URL], Answer], pace: Pace) -> None:
        self._ask = ask
        self._pace = pace
        self._rules: OrderedDict[str, Protego] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, url: httpx.URL) -> None:
        """Raise InputError "robots.txt" if it forbids this, "no answer" if it cannot be fetched."""
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            rules = self._rules.get(site)
        if rules is None:
            rules = self._read(httpx.URL(f"{site}/robots.txt"))
            with self._lock:
                self._rules[site] = rules
                while len(self._rules) > MOST_HOSTS:
                    self._rules.popitem(last=False)
            delay = rules.crawl_delay(AGENT)
            if delay:
                self._pace.slow_down(url.host, float(delay))
        if not rules.can_fetch(str(url), AGENT):
            raise InputError("robots.txt", "the site asks programs not to read this page")

    def _read(self, url: httpx.URL) -> Protego:
        """Read the rules of a site: without a robots.txt everything is allowed (RFC 9309)."""
        answer = self._ask(url)
        if answer.status >= _SERVER_FAULT or answer.status == httpx.codes.TOO_MANY_REQUESTS:
            words = f"its robots.txt cannot be had (status {answer.status}): try again later"
            raise InputError("no answer", words)
        words = answer.body.decode("utf-8", "replace") if answer.status == OK else ""
        return Protego.parse(words)
