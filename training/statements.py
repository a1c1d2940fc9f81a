"""`python -m training.statements`: fit what the stages of statements weigh evidence by.

`--stories` are those that the `--weights` before them have not seen: of what a model has learned by
heart it is always sure, and the regressions would trust it too much. Nothing else that was fitted
before goes into it, but what `--only` leaves as it is: the same weights and stories give the same
numbers.
"""

import argparse
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from eval import gold
from eval.gold import GoldCheck, GoldStory
from eval.news_checks import JudgedText, judged_texts
from eval.reader_scores import IOU, iou
from eval.statement_scores import Match, is_named, match, places_of
from onrecord.reading.reader import Reader
from onrecord.reading.statements.assembly import Drafted, drafted, looked_at, with_statements
from onrecord.reading.statements.chains.answering import answers
from onrecord.reading.statements.chains.carriers import Carriers
from onrecord.reading.statements.chains.chain import layered, layers_in
from onrecord.reading.statements.chains.handed import possible_hands
from onrecord.reading.statements.chains.naming import Namings
from onrecord.reading.statements.checks.checking import CheckWords
from onrecord.reading.statements.checks.checks import checks_of
from onrecord.reading.statements.checks.evidences import evidences, joint_evidences
from onrecord.reading.statements.checks.weighed import check_of, possible_checks
from onrecord.reading.statements.evidence import probability
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import sense_of
from onrecord.reading.statements.senses.weighed import doubts, is_thought
from onrecord.record import Reading, Verification
from training.regression import fit
from training.sets.stories import numbers_of

ROOT = Path(__file__).resolve().parents[1]
EVIDENCE = ROOT / "src/onrecord/reading/statements/lexicon/evidence.json"
_ROUNDS = 2  # in the second one, each looks at what all find by the first
Row = tuple[dict[str, float], bool]
Rows = Callable[[Match, Drafted], Iterator[Row]]
Weights = dict[str, dict[str, float]]


# --- checks


def check_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each clause that words or the model take for a check, and whether it is one."""
    parsed, by_model = story.parsed, found.reading.verifications
    for one in possible_checks(parsed, checks_of(parsed), by_model):
        yield one.known, bool(_same_checks(found, story, one.check))


def outcome_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each outcome of each check that is found, and whether it is the right one."""
    parsed, by_model = story.parsed, found.reading.verifications
    for one in possible_checks(parsed, checks_of(parsed), by_model):
        right = {gold_check.outcome for gold_check in _same_checks(found, story, one.check)}
        if right:
            yield from ((known, outcome in right) for outcome, known in one.outcomes.items())


def covers_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each pair of a check and a statement of the gold, and whether it covers it."""
    numbers = _numbers(found, story)
    for check, right in _gold_checks(found, story):
        known = evidences(looked_at(story, check)[0], story.drafts)
        for number, one in zip(numbers, known, strict=True):
            if number is not None:
                yield one, number in right


def covers_with_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each statement beside the likeliest one of a check, and whether it is covered too."""
    numbers = _numbers(found, story)
    for check, right in _gold_checks(found, story) if numbers else ():
        look, _ = looked_at(story, check)
        shares = [probability("covers", one) for one in evidences(look, story.drafts)]
        best = max(range(len(shares)), key=lambda k: shares[k])
        if numbers[best] in right:
            for k, one in enumerate(joint_evidences(look, story.drafts, shares)):
                if k != best and numbers[k] is not None:
                    yield one, numbers[k] in right


def _numbers(found: Match, story: Drafted) -> list[int | None]:
    """Return for each draft the number of its gold statement."""
    golds = found.golds_by_id()
    return [golds.get(f"s{draft.number}") for draft in story.drafts]


def _gold_checks(found: Match, story: Drafted) -> Iterator[tuple[CheckWords, set[int]]]:
    """Give each check of the gold as it is found, or as the model should, and what it covers."""
    parsed, by_model = story.parsed, found.reading.verifications
    possible = [one.check for one in possible_checks(parsed, checks_of(parsed), by_model)]
    for check in possible:
        right = _covered_by(found, story, check)
        if right:
            yield check, right
    known = {i for one in possible for i in one.words}
    for gold_check in found.story.checks:
        words = parsed.range_of(gold_check.span)
        if words and known.isdisjoint(words):
            one = Verification(
                span=gold_check.span, outcome=gold_check.outcome, covers=(), score=1.0
            )
            yield check_of(parsed, words, one), {*gold_check.statements}


def _covered_by(found: Match, story: Drafted, check: CheckWords) -> set[int]:
    """Return the numbers of the gold statements of the check that stands in the same words."""
    return {number for one in _same_checks(found, story, check) for number in one.statements}


def _same_checks(found: Match, story: Drafted, check: CheckWords) -> list[GoldCheck]:
    """Return the checks of the gold that stand in the same words."""
    span = story.parsed.span(check.words.start, check.words.stop)
    return [
        one for one in found.story.checks if one.span.start < span.end and span.start < one.span.end
    ]


