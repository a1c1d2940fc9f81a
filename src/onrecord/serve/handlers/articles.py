"""The page of an article, and the bytes that it was read from."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.export.bibtex import to_bibtex
from onrecord.export.geojson import features_of
from onrecord.record import Record
from onrecord.serve.answering import respond
from onrecord.serve.forms import words_of
from onrecord.serve.shown.cards import Wanted, citation, speakers_of
from onrecord.serve.shown.layers import LAYERS
from onrecord.serve.shown.maps import points_of
from onrecord.serve.shown.story_text import story_text
from onrecord.serve.site import site_of

BELOW = 4  # of the latest, under the story
ARTICLE = re.compile(r"[0-9a-f]{16}")
DIGEST = re.compile(r"[0-9a-f]{64}")


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    return [Route("/a/{id}", article), Route("/bytes/{sha256}", page_bytes)]


def article(request: Request) -> Response:
    """Show an article with every statement marked in its text, and a card for each."""
    site = site_of(request)
    record = record_of(request)
    wanted = Wanted(
        speaker=words_of(request, "speaker") or "",
        manner=words_of(request, "manner") or "",
        certainty=words_of(request, "certainty") or "",
    )
    layers = [one for one in LAYERS if one in request.query_params.getlist("show")]
    story = story_text(record, wanted, layers, now=site.clock())
    library, id_ = site.library, record.article.id
    page = library.page(record.article.page_sha256)
    number = library.story_of(id_)
    told_in = library.story(number) if number else None
    given = {
        "story": story,
        "article": record.article,
        "reading": record.reading,
        "page": page,
        "told_in": told_in,
        "parties": library.parties_of(id_),
        "revisions": library.revisions(id_).found,
        "copies": library.copies(id_),
        "command": f"onrecord statement fix {id_}",
        "wanted": wanted,
        "layers": layers,
        "speakers": speakers_of(story.cards),
        "manners": list(dict.fromkeys(card.statement.manner for card in story.cards)),
        "certainties": list(dict.fromkeys(card.statement.certainty for card in story.cards)),
        "citation": citation(record.article),
        "bibtex": to_bibtex(record),
        "points": points_of(features_of(record)),
        "latest": [
            one
            for one in library.stories(limit=BELOW + 1).found
            if told_in is None or one.number != told_in.story.number
        ][:BELOW],
    }
    return site.show(request, "article.html", given)


def record_of(request: Request) -> Record:
    """Give the article that an address names; raises HTTPException 404."""
    id_ = request.path_params["id"]
    found = site_of(request).library.record(id_) if ARTICLE.fullmatch(id_) else None
    if found is None:
        raise HTTPException(404, "There is no such article in this library.")
    return found


def page_bytes(request: Request) -> Response:
    """Give the bytes of a page as they were received: to keep, never to open here."""
    digest = request.path_params["sha256"]
    page = site_of(request).library.page(digest) if DIGEST.fullmatch(digest) else None
    if page is None:
        raise HTTPException(404, "There is no such page in this library.")
    ending = {"text/html": "html", "text/markdown": "md"}.get(page.media_type, "txt")
    headers = {
        "content-disposition": f'attachment; filename="{digest[:16]}.{ending}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return respond(request, page.body, "application/octet-stream", headers=headers)
