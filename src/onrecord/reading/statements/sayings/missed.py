"""What the model missed: cues of the lexicon with a source and a content in the syntax."""

from collections.abc import Iterator, Sequence

from onrecord.reading.statements.actors.naming.sources import PRONOUNS, sorts_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.statements.sayings.constructions import SCORE, agent_of, constructions
from onrecord.reading.statements.sayings.cue_words import (
    MODALS,
    NEGATIONS,
    cue_words,
    infinitive_behind,
    is_negated,
    is_passive,
    refused_at,
)
from onrecord.reading.statements.sayings.layout import Layout, is_word
from onrecord.reading.statements.sayings.parties import (
    can_speak,
    closing_source,
    past_adverbs,
    source_of,
)
from onrecord.reading.statements.sayings.relatives import relatives
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import Cue, cue_at
from onrecord.reading.statements.senses.phrases import lemmas_of

_LONGEST_SOURCE = 25
_TELLING = ("urges", "denies", "accuses", "promises", "threatens", "declines")
_BLAMING = ("accuses", "asks", "urges", "denies")  # what headlines have seldom words for
ACTING = ("urges", "promises", "threatens")
_AS: dict[str, tuple[str, ...]] = {
    "describe": ("as",), "dub": ("as",), "label": ("as",), "brand": ("as",), "regard": ("as",),
    "view": ("as",), "credit": ("with", "for"),
    "put": ("at", "above", "below", "between", "closer", "near"),
}  # fmt: skip
_FARTHEST_FOR = 10  # words from "slammed" to "for"
_FARTHEST_AS = 8  # words from "described" to "as"
QUESTIONS = frozenset(
    ("what", "which", "who", "whom", "whose", "when", "where", "how", "why", "whether", "if")
)
_PLAIN = ("says", "confirms", "declines")  # negated, each keeps something back
_OBJECT_OF = frozenset(("for", "on", "upon", "with", "of", "about", "against", "to"))
_CONDITIONS = frozenset(("if", "unless", "whether", "when", "until", "before", "lest", "to"))
_CLAUSES = ("nsubj", "expl", "aux", "cop", "mark")
_PLACES = frozenset(("at", "in", "on", "from", "with", "for", "during", "into"))
_AMOUNTS = frozenset(("least", "most", "all", "excess"))
_JOINING = frozenset(("and", "but", "though", "although", "while"))
_MARKS = frozenset((",", "–", "—", "-"))  # around what is said on the side
_STOPS = frozenset((".", "!", "?", "”", '"', "’", ":"))


def missed(layout: Layout, found: Sequence[Saying], turns: Sequence[range]) -> list[Saying]:
    """Return a saying, as yet without content, for every cue that reports something.

    turns: stretches that are somebody's words, in which only others are reported.
    """
    parsed = layout.parsed
    taken = {i for one in found for i in one.cue}
    inner = {i for turn in turns for i in turn}
    for one in found:
        if one.cue:
            inner |= {*one.words} & {*layout.sentence(one.cue[0])}
    made = []
    for one in (*relatives(layout), *_told(layout), *constructions(layout)):
        if not taken.isdisjoint(one.cue):
            continue
        pronoun = len(one.source) == 1 and parsed.words[one.source[0]] in PRONOUNS
        is_thought = pronoun and not inner.isdisjoint(one.cue)  # "she said she hoped"
        is_thought = is_thought and not _is_joined(parsed, one) and not one.pieces
        if not is_thought or any(parsed.words[i] in NEGATIONS for i in one.cue):
            made.append(one)
            taken |= {*one.cue}
    return made


def shared(layout: Layout, found: Sequence[Saying]) -> list[Saying]:
    """Return the sayings whose content is another's, too: "Kyiv says, and Osen denies, that".

    The model gives it to the nearer of the two alone.
    """
    parsed, told = layout.parsed, {i for one in found if one.pieces for i in one.cue}
    made = []
    for one in found:
        verb = _verb_before(parsed, one)
        if verb is None or verb in told or cue_at(parsed, verb) is None:
            continue
        source = source_of(layout, verb)
        if source and source[-1] < verb:
            cue = tuple(i for i in cue_words(parsed, verb) if i not in source)
            made.append(
                Saying(cue=cue, source=source, pieces=one.pieces, score=SCORE, made="syntax")
            )
    return made


