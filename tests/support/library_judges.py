"""A story in which people say like things, and judges that need no model.

As a script a process that is to be killed: `python tests/support/library_judges.py LIBRARY N` adds
N pages, joins and judges each, and says so in a line after every step.
"""

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from onrecord import Library, join
from onrecord.joining.judging import judge_stories
from onrecord.link.claims.related.hearing import FIRST, SECOND
from onrecord.link.claims.shipped import KINDS, JudgeWeights, KindWeights, shipped
from tests.support.library_joins import FERRY, NAMES, told

ENDS = ("and 12 people were hurt", "and nobody was hurt", "and 14 people were hurt", "as feared")


def _believed(features, prefix):
    """Weights that take over what stands in some of the features and look at nothing else."""
    return KindWeights(
        bias=dict.fromkeys(KINDS, 0.0),
        weights={
            kind: {name: float(name == f"{prefix} {kind}") for name in features} for kind in KINDS
        },
    )


HEARD = replace(  # a judge that is believed, whatever else speaks for or against it
    shipped(),
    judged=JudgeWeights(
        first=_believed(FIRST, "judged"),
        second=_believed(SECOND, "first"),
        least=dict.fromkeys(KINDS, 0.3),
    ),
)


def pages(n=6, weights="weights one"):
    """Articles of one story; in each somebody says what others say, or nearly so."""
    for number in range(n):
        end = ENDS[number % len(ENDS)]
        said = f"the engine of the ferry failed before dawn off the pier, {end}"
        text = "\n".join(
            (
                "Ferry Queen Abla aground off Tema",
                f"The ferry Queen Abla ran aground off Tema on Tuesday, boat {number} reports.",
                f"Adjoa Sarfo said: “{said}”.",
            )
        )
        page, record = told(
            f"told{number}", text, NAMES, vector=FERRY, statements=(("Adjoa Sarfo", said),),
            url=f"https://{'abc'[number % 3]}.example/{number}",
            published=f"2024-03-{5 + number:02}",
        )  # fmt: skip
        yield page, replace(record, reading=replace(record.reading, weights=weights))


def answer_to(pair, weights="weights one"):
    """What a judge says follows from the pair and its name alone."""
    digest = sha256(f"{weights} {sorted(pair)}".encode()).digest()
    best = digest[0] % len(KINDS)
    return tuple(-digest[1] / 1000 if i == best else -6.5 for i in range(len(KINDS)))


class Judge:
    """A judge that counts what it is asked; kill: at which call, counted from 1, it is stopped."""

    def __init__(self, weights="weights one", *, knows=True, kill=()):
        self.weights, self.knows, self.kill = weights, knows, set(kill)
        self.calls, self.pairs = 0, []

    def __call__(self, asked):
        self.calls += 1
        if self.calls in self.kill:
            raise KillError
        self.pairs += asked
        return self.weights, [answer_to(one, self.weights) if self.knows else () for one in asked]


class KillError(Exception):
    pass


def _say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main():
    with Library.open(sys.argv[1]) as library:
        for page, record in pages(int(sys.argv[2])):
            library.add(page, (record,))
            _say("added")
            join(library)
            _say("joined")
            judge_stories(library, Judge())
            _say("judged")


if __name__ == "__main__":
    main()
