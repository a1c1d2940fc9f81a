"""Whether it happened: from the model's certainty, the verbs around an event, and how it is told.

In this order: what the speaker does with it (denies, threatens, urges), then the words that govern
the event ("plans to", "failed to"), then its own auxiliaries ("will", "may", "not"), and last the
model's value.
"""

from typing import cast

from onrecord.reading.events.forms import NONE, helped, is_negated, is_partly_negated, is_past
from onrecord.reading.events.governed import (
    accused_by,
    governed,
    had_to,
    hearsay,
    is_called_off,
    is_put_off,
    is_unshown,
)
from onrecord.reading.events.lasting import is_going_on
from onrecord.reading.events.lexicon import words_by_class
from onrecord.reading.events.sides import LIGHT_VERBS
from onrecord.reading.events.told import ToldStory, first_of
from onrecord.reading.events.unreal import Ruled, by_due, by_words_before, left_open
from onrecord.record import Because, Manner, Statement, Status

# Of certainty, −3 to 3. With 0.5 as SO, a point is lost on FactBank dev; with 0.75 it is as good as
# with 1, and more of our own events are right.
NOT_SO, SO = -1.0, 0.75
_RELATIVE = frozenset(("which", "who", "whom", "where"))
# What a parser makes of "a port where they met, and which Roe visits".
_LOOSE_CLAUSES = frozenset(("advcl", "conj", "ccomp"))
_HIGHEST = 4  # governors up from the trigger
_BY_MANNER: dict[Manner, Status] = {
    "denies": "denied", "threatens": "threatened", "urges": "requested", "promises": "planned",
    "speculates": "possible",
}  # fmt: skip
_ASKING = frozenset(("tell", "ask", "call", "press", "invite"))
_FUTURE = frozenset(("will", "'ll", "’ll", "wo", "shall", "would"))
_IS = frozenset(("is", "are", "was", "were"))
_NOW = frozenset(("is", "are", "'s", "’s"))
_MAYBE = frozenset(("may", "might", "could"))
_MAY = frozenset(("may", "might"))
_OUGHT = frozenset(("should", "must", "ought"))
# What is said of what an event holds is said of it: "the meeting would include a lunch".
_HOLDING = frozenset(("include", "cover", "feature", "involve", "focus", "last", "address"))
_OPEN = frozenset(("if", "whether", "when", "once", "until", "unless"))
_NEAR = 5  # words between one of these and what it leaves open
# What is said of these is said of the event they have beside them: "did not launch an attack".
_TAKES_PLACE = frozenset((
    "happen", "occur", "come", "end", "be", "see", "face", "expect", "start", "begin", "resume",
))  # fmt: skip
_BEARING = frozenset(("have", "undergo"))  # "would have a scan"
_TELLING = frozenset((
    "say", "tell", "explain", "disclose", "reveal", "know", "confirm", "report", "comment",
))  # fmt: skip
# Nouns of what is said. Whoever denies one denies what it says.
_SPEECH = frozenset((
    "criticism", "claim", "charge", "accusation", "allegation", "report", "statement", "assertion",
    "complaint", "condemnation", "rumor", "rumour", "remark", "comment",
))  # fmt: skip
_IF = frozenset(("if", "unless", "whether"))
_BESIDE = frozenset(("before", "after"))
_COMPLEMENTS = frozenset(("xcomp", "ccomp", "obj", "obl", "acl", "advcl", "nmod", "amod"))
_RULE, _MODEL = 0.85, 0.75  # how sure, by judgement


def status_of(
    story: ToldStory,
    trigger: int,
    certainty: float,
    statement: Statement | None,
    *,
    is_ahead: bool = False,
) -> tuple[Status, Because]:
    """Return the status of the event that a word names, and why.

    certainty: of the model, −3 (certainly not) to 3 (certainly); 0 = it does not say.
    is_ahead: it has a day after that of the story.
    """
    told = (
        _by_question(story, trigger)
        or _by_open_question(story, trigger, statement)
        or _by_doubt(statement)
        or _by_manner(story, trigger, statement)
        or _by_accusation(story, trigger, statement)
        or left_open(story, trigger)
        or _by_governor(story, trigger)
        or by_words_before(story, trigger)
        or _by_auxiliaries(story, trigger)
        or _by_verb_beside(story, trigger)
    )
    if told is not None:
        return told.status, Because(field="status", how=told.how, score=_RULE)
    status = by_certainty(certainty)
    partly = is_partly_negated(story, trigger)  # of which the model is not sure
    if (partly or (status == "possible" and certainty > 0)) and is_past(story, trigger):
        status = "happened"
    if status == "happened" and is_ahead and not is_past(story, trigger):
        return "planned", Because(field="status", how="its time is to come", score=_RULE)
    if status == "happened" and is_going_on(story, trigger):
        status = "ongoing"
    if status == "happened" and (adverb := hearsay(story, trigger)) is not None:
        return "possible", Because(field="status", how=f"'{adverb}'", score=_RULE)
    return status, Because(field="status", how=f"model, {certainty:+.1f} of 3", score=_MODEL)