def _verb_before(parsed: Parsed, one: Saying) -> int | None:
    """Return the verb that a cue between two marks goes with: "[says], and Osen denies, that"."""
    if not (one.cue and one.source and one.words) or one.source[0] > one.cue[0]:
        return None
    verb, end = one.source[0] - 3, one.cue[-1] + 1
    if verb < 0 or parsed.tags[verb] != "VERB" or one.words[0] not in (end + 1, end + 2):
        return None
    opening, joining = parsed.words[verb + 1 : verb + 3]
    closing, that = parsed.words[end : end + 2]
    is_aside = opening in _MARKS and joining in _JOINING and closing in _MARKS and that == "that"
    return verb if is_aside else None


def _is_joined(parsed: Parsed, one: Saying) -> bool:
    """Whether a clause of its own begins: "she said …, but she feared …", "it, she added, …"."""
    first = one.source[0]
    before = parsed.words[max(first - 2, 0) : first]
    aside = before[-1:] == [","] and parsed.words[one.cue[-1] + 1 : one.cue[-1] + 2] == [","]
    return aside or before in ([",", "and"], [",", "but"])


def _told(layout: Layout) -> Iterator[Saying]:
    """Give the verbs that report, with who does."""
    parsed = layout.parsed
    for i, tag in enumerate(parsed.tags):
        if i in layout.inside or tag not in ("VERB", "NOUN"):
            continue
        cue = None if _is_participle(parsed, i) else cue_at(parsed, i)
        told = cue is not None and _happened(parsed, i, cue) and reports(layout, i, cue)
        if not told and not holds_back(parsed, i):
            continue
        source = source_of(layout, i)
        if source and source[0] == i + 1 and parsed.words[i + 1] in QUESTIONS:
            asked = range(i + 1, source[-1] + 1)  # "Asked [whether it leaked], he said"
            yield Saying(cue=(i,), pieces=(asked,), score=SCORE, made="syntax")
            continue
        if _is_led(parsed, source) or _is_questioned(layout, i):
            continue
        ordered = cue is not None and _is_ordered(parsed, i, cue)
        if ordered or 0 < len(source) <= _LONGEST_SOURCE:
            words = tuple(k for k in cue_words(parsed, i) if k not in source)
            agent = agent_of(parsed, i) if ordered else ()
            if agent and agent[0] == i + 2:
                words, source = (*words, i + 1), agent  # "were told by the agency to go"
            yield Saying(cue=words, source=source, score=SCORE, made="syntax")


def _is_led(parsed: Parsed, source: Sequence[int]) -> bool:
    """Find "at the port on fraud | charges": where and why; "at least ten skippers" speak.

    "Asked about the toll" has the matter behind it, not who asked.
    """
    led = bool(source) and parsed.words[source[0]] in _PLACES | {"about"}
    return led and parsed.words[source[0] + 1] not in _AMOUNTS


def _is_questioned(layout: Layout, i: int) -> bool:
    """Find "the mayor, asked about it, said": somebody asked the one who speaks."""
    parsed, cue = layout.parsed, cue_at(layout.parsed, i)
    if cue is None or cue.manner != "asks" or parsed.words[i - 1] != ",":
        return False
    ends = (k for k in layout.sentence(i) if k > i and parsed.words[k] == ",")
    behind = past_adverbs(layout, next(ends, i) + 1)
    said = cue_at(parsed, behind) if behind > i + 1 and behind < len(parsed) else None
    return (
        said is not None and said.reports == "always" and not parsed.words[behind].endswith("ing")
    )


# --- whether it is reported


def _happened(parsed: Parsed, i: int, cue: Cue) -> bool:
    """Whether it is reported as done: not "would say", "to ask", "was accused"."""
    around = {parsed.words[k] for k in parsed.children(i, "aux", "mark", "advmod") if k < i}
    if _CONDITIONS & around:
        return False
    if cue.manner != "declines" and MODALS & around and not NEGATIONS & around:
        return False
    return cue.lemma.startswith("be ") or not is_passive(parsed, i) or _is_ordered(parsed, i, cue)


