"""What every request passes before a page is made, and what every answer carries.

Refused: a Host that is not ours (another site's page whose name was pointed at this machine), a
caller without the token where one is wanted, a write that another site started, a body that is too
large or comes too slowly.
"""

import asyncio
import ipaddress
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.tokens import is_session, new_session, same

SESSION, ACCESS = "onrecord_session", "onrecord_token"  # cookies
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_BYTES = 64 * 1024  # of a form without a page in it
UPLOAD_EXTRA = 64 * 1024  # what stands around an uploaded page
BODY_S = 60.0  # within which a body has to be here
UPLOADS = "/read"  # the one path that takes pages
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # "no-referrer" would make our own forms anonymous
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who is let in."""

    hosts: frozenset[str] = LOOPBACK  # names this server answers to, without ports
    any_address: bool = False  # and to any bare IP address: a name is what rebinding needs
    token: str | None = None  # None: nobody is asked for one, and only loopback is listened on
    page_bytes: int = 32 * 1024 * 1024  # largest page that may be uploaded

    def answers_to(self, host: str) -> bool:
        """Tell whether a Host header names this server."""
        name = host_name(host)
        if name is None:
            return False
        return name in self.hosts or (self.any_address and _is_address(name))


def host_name(host: str) -> str | None:
    """Give the name of a Host header without its port, in lower case; None if it is malformed."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    name = parts.hostname
    if not name or parts.path or parts.query or parts.fragment or "@" in host:
        return None
    return f"[{name}]" if ":" in name else name


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = cookie_parser(headers.get("cookie", ""))
        session = cookies.get(SESSION, "")
        fresh = not is_session(session)
        scope["onrecord.session"] = session = new_session() if fresh else session
        told = _Answer(send, f"{SESSION}={session}" if fresh else None)
        refusal = self._refusal(scope, headers, cookies)
        if refusal is not None:
            await refusal(scope, receive, told)
            return
        bounded = _Body(receive, self._most_bytes(scope))
        await self.app(scope, bounded, told)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        if not self.door.answers_to(headers.get("host", "")):
            words = "This server answers to other names only; see `onrecord serve --allow-host`."
            return PlainTextResponse(words, 421)
        refusal = self._without_token(scope, headers, cookies)
        if refusal is not None:
            return refusal
        if scope["method"] not in SAFE and not _is_own(headers):
            return PlainTextResponse("Another site started this; nothing was done.", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most_bytes(scope):
            return PlainTextResponse("This is larger than what this server accepts.", 413)
        return None

    def _most_bytes(self, scope: Scope) -> int:
        uploads = scope["path"] == UPLOADS
        return self.door.page_bytes + UPLOAD_EXTRA if uploads else FORM_BYTES

    def _without_token(
        self, scope: Scope, headers: Headers, cookies: dict[str, str]
    ) -> Response | None:
        """Answer who has no token; who brings one in the address gets it as a cookie."""
        wanted = self.door.token
        if wanted is None:
            return None
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if same(cookies.get(ACCESS, ""), wanted):
            return None
        if scheme.lower() == "bearer" and same(given.strip(), wanted):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] in SAFE and any(k == "token" and same(v, wanted) for k, v in query):
            if "text/html" not in headers.get("accept", ""):
                return None  # a feed reader keeps addresses, not cookies
            rest = urlencode([(k, v) for k, v in query if k != "token"])
            response = RedirectResponse(_own_path(scope) + (f"?{rest}" if rest else ""), 303)
            response.set_cookie(ACCESS, wanted, httponly=True, samesite="strict", path="/")
            return response
        words = "This server wants its token: open the address that `onrecord serve` printed."
        return PlainTextResponse(words, 401, {"www-authenticate": "Bearer"})


def _own_path(scope: Scope) -> str:
    # "//host/" would be an address elsewhere
    path: str = scope["raw_path"].decode("latin-1") if scope.get("raw_path") else "/"
    return "/" + path.lstrip("/\\")


def _is_own(headers: Headers) -> bool:
    """Tell a write of our own pages from one that another site's page sends."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class _Body:
    """A body that may neither be too large nor take too long."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.left = receive, most
        self.late_at: float | None = None
        self.whole = False

    async def __call__(self) -> Message:
        if self.whole:  # what comes now is that the reader went away, sooner or later
            return await self.receive()
        if self.late_at is None:
            self.late_at = asyncio.get_running_loop().time() + BODY_S
        try:
            async with asyncio.timeout_at(self.late_at):
                message = await self.receive()
        except TimeoutError:
            raise HTTPException(408, "The page took too long to arrive.") from None
        self.whole = not message.get("more_body", False)
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise HTTPException(413, "This is larger than what this server accepts.")
        return message


class _Answer:
    """What every answer carries."""

    def __init__(self, send: Send, session: str | None) -> None:
        self.send, self.session = send, session

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if self.session and headers.get("content-type", "").startswith("text/html"):
                headers.append("set-cookie", f"{self.session}; HttpOnly; SameSite=Strict; Path=/")
        await self.send(message)
