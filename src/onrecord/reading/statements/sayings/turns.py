"""Statements shown by the layout of a line: turns in a conversation, headlines, signatures."""

from collections.abc import Iterator
from itertools import chain, pairwise, takewhile

from onrecord.reading.statements.actors.naming.name_words import RUBRICS
from onrecord.reading.statements.actors.naming.sources import names_of, sorts_of
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.edges import trimmed
from onrecord.reading.statements.sayings.layout import DASHES, Layout
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_LONGEST_LABEL = 6  # words in front of a colon that name who speaks
_LONGEST_SOURCE = 8
_SHORTEST_HEADLINE = 4
_LAST_HEADLINE = 6  # lines from the top: headline and bullets
_NAMELIKE = frozenset(("PROPN", "NOUN", "ADJ", "DET", "PART", "ADP", "PUNCT"))
_LABELS = frozenset(("q", "a", "question", "answer"))
_ADDRESS = "dear"  # "DEAR ANN: …" speaks to her
_FEWEST_QUESTIONS = 2
_FULL_NAME = 2  # words
_YOU = frozenset(("you", "your", "yours", "yourself"))
NO_LINES: frozenset[int] = frozenset()
_OWN = frozenset(("i", "my", "me", "we", "our"))
_TALK = _OWN | _YOU | {"?", "us", "“", '"', "‘"}
_SPEAKERS = ("official", "person", "body", "media")
_QUOTES = "“”‘’\"'„«»"
_ENDS = frozenset((".", "!", "?", "”", "’", '"'))
_BRACKETS = frozenset(("[", "]", "(", ")"))
_BULLETS = frozenset(("•", "·", "*"))


def turns_of(layout: Layout, subheads: frozenset[int] = NO_LINES) -> list[Saying]:
    """Return the statements of lines such as "ROE: No.", "Ferry late, mayor says", "“…” — Roe".

    subheads: lines that stand apart, such as the questions of an interview.
    """
    labels = _labels(layout.parsed)
    interview = {} if labels else _interview(layout, subheads)
    found = []
    for line in _lines(layout.parsed):
        turn = _spoken(layout, line, labels) or _answered(layout, line, interview)
        turn = turn or _posted(layout, line) or _signed(layout, line) or _headed(layout, line)
        if turn is not None and any(turn.pieces):
            found.append(turn)
    return found


def _lines(parsed: Parsed) -> Iterator[range]:
    at = 0
    while at < len(parsed):
        line = parsed.line_of(at)
        at = line.stop
        bullet = parsed.words[line.start] in _BULLETS and len(line) > 1
        yield range(line.start + bullet, line.stop)


# --- transcripts


def _labels(parsed: Parsed) -> set[tuple[str, ...]]:
    """Return what stands in front of a colon at the start of two lines or more: an interview.

    Where nobody says "I" or "you", asks or is quoted, lines are notes: "Osen: Host Tema on Friday."
    """
    seen: dict[tuple[str, ...], int] = {}
    talks = False
    for line in _lines(parsed):
        colon = _colon(parsed, line)
        if colon and parsed.words[line.start] not in RUBRICS | {_ADDRESS}:
            label = tuple(parsed.words[line.start : colon])
            seen[label] = seen.get(label, 0) + 1
            talks = talks or not _TALK.isdisjoint(parsed.words[colon + 1 : line.stop])
    shouted = _shouted(parsed)
    capitals = {label for label in seen if label[-1] in shouted}
    if len(capitals) == 1:
        capitals = set()  # a dateline, "LIVE:"
    talked = {label for label, n in seen.items() if talks and n > 1}
    labels = talked | {label for label in seen if {*label} <= _LABELS} | capitals
    labels |= _answering(parsed) if talks else set()
    surnames = {label[0] for label in labels if len(label) == 1} - _LABELS
    return labels | {label for label in seen if label[-1] in surnames}  # "GOV. ANN ROE:", "ROE:"


def _answering(parsed: Parsed) -> set[tuple[str, ...]]:
    """Return two labels in capitals one below the other: a bit of talk within a story."""
    labels: list[tuple[str, ...]] = []
    for line in _lines(parsed):
        if _without_noise(parsed, line).stop <= line.start:
            continue  # "[Laughter]" between them
        colon = _colon(parsed, line)
        shouts = colon is not None and parsed.forms[colon - 1].isupper()
        shouts = shouts and parsed.words[line.start] not in RUBRICS | {_ADDRESS}
        labels.append(tuple(parsed.words[line.start : colon]) if shouts else ())
    pairs = [pair for pair in pairwise(labels) if all(pair) and pair[0] != pair[1]]
    return {*chain.from_iterable(pairs)}


