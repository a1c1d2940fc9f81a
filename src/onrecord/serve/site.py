"""What the handlers of one running server share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from onrecord.library import Hit, Library
from onrecord.library.forms.rows import outlet_of
from onrecord.number_words import counted
from onrecord.serve.answering import respond
from onrecord.serve.assets import address
from onrecord.serve.desk import Desk
from onrecord.serve.shown.accounts import by_speakers
from onrecord.serve.shown.cards import FAMILIES, LEGEND
from onrecord.serve.shown.charts import marks_of
from onrecord.serve.shown.happened import rows_of
from onrecord.serve.shown.when import in_words
from onrecord.serve.tokens import Tokens
from onrecord.version import __version__

LINE = 220  # characters of the text of an event
WEB = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One library with what is needed to show it."""

    library: Library
    desk: Desk
    tokens: Tokens = field(default_factory=Tokens)
    who: str = "reader"  # in whose name corrections are kept
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def show(
        self,
        request: Request,
        template: str,
        given: Mapping[str, Any],
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Answer with a page made from a template; all values are escaped."""
        token = self.tokens.make(request.scope.get("onrecord.session", ""))
        page = templates().get_template(template)
        body = page.render(
            token=token,
            path=request.url.path,
            query=dict(request.query_params),
            library_name=self.library.name,
            **given,
        ).encode(errors="replace")
        if status == HTTPStatus.OK:
            return respond(
                request, body, "text/html; charset=utf-8", varying=token.encode(), headers=headers
            )
        return Response(body, status, headers, "text/html; charset=utf-8")


def site_of(request: Request) -> Site:
    """Give what the handlers of this server share."""
    site: Site = request.app.state.site
    return site


@cache
def templates() -> Environment:
    """Give the templates, with what all of them may call."""
    made = Environment(
        loader=PackageLoader("onrecord.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(asset=address, version=__version__, families=FAMILIES, legend=LEGEND)
    made.filters.update(
        by_speakers=by_speakers,
        when=in_words,
        web=web_address,
        with_query=with_query,
        count=counted,
        outlet=outlet_of,
        marked=marked,
        as_json=as_json,
        marks_of=marks_of,
        shortened=shortened,
        rows_of=rows_of,
    )
    return made


def web_address(url: str | None) -> str | None:
    """Give an address that may be a link; None for one that would run or open something else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in WEB and parts.netloc else None


def with_query(path: str, **query: object) -> str:
    """Write an address with parameters; those that are None or "" are left out."""
    kept = {name: value for name, value in query.items() if value is not None and value != ""}
    return f"{path}?{urlencode(kept)}" if kept else path


def as_json(found: Iterable[Any]) -> str:
    """Write places or marks for the script that draws them; the template escapes it."""
    return orjson.dumps([asdict(one) for one in found]).decode()


def shortened(text: str) -> str:
    """Cut a text at a word, to about a line."""
    if len(text) <= LINE:
        return text
    return text[:LINE].rpartition(" ")[0] + " …"


def marked(hit: Hit) -> Markup:
    """Give the snippet of a hit with the words that were searched for marked."""
    made, at = Markup(), 0
    for mark in hit.marks:
        made += hit.snippet[at : mark.start]
        made += Markup("<mark>{}</mark>").format(hit.snippet[mark.start : mark.end])
        at = mark.end
    return made + hit.snippet[at:]