def holds_back(parsed: Parsed, i: int) -> bool:
    """Find "did not give a figure", "would not answer the question"."""
    lists = word_list("cues")
    return (
        is_negated(parsed, i)
        and not {*lists["hold back"]}.isdisjoint(lemmas_of(parsed.words[i]))
        and any(
            parsed.words[k] in lists["held back"] or "name" in lemmas_of(parsed.words[i])
            for k in parsed.children(i, "obj")
        )
    )


def _is_participle(parsed: Parsed, i: int) -> bool:
    """Tell "adding that" from "were adding": the model is right about those more often."""
    return parsed.words[i].endswith("ing") and not parsed.children(i, "aux")


def _is_ordered(parsed: Parsed, i: int, cue: Cue) -> bool:
    """Find "were told not to speak", "it was alleged that …": by nobody knows whom."""
    lists = word_list("cues")
    if cue.lemma not in (*lists["told to act"], *lists["told of"]) or not is_passive(parsed, i):
        return False
    first = cue_words(parsed, i)[0]
    impersonal = parsed.words[first - 1 : first] == ["it"] and cue.lemma in lists["told of"]
    behind = parsed.words[i + 1 : i + 3]
    if cue.manner == "asks" and not QUESTIONS.isdisjoint(behind[:1]):
        return True  # "was asked if he feared arrest"
    return "to" in behind or (impersonal and "that" in parsed.words[i + 1 : i + _FARTHEST_AS])


def reports(layout: Layout, i: int, cue: Cue) -> bool:
    """Whether a cue has a content here: the less it is one by itself, the more has to show it."""
    parsed = layout.parsed
    verb = refused_at(parsed, i)
    if verb is not None and cue_at(parsed, verb) is None:
        return False  # "refused to drop the charge"
    asked = parsed.words[i + 1 : i + 2][:1] and parsed.words[i + 1] in QUESTIONS
    if is_negated(parsed, i) and cue.manner in _PLAIN and (cue.reports == "always" or asked):
        ends = i + 1 >= layout.sentence(i).stop or not is_word(parsed, i + 1)
        return not ends and (_speaks(layout, i) or _is_evidence(layout, i))
    if _is_ordered(parsed, i, cue):
        return True
    if cue.lemma in word_list("cues")["hedges of a cue"]:
        return len(cue_words(parsed, i)) > 1 and _is_evidence(layout, i)
    if cue.manner == "asks" and question_before(layout, i):
        return bool(source_of(layout, i))
    return _is_apart(layout, i) or _has_content(layout, i, cue)


def question_before(layout: Layout, i: int) -> range:
    """Return the question before a sentence that ends with a cue: "Who was it? Roe asked."."""
    parsed, sentence = layout.parsed, layout.sentence(i)
    last = sentence.start - 1
    ends = i + 2 >= sentence.stop and i not in layout.inside
    if not ends or last < 0 or parsed.words[last] != "?" or last in layout.inside:
        return range(0)
    same = parsed.lines[last] == parsed.lines[i]
    return layout.sentence(last) if same else range(0)


def _has_content(layout: Layout, i: int, cue: Cue) -> bool:
    parsed = layout.parsed
    clause = _has_clause(parsed, i)
    has_object = bool(parsed.children(i, "obj", "xcomp")) or _has_oblique(parsed, i)
    has_object = has_object or i + 1 in layout.opening or _has_noun_behind(parsed, i, cue)
    if cue.reports == "always":
        told = cue.manner not in ("says", "confirms") and has_object
        return clause or told or parsed.relations[i] == "parataxis" or _has_gerund(parsed, i)
    if cue.manner == "reveals":
        shows = cue.reports == "often" or cue.lemma in word_list("cues")["shows"]
        return (clause or (has_object and shows)) and _is_evidence(layout, i)
    is_heading = _is_heading(parsed, i)
    if cue.lemma in word_list("cues")["told to act"] and _speaks(layout, i):
        clause = clause or infinitive_behind(parsed, i) is not None  # "shouted at him to sit"
    if cue.reports == "often":
        plain = cue.manner == "says" or not (is_heading or " " in cue.lemma)
        tells = cue.manner in _TELLING or cue.lemma == "put at" or not plain
        told = has_object and tells
        return (clause or told) and (_speaks(layout, i) or _is_evidence(layout, i))
    acts = cue.manner in ACTING and infinitive_behind(parsed, i) is not None
    blames = cue.manner in _BLAMING and has_object and (is_heading or _has_reason(layout, i))
    if cue.lemma == "put" and _is_evidence(layout, i):
        return _calls(layout, i, cue)  # "an audit puts the loss closer to half"
    return (acts or blames or _calls(layout, i, cue)) and _speaks(layout, i)


