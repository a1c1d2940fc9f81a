"""Stories as a layout sees them: their text, and invented facts to fill templates with."""

import random
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from training.wording import (
    AGENCIES,
    CITIES,
    FIRST,
    LAST,
    MONTHS,
    PAPER_KINDS,
    PAPER_PLACES,
    ROLES,
    SECTIONS,
    STAMPS,
    TOPICS,
    WEEKDAYS,
)

Fields = Mapping[str, str | int]


class Piece(NamedTuple):
    """One block to be written: its text, what it is, and what stands around it."""

    text: str
    kind: str = "furniture"
    gap: int = 0  # blank lines wanted before it
    lead: str = ""  # white space in front of the first line
    prefix: str = ""  # visible mark in front, outside the region: "# ", "<p>", "HL  "
    suffix: str = ""  # the same behind
    hang: str = ""  # put before every further line of a wrapped block
    wraps: bool = False  # follows the line width of the dump
    align: str = ""  # "center" or "right": `lead` is worked out from the width


class Scene(NamedTuple):
    """One story as makers see it."""

    headline: str
    summary: tuple[str, ...]
    body: tuple[tuple[str, str], ...]  # (kind, text)
    fields: Fields


Maker = Callable[[Scene, random.Random], list[Piece]]


class Bylaws(NamedTuple):
    """What all makers of a dump agree on."""

    date: str  # template of a date
    time: str
    stamp: str  # template of date and time
    gap: int  # blank lines between lines of a header
    align: str
    lead: str
    years: tuple[int, int]  # first and last year of its dates
    months: tuple[int, int]


def name(rng: random.Random) -> str:
    """Draw an invented reporter."""
    initial = f" {rng.choice('ABCDEFGHJKLMRST')}." if rng.random() < 0.12 else ""
    return f"{rng.choice(FIRST)}{initial} {rng.choice(LAST)}"


def paper_name(rng: random.Random) -> str:
    """Draw an invented paper."""
    kind = rng.choice(PAPER_KINDS)
    return rng.choice(("", "", "The ")) + f"{rng.choice(PAPER_PLACES)} {kind}"


def _day_fields(rng: random.Random, laws: Bylaws) -> dict[str, str | int]:
    year, month, day = rng.randint(*laws.years), rng.randint(*laws.months), rng.randint(1, 28)
    hour, weekday = rng.randint(0, 23), rng.choice(WEEKDAYS)
    ordinal = "th" if 4 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return {
        "y": year,
        "yy": f"{year % 100:02d}",
        "year": year,
        "m": month,
        "mm": f"{month:02d}",
        "month": MONTHS[month - 1],
        "mon": MONTHS[month - 1][:3],
        "MONTH": MONTHS[month - 1].upper(),
        "MON": MONTHS[month - 1][:3].upper(),
        "d": day,
        "dd": f"{day:02d}",
        "th": ordinal,
        "weekday": weekday,
        "wd": weekday[:3],
        "HH": f"{hour:02d}",
        "h": hour % 12 or 12,
        "MM": f"{rng.randint(0, 59):02d}",
        "pm": "AM" if hour < 12 else "PM",
        "apm": "am" if hour < 12 else "pm",
        "zone": rng.choice(("GMT", "EST", "UTC", "BST", "ET")),
        "hours": rng.randint(2, 23),
        "minutes": rng.randint(2, 14),
        "iso": f"{year}-{month:02d}-{day:02d}",
    }


def _people_fields(rng: random.Random) -> dict[str, str | int]:
    author = name(rng)
    handle = re.sub(r"\W", "", author).lower()
    return {
        "author": author,
        "AUTHOR": author.upper(),
        "author2": name(rng),
        "author3": name(rng),
        "person": name(rng),
        "person2": name(rng),
        "handle": handle,
        "role_plain": "reporter",
        "initials": "".join(part[0].lower() for part in author.split()),
    }


def _place_fields(rng: random.Random, paper: str) -> dict[str, str | int]:
    city, country = rng.choice(CITIES)
    agency, agency_name = rng.choice(AGENCIES)
    site = paper.removeprefix("The ").replace(" ", "").lower() + rng.choice(
        (".example", ".example.org")
    )
    section, section2 = rng.sample(SECTIONS, 2)
    topic, topic2, topic3 = rng.sample(TOPICS, 3)
    return {
        "city": city,
        "CITY": city.upper(),
        "country": country,
        "AGENCY": agency.upper(),
        "agency_name": agency_name,
        "paper": paper,
        "PAPER": paper.upper(),
        "site": site,
        "section": section,
        "SECTION": section.upper(),
        "section2": section2,
        "topic": topic,
        "topic2": topic2,
        "topic3": topic3,
        "edition": rng.choice(("Late Edition - Final", "First edition", "National", "1", "Europe")),
    }


def _count_fields(rng: random.Random, site: str) -> dict[str, str | int]:
    code = "".join(rng.choices("ABCDEFGHKLMNPRSTW", k=4))
    short = "".join(rng.choices("abcdefhkmnprstuvwxyz23456789", k=5))
    return {
        "code": code,
        "id": f"{rng.randrange(10**8):08d}{short}",
        "short": f"{site[:5]}.example/{short}",
        "url": f"https://{site}/{rng.randrange(10**6)}",
        "count": rng.randint(0, 900),
        "k": rng.randint(1, 6),
        "kk": rng.randint(7, 20),
        "page": f"{rng.choice('ABCD')}{rng.randint(1, 40)}",
        "mail": f"{short}@{site}",
    }


def story_fields(rng: random.Random, paper: str, laws: Bylaws) -> dict[str, str | int]:
    """Draw everything a template may ask for, except what comes from the story's own text."""
    fields = _day_fields(rng, laws) | _people_fields(rng) | _place_fields(rng, paper)
    fields |= _count_fields(rng, str(fields["site"]))
    fields["date"] = laws.date.format_map(fields)
    fields["time"] = laws.time.format_map(fields)
    fields["DATE"] = str(fields["date"]).upper()
    fields["stamp"] = laws.stamp.format_map(fields)
    fields["stamp2"] = (laws.stamp if rng.random() < 0.6 else rng.choice(STAMPS)).format_map(fields)
    fields["STAMP"] = str(fields["stamp"]).upper()
    fields["role"] = rng.choice(ROLES).format_map(fields)
    return fields


def text_fields(headline: str, body: tuple[tuple[str, str], ...]) -> dict[str, str | int]:
    """Work out fields from the story's text: counts and a slug."""
    characters = sum(len(text) for _, text in body)
    long_words = re.findall(r"\w{4,}", headline) or ["story"]
    return {
        "headline": headline,
        "HEADLINE": headline.upper(),
        "chars": characters,
        "words": characters // 6,
        "slug": "-".join(long_words[:5]).lower(),
        "SLUG": "-".join(long_words[:2]).upper(),
    }
