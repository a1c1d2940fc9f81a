"""Connections, only to addresses that were checked, and only until the time limit."""

import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from onrecord.acquire.net.addresses import resolve
from onrecord.acquire.net.tape import Tape

_OPTIONS = Iterable[Any] | None


class Transport(httpx.BaseTransport):
    """The transport for httpx: one connection for each request, closed with its response.

    Proxies set in the environment are not used: what they connect to could not be checked.
    until: `time.monotonic` by which the whole response must have arrived. tape: records it.
    """

    def __init__(self, *, until: float, allow_private: bool, tape: Tape | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), network_backend=_Checked(until, allow_private, tape)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raises httpcore's errors, and InputError for a private address."""
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - httpcore does not say
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class _Checked(httpcore.NetworkBackend):
    """Looks hosts up itself, and connects only to the addresses that it has checked."""

    def __init__(self, until: float, allow_private: bool, tape: Tape | None) -> None:
        self._until = until
        self._allow_private = allow_private
        self._tape = tape

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _OPTIONS = None,
    ) -> httpcore.NetworkStream:
        last: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in resolve(host, port, allow_private=self._allow_private):
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, _left(self._until, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                if self._tape is not None:
                    self._tape.address = address
                return _Timed(stream, self._until, self._tape)
        raise last


class _Timed(httpcore.NetworkStream):
    """A connection that ends when time is up, even if bytes keep trickling in."""

    def __init__(
        self, stream: httpcore.NetworkStream, until: float, tape: Tape | None = None
    ) -> None:
        self._stream = stream
        self._until = until
        self._tape = tape

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        chunk = self._stream.read(max_bytes, _left(self._until, timeout))
        if self._tape is not None:
            self._tape.take(chunk)
        return chunk

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout))
        if self._tape is not None:
            self._tape.sent += buffer

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._until, timeout)
        inner = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Timed(inner, self._until, self._tape)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the answer takes too long")
    return left if timeout is None else min(left, timeout)


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
