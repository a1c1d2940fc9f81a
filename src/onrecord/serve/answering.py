"""A body -> a response: its ETag, packed if the reader can unpack it, 304 if it is known."""

import gzip
from collections.abc import Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

LEAST_PACKED = 1_000  # bytes; below, packing gains nothing
LEVEL = 5  # of gzip: 9 is a percent smaller and takes three times as long


def respond(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    varying: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer a reader with a page.

    varying: what of the body is new each time and says nothing new, left out of the ETag.
    """
    same = body.replace(varying, b"") if varying else body
    etag = f'W/"{sha256(same).hexdigest()[:32]}"'
    sent = {
        "etag": etag,
        "cache-control": "private, no-cache",
        "vary": "Accept-Encoding, Cookie",
        **(headers or {}),
    }
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if request.method in {"GET", "HEAD"} and (etag in known or "*" in known):
        return Response(status_code=304, headers=sent)
    if len(body) > LEAST_PACKED and takes_gzip(request):
        body, sent["content-encoding"] = gzip.compress(body, LEVEL, mtime=0), "gzip"
    return Response(body, media_type=media_type, headers=sent)


def takes_gzip(request: Request) -> bool:
    """Tell whether the reader can unpack gzip."""
    asked = (one.split(";") for one in request.headers.get("accept-encoding", "").split(","))
    return any(
        name.strip() == "gzip" and "q=0" not in "".join(rest).replace(" ", "").split(",")
        for name, *rest in asked
    )
