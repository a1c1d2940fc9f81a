"""What readers correct: two clicks, undoable, and the command line that does the same."""

import shlex
from collections.abc import Callable
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.errors import LibraryError
from onrecord.joining import correct, correction
from onrecord.record import Correction, Fix
from onrecord.serve.forms import number_of_form, paging_of, text_of, write
from onrecord.serve.site import Site, site_of

MOST_NAME = 200  # characters
OF_CLAIMS = {"same claim": "join", "another claim": "split", "no dispute": "undispute"}
_TWO = 2  # statements that a correction of claims is of
MOST_ARTICLES = 100  # of a split
Made = dict[str, Any]


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    return [
        Route("/corrections", listed),
        Route("/corrections/{id}", one),
        write("/corrections", make),
    ]


def listed(request: Request) -> Response:
    """Show all corrections, in the order in which they were made."""
    site, paging = site_of(request), paging_of(request, limit=50)
    answer = site.library.corrections(limit=paging.limit, offset=paging.offset)
    commands = {x.correction.id: command_of(x.correction, site) for x in answer.found}
    given = {"answer": answer, "paging": paging, "commands": commands}
    return site.show(request, "corrections.html", given)


def one(request: Request) -> Response:
    """Show a correction, how to take it back, and the command that does the same."""
    site = site_of(request)
    found = site.library.correction(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "There is no such correction in this library.")
    given = {"entry": found, "command": command_of(found.correction, site)}
    return site.show(request, "correction.html", given)


def make(request: Request, form: FormData, body: bytes) -> Response:
    """Keep a correction that is made now."""
    del body
    site, kind = site_of(request), text_of(form, "kind")
    if kind not in _MAKERS:
        raise HTTPException(400, "Say what is wrong: there is no such correction.")
    what = _MAKERS[kind](site, form)
    on = site.clock().isoformat(timespec="seconds")
    made = correction(kind, by=site.who, on=on, **what)  # type: ignore[arg-type]
    try:
        correct(site.library, made)
    except LibraryError as error:
        if site.library.correction(made.id) is None and "locked" not in str(error):
            raise HTTPException(400, f"That cannot be corrected: {error}") from None
        raise
    return RedirectResponse(f"/corrections/{made.id}", 303)


def _fix(_: Site, form: FormData) -> Made:
    statement, speaker = text_of(form, "statement"), _name(form, "speaker")
    if text_of(form, "none"):
        return {"statement": statement, "fix": Fix(is_none=True)}
    if text_of(form, "nobody"):
        return {"statement": statement, "fix": Fix(speaker="")}
    if not speaker:
        raise HTTPException(400, "Give the name of who said it.")
    return {"statement": statement, "fix": Fix(speaker=speaker)}


def _merge(site: Site, form: FormData) -> Made:
    first, second = (_pointed(site, form, name) for name in ("party", "other"))
    return {"at": [*first, *second]}


def _split(site: Site, form: FormData) -> Made:
    articles = [x for x in form.getlist("article") if isinstance(x, str)][:MOST_ARTICLES]
    if not articles:
        raise HTTPException(400, "Choose the articles that name somebody else.")
    at = site.library.pointers(number_of_form(form, "party"), articles)
    if not at:
        raise HTTPException(400, "The party is not named in these articles.")
    return {"at": at}


def _rename(site: Site, form: FormData) -> Made:
    name = _name(form, "name")
    if not name:
        raise HTTPException(400, "Give a name.")
    return {"at": _pointed(site, form, "party"), "name": name}


def _hide(site: Site, form: FormData) -> Made:
    return {"at": _pointed(site, form, "party")}


def _pair(_: Site, form: FormData) -> Made:
    """Take two statements: of a claim and another one of it, or two that are ticked."""
    given = [*form.getlist("statement"), *form.getlist("other")][: _TWO + 1]
    ids = list(dict.fromkeys(x for x in given if isinstance(x, str)))
    if len(ids) != _TWO:
        raise HTTPException(400, "Choose two claims.")
    return {"statement": ids[0], "other": ids[1]}


def _undo(_: Site, form: FormData) -> Made:
    return {"undoes": text_of(form, "undoes")}


_MAKERS: dict[str, Callable[[Site, FormData], Made]] = {
    "fix": _fix,
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "hide": _hide,
    "same claim": _pair,
    "another claim": _pair,
    "no dispute": _pair,
    "undo": _undo,
}


def _name(form: FormData, field: str) -> str:
    name = " ".join(text_of(form, field).split())
    if len(name) > MOST_NAME:
        raise HTTPException(400, f"A name has at most {MOST_NAME} characters.")
    return name.replace("\0", "")


def _pointed(site: Site, form: FormData, field: str) -> tuple[Any, ...]:
    found = site.library.pointers(number_of_form(form, field))
    if not found:
        raise HTTPException(400, "There is no such party.")
    return found


def command_of(one: Correction, site: Site) -> str:
    """Write the command line that does the same in this library."""
    ends = ["--library", site.library.name]
    if one.kind == "fix" and one.fix is not None:
        return _line("statement", "fix", one.statement or "", *_fixed(one.fix), *ends)
    if one.kind in OF_CLAIMS:
        ids = (one.statement or "", one.other or "")
        return _line("claim", OF_CLAIMS[one.kind], *ids, *ends)
    if one.kind == "undo":
        return _line("party", "undo", one.undoes or "", *ends)
    numbers = [str(_party_of(site, named.article_id, named.name)) for named in one.at]
    named = {
        "merge": numbers,
        "split": [*numbers[:1], *(x.article_id for x in one.at)],
        "rename": [*numbers[:1], one.name or ""],
        "hide": numbers[:1],
    }
    return _line("party", one.kind, *named.get(one.kind, ()), *ends)


def _fixed(fix: Fix) -> list[str]:
    if fix.is_none:
        return ["--not-a-statement"]
    named = ["--none"] if fix.speaker == "" else ["--speaker", fix.speaker] if fix.speaker else []
    named += ["--manner", fix.manner] if fix.manner else []
    return [*named, *(["--certainty", fix.certainty] if fix.certainty else [])]


def _party_of(site: Site, article_id: str, name: str) -> int | str:
    record = site.library.record(article_id)
    actors = record.reading.actors if record and record.reading else ()
    known = site.library.parties_of(article_id)
    found = (known[one.id].number for one in actors if one.name == name and one.id in known)
    return next(found, "N")


def _line(*words: str) -> str:
    return shlex.join(["onrecord", *words])
