"""Articles that belong together, with readings made by hand, for what a library joins."""

from dataclasses import replace
from random import Random

from eval.blank import STATEMENT
from eval.library_crashes import joined_of as state
from onrecord import Record
from tests.support.library_stories import found, page_of
from tests.support.link_actors import actor, article, reading, spans

FERRY, FIRE = (1.0, 0.1, 0.0), (0.1, 1.0, 0.1)
SUBJECTS = (
    (FERRY, "Ferry Queen Abla aground off Tema", ("Queen Abla", "Adjoa Sarfo", "Tema"), "03"),
    (FIRE, "Bakery of Yaw Mensah burns in Kumasi", ("Yaw Mensah", "Kumasi", "Abena Sarfo"), "06"),
    ((0.0, 0.2, 1.0), "Ho market wall falls", ("Kofi Boateng", "Ho Market Board"), "09"),
)
KINDS = {"Tema": "place", "Kumasi": "place", "Ho Market Board": "organisation"}
TEXT = "\n".join(
    (
        "Ferry Queen Abla aground off Tema",
        "The ferry Queen Abla ran aground off Tema on Tuesday with 214 aboard, its owners said.",
        "Captain Adjoa Sarfo blamed the fog, which had come in before dawn and did not lift.",
        "Boats of the harbour took everybody off by noon, and nobody was hurt, a clerk said.",
    )
)
NAMES = ("Queen Abla", "Adjoa Sarfo", "Tema")
WORDS = [
    "boats",
    "crew",
    "fog",
    "captain",
    "divers",
    "harbour",
    "crack",
    "seam",
    "rope",
    "tide",
    "pilot",
    "anchor",
    "oven",
    "flour",
    "street",
    "smoke",
    "roof",
    "neighbours",
    "insurance",
    "wall",
    "traders",
    "stalls",
    "rain",
    "bricks",
    "engineers",
    "inspectors",
    "report",
]


def told(name, text, names=(), **more):
    """A page with one story. more: published, vector, url, kinds, statements, captured, agency."""
    made = article(name, text, more.get("published"))
    page = page_of(f"page of {name} {more.get('url')}", name=f"{name}.html")
    url, agency = more.get("url"), more.get("agency")
    made = replace(
        made,
        id=name,
        page_sha256=page.sha256,
        url=found(url) if url else None,
        agency=found(agency) if agency else None,
        captured=found(more["captured"], "day") if more.get("captured") else None,
    )
    if names is None:
        return page, Record(article=made, reading=None)
    actors = [
        actor(i, text, one, KINDS.get(one, "person"), **more.get("of", {}).get(one, {}))
        for i, one in enumerate(names, start=1)
        if one in text
    ]
    vector = more.get("vector")
    unit = tuple(x / sum(y * y for y in vector) ** 0.5 for x in vector) if vector else ()
    lines = text.count("\n") + 1
    read = reading(made, actors, vectors=(unit,) * lines if vector else ())
    spoken = tuple(
        statement(n, made.text, words, next(x for x in actors if x.name == who))
        for n, (who, words) in enumerate(more.get("statements", ()), start=1)
    )
    return page, Record(article=made, reading=replace(read, statements=spoken))


def statement(number, text, words, who, **more):
    return replace(
        STATEMENT,
        id=f"s{number}",
        content=spans(text, words)[:1],
        source=who.mentions[:1],
        speaker=who.id,
        speaker_name=who.name,
        grade="named person",
        quote="direct",
        manner=more.get("manner", "says"),
        score=0.9,
    )


def random_told(seed, n):
    """Pages of a few stories, with copies and versions among them; the same for the same seed."""
    draw = Random(seed)
    made = []
    for number in range(n):
        vector, headline, names, day = draw.choice(SUBJECTS)
        if made and draw.random() < 0.25:
            text, names, vector, url = draw.choice(made)
            if draw.random() < 0.5:  # another version of it
                text += f"\nIt has {draw.randrange(20, 90)} {draw.choice(WORDS)}, a clerk said."
            else:
                url = f"https://{draw.choice('abc')}.example/{number}"
        else:
            lines = [" ".join(draw.choices(WORDS, k=14)) for _ in range(3)]
            chosen = [x for x in names if draw.random() < 0.8] or names[:1]
            text = "\n".join([headline, *lines, f"{' and '.join(chosen)} spoke of it."])
            url = f"https://{draw.choice('abc')}.example/{number}"
        made.append((text, names, vector, url))
        yield told(
            f"n{seed}x{number}",
            text,
            names,
            vector=vector,
            url=url,
            published=f"2024-{day}-{1 + number % 9:02}",
            captured=f"2024-10-{1 + number % 28:02}",
        )


def fill(library, pages):
    for page, record in pages:
        library.add(page, (record,))
    return library


__all__ = ["FERRY", "FIRE", "NAMES", "TEXT", "fill", "random_told", "state", "statement", "told"]