def by_certainty(certainty: float) -> Status:
    """Return what the model's value alone says."""
    if certainty <= NOT_SO:
        return "did not happen"
    return "possible" if 0 < abs(certainty) < SO else "happened"


def _by_open_question(story: ToldStory, trigger: int, statement: Statement | None) -> Ruled | None:
    """Say that it is open what somebody would not say: "declined to say when she would go"."""
    if statement is None or statement.manner != "declines" or story.parsed.tags[trigger] != "VERB":
        return None
    below = story.parsed.children(trigger, "aux", "mark")
    is_open = not {story.parsed.words[k] for k in below}.isdisjoint(_FUTURE | _MAYBE | _IF)
    return Ruled("possible", "left open by one who declines") if is_open else None


def _by_doubt(statement: Statement | None) -> Ruled | None:
    """Say that it may be what a statement doubts: "reports do not show that it was shot down"."""
    is_doubt = statement is not None and statement.certainty == "unlikely"
    return Ruled("possible", "told as unlikely") if is_doubt else None


def _by_manner(story: ToldStory, trigger: int, statement: Statement | None) -> Ruled | None:
    """Say what the teller does with it; a past event in a plea or threat stays one."""
    if statement is None or statement.manner not in _BY_MANNER:
        return None
    is_noun = story.parsed.tags[trigger] != "VERB"
    if statement.manner == "denies" and is_noun and story.lemmas[trigger] in _SPEECH:
        return None  # what it says is denied, not that it was said
    if _is_aside(story, trigger):
        return None
    if statement.manner not in ("denies", "speculates"):
        if is_past(story, trigger) or (is_noun and story.parsed.heads[trigger] not in story.cues):
            return None  # "urged an end to the strike": it is on
        if statement.manner == "promises" and is_negated(story, trigger):
            return Ruled("did not happen", "negated")
    return Ruled(_BY_MANNER[statement.manner], f"told by one who {statement.manner}")


def teller_of(story: ToldStory, trigger: int) -> Statement | None:
    """Return the statement that reports an event; None for what is only its background.

    Whoever speculates, vows or denies takes some things for known: "speculated that they would meet
    where they met in 2019", "vowed to end what the invasion of 2022 began". Of asides only those
    of a guess or demand: with those of all others 0.5 points fewer events had the right teller in
    our gold.
    """
    statement = story.holders.get(trigger)
    if statement is None or statement.manner not in _BY_MANNER:
        return statement
    is_wish = statement.manner in ("speculates", "urges")
    is_known = (is_wish and _is_aside(story, trigger)) or _is_long_past(story, trigger)
    return None if is_known else statement


def _is_long_past(story: ToldStory, trigger: int) -> bool:
    """Tell whether an event by name has a date before the story's: "the invasion of 2022"."""
    parsed = story.parsed
    if parsed.tags[trigger] == "VERB" and not story.prepositions(trigger):
        return False  # a reader takes a noun behind "since" for a verb at times
    own = (story.times[k] for k in parsed.children(trigger) if k in story.times)
    return any(story.is_over(span) for span in own)


def _is_aside(story: ToldStory, word: int) -> bool:
    """Tell whether a word stands in a relative clause that says what is known anyway.

    It is one inside the statement: "the ministers, who vowed to go" make one in such a clause.
    """
    parsed, statement = story.parsed, story.holders.get(word)
    for i in (word, *parsed.ancestors(word)):
        helping = {parsed.words[k] for k in parsed.children(i, "aux")}
        if story.holders.get(i) is not statement or not helping.isdisjoint(_FUTURE | _MAYBE):
            return False
        below = {parsed.words[k] for k in parsed.children(i) if k < i}
        said = [k for k in parsed.children(i, "mark") if parsed.words[k] == "that"]
        is_clause = parsed.relations[i] == "acl" and bool(parsed.children(i, "nsubj", "csubj"))
        is_clause = is_clause and not said
        is_loose = parsed.relations[i] in _LOOSE_CLAUSES
        if is_clause or (is_loose and not below.isdisjoint(_RELATIVE)):
            return True
    return False