def _calls(layout: Layout, i: int, cue: Cue) -> bool:
    """Find "called her “a storm”", "credited her with its survival", "put it at 40 to 50"."""
    parsed = layout.parsed
    if cue.lemma not in word_list("cues")["bare objects"] or not parsed.children(i, "obj"):
        return False
    near = range(i + 1, min(i + _FARTHEST_AS, layout.sentence(i).stop))
    return any(
        k in layout.opening or (parsed.words[k] in _AS.get(cue.lemma, ()) and is_word(parsed, k))
        for k in near
    )


def _has_gerund(parsed: Parsed, i: int) -> bool:
    """Find "admitted lighting it"."""
    return any(
        k == i + 1 and parsed.words[k].endswith("ing") for k in parsed.children(i, "xcomp", "ccomp")
    )


def _is_heading(parsed: Parsed, i: int) -> bool:
    """Whether a line is no sentence: a headline, a bullet."""
    return parsed.words[parsed.line_of(i).stop - 1] not in _STOPS


def _has_oblique(parsed: Parsed, i: int) -> bool:
    """Whether a cue has an object with a preposition: "appealed for calm", not "declined by 4"."""
    return any(
        parsed.words[k] in _OBJECT_OF
        for child in parsed.children(i, "obl")
        for k in parsed.children(child, "case")
    )


def _has_reason(layout: Layout, i: int) -> bool:
    """Find "slammed the hotel for leaving its doors open"."""
    parsed = layout.parsed
    near = range(i + 1, min(i + _FARTHEST_FOR, layout.sentence(i).stop - 1))
    return any(parsed.words[k] in ("for", "over") for k in near)


def _has_noun_behind(parsed: Parsed, i: int, cue: Cue) -> bool:
    """Find "has not ruled out sabotage", however its object is parsed."""
    end = max(cue_words(parsed, i)) + 1
    nominal = parsed.tags[end : end + 1] and parsed.tags[end] in ("NOUN", "PROPN", "DET", "PRON")
    return " " in cue.lemma and bool(nominal)


def _is_apart(layout: Layout, i: int) -> bool:
    """Whether a cue stands behind what it reports: "…, the ministry confirmed", "“…,” read a"."""
    words, sentence = layout.parsed.words, layout.sentence(i)
    if closing_source(layout, i):
        return _speaks(layout, i) or _is_evidence(layout, i)
    source = source_of(layout, i)
    if not source:
        return False
    first = min(i, source[0])
    if first - 1 in layout.closing and first - 1 > sentence.start:
        return words[first - 2] in (",", "?", "!")
    after = past_adverbs(layout, i + 1)
    behind = words[after] if after < sentence.stop else "."
    if not (_speaks(layout, i) or _is_evidence(layout, i)):
        return False
    return behind in (",", ".") and first - 1 > sentence.start and words[first - 1] == ","


def _has_clause(parsed: Parsed, i: int) -> bool:
    return any(k > i and parsed.children(k, *_CLAUSES) for k in parsed.children(i, "ccomp"))


# --- who reports


def _heads(layout: Layout, i: int) -> list[int]:
    closing = closing_source(layout, i)
    if closing:  # the syntax often errs there
        return [k for k in closing if layout.parsed.tags[k] in ("NOUN", "PROPN")]
    source = source_of(layout, i)
    return [layout.parsed.head_of(source)] if source else []


def _speaks(layout: Layout, i: int) -> bool:
    """Whether the subject can speak: a name, a pronoun, a word that names a source."""
    return any(can_speak(layout.parsed, k) for k in _heads(layout, i))


def _is_evidence(layout: Layout, i: int) -> bool:
    words = layout.parsed.words
    return any({"data", "document"} & {*sorts_of(words[k])} for k in _heads(layout, i))