def _shouted(parsed: Parsed) -> set[str]:
    """Return the words that a text has in capitals and in small letters: "ROE:", "Ada Roe"."""
    shouted = {f.lower() for f in parsed.forms if f.isupper() and len(f) > 1}
    return shouted & {f.lower() for f in parsed.forms if not f.isupper()}


def _colon(parsed: Parsed, line: range) -> int | None:
    """Return the colon near the start of a line with something behind it."""
    for i in range(line.start + 1, min(line.start + _LONGEST_LABEL + 1, line.stop - 1)):
        if parsed.words[i] == ":":
            return i
        is_name = parsed.forms[i].isupper() or parsed.forms[i - 1].isupper()
        if parsed.words[i] in (",", "“", '"') or (parsed.words[i] == "." and not is_name):
            return None
        if parsed.tags[i] in ("VERB", "AUX") and not parsed.forms[i].isupper():
            return None
    return None


def _spoken(layout: Layout, line: range, labels: set[tuple[str, ...]]) -> Saying | None:
    colon = _colon(layout.parsed, line)
    if colon is None or tuple(layout.parsed.words[line.start : colon]) not in labels:
        return None
    piece = _without_noise(layout.parsed, range(colon + 1, line.stop))
    if not layout.is_quotation(piece):
        piece = without_stop(layout, piece)
    source = tuple(range(line.start, colon))
    return Saying(source=source, pieces=(piece,), score=0.9, made="turn")


def _without_noise(parsed: Parsed, piece: range) -> range:
    """Return words without what was heard behind them: "(Applause.)"; none where that is all."""
    inside = list(takewhile(lambda i: parsed.words[i] not in _BRACKETS, reversed(piece[:-1])))
    opening = piece.stop - 2 - len(inside)
    closed = len(piece) > 1 and parsed.words[piece.stop - 1] in _BRACKETS
    heard = [parsed.words[i] for i in inside if parsed.words[i].isalpha()]
    noise = closed and heard and names_of("noises").issuperset(heard[-1:])
    return range(piece.start, opening) if noise and opening >= piece.start else piece


def without_stop(layout: Layout, piece: range) -> range:
    """Return a stretch of talk without its last full stop."""
    if not piece:
        return piece
    stop = layout.parsed.words[piece.stop - 1] == "."
    return range(piece.start, piece.stop - stop)


# --- interviews with one name in front of the first answer


def _interview(layout: Layout, subheads: frozenset[int]) -> dict[int, range]:
    """Return the answers of an interview: where each begins, with the label of the first one.

    Its questions end in "?" and name nobody, or stand apart and most of them speak to "you". What
    stands below a question answers it, and so does what is said in the first person. Where no
    answer has a label, the headline's is theirs.
    """
    parsed = layout.parsed
    lines = list(_lines(parsed))
    prompts = _set_apart(layout, lines, subheads)
    questions = prompts | {line.start for line in lines if _asks(layout, line)}
    if len(questions) < _FEWEST_QUESTIONS:
        return {}
    named = (line for k, line in enumerate(lines) if k and lines[k - 1].start in questions)
    first = next((line for line in named if _names_one(parsed, line)), None)
    if first is None:
        opening = lines[1 : [line.start for line in lines].index(min(prompts))] if prompts else []
        return _interviewed(layout, lines, questions, opening)
    label = range(first.start, first.start + 1)
    answers = _below(layout, lines, questions)
    return {first.start: label} | {line: label for line in answers if line > first.start}


def _set_apart(layout: Layout, lines: list[range], subheads: frozenset[int]) -> set[int]:
    """Return the lines that stand apart where half of them ask or speak to somebody."""
    parsed = layout.parsed
    apart = [line for line in lines if parsed.lines[line.start] in subheads]
    asking = [
        line
        for line in apart
        if parsed.words[line.stop - 1] == "?" or not _YOU.isdisjoint(parsed.words[i] for i in line)
    ]
    is_interview = len(asking) >= max(_FEWEST_QUESTIONS, len(apart) / 2)
    return {line.start for line in apart} if is_interview else set()


def _below(layout: Layout, lines: list[range], questions: set[int]) -> dict[int, bool]:
    """Return the lines that answer, each with whether it is said in the first person."""
    words, answers = layout.parsed.words, {}
    for before, line in pairwise(lines):
        own = any(words[i] in _OWN for i in line if i not in layout.inside)
        if line.start not in questions and (own or before.start in questions):
            answers[line.start] = own
    return answers


