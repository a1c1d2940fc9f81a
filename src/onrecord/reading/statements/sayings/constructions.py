"""Ways to report that are no verb with a subject: "according to", "fears that", "as saying"."""

from collections.abc import Iterator

from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.cue_words import is_passive
from onrecord.reading.statements.sayings.layout import Layout, runs_of
from onrecord.reading.statements.sayings.parties import blamed, phrase_from
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at

_FARTHEST_THAT = 8  # words from a noun to its "that"
_FARTHEST_NOUN = 6  # words from "came" to "reply"
_FARTHEST_COLON = 4  # words from "was" to a colon: "her message was simple:"
_FARTHEST_WITH = 6  # words of who is "reporting" behind "with"
_FARTHEST_OWN = 2  # words from "in" to "view" in "in the view of"
_IS = frozenset(("is", "was", "were", "are", "remains", "remained"))
_NEWS = frozenset(
    ("word", "news", "rumour", "rumor", "rumours", "rumors", "claims", "reports", "allegations",
     "accusations", "suspicions", "suspicion", "fears", "speculation", "complaints")
)  # fmt: skip
_COMING = frozenset(("came", "comes", "was", "is", "went", "ran"))
_NOMINAL = frozenset(("ADP", "DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "PART"))
_SOMEBODY = frozenset(("DET", "PROPN"))  # begins whose word it is: no "per head"
SCORE = 0.5  # of what the model did not find
_JUDGING = ("denies", "accuses", "urges")
_NO_SOURCES = frozenset(("plan", "schedule", "law"))  # "all goes according to plan"
_LONGEST_QUOTED = 12  # words: "was quoted by the state news agency as saying"


def constructions(layout: Layout) -> Iterator[Saying]:
    """Give the sayings that such words show; some without a content yet."""
    yield from _according(layout)
    yield from _with_telling(layout)
    yield from _blamed(layout)
    yield from _nouns(layout)
    yield from _replied(layout)
    yield from _stances(layout)
    yield from _in_words_of(layout)
    yield from _spread(layout)
    yield from _quoted_as(layout)
    yield from _by(layout)


def _according(layout: Layout) -> Iterator[Saying]:
    """Give "according to the report", ", per the board,", "by her own account"."""
    parsed = layout.parsed
    for i, word in enumerate(parsed.words[:-2]):
        following = parsed.words[i + 1]
        if i in layout.inside:
            continue
        if word == "according" and following == "to":
            source = phrase_from(parsed, i + 2)
            if source and parsed.words[source[-1]] not in _NO_SOURCES:
                yield Saying(cue=(i, i + 1), source=source, score=SCORE, made="syntax")
        elif word == "per" and parsed.words[i - 1] == "," and parsed.tags[i + 1] in _SOMEBODY:
            yield Saying(cue=(i,), source=phrase_from(parsed, i + 1), score=SCORE, made="syntax")
        elif word == "by" and parsed.relations[i + 1] == "nmod":
            end = i + 3 + (parsed.words[i + 2] == "own")
            if parsed.words[end - 1 : end] == ["account"]:
                cue = (i, *range(i + 1, end))
                yield Saying(cue=cue, source=(i + 1,), score=SCORE, made="syntax")


def _with_telling(layout: Layout) -> Iterator[Saying]:
    """Give "…, with the Echo reporting that it leaks": a subject that syntax seldom sees."""
    parsed = layout.parsed
    for i, word in enumerate(parsed.words[:-1]):
        if not word.endswith("ing") or parsed.tags[i] != "VERB" or i in layout.inside:
            continue
        cue = cue_at(parsed, i)
        tells = cue is not None and (cue.reports == "always" or parsed.words[i + 1] == "that")
        if cue is None or cue.reports == "seldom" or not tells:
            continue
        first = i
        while i - first < _FARTHEST_WITH and parsed.tags[first - 1] in _NOMINAL - {"ADP"}:
            first -= 1
        start = i + 1 + (parsed.words[i + 1] == "that")
        content = range(start, layout.sentence(i).stop)
        if first < i and parsed.words[first - 1] == "with" and content:
            source = tuple(range(first, i))
            yield Saying(cue=(i,), source=source, pieces=(content,), score=SCORE, made="syntax")


def _blamed(layout: Layout) -> Iterator[Saying]:
    """Give "lashed out at Oslo for | criticising its ferries", which Oslo did."""
    parsed = layout.parsed
    for i in range(1, len(parsed)):
        source = blamed(parsed, i) if parsed.words[i - 1] == "for" else ()
        cue = cue_at(parsed, i) if source and i not in layout.inside else None
        if cue is not None and cue.reports != "seldom":
            yield Saying(cue=(i,), source=source, score=SCORE, made="syntax")


def _nouns(layout: Layout) -> Iterator[Saying]:
    """Give "there were fears that …", "his claim that … angered them": not what a verb reports."""
    parsed = layout.parsed
    for i, tag in enumerate(parsed.tags[:-1]):
        if tag != "NOUN" or i in layout.inside:
            continue
        cue = cue_at(parsed, i)
        that = _that_behind(parsed, i)
        clauses = [
            k for k in parsed.children(i, "acl", "ccomp") if that in parsed.children(k, "mark")
        ]
        if cue is None or cue.reports != "often" or not clauses or not _is_top(parsed, i):
            continue
        owners = [k for k in parsed.children(i, "nmod") if k < i]
        source = tuple(k for k in parsed.subtree(owners[0]) if k < i) if owners else ()
        pieces = tuple(runs_of(parsed, parsed.subtree(clauses[0])))
        yield Saying(cue=(i,), source=source, pieces=pieces, score=SCORE, made="syntax")


def _that_behind(parsed: Parsed, i: int) -> int | None:
    """Return the "that" behind a noun: "a rumour on the island | that"."""
    for k in range(i + 1, min(i + _FARTHEST_THAT, len(parsed))):
        if parsed.words[k] == "that":
            return k
        if parsed.tags[k] not in _NOMINAL:
            return None
    return None


def _stances(layout: Layout) -> Iterator[Saying]:
    """Give "the union's position was that …", "her message was simple: …"."""
    parsed = layout.parsed
    for i, tag in enumerate(parsed.tags[:-2]):
        verb = i + 1
        if tag != "NOUN" or i in layout.inside or cue_at(parsed, i) is None:
            continue
        source = _owner(parsed, i)
        if parsed.words[verb] == "of" and not source:
            verb = _next_verb(parsed, verb + 1)
            source = tuple(range(i + 2, verb))
        if not source or verb >= len(parsed) or parsed.words[verb] not in _IS:
            continue
        rest = range(verb + 1, layout.sentence(i).stop)
        colon = next((k for k in rest[:_FARTHEST_COLON] if parsed.words[k] == ":"), None)
        start = verb + 2 if parsed.words[rest.start : rest.start + 1] == ["that"] else None
        start = colon + 1 if colon is not None else start
        if start is not None and start < rest.stop:
            cue = tuple(k for k in range(i, verb + 1) if k not in source)
            pieces = (range(start, rest.stop),)
            yield Saying(cue=cue, source=source, pieces=pieces, score=SCORE, made="syntax")


def _owner(parsed: Parsed, i: int) -> tuple[int, ...]:
    """Return whose a noun is: "the union's | position", "her | message"."""
    owners = [k for k in parsed.children(i, "nmod") if k < i]
    return tuple(k for k in parsed.subtree(owners[0]) if k < i) if owners else ()


def _next_verb(parsed: Parsed, i: int) -> int:
    stop = min(i + _FARTHEST_THAT, len(parsed) - 1)
    while i < stop and parsed.tags[i] in _NOMINAL:
        i += 1
    return i


def _in_words_of(layout: Layout) -> Iterator[Saying]:
    """Give "in her words, …", "…, in the view of the court"."""
    parsed = layout.parsed
    for i, word in enumerate(parsed.words):
        if word not in ("in", "to") or i in layout.inside:
            continue
        near = range(i + 1, min(i + _FARTHEST_NOUN + 1, layout.sentence(i).stop))
        noun = next((k for k in near if parsed.words[k] in word_list("cues")["own words"]), None)
        if noun is None or (word == "to" and parsed.words[noun] != "mind"):
            continue
        source = tuple(k for k in _owner(parsed, noun) if k > i)
        whole = source and {*source} >= {*range(i + 1, noun)}
        if not source and parsed.words[noun + 1 : noun + 2] == ["of"]:
            source = phrase_from(parsed, noun + 2)  # "in the opinion of the board"
            own = parsed.words[i + 1] == "the"  # not so "a plug-in version of the van"
            whole = own and noun - i <= _FARTHEST_OWN
        if source and whole:
            yield Saying(cue=(i, noun), source=source, score=SCORE, made="syntax")


def _spread(layout: Layout) -> Iterator[Saying]:
    """Give "word spread that …", "reports emerged on Monday that …": nobody knows whose."""
    parsed = layout.parsed
    for i, tag in enumerate(parsed.tags):
        if tag != "NOUN" or i in layout.inside or parsed.words[i] not in _NEWS:
            continue
        verb = _next_verb(parsed, i + 1)
        that = _that_behind(parsed, verb)
        if that is None or parsed.words[verb] not in word_list("cues")["spreads"]:
            continue
        pieces = (range(that + 1, layout.sentence(i).stop),)
        yield Saying(cue=(i, verb), pieces=pieces, score=SCORE, made="syntax")


def _replied(layout: Layout) -> Iterator[Saying]:
    """Give "“Certain,” came the reply", "“Texas,” was her answer"."""
    parsed = layout.parsed
    for quote in layout.quoted:
        verb = quote.stop
        if parsed.words[verb : verb + 1] == [] or parsed.words[verb] not in _COMING:
            continue
        near = range(verb + 1, min(verb + _FARTHEST_NOUN, layout.sentence(verb).stop))
        noun = next((k for k in near if parsed.words[k] in word_list("cues")["replies"]), None)
        if noun is None:
            continue
        owners = [k for k in _owner(parsed, noun) if k > verb]
        source = (
            phrase_from(parsed, noun + 2)
            if parsed.words[noun + 1 : noun + 2] in (["from"], ["of"])
            else ()
        )
        yield Saying(
            cue=tuple(k for k in range(verb, noun + 1) if k not in owners),
            source=source or tuple(owners),
            pieces=(quote,),
            score=SCORE,
            made="syntax",
        )


def _quoted_as(layout: Layout) -> Iterator[Saying]:
    """Give "was quoted by the radio as saying", "the radio quoted her as saying"."""
    parsed = layout.parsed
    for i in range(2, len(parsed)):
        if i in layout.inside or parsed.words[i - 1 : i + 1] != ["as", "saying"]:
            continue
        near = range(max(i - _LONGEST_QUOTED, layout.sentence(i).start), i - 1)
        verb = next((k for k in reversed(near) if parsed.words[k] in ("quoted", "cited")), None)
        if verb is None:
            continue
        subjects = parsed.children(verb, "nsubj")
        source = tuple(range(verb + 1, i - 1))
        if is_passive(parsed, verb):
            source = tuple(k for k in parsed.subtree(subjects[0]) if k < verb) if subjects else ()
        pieces = (range(i + 1, layout.sentence(i).stop),)
        yield Saying(cue=(i - 1, i), source=source, pieces=pieces, score=SCORE, made="syntax")


def _by(layout: Layout) -> Iterator[Saying]:
    """Give "the claim was dismissed by the union as theatre"."""
    parsed = layout.parsed
    for i, tag in enumerate(parsed.tags):
        cue = cue_at(parsed, i) if tag == "VERB" and i not in layout.inside else None
        if cue is None or cue.reports == "seldom" or cue.manner not in _JUDGING:
            continue
        if not is_passive(parsed, i):
            continue
        subjects = parsed.children(i, "nsubj")
        agent = agent_of(parsed, i)
        if not agent or not subjects:
            continue
        rest = range(agent[-1] + 1, layout.sentence(i).stop)
        tail = (rest,) if parsed.words[rest.start : rest.start + 1] == ["as"] else ()
        front = runs_of(parsed, [k for k in parsed.subtree(subjects[0]) if k < i])
        words = (*(k for k in parsed.children(i, "aux") if k < i), i)
        yield Saying(cue=words, source=agent, pieces=(*front, *tail), score=SCORE, made="syntax")


def agent_of(parsed: Parsed, i: int) -> tuple[int, ...]:
    """Return by whom something is done."""
    for k in parsed.children(i, "obl"):
        by = [c for c in parsed.children(k, "case") if parsed.words[c] == "by"]
        if by and i < by[0] < k:
            return tuple(range(by[0] + 1, k + 1))
    return ()


def _is_top(parsed: Parsed, i: int) -> bool:
    """Whether a noun is the subject of its sentence, or joined to it, or all there is."""
    while parsed.relations[i] == "conj":
        i = parsed.heads[i]
    return parsed.relations[i] in ("nsubj", "root")