def news_rows(text: JudgedText, reading: Reading, name: str) -> Iterator[Row]:
    """Give the rows of "check" or "outcome" of an article of others.

    Most articles have no check, our own stories many: without these, too much is taken for one.
    """
    parsed = Parsed(text.article.text, reading.words)
    for one in possible_checks(parsed, checks_of(parsed), reading.verifications):
        span = parsed.span(one.check.words.start, one.check.words.stop)
        met = [clause for clause in text.clauses if clause.meets(span)]
        right = {clause.outcome for clause in met} - {None}
        if name == "outcome":
            outcomes = one.outcomes.items() if right else ()
            yield from ((known, outcome in right) for outcome, known in outcomes)
        elif right or not any(clause.is_unclear for clause in met):
            yield one.known, bool(right)


# --- speakers


def speaker_rows(found: Match, story: Drafted, kind: str) -> Iterator[Row]:
    """Give each one whom a source may mean, and whether it does."""
    speakers = {
        one.source.start: one.speaker for one in found.story.statements if one.source is not None
    }
    for one in found.story.statements:
        for name, telling in zip(one.via, one.told, strict=False):
            if telling.source is not None:
                speakers.setdefault(telling.source.start, name)
    for of, at, known in story.speakers.evidence:
        speaker = speakers.get(story.parsed.starts[at])
        if of == kind and speaker is not None:
            for member, weighed in known:
                called = (member.name, *member.aliases)
                yield weighed, any(is_named(found.story, speaker, name) for name in called)


# --- answers


def refers_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each statement that another may answer, and whether it does."""
    numbers = _numbers(found, story)
    by_draft = {id(draft): n for draft, n in zip(story.drafts, numbers, strict=True)}
    namings = Namings(story.parsed, story.cast, story.drafts)
    for k, number in enumerate(numbers):
        if number is None:
            continue
        for other, known in answers(namings, k):
            if by_draft[id(other)] is not None:
                yield known, by_draft[id(other)] in found.story.statements[number].refers


# --- chains


def hands_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each one whom the words behind a thing name, and whether they tell of what it shows."""
    parsed, names = story.parsed, Carriers(story.parsed).names
    for draft, number in zip(story.drafts, _numbers(found, story), strict=True):
        if number is None:
            continue
        told = found.story.statements[number]
        sources = [one.source for one in told.told if one.source is not None]
        words = {i for source in sources for i in parsed.range_of(source)}
        for hand, known in possible_hands(parsed, names, draft.saying):
            named = (story.cast.at[i].name for i in hand.name if i in story.cast.at)
            name = next(named, story.cast.words_of(hand.name))
            met = any(is_named(found.story, one, name) for one in told.via)
            yield known, met or not words.isdisjoint(hand.name)


def within_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each saying within another, and whether the gold has it as a statement."""
    parsed = story.parsed
    for one in layers_in(parsed, story.sayings).held:
        if not one.inner.words:
            continue
        content = places_of([parsed.span(p.start, p.stop) for p in one.inner.pieces])
        cue = {*one.inner.cue}
        yield (
            one.evidence,
            any(
                told.cue is not None
                and not cue.isdisjoint(parsed.range_of(told.cue))
                and iou(content, places_of(told.content)) >= IOU
                for told in found.story.statements
            ),
        )


def tells_rows(found: Match, story: Drafted) -> Iterator[Row]:
    """Give each one who may tell of a saying, and whether the gold has them in its chain."""
    parsed = story.parsed
    names = _names_by_word(parsed, found.story)
    numbers = {
        _anchor(draft.saying): number
        for draft, number in zip(story.drafts, _numbers(found, story), strict=True)
    }
    for one in layered(parsed, story.sayings):
        number = numbers.get(_anchor(one.saying))
        if number is not None:
            via = {*found.story.statements[number].via}
            for each in one.possible:
                met = {name for i in each.through.source for name in names.get(i, ())}
                yield each.evidence, not via.isdisjoint(met)


def _anchor(saying: Saying) -> tuple[int, ...]:
    """Return the words by which a saying is found again, whatever became of its content."""
    return saying.cue or saying.words[:1]


def _names_by_word(parsed: Parsed, story: GoldStory) -> dict[int, set[str]]:
    """Say of each word of a source who it is, by the gold."""
    known = [(one.source, one.speaker) for one in story.statements]
    known += [
        (telling.source, name)
        for one in story.statements
        for name, telling in zip(one.via, one.told, strict=False)
    ]
    names: dict[int, set[str]] = {}
    for span, name in known:
        for i in parsed.range_of(span) if span is not None else ():
            names.setdefault(i, set()).add(name)
    return names


# --- senses


def sense_rows(found: Match, story: Drafted, field: str) -> Iterator[Row]:
    """Give each manner or certainty of which words and model differ, and if the model is right."""
    for draft, number in zip(story.drafts, _numbers(found, story), strict=True):
        one = draft.saying
        if number is None or not one.cue or one.sensed is None:
            continue
        grade = draft.who.member.grade if draft.who.member else None
        said = sense_of(story.parsed, one.cue, one.words, grade, one.sensed)
        plain = field == "certainty" and is_thought(story.parsed, one.words, said)
        for name, known in doubts(said, one.sensed):
            if name == field and not plain:
                right = getattr(found.story.statements[number], field)
                yield known, right == getattr(one.sensed, field)


# --- fits

# In an order: "covers with" looks at what "covers" has found. Priors: see training/README.md.
FITTED: dict[str, tuple[Rows, float]] = {
    "pronoun": (partial(speaker_rows, kind="pronoun"), 10.0),
    "description": (partial(speaker_rows, kind="description"), 10.0),
    "within": (within_rows, 5.0),
    "hands": (hands_rows, 3.0),
    "tells": (tells_rows, 3.0),
    "refers": (refers_rows, 10.0),
    "check": (check_rows, 10.0),
    "outcome": (outcome_rows, 3.0),
    "covers": (covers_rows, 10.0),
    "covers with": (covers_with_rows, 10.0),
    "manner": (partial(sense_rows, field="manner"), 3.0),
    "certainty": (partial(sense_rows, field="certainty"), 3.0),
}


def fitted(
    rows: Iterable[Row], prior: float, near: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return the weight of each piece of evidence; what a row does not name is 0 in it.

    near: weights from which others are to be no farther than the rows are worth.
    """
    pairs = list(rows)
    names = list(dict.fromkeys(name for known, _ in pairs for name in known))
    x = np.array([[known.get(name, 0.0) for name in names] for known, _ in pairs], np.float32)
    y = np.array([right for _, right in pairs], np.float32)
    start = None if near is None else np.array([near.get(name, 0.0) for name in names], np.float32)
    weights = fit(x, y, prior=prior, start=start)
    found = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    return {**(near or {}), **found}


