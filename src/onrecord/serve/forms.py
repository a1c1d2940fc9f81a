"""What readers send: parameters of an address, within bounds, and forms with their token."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import QueryError, nearest
from onrecord.serve.site import site_of

MOST_OFFSET = 1_000_000
LONGEST = 2_000  # characters of one value in an address
MOST_FIELDS = 150  # a split names its articles, a field each
DIGITS = 15  # of a number in a path
Write = Callable[[Request, FormData, bytes], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which part of what is found is wanted."""

    limit: int
    offset: int


def paging_of(request: Request, *, limit: int = 20, most: int = 100) -> Paging:
    """Read limit and offset from an address; raises HTTPException 400 if they are invalid."""
    return Paging(
        limit=number_of(request, "limit", limit, least=1, most=most),
        offset=number_of(request, "offset", 0, least=0, most=MOST_OFFSET),
    )


def number_of(request: Request, name: str, default: int, *, least: int, most: int) -> int:
    """Read a whole number from an address; raises HTTPException 400 outside its bounds."""
    given = request.query_params.get(name, "")
    if not given:
        return default
    ascii_digits = given.isascii() and given.isdigit() and len(given) <= len(str(most))
    if not ascii_digits or not least <= int(given) <= most:
        raise HTTPException(400, f"{name} is a whole number from {least:,} to {most:,}")
    return int(given)


def number_in(request: Request) -> int:
    """Read the number of a party or story from a path; raises HTTPException 404 if it is none."""
    given = str(request.path_params["number"])
    if not (given.isascii() and given.isdigit() and len(given) <= DIGITS):
        raise HTTPException(404, "There is no such page.")
    return int(given)


def words_of(request: Request, name: str) -> str | None:
    """Read words from an address, None if there are none; raises HTTPException 400 for too many."""
    given = request.query_params.get(name, "").strip()
    if len(given) > LONGEST:
        raise HTTPException(400, f"{name} has at most {LONGEST:,} characters")
    if "\0" in given:
        raise HTTPException(400, f"{name} contains a character that is not allowed in text")
    return given or None


def truth_of(request: Request, name: str) -> bool:
    """Read "true" or "false" from an address, false if it is missing; raises HTTPException 400."""
    given = words_of(request, name)
    if given not in {None, "true", "false"}:
        raise HTTPException(400, f"{name} is true or false")
    return given == "true"


def wrong_words(error: QueryError) -> str:
    """Say what is wrong with a question, naming arguments as they are called in an address."""
    return f"q: {error.words}" if error.argument == "query" else str(error)


def only(*known: str) -> Callable[[Request], None]:
    """Give a check that refuses addresses with unknown or repeated parameters.

    Raises HTTPException 400.
    """

    def refuse(request: Request) -> None:
        for name, n in Counter(name for name, _ in request.query_params.multi_items()).items():
            if name not in {*known, "token"}:
                there = f"there are {', '.join(known)}" if known else "there is none"
                raise HTTPException(
                    400, f"there is no parameter {name!r}; {there}{nearest(name, known)}"
                )
            if n > 1:
                raise HTTPException(400, f"{name} is given {n} times: give it once")

    return refuse


def write(path: str, handler: Write, *, page_bytes: int = 0) -> Route:
    """Give the route of a form, which requires the token of the session.

    page_bytes: largest file or text in it. The handler gets the form, and the bytes of the file
    that was sent as "page"; it runs in a thread.
    """

    async def handle(request: Request) -> Response:
        most = page_bytes or LONGEST
        async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=most) as form:
            given = form.get("csrf") or request.headers.get("x-csrf-token", "")
            session = request.scope.get("onrecord.session", "")
            if not isinstance(given, str) or not site_of(request).tokens.fits(given, session):
                raise HTTPException(
                    403, "This form is out of date: go back, load the page again and repeat it."
                )
            upload = form.get("page")
            body = await upload.read() if isinstance(upload, UploadFile) else b""
            return await run_in_threadpool(handler, request, form, body)

    taken: Callable[[Request], Awaitable[Response]] = handle
    return Route(path, taken, methods=["POST"])


def text_of(form: FormData, name: str) -> str:
    """Give a text field of a form; "" if it is not one."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number_of_form(form: FormData, name: str) -> int:
    """Read the number of a party, story … from a form; raises HTTPException 400 if it is none."""
    given = text_of(form, name)
    if not (given.isascii() and given.isdigit() and len(given) <= DIGITS):
        raise HTTPException(400, f"{name} must be the number of one that exists.")
    return int(given)