def _interviewed(
    layout: Layout, lines: list[range], questions: set[int], opening: list[range]
) -> dict[int, range]:
    """Return the answers of an interview whose headline names the one asked: "Ann Roe: …".

    opening: the lines in front of prompts that stand apart; one of them may begin with the name.
    """
    parsed, top = layout.parsed, lines[0]
    colon = _colon(parsed, top)
    label = range(top.start, colon or top.start)
    if not _is_full_name(parsed, label):
        label = _name_behind(layout, top)
    if not _is_full_name(parsed, label):
        names = (_name_from(parsed, line) for line in opening)
        label = next((name for name in names if _is_full_name(parsed, name)), range(0))
    if not _is_full_name(parsed, label):
        return {}
    answers = _below(layout, lines, questions)
    is_own = sum(answers.values()) >= _FEWEST_QUESTIONS
    asked = min(questions)
    return {line: label for line in answers if line > asked} if is_own else {}


def _is_full_name(parsed: Parsed, words: range) -> bool:
    return len(words) >= _FULL_NAME and all(parsed.forms[i][:1].isupper() for i in words)


def _name_behind(layout: Layout, top: range) -> range:
    """Return the name behind the words of a headline: "‘We were told nothing’: Ann Roe on …"."""
    parsed = layout.parsed
    colon = next((i for i in top[:-1] if parsed.words[i] == ":"), None)
    if colon is None or parsed.forms[colon - 1][-1] not in _QUOTES:
        return range(0)
    return _name_from(parsed, range(colon + 1, top.stop))


def _name_from(parsed: Parsed, words: range) -> range:
    end = next((i for i in words if parsed.tags[i] != "PROPN"), words.stop)
    return range(words.start, end)


def _asks(layout: Layout, line: range) -> bool:
    return layout.parsed.words[line.stop - 1] == "?" and layout.inside.isdisjoint(line)


def _names_one(parsed: Parsed, line: range) -> bool:
    """Whether a line begins with one name and a colon, and the text has that name elsewhere."""
    name = parsed.forms[line.start]
    is_label = len(line) > _SHORTEST_HEADLINE and parsed.words[line.start + 1] == ":"
    return is_label and name[:1].isupper() and parsed.forms.count(name) > 1


def _answered(layout: Layout, line: range, answers: dict[int, range]) -> Saying | None:
    label = answers.get(line.start)
    if label is None:
        return None
    begin = line.start + 2 if label.start == line.start else line.start
    piece = without_stop(layout, range(begin, line.stop))
    return Saying(source=tuple(label), pieces=(piece,), score=0.8, made="turn")


# --- signatures


def _signed(layout: Layout, line: range) -> Saying | None:
    """Find a quotation with a dash and a name behind it."""
    parsed = layout.parsed
    quote = layout.quote_of(line.start)
    if quote is None or quote.stop >= line.stop - 1 or parsed.words[quote.stop] not in DASHES:
        return None
    rest = range(quote.stop + 1, line.stop)
    if len(rest) > 2 * _LONGEST_SOURCE or not parsed.forms[rest.start][:1].isupper():
        return None
    end = next((i for i in rest if parsed.words[i] in (",", "(", ".")), rest.stop)
    return Saying(source=tuple(range(rest.start, end)), pieces=(quote,), score=0.8, made="turn")


def _posted(layout: Layout, line: range) -> Saying | None:
    """Find "— Ann Roe (@annroe) May 3" behind a post, or below it on a line of its own."""
    parsed = layout.parsed
    named = ((i, _poster(parsed, range(i + 1, line.stop))) for i in line if _is_dash(parsed, i))
    dash, source = next(((i, name) for i, name in named if name), (line.start, None))
    post = [range(line.start, dash)]
    if not post[0] and line.start:
        post = _lines_above(layout, line)
    post = [one for one in post if _says_anything(parsed, one)]
    if source is None or not post:
        return None
    pieces = (*post[:-1], without_stop(layout, post[-1]))
    return Saying(source=tuple(source), pieces=pieces, score=0.8, made="turn")


def _lines_above(layout: Layout, line: range) -> list[range]:
    """Return the lines of a post that is signed below: all that the page sets off with the name."""
    parsed = layout.parsed
    found = [parsed.line_of(line.start - 1)]
    own = parsed.lines[line.start]
    while found[0].start and {own, parsed.lines[found[0].start]} <= layout.set_off:
        before = parsed.line_of(found[0].start - 1)
        if parsed.lines[before.start] not in layout.set_off or _is_signed(parsed, before):
            break
        found.insert(0, before)
    return found


