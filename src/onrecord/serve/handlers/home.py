"""The first page, and what readers hand in: paste or upload a page, see what becomes of it."""

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.library import WhichStories
from onrecord.serve.desk import Full, Handed
from onrecord.serve.forms import number_of, paging_of, text_of, truth_of, write
from onrecord.serve.site import site_of, web_address

SEEN = "onrecord_seen"  # cookie: the number of the newest article at the last visit
SEEN_S = 365 * 24 * 3_600
LONGEST_NAME = 200
DIGITS = 15  # of the number of an article, at most
_NAME = re.compile(r"[^\w .,()\[\]+=@-]")


def routes(page_bytes: int) -> list[BaseRoute]:
    """Give the routes of this file. page_bytes: largest page that is taken."""
    return [
        Route("/", home),
        Route("/articles", articles),
        Route("/read/{job}", reading),
        write("/read", take, page_bytes=page_bytes),
        write("/examples", take_examples),
        Route("/rejected", rejected),
    ]


def home(request: Request) -> Response:
    """Show what came in last, what is new since the last visit, and a place to hand pages in."""
    site, paging = site_of(request), paging_of(request)
    newest = site.library.newest()
    seen = _seen(request)
    since = site.library.latest(after=seen, limit=1).total if seen is not None else 0
    if not newest:
        return site.show(request, "empty.html", {"examples": [x.name for x in examples()]})
    which = WhichStories(disputed=truth_of(request, "disputed"))
    stories = site.library.stories(which=which, limit=paging.limit, offset=paging.offset)
    given = {"stories": stories, "n_new": since, "paging": paging, "seen": seen, "which": which}
    given["waiting"] = site.library.waiting()
    response = site.show(request, "home.html", given)
    if not paging.offset:
        response.set_cookie(
            SEEN, str(newest), max_age=SEEN_S, httponly=True, samesite="strict", path="/"
        )
    return response


def articles(request: Request) -> Response:
    """Show articles, those of the newest day first, or only those that are new."""
    site, paging = site_of(request), paging_of(request)
    after = number_of(request, "after", 0, least=0, most=10**DIGITS)
    latest = site.library.latest(after=after, limit=paging.limit, offset=paging.offset)
    return site.show(request, "articles.html", {"latest": latest, "after": after, "paging": paging})


def _seen(request: Request) -> int | None:
    value = request.cookies.get(SEEN, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= DIGITS else None


def take(request: Request, form: FormData, body: bytes) -> Response:
    """Accept a pasted or uploaded page, and show its progress."""
    text, url = text_of(form, "text"), web_address(text_of(form, "url"))
    upload = form.get("page")
    name = upload.filename or "" if isinstance(upload, UploadFile) else ""
    if not body and not text.strip():
        raise HTTPException(400, "Choose a file, or paste the text or the HTML of a page.")
    given = body or text.encode(errors="replace")
    one = Handed(body=given, name=plain_name(name) or "pasted", url=url)
    return _taken(request, [one], one.name)


def take_examples(request: Request, form: FormData, body: bytes) -> Response:
    """Add all examples, so that somebody without a page can look around."""
    del form, body
    handed = [Handed(body=one.read_bytes(), name=one.name) for one in examples()]
    if not handed:
        raise HTTPException(404, "The examples are not part of this installation.")
    return _taken(request, handed, "the examples")


def _taken(request: Request, handed: Sequence[Handed], name: str) -> Response:
    try:
        job = site_of(request).desk.take(handed, name)
    except Full:
        words = "Many pages wait to be read: try again in a minute."
        raise HTTPException(429, words, {"retry-after": "60"}) from None
    return RedirectResponse(f"/read/{job.id}", 303)


def plain_name(name: str) -> str:
    """Give the name of a file without its folders and without what no name needs."""
    last = re.split(r"[/\\]", name)[-1]
    return _NAME.sub("_", last)[-LONGEST_NAME:].strip(". ")


def reading(request: Request) -> Response:
    """Show the progress of a page; htmx asks for the part that changes."""
    site = site_of(request)
    job = site.desk.job(request.path_params["job"])
    if job is None:
        raise HTTPException(404, "This page is no longer known: the server was restarted.")
    part = request.headers.get("hx-request") == "true"
    given = {"job": job, "before": site.desk.before(job.id)}
    return site.show(request, "job_part.html" if part else "job.html", given)


def rejected(request: Request) -> Response:
    """Show the inputs that gave no article, and why."""
    site, paging = site_of(request), paging_of(request)
    answer = site.library.rejected(limit=paging.limit, offset=paging.offset)
    return site.show(request, "rejected.html", {"answer": answer, "paging": paging})


def examples() -> Iterator[Traversable]:
    """Give the examples: beside this file in an installation, at the root of a checkout."""
    folder: Traversable = files("onrecord.serve").joinpath("examples")
    if not folder.is_dir():
        folder = Path(__file__).parents[4] / "examples"
    if folder.is_dir():
        pages = (one for one in folder.iterdir() if one.name.endswith((".html", ".txt")))
        yield from sorted(pages, key=lambda one: one.name)