def _by_governor(story: ToldStory, trigger: int) -> Ruled | None:
    """Look at the words that an event hangs on, as far as they reach over it."""
    parsed = story.parsed
    own = _by_own_words(story, trigger) or by_due(story, trigger) or _by_having_to(story, trigger)
    if own is not None:
        return own
    word = trigger
    for _ in range(_HIGHEST):
        head, relation = parsed.heads[word], parsed.relations[word]
        if relation == "ccomp" and story.lemmas[head] in _TELLING:
            return None  # "failed to say that he left": he need not have failed to leave
        if relation == "conj" and _goes_on(story, word, head):
            word = head
            continue
        if head < 0 or relation not in _COMPLEMENTS or not _reaches(story, word, head):
            return None
        found = governed(story, word, head)
        if found is not None and _is_left(story, trigger, word, found):
            return None
        if found is not None and _asks(story, word, head):
            return _turned(story, head, cast(Status, found))
        word = head
    return None


def _by_accusation(story: ToldStory, trigger: int, statement: Statement | None) -> Ruled | None:
    verb = accused_by(story, trigger) if statement is None else None
    return None if verb is None else Ruled("possible", f"'{story.parsed.words[verb]}'")


def _by_having_to(story: ToldStory, trigger: int) -> Ruled | None:
    verb = had_to(story, trigger)
    return None if verb is None else _turned(story, verb, "happened")


def _goes_on(story: ToldStory, word: int, head: int) -> bool:
    """Tell whether a word is governed as what it goes on with is.

    What is past is not where that is yet to be: "ordered him to pay and banned him".
    """
    return head >= 0 and (is_past(story, head) or not is_past(story, word))


def _is_left(story: ToldStory, trigger: int, word: int, found: str) -> bool:
    """Tell whether it is as it was: "denied a charge", "warned that it could rain"."""
    if found == "denied":
        return story.lemmas[trigger] in _SPEECH and word == trigger
    is_clause = story.parsed.relations[word] == "ccomp"
    return found == "threatened" and is_clause and not helped(story, trigger).isdisjoint(_MAYBE)


def _by_own_words(story: ToldStory, trigger: int) -> Ruled | None:
    """Look at what is said of a noun: "no talks", "any deal", "planned talks", "it is likely"."""
    parsed, classes = story.parsed, words_by_class("governors")
    determiners = {parsed.words[k] for k in parsed.children(trigger, "det")}
    if determiners & NONE:
        return Ruled("did not happen", "negated")  # "expected no talks"
    if "any" in determiners:
        return Ruled("possible", "'any'")
    head = parsed.heads[trigger]
    told = (
        (is_put_off(story, trigger), Ruled("planned", "put off")),
        (is_called_off(story, trigger), Ruled("did not happen", "called off")),
        (is_unshown(story, trigger), Ruled("possible", f"no {parsed.words[head]}")),
    )
    so = next((said for is_so, said in told if is_so), None)
    if so is not None:
        return so
    is_said = parsed.relations[trigger] == "nsubj" and parsed.tags[head] == "ADJ"
    for k in [*parsed.children(trigger, "amod"), *([head] if is_said else [])]:
        found = classes.get(story.lemmas[k])
        if found and found != "ongoing":
            return Ruled(cast(Status, found), f"'{parsed.words[k]}'")
    return None


def _reaches(story: ToldStory, word: int, head: int) -> bool:
    """Tell whether a governor decides on an event: on a verb with "to", on any noun.

    "He said he left" says nothing of leaving, "he plans to leave" does.
    """
    parsed = story.parsed
    relation = parsed.relations[word]
    if relation in ("obj", "nmod", "obl"):
        return parsed.tags[word] in ("NOUN", "PROPN")
    if relation == "ccomp":
        return not is_past(story, word)
    marks = {parsed.words[k] for k in parsed.children(word, "mark")}
    if relation in ("acl", "advcl"):
        before = marks | {*story.prepositions(word)}
        is_of = relation == "acl" and "of" in before  # "risk of losing"
        return is_of or ("to" in marks and (relation == "acl" or parsed.tags[head] != "VERB"))
    return relation == "xcomp"


def _is_open(story: ToldStory, governor: int) -> bool:
    """Tell whether a clause is one of "when" or "if": "will decide when it is ready to sign"."""
    parsed = story.parsed
    for i in range(governor - 1, max(governor - _NEAR, parsed.sentence_of(governor).start) - 1, -1):
        if parsed.tags[i] in ("VERB", "PUNCT"):
            return False
        if parsed.words[i] in _OPEN:
            return True
    return False


def _asks(story: ToldStory, word: int, governor: int) -> bool:
    """Tell whether a word of asking asks for an event: "told to go", not "told that he went"."""
    if story.lemmas[governor] not in _ASKING:
        return True
    marks = {story.parsed.words[k] for k in story.parsed.children(word, "mark")}
    return "to" in marks or "for" in story.prepositions(word)


def _by_question(story: ToldStory, trigger: int) -> Ruled | None:
    last = story.parsed.sentence_of(trigger)[-1]
    return Ruled("possible", "a question") if story.parsed.words[last] == "?" else None


