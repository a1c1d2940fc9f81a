"""What readers follow: saved searches, stories and parties, each with what is new and its feeds."""

from typing import get_args

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.follow.letters import NEW_IN, quoted
from onrecord.follow.nouns import from_json
from onrecord.library.following import outbox
from onrecord.library.following.followed import Followed, FollowKind
from onrecord.library.questions.query import LONGEST
from onrecord.serve.forms import number_of_form, text_of, write
from onrecord.serve.site import site_of, with_query

MOST_ALERTS = 50
PAGES = {"story": "/stories", "party": "/parties"}


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    return [
        Route("/followed", listed),
        write("/followed", follow),
        write("/unfollow", unfollow),
        write("/seen", look_at),
    ]


def listed(request: Request) -> Response:
    """Show all that is followed, and the alerts of it that were made last."""
    site = site_of(request)
    followed = [(one, page_of(one), feed_of(one)) for one in site.library.followed()]
    with site.library.asking() as db:
        alerts = [from_json(one.json) for one in outbox.latest(db, MOST_ALERTS)]
    more = {"alerts": alerts, "new_in": NEW_IN, "quoted": quoted}
    return site.show(request, "followed.html", {"followed": followed, **more})


def page_of(one: Followed) -> str:
    """Give the address of the page that shows what is followed."""
    if one.kind in {"search", "outlet"}:
        return with_query("/search", q=_query_of(one))
    if one.kind == "claim":  # where it is made
        return f"/a/{one.what.partition(':')[0]}"
    return f"{PAGES[one.kind]}/{one.what}"


def _query_of(one: Followed) -> str:
    return one.what if one.kind == "search" else f'outlet:"{one.what}"'


def feed_of(one: Followed) -> tuple[str, str] | None:
    """Give the addresses of the feeds, Atom and JSON Feed; a claim has none."""
    if one.kind == "claim":
        return None
    if one.kind in {"search", "outlet"}:
        both = (with_query(f"/search.{form}", q=_query_of(one)) for form in ("atom", "feed.json"))
    else:
        both = (f"{PAGES[one.kind]}/{one.what}.{form}" for form in ("atom", "feed.json"))
    first, second = both
    return first, second


def follow(request: Request, form: FormData, body: bytes) -> Response:
    """Follow what a form names."""
    del body
    site, what = site_of(request), text_of(form, "what").strip()[:LONGEST]
    kind: FollowKind | None = next(
        (one for one in get_args(FollowKind) if one == text_of(form, "kind")), None
    )
    if kind is None or not what:
        raise HTTPException(400, "Say what is to be followed.")
    name = what if kind == "search" else _name(request, kind, number_of_form(form, "what"))
    on = site.clock().isoformat(timespec="seconds")
    site.library.follow(kind, what, name=name, on=on)
    return RedirectResponse("/followed", 303)


def _name(request: Request, kind: FollowKind, number: int) -> str:
    """Name a story or party; raises HTTPException 400 if it does not exist."""
    library = site_of(request).library
    if kind == "story" and (story := library.story(number)) is not None:
        return story.story.title
    if kind == "party" and (party := library.party(number, limit=1)) is not None:
        return party.party.name
    raise HTTPException(400, "There is nothing with this number to follow.")


def unfollow(request: Request, form: FormData, body: bytes) -> Response:
    """Stop following something."""
    del body
    site_of(request).library.unfollow(number_of_form(form, "number"))
    return RedirectResponse("/followed", 303)


def look_at(request: Request, form: FormData, body: bytes) -> Response:
    """Mark what is new as seen, and show it."""
    del body
    library, number = site_of(request).library, number_of_form(form, "number")
    found = next((one for one in library.followed() if one.number == number), None)
    if found is None:
        raise HTTPException(404, "That is not followed any more.")
    library.look_at(number)
    return RedirectResponse(page_of(found), 303)
