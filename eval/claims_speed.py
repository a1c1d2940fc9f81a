"""Claims of very many statements: time, how it grows, memory.

Stories are generated: five articles of twelve statements each, on one happening, of which a third
say again what another article says, in other words or with another number.
"""

import random
import resource
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from time import process_time

from eval.blank import READING, STATEMENT
from eval.figures import Figure, number
from eval.gold import article_of
from onrecord.link.claims.claiming import claims_of
from onrecord.record import Actor, Reading, Record, Span, Statement

N_STATEMENTS = 1_000_000
N_ARTICLES, N_SAID = 5, 12
_AGAIN = 0.33
_PLACES = (
    "market", "harbour", "bridge", "station", "clinic", "airport", "school", "depot", "refinery",
    "court", "mill", "dam", "quarry", "theatre", "museum", "stadium", "library", "tunnel",
    "archive", "prison", "laboratory", "monastery", "brewery", "shipyard",
)  # fmt: skip
_PEOPLE = (
    "miners", "sailors", "pupils", "nurses", "farmers", "drivers", "guards", "dockers",
    "teachers", "students", "monks", "clerks", "actors", "chemists", "jurors", "pilots", "bakers",
    "weavers",
)  # fmt: skip
_DEEDS = (
    "{n} {people} were killed at the {place}", "{n} {people} were hurt near the {place}",
    "the {place} was closed for {n} days", "{people} had been warned about the {place}",
    "no {people} were at the {place}", "the {place} will open again in June",
    "the fire at the {place} began in a lorry", "{n} tonnes of grain burned at the {place}",
    "{people} left the {place} before dawn", "the owner of the {place} paid {n} million euros",
    "the {people} of the {place} will strike on Monday", "nobody had checked the {place} since May",
    "{people} found a letter under the floor", "the owner knew nothing of the letter",
    "a wall of the {place} collapsed in the night", "the tender for the {place} was rigged",
    "{n} percent of {people} oppose the plan", "the vote on the {place} was postponed",
    "the {people} drank from a poisoned well", "an engine of the plane failed over the {place}",
    "the recording of the {people} is forged", "rain flooded the cellar of the {place}",
    "the {people} elected a new leader", "a judge froze the accounts of the {place}",
    "two paintings vanished from the {place}", "the {people} want higher wages",
    "the virus came with a cargo of apples", "a drone circled above the {place} for an hour",
)  # fmt: skip
_SAYERS = (
    "police", "the ministry", "the mayor", "a doctor", "the union", "the army", "the company",
    "residents",
)  # fmt: skip


def speed_figures(n_statements: int = N_STATEMENTS) -> list[Figure]:
    """Run once over all, timing each doubling from a sixteenth on."""
    marks = [n_statements // 16 * 2**k for k in range(5)]
    stories = generated(random.Random(7))
    times, peaks, done, spent = [], [], 0, 0.0
    for mark in marks:
        while done < mark:
            batch = list(islice(stories, 64))
            started = process_time()
            for records in batch:
                claims_of(records, copies=())
            spent += process_time() - started
            done += len(batch) * N_ARTICLES * N_SAID
        times.append(spent / done)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    growth = max(later / earlier for earlier, later in pairwise(times))
    figures = (
        ("rate", "statements a second of one core", 1 / times[-1]),
        ("growth", "  time of one statement, growth a doubling", growth),
        ("memory", "  peak memory grown over the run, MB", peaks[-1] - peaks[0]),
    )
    return [
        number(f"claims-speed.{name}", says, value, n=done, unit="statements")
        for name, says, value in figures
    ]


def generated(chance: random.Random) -> Iterator[tuple[Record, ...]]:
    """Give stories without end."""
    n = 0
    while True:
        places, people = chance.sample(_PLACES, 8), chance.sample(_PEOPLE, 8)
        told = [_sentence(chance, places, people) for _ in range(N_SAID)]
        articles = []
        for k in range(N_ARTICLES):
            said = [
                one if chance.random() < _AGAIN else _sentence(chance, places, people)
                for one in told
            ]
            articles.append(_record(f"{n}/{k}", said, chance))
            n += 1
        yield tuple(articles)


def _sentence(chance: random.Random, places: list[str], people: list[str]) -> str:
    return chance.choice(_DEEDS).format(
        n=chance.randint(2, 90), people=chance.choice(people), place=chance.choice(places)
    )


def _record(name: str, said: list[str], chance: random.Random) -> Record:
    sayers = [chance.choice(_SAYERS) for _ in said]
    lines = [
        f"{one[:1].upper()}{one[1:]}, {who} said." for one, who in zip(said, sayers, strict=True)
    ]
    text = "\n".join(lines)
    published = f"2025-03-{1 + chance.randint(0, 27):02}"
    article = article_of(name, text, ["paragraph"] * len(lines), published=published)
    actors = {who: f"a{i}" for i, who in enumerate(dict.fromkeys(sayers), start=1)}
    statements, at = [], 0
    for i, (one, who) in enumerate(zip(said, sayers, strict=True), start=1):
        content = Span(start=at, end=at + len(one))
        statements.append(_statement(f"s{i}", content, who, actors[who]))
        at += len(lines[i - 1]) + 1
    return Record(article=article, reading=_reading(article.id, statements, actors))


def _statement(name: str, content: Span, who: str, actor: str) -> Statement:
    source = Span(start=content.end + 2, end=content.end + 2 + len(who))
    return replace(
        STATEMENT,
        id=name,
        content=(content,),
        source=(source,),
        speaker=actor,
        speaker_name=who,
        grade="named body",
    )


def _reading(article: str, statements: list[Statement], actors: dict[str, str]) -> Reading:
    cast = tuple(
        Actor(
            id=id_, name=who, named=False, kind="organisation", grade="named body", aliases=(),
            mentions=tuple(s.source[0] for s in statements if s.speaker == id_), roles=(),
            affiliation=None,
        )
        for who, id_ in actors.items()
    )  # fmt: skip
    return replace(
        READING, article_id=article, weights="generated", actors=cast, statements=tuple(statements)
    )
