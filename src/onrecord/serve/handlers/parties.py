"""Parties: who is who across articles, what each says and what is said of it, by topic and time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.library import PartyDetail, Spoken, StoryEntry
from onrecord.record import ActorKind
from onrecord.serve.forms import number_in, paging_of, words_of
from onrecord.serve.shown.accounts import MOST_COMPARED, Dispute, compared
from onrecord.serve.shown.maps import points_of_journey
from onrecord.serve.site import site_of

MEMBERS = 100  # of a party, with why each is of it
MOST_ABOUT, MOST_DATED, MOST_STOPS = 20, 50, 100
STORIES = 5  # in which it is looked for whom a party contradicts
OTHERS = 8  # that a party may be the same as


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a party says in one story."""

    story: StoryEntry | None
    said: tuple[Spoken, ...]


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    return [
        Route("/parties", parties),
        Route("/parties/{number}", party),
        Route("/parties/{number}/disputes", disputes),
        Route("/party", by_name),
        Route("/others/{number}", others),
    ]


def parties(request: Request) -> Response:
    """Show parties with a name, those named in most articles first; persons if nothing is asked."""
    site, paging = site_of(request), paging_of(request, limit=50)
    query = words_of(request, "q") or ""
    is_asked = query or "kind" in request.query_params
    asked = words_of(request, "kind") if is_asked else "person"
    kind: ActorKind | None = next((one for one in get_args(ActorKind) if one == asked), None)
    found = site.library.parties(query, kind=kind, limit=paging.limit, offset=paging.offset)
    given = {"name": query, "kind": kind, "kinds": get_args(ActorKind), "answer": found}
    return site.show(request, "parties.html", {**given, "paging": paging})


def by_name(request: Request) -> Response:
    """Redirect to the party that most often has this name, or to the list if there is none."""
    name = words_of(request, "name")
    if name is None:
        raise HTTPException(400, "Give a name: /party?name=Roe")
    found = site_of(request).library.parties(name, limit=1).found
    # what the reader typed stays in the address of the list, where it can be corrected
    target = f"/parties/{found[0].number}" if found else "/parties"
    return RedirectResponse(target, 303)


def party(request: Request) -> Response:
    """Show a party: names, roles, what it says by story, what is said of it, time and places."""
    site, paging = site_of(request), paging_of(request)
    library, detail = site.library, party_of(request)
    name = detail.party.name
    halts = library.itinerary(name, limit=MOST_STOPS)
    said = library.spoken(party=detail.party.number, limit=paging.limit, offset=paging.offset)
    timeline = library.timeline(name, limit=MOST_DATED)
    given = {
        "party": detail.party,
        "detail": detail,
        "said": said,
        "topics": by_story(said.found),
        "about": library.said(about=name, limit=MOST_ABOUT),
        "timeline": timeline,
        "claimed": library.claimed([one.id for one in timeline.found if one.what == "event"]),
        "halts": halts,
        "points": points_of_journey(halts.found),
        "paging": paging,
    }
    return site.show(request, "party.html", given)


def disputes(request: Request) -> Response:
    """Show whom a party contradicts, and who contradicts it, in the stories it spoke in last."""
    site, detail = site_of(request), party_of(request)
    actors = {(one.source.article_id, one.actor) for one in detail.members}
    found: list[Dispute] = []
    for number in _numbers(site.library.spoken(party=detail.party.number, limit=MEMBERS).found):
        story = site.library.story(number)
        ids = [part.source.article_id for part in story.parts[:MOST_COMPARED]] if story else []
        found += [
            one
            for one in compared(site.library, ids).disputes
            if any((side.article_id, side.actor) in actors for side in (one.first, one.second))
        ]
    part = request.headers.get("hx-request") == "true"
    given = {"party": detail.party, "disputes": found}
    return site.show(request, "disputes_part.html" if part else "disputes.html", given)


def _numbers(found: Sequence[Spoken]) -> list[int]:
    """Give the stories of the first few statements."""
    numbers = dict.fromkeys(one.story.number for one in found if one.story is not None)
    return list(numbers)[:STORIES]


def others(request: Request) -> Response:
    """Suggest parties that may be the same as one; htmx asks while a name is typed."""
    site, number, name = site_of(request), number_in(request), words_of(request, "name")
    found = site.library.parties(name, limit=OTHERS + 1).found if name else ()
    rest = [one for one in found if one.number != number][:OTHERS]
    return site.show(request, "others.html", {"others": rest, "number": number})


def party_of(request: Request, *, limit: int = MEMBERS, offset: int = 0) -> PartyDetail:
    """Give the party that an address names, with some members; raises HTTPException 404."""
    found = site_of(request).library.party(number_in(request), limit=limit, offset=offset)
    if found is None:
        raise HTTPException(404, "There is no such party in this library.")
    return found


def by_story(found: Sequence[Spoken]) -> list[Topic]:
    """Group statements by story, in the order in which they come."""
    groups: dict[int | None, list[Spoken]] = {}
    for one in found:
        groups.setdefault(one.story.number if one.story else None, []).append(one)
    return [Topic(story=held[0].story, said=tuple(held)) for held in groups.values()]