def learned(
    stories: Sequence[GoldStory],
    readings: Sequence[Reading],
    names: Collection[str] = FITTED,
    *,
    near: float | None = None,
    news: Sequence[tuple[JudgedText, Reading]] = (),
) -> Weights:
    """Fit regressions on what the model has read. What is in use meanwhile changes with it.

    readings: with or without statements. names: which regressions; the others stay as they are.
    news: articles of others, from which "check" and "outcome" learn besides.
    near: the penalty on weights far from those there were; None = they are fitted anew.
    """
    known: Weights = word_list("evidence")
    before = {name: known[name] if near else None for name in names}
    if near is None:
        known.update({name: {} for name in names})
    for _ in range(_ROUNDS):
        told = [
            (match(s, with_statements(s.article, r)), drafted(s.article, r))
            for s, r in zip(stories, readings, strict=True)
        ]
        for name, (rows, prior) in FITTED.items():
            if name not in names:
                continue
            every = [row for both in told for row in rows(*both)]
            if name in ("check", "outcome"):
                every += [row for both in news for row in news_rows(*both, name)]
            known[name] = fitted(every, near or prior, before[name])
    return known


# --- the command


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit every regression and write them into the lexicon."""
    parser = argparse.ArgumentParser(prog="python -m training.statements", description=__doc__)
    parser.add_argument(
        "--weights",
        action="append",
        type=Path,
        required=True,
        help="folder of the reader's weights; may be repeated, each with its --stories",
    )
    parser.add_argument(
        "--stories",
        action="append",
        nargs="+",
        type=numbers_of,
        required=True,
        help="numbers of stories they have not seen: 101-195:2 201-281",
    )
    parser.add_argument(
        "--only", nargs="+", choices=FITTED, default=list(FITTED), help="regressions to fit"
    )
    parser.add_argument(
        "--near", type=float, metavar="PENALTY", help="keep to the weights there are, so strictly"
    )
    parser.add_argument(
        "--news", action="store_true", help="learn checks from eval/news, too, as read now"
    )
    given = parser.parse_args(arguments)
    if len(given.weights) != len(given.stories):
        parser.error("give --stories once for each of --weights")
    stories: list[GoldStory] = []
    readings: list[Reading] = []
    for weights, some in zip(given.weights, given.stories, strict=True):
        numbers = {number for part in some for number in part} - {*gold.APART}
        unseen = [one for one in gold.stories() if one.number in numbers]
        readings += Reader(weights).read([one.article for one in unseen])
        stories += unseen
    texts = judged_texts("fit") if given.news else []
    read_now = Reader().read([one.article for one in texts]) if texts else []
    news = list(zip(texts, read_now, strict=True))
    known = learned(stories, readings, given.only, near=given.near, news=news)
    EVIDENCE.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    print(f"fitted on {len(stories)} stories: {EVIDENCE}")


if __name__ == "__main__":
    main()