def _turned(story: ToldStory, governor: int, status: Status) -> Ruled | None:
    """Turn a status round where its governor is negated: "did not fail to", "did not plan to"."""
    how = f"'{story.parsed.words[governor]}'"
    marks = {story.parsed.words[k] for k in story.parsed.children(governor, "mark")}
    is_if = status == "threatened" and not marks.isdisjoint(_IF)  # "if they threaten to strike"
    if is_if or (status == "planned" and _is_open(story, governor)):
        return Ruled("possible", "a condition")
    if is_negated(story, governor):
        turned: Status = "happened" if status == "did not happen" else "did not happen"
        turned = "possible" if status == "denied" else turned  # "neither confirms nor denies"
        return Ruled(turned, f"not {how}")
    return Ruled(status, how)


def _by_auxiliaries(story: ToldStory, trigger: int) -> Ruled | None:
    """Look at what helps the event itself, or the verb that it is the object or subject of."""
    parsed = story.parsed
    if is_negated(story, trigger):
        if helped(story, trigger).isdisjoint(_MAY):
            return Ruled("did not happen", "negated")
        return Ruled("possible", "a modal verb")  # "might not attend"
    word = trigger
    if parsed.tags[trigger] != "VERB":
        word = parsed.heads[trigger]
        if word < 0 or not _says_of(story, word, trigger):
            return None
    helping = helped(story, word)
    marks = {parsed.words[k] for k in parsed.children(word, "mark")}
    told = (
        (is_negated(story, word), Ruled("did not happen", "negated")),
        ("to" in marks and _is_to(story, word, helping), Ruled("planned", "is to")),
        (not marks.isdisjoint(_IF), Ruled("possible", "a condition")),
        ({"would", "have"} <= helping, Ruled("did not happen", "would have")),
        ("would" in helping and _is_supposed(story, word), Ruled("possible", "would")),
        (not helping.isdisjoint(_FUTURE), Ruled("planned", "future")),
        (not helping.isdisjoint(_MAYBE), Ruled("possible", "a modal verb")),
        (not helping.isdisjoint(_OUGHT), Ruled("requested", "ought to")),
    )
    return next((said for is_so, said in told if is_so), None)


def _is_supposed(story: ToldStory, verb: int) -> bool:
    """Tell whether several say now what would be: "experts say it would struggle".

    What was said would be, or a draft says, is planned as often.
    """
    parsed, holder = story.parsed, story.holders.get(verb)
    cue = parsed.range_of(holder.cue) if holder and holder.cue else range(0)
    verbs = [k for k in cue if parsed.tags[k] == "VERB"]
    return bool(verbs) and all(parsed.words[k] == story.lemmas[k] for k in verbs)


def _by_verb_beside(story: ToldStory, verb: int) -> Ruled | None:
    """Say that what something planned is for or beside is so: "will rest before leaving"."""
    parsed, beside = story.parsed, story.parsed.heads[verb]
    marks = {parsed.words[k] for k in parsed.children(verb, "mark", "case")}
    is_beside = not marks.isdisjoint(_BESIDE) and parsed.words[verb].endswith("ing")
    is_for = "to" in marks and parsed.tags[verb] == "VERB" and beside < verb
    is_use = parsed.relations[verb] == "xcomp" and story.lemmas[beside] == "use"
    if not (parsed.relations[verb] == "advcl" or is_use) or not (is_beside or is_for):
        return None
    told = _by_governor(story, beside) or _by_auxiliaries(story, beside)
    return told if told is not None and told.status == "planned" else None


def _says_of(story: ToldStory, verb: int, noun: int) -> bool:
    """Tell whether what is said of a verb is said of the event that a noun beside it names."""
    is_subject = story.parsed.relations[noun] == "nsubj"
    known = _TAKES_PLACE | (_HOLDING if is_subject else _BEARING)
    return story.lemmas[verb] in LIGHT_VERBS | known


def _is_to(story: ToldStory, verb: int, helping: set[str]) -> bool:
    """Tell whether a verb with "to" hangs on "is": "is to arrive"."""
    head = story.parsed.heads[verb]
    is_headline = head < 0  # "vaccines to arrive next week"
    if is_headline or helping & _IS or story.lemmas[head] == "be":
        return True
    there = {story.parsed.words[k] for k in story.parsed.children(head, "cop")}
    to = first_of([k for k in story.parsed.children(verb, "mark") if story.parsed.words[k] == "to"])
    if to is not None and story.parsed.words[max(to - 1, 0)] in _IS:
        return True  # "where she was to meet him", wherever a reader hangs the "was"
    return not there.isdisjoint(_NOW)  # "is in Oslo to meet the minister"