def _is_signed(parsed: Parsed, line: range) -> bool:
    return any(_is_dash(parsed, i) and _poster(parsed, range(i + 1, line.stop)) for i in line)


def _says_anything(parsed: Parsed, words: range) -> bool:
    """Whether there are words beside marks, pictures and addresses of pages."""
    return any(parsed.words[i][0].isalnum() and "://" not in parsed.words[i] for i in words)


def _is_dash(parsed: Parsed, i: int) -> bool:
    return parsed.words[i] in DASHES


def _poster(parsed: Parsed, words: range) -> range | None:
    """Return the name in front of an account in brackets: "Ann Roe" of "Ann Roe (@annroe)"."""
    name = words[:_LONGEST_SOURCE]
    bracket = next((i for i in name[1:] if parsed.words[i] == "("), None)
    if bracket is None or not parsed.forms[name.start][:1].isupper():
        return None
    account = parsed.words[bracket + 1] if bracket + 1 < words.stop else ""
    return range(name.start, bracket) if account.startswith("@") else None


# --- headlines


def _headed(layout: Layout, line: range) -> Saying | None:
    """Find "…, mayor says" and "Mayor: …" in a line that is no sentence."""
    if len(line) < _SHORTEST_HEADLINE or layout.parsed.words[line.stop - 1] in _ENDS:
        return _titled(layout, line)
    return _with_cue(layout, line) or _quoted(layout, line) or _titled(layout, line)


def _with_cue(layout: Layout, line: range) -> Saying | None:
    parsed, last = layout.parsed, line.stop - 1
    cue = cue_at(parsed, last)
    if cue is None or cue.reports == "seldom":
        return None
    first = max(line.start + 1, last - _LONGEST_SOURCE) - 1
    commas = (i for i in range(last - 2, first, -1) if parsed.words[i] in {",", *DASHES} - {"-"})
    comma = next(commas, None)
    if comma is None or comma < line.start + 2:
        return None
    return Saying(
        cue=(last,),
        source=tuple(range(comma + 1, last)),
        pieces=(range(_start_of_last(layout, range(line.start, comma)), comma),),
        score=0.8,
        made="heading",
    )


def _start_of_last(layout: Layout, words: range) -> int:
    """Return where the last clause of a headline starts: "LIVE: Ferry aground; | all are safe"."""
    marks = [i for i in words[:-2] if layout.parsed.words[i] in (";", ":")]
    return marks[-1] + 1 if marks and marks[-1] not in layout.inside else words.start


def _titled(layout: Layout, line: range) -> Saying | None:
    """Find "Mayor: bridge is safe" at the top."""
    parsed = layout.parsed
    colon = _colon(parsed, line)
    if colon is None or not _is_at_top(parsed, line) or line.stop - colon < _SHORTEST_HEADLINE:
        return None
    source = range(line.start, colon)
    if not _names_speaker(parsed, source):
        return None
    piece = trimmed(layout, range(colon + 1, line.stop), ())
    return Saying(source=tuple(source), pieces=(piece,), score=0.6, made="heading")


def _quoted(layout: Layout, line: range) -> Saying | None:
    """Find "‘We are late’: mayor on the bridge" at the top."""
    parsed = layout.parsed
    colons = [i for i in line if parsed.words[i] == ":"]
    if not colons or not _is_at_top(parsed, line) or parsed.forms[line.start][0] not in _QUOTES:
        return None
    colon = colons[-1]
    if parsed.forms[colon - 1][-1] not in _QUOTES:
        return None
    end = next((i for i in range(colon + 1, line.stop) if parsed.tags[i] == "ADP"), line.stop)
    source = range(colon + 1, end)
    if not source or not _names_speaker(parsed, source):
        return None
    quote = (range(line.start, colon),)
    return Saying(source=tuple(source), pieces=quote, score=0.6, made="heading")


def _is_at_top(parsed: Parsed, line: range) -> bool:
    return parsed.lines[line.start] <= _LAST_HEADLINE


def _names_speaker(parsed: Parsed, source: range) -> bool:
    if parsed.words[source.start] in RUBRICS:
        return False
    named = all(parsed.tags[i] in _NAMELIKE for i in source)
    return named and any(sort in _SPEAKERS for sort in sorts_of(parsed.words[source[-1]]))
