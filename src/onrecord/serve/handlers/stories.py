"""The page of a story: who says what in it, when and where, and who disagrees with whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.library import Spoken, StoryDetail
from onrecord.serve.forms import number_in, paging_of, truth_of
from onrecord.serve.shown.accounts import MOST_COMPARED, compared
from onrecord.serve.shown.maps import points_of_story
from onrecord.serve.site import site_of

MOST_SAID = 200  # statements of a story side by side
MOST_EVENTS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one speaker says in a story."""

    name: str
    party: int | None
    said: tuple[Spoken, ...]  # oldest first


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    return [
        Route("/stories", listed),
        Route("/stories/{number}", story),
        Route("/stories/{number}/accounts", accounts),
    ]


def listed(request: Request) -> Response:
    """Lead whoever cuts the number off an address to the list of stories, which is the start."""
    return RedirectResponse(str(request.url.replace(path="/", scheme="", netloc="")), 308)


def story(request: Request) -> Response:
    """Show a story: its articles, who says what in it side by side, its timeline, its places."""
    library, detail = site_of(request).library, story_of(request)
    number, paging = detail.story.number, paging_of(request, limit=MOST_SAID, most=MOST_SAID)
    said = library.spoken(story=number, limit=paging.limit, offset=paging.offset)
    unlikely = truth_of(request, "unlikely")
    events = library.happened(number, unlikely=unlikely, limit=MOST_EVENTS)
    n_events = library.happened(number, unlikely=True, limit=1).total
    given = {
        "story": detail,
        "said": said,
        "told": by_speaker(said.found),
        "events": events,
        "unlikely": unlikely,
        "n_unlikely": 0 if unlikely else n_events - events.total,
        "claimed": library.claimed([one.id for one in events.found]),
        "points": points_of_story(library.placed(number)),
        "paging": paging,
    }
    return site_of(request).show(request, "story.html", given)


def accounts(request: Request) -> Response:
    """Show who disagrees with whom in a story; the page of the story asks for it when loaded."""
    site, detail = site_of(request), story_of(request)
    ids = [part.source.article_id for part in detail.parts[:MOST_COMPARED]]
    found = compared(site.library, ids)
    template = "accounts_part.html" if request.headers.get("hx-request") else "accounts.html"
    given = {"story": detail, "accounts": found, "n_compared": len(ids)}
    return site.show(request, template, given)


def story_of(request: Request) -> StoryDetail:
    """Give the story that an address names; raises HTTPException 404."""
    found = site_of(request).library.story(number_in(request))
    if found is None:
        raise HTTPException(404, "There is no such story in this library.")
    return found


def by_speaker(found: Sequence[Spoken]) -> list[Told]:
    """Group statements by speaker, who says most first; those without a known speaker last."""
    groups: dict[tuple[int | None, str], list[Spoken]] = {}
    for one in found:
        name = one.name or one.said.speaker or ""
        groups.setdefault((one.party, name), []).append(one)
    told = [Told(name=name, party=party, said=tuple(x)) for (party, name), x in groups.items()]
    return sorted(told, key=lambda one: (not one.name, -len(one.said), one.name))
