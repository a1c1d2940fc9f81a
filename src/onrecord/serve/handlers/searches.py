"""Search pages: articles by the library's language, statements by who, what and how."""

import re
from dataclasses import dataclass
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.errors import QueryError
from onrecord.library import Answer, Days, Said
from onrecord.library.forms.words import words
from onrecord.library.questions.query import FIELDS, LISTED_FIELDS
from onrecord.record import ActorKind, CheckState, Manner
from onrecord.serve.forms import Paging, paging_of, words_of, wrong_words
from onrecord.serve.site import Site, site_of

MOST_SUGGESTED = 12
NAMED = re.compile(r'(?P<name>speaker|actor|place):"?(?P<value>[^"()]+)$')
STATES: dict[CheckState, str] = {
    "verified": "verified",
    "contradicted": "contradicted",
    "not verified": "not verified",
    "silent": "no check told",
}
KINDS: dict[str, ActorKind] = {"place": "place"}
EXAMPLES = (
    ("ferry vote", "both words, anywhere in a story"),
    ('"night pay"', "these words side by side"),
    ("speaker:clerk manner:declines", "who would not say something"),
    ('checked:"not verified"', "what the story says nobody could verify"),
    ("place:Tema since:2024-09", "a place, from a day, month or year on"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of statements; None = any."""

    by: str | None
    about: str | None
    manner: str | None
    checked: str | None
    since: str | None
    until: str | None

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """Read it from an address."""
        names = ("by", "about", "manner", "checked", "since", "until")
        return cls(**{name: words_of(request, name) for name in names})

    def answer(self, site: Site, paging: Paging, *, copies: bool = False) -> Answer[Said]:
        """Ask the library; raises QueryError. copies: as of `Library.said`."""
        return site.library.said(
            by=self.by,
            about=self.about,
            manner=self.manner,
            checked=self.checked,
            days=Days(since=self.since, until=self.until),
            copies=copies,
            limit=paging.limit,
            offset=paging.offset,
        )


NOTHING = Asked(by=None, about=None, manner=None, checked=None, since=None, until=None)


def routes() -> list[BaseRoute]:
    """Give the routes of this file."""
    return [Route("/search", search), Route("/said", said), Route("/suggest", suggest)]


def search(request: Request) -> Response:
    """Show articles that a query finds; what is wrong with it stands under the box."""
    site, paging, asked = site_of(request), paging_of(request), words_of(request, "q")
    given: dict[str, Any] = {"q": asked or "", "answer": None, "wrong": None, "paging": paging}
    given["examples"] = EXAMPLES
    if asked:
        try:
            given["answer"] = site.library.search(asked, limit=paging.limit, offset=paging.offset)
        except QueryError as error:
            given["wrong"] = wrong_words(error)
    status = 400 if given["wrong"] else 200
    return site.show(request, "search.html", given, status=status)


def said(request: Request) -> Response:
    """Show statements, newest first."""
    site, paging, asked = site_of(request), paging_of(request), Asked.of(request)
    given: dict[str, Any] = {"asked": asked, "answer": None, "wrong": None, "paging": paging}
    given |= {"manners": get_args(Manner), "states": STATES}
    try:
        # nothing asked is nothing shown: the newest of all statements are in the newest stories
        given["answer"] = asked.answer(site, paging) if asked != NOTHING else None
    except QueryError as error:
        given["wrong"] = wrong_words(error)
    return site.show(request, "said.html", given, status=400 if given["wrong"] else 200)


def suggest(request: Request) -> Response:
    """Show how the last word of a query may go on."""
    site, asked = site_of(request), words_of(request, "q") or ""
    offered = suggestions(asked) or _names(site, asked)
    return site.show(request, "suggest.html", {"offered": offered})


def _names(site: Site, query: str) -> list[tuple[str, str]]:
    """Give whole queries whose last field goes on with the name of a party."""
    found = NAMED.search(query)
    if found is None or not (words(found["value"])):
        return []
    known = site.library.parties(f"{found['value']}*", kind=KINDS.get(found["name"]), limit=8)
    offered = [f'{found["name"]}:"{one.name}"' for one in known.found if '"' not in one.name]
    return [(query[: found.start()] + one, one) for one in offered]


def suggestions(query: str) -> list[tuple[str, str]]:
    """Give whole queries whose last word goes on as the language allows, and the word itself."""
    if not query or query.count('"') % 2:  # inside a phrase nothing is to be offered
        return []
    head, _, last = query.rpartition(" ")
    before = f"{head} " if head else ""
    minus = "-" if last.startswith("-") else ""
    name, colon, value = last.removeprefix("-").partition(":")
    if colon:
        words = LISTED_FIELDS.get(name.casefold(), ())
        rest = [f'"{one}"' if " " in one else one for one in words]
        fits = [one for one in rest if one.strip('"').startswith(value.strip('"').casefold())]
        offered = [f"{minus}{name}:{one}" for one in fits if one != value]
    else:
        offered = [f"{minus}{one}:" for one in FIELDS if name and one.startswith(name.casefold())]
    return [(before + one, one) for one in offered[:MOST_SUGGESTED]]
