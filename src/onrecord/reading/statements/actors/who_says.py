"""Who makes a statement: its source, or the subject of its cue, or whoever spoke before."""

from collections.abc import Sequence

from onrecord.reading.statements.actors.cast import Member
from onrecord.reading.statements.actors.meant.pronouns import agrees
from onrecord.reading.statements.actors.meant.who import Who
from onrecord.reading.statements.actors.naming.sources import PERSON_PRONOUNS, looks_plural
from onrecord.reading.statements.actors.phrases.grades import grade_of
from onrecord.reading.statements.actors.phrases.source_phrase import phrase_of
from onrecord.reading.statements.actors.speakers import Speakers
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.cue_words import TOLD
from onrecord.reading.statements.sayings.hearers import author_of, only_hears
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.phrases import is_past

_FARTHEST_LINES = 2  # lines back to whom a quotation on its own may belong
_REPLYING = frozenset(("replied", "answered", "responded", "retorted", "countered"))
_ASKED = frozenset(("asked", "pressed", "questioned", "challenged", "confronted"))
_TOLD = TOLD | {"asked", "urged", "promised"}
_CITING = frozenset(("cited", "cites", "quoted", "quotes"))
_LEADS_IN = frozenset((":", "—", "–"))
_SPEAKING = ("person", "organisation", "group")


def who_says(parsed: Parsed, speakers: Speakers, saying: Saying, before: Sequence[Draft]) -> Who:
    """Return who says a saying. before: what is said before it, in text order."""
    if saying.follows:
        return _who_goes_on(parsed, speakers, saying, before)
    if saying.is_answered:
        return _of_claim(speakers, saying, before)
    source = _next_to_cue(parsed, speakers, _source(parsed, saying), saying)
    if source and not only_hears(parsed, source, saying):
        asker = _asker(parsed, saying, before)
        asked = _asked(parsed, speakers, source, saying, before) if asker else None
        told = _told(parsed, speakers, saying, source)
        asked = asked or _asked_there(parsed, speakers, source)
        return asked or speakers.of(source, saying.words, asker, told)
    author = author_of(parsed, saying) or _who_has(parsed, saying)
    return speakers.of(author, saying.words) if author else Who(None, "nobody is named", 0.8)


def _who_has(parsed: Parsed, saying: Saying) -> tuple[int, ...]:
    """Return who does something on a promise: "a judge | who | campaigned on a promise to go"."""
    noun = saying.cue[-1] if len(saying.cue) == 1 else -1
    if noun < 0 or parsed.tags[noun] != "NOUN" or parsed.relations[noun] not in ("obl", "obj"):
        return ()
    verb = parsed.heads[noun]
    subjects = [k for k in parsed.children(verb, "nsubj") if k < verb]
    return tuple(subjects) if parsed.tags[verb] == "VERB" and len(subjects) == 1 else ()


def _of_claim(speakers: Speakers, saying: Saying, before: Sequence[Draft]) -> Who:
    """Return whose a claim is that somebody answers, who is another: "denied a clerk's claim"."""
    barred = (*saying.words, *saying.cue)
    who = speakers.of(saying.source, barred)
    answers = (one for one in before if one.saying.answers and one.saying.claim == saying.claim)
    if who.member is None or not any(one.who.member is who.member for one in answers):
        return who
    parsed, cast = speakers.parsed, speakers.cast
    phrase = phrase_of(parsed, cast.at, saying.source, barred)
    noun = parsed.words[phrase.head]
    if parsed.tags[phrase.head] == "PRON":
        return Who(None, f"'{noun}' of another", 0.4)
    grade = grade_of(parsed, cast, phrase)
    member = cast.unnamed(phrase.core, grade, plural=looks_plural(noun))
    return Who(member, f"'{noun}', not who answers it", 0.6)


def _next_to_cue(
    parsed: Parsed, speakers: Speakers, source: Sequence[int], saying: Saying
) -> Sequence[int]:
    """Leave out a name that belongs to the clause before: "Beside Jo Poe, | Ann Roe said"."""
    source = _last_piece(parsed, source, saying.cue)
    commas = [k for k, i in enumerate(source) if parsed.words[i] == ","]
    if not commas or not saying.cue or saying.cue[0] != source[-1] + 1:
        return source
    named = speakers.cast.at
    first, own = named.get(source[0]), source[commas[-1] + 1 :]
    last = named.get(own[0]) if own else None
    people = first is not None and last is not None and first.kind == last.kind == "person"
    alone = all(named.get(i) is last for i in own)
    return own if people and alone and first is not last and len(commas) == 1 else source


def _last_piece(parsed: Parsed, source: Sequence[int], cue: Sequence[int]) -> Sequence[int]:
    """Leave out the subject of another verb: "Jo Poe left | and Ann Roe, who stayed, | said"."""
    if not cue or not source or source[-1] >= cue[0]:
        return source
    which = parsed.words[source[-1] + 1 : source[-1] + 3] == [",", "which"]
    for k in range(len(source) - 1, 0, -1):
        if which and parsed.words[source[k - 1]] in BEING and parsed.tags[source[k - 1]] == "AUX":
            return source[k:]  # "the first clue was | his blood work |, which showed"
        subject = parsed.head_of(source[:k])
        verb = parsed.heads[subject]
        if parsed.relations[subject] == "nsubj" and source[k - 1] < verb < source[k]:
            return source[k:]
    return source


def _asker(parsed: Parsed, saying: Saying, before: Sequence[Draft]) -> Member | None:
    """Return who asked what is answered: by a question in the paragraph before, or "replied"."""
    last = before[-1] if before else None
    if last is None or not saying.words:
        return None
    question = parsed.words[max(last.saying.words)] in ("?", "”", '"') and any(
        parsed.words[i] == "?" for i in sorted(last.saying.words)[-2:]
    )
    quoted = parsed.words[saying.words[0]] in ("“", '"')
    next_line = parsed.lines[saying.first] != parsed.lines[max(last.saying.words)]
    replies = any(parsed.words[i] in _REPLYING for i in saying.cue)
    answers = (question and quoted and next_line) or (replies and last.sense.manner == "asks")
    return last.who.member if answers else None


def _asked(
    parsed: Parsed,
    speakers: Speakers,
    source: Sequence[int],
    saying: Saying,
    before: Sequence[Draft],
) -> Who | None:
    """Return whom a pronoun means that replies: who was asked, "asked the mayor. He replied"."""
    word, last = parsed.words[source[-1]], before[-1]
    replies = any(parsed.words[i] in _REPLYING for i in saying.cue) and last.saying.cue
    if not replies or len(source) > 1 or word not in PERSON_PRONOUNS:
        return None
    verb = parsed.head_of(last.saying.cue)
    words = [i for i in _told_to(parsed, verb) if i > verb and i not in last.saying.words]
    near = parsed.sentences[source[0]] - parsed.sentences[verb] == 1
    who = speakers.of(words) if near and words else None
    if who is None or who.member is None or not agrees(who.member, word):
        return None
    return who._replace(how=f"'{word}', who was asked")


def _asked_there(parsed: Parsed, speakers: Speakers, source: Sequence[int]) -> Who | None:
    """Return whom a pronoun means behind "When I asked the mayor about it, | she | said"."""
    i, word = source[-1], parsed.words[source[-1]]
    if len(source) > 1 or word not in PERSON_PRONOUNS or parsed.heads[i] < 0:
        return None
    clauses = (k for k in parsed.children(parsed.heads[i], "advcl") if k < i)
    asked = next((k for k in clauses if _is_asking(parsed, k)), i)
    words = [k for k in _told_to(parsed, asked) if asked < k < i]
    noun = bool(words) and parsed.tags[parsed.head_of(words)] in ("NOUN", "PROPN")
    who = speakers.of(words) if noun else None
    if who is None or who.member is None or not agrees(who.member, word):
        return None
    speakers.cast.mention(who.member, [i])
    speakers.pronouns.note(who.member, i)
    return who._replace(how=f"'{word}', who was asked")


def _is_asking(parsed: Parsed, verb: int) -> bool:
    """Find "when we asked", "when reporters asked": none of them is "she"."""
    led = any(parsed.words[k] == "when" for k in parsed.children(verb, "mark", "advmod"))
    asking = [parsed.words[k] for k in parsed.children(verb, "nsubj")]
    several = any(word in ("i", "we", "they") or looks_plural(word) for word in asking)
    return led and several and parsed.words[verb] in _ASKED


def _source(parsed: Parsed, saying: Saying) -> Sequence[int]:
    """Return the words of who says it: the subject of the cue where the model took another's.

    It may take whom they told ("told the Post"), a name inside ("a letter to Roe says"), who asks
    ("ROE: Has the mayor said so?") or, beside the source, words of the sentence before.
    """
    if not saying.cue:
        return saying.source
    head = parsed.head_of(saying.cue)
    teller = _by_whom(parsed, saying, head)
    if teller:
        return teller
    subject = [] if _is_passive(parsed, head) else _subject(parsed, head)
    if _is_time_label(parsed, saying.source):
        return [
            k
            for i in parsed.children(head, "nsubj", "obj")
            for k in parsed.subtree(i)
            if k > saying.cue[-1]
        ]
    colon = max((k for k, i in enumerate(subject) if parsed.words[i] == ":"), default=-1)
    subject = subject[colon + 1 :]  # "A: | Roe told me"
    if not set(subject).isdisjoint(saying.words):
        subject = []  # "“One of the best,” wrote the magazine"
    if not saying.source or not subject:
        return saying.source or subject
    number = parsed.sentences[saying.cue[0]]
    here = [i for i in saying.source if parsed.sentences[i] == number]
    inside = set(here) < set(subject) and parsed.head_of(subject) not in here
    told = set(here) <= {k for i in saying.cue for k in _told_to(parsed, i)}
    if parsed.words[head] in _CITING and parsed.words[head - 1] in ("which", "who"):
        told = False  # "according to the radio, which quoted a nurse": she says it
    after = saying.source[-1] + 1
    labelled = parsed.words[after : after + 1] == [":"]
    asked = labelled and parsed.tags[parsed.head_of(subject)] != "PRON"
    ends = [parsed.tags[here[k]] for k in (0, -1)] if here else []
    broken = "CCONJ" in ends  # "rejected the plan and promised"
    return subject if inside or told or asked or broken else here


def _is_time_label(parsed: Parsed, source: Sequence[int]) -> bool:
    """Whether words only head a line: "UPDATE 14.20:"."""
    if not source or source[0] != parsed.line_of(source[0]).start:
        return False
    timed = any(parsed.words[i][0].isdigit() for i in source)
    return timed and parsed.words[source[-1] + 1 : source[-1] + 2] == [":"]


def _is_passive(parsed: Parsed, verb: int) -> bool:
    """Whether the subject of a verb is who is told: "were told", "is believed to"."""
    auxiliaries = {parsed.words[k] for k in parsed.children(verb, "aux")}
    return bool(auxiliaries & BEING) and is_past(parsed.words[verb])


def _by_whom(parsed: Parsed, saying: Saying, verb: int) -> list[int]:
    """Return who tells where the source is who was told: "her sister was told by | a guard"."""
    subjects = [k for child in parsed.children(verb, "nsubj") for k in parsed.subtree(child)]
    being = BEING & {parsed.words[k] for k in saying.cue if k < verb}
    if parsed.words[verb] not in _TOLD or not being or set(subjects).isdisjoint(saying.source):
        return []
    for child in parsed.children(verb, "obl"):
        by = [k for k in parsed.children(child, "case") if parsed.words[k] == "by"]
        if by and verb < by[0]:
            return [k for k in parsed.subtree(child) if k > by[0] and k not in saying.words]
    return []


def _subject(parsed: Parsed, head: int) -> list[int]:
    """Return the subject of a cue, or that of the verb it is joined to: "she rose and said"."""
    nobody = False  # "she said no one was held but would not": no one does not speak
    at = head
    while at >= 0:
        subjects = parsed.children(at, "nsubj")
        nobody = bool(subjects) and all(_is_nobody(parsed, k) for k in subjects)
        if subjects and not nobody:
            return _joined(parsed, subjects, at)
        if not nobody and (at != head or parsed.relations[head] not in ("conj", "xcomp")):
            break
        at = parsed.heads[at]
    return []


def _joined(parsed: Parsed, subjects: Sequence[int], verb: int) -> list[int]:
    """Return the first subject of a verb, with a second right behind it.

    A parser makes two of "a letter to the paper Farol says"; a dateline is none: "OSEN: Roe said".
    """
    words: list[int] = []
    for child in subjects:
        own = [k for k in parsed.subtree(child) if k < verb or k >= child]
        if words and parsed.words[words[-1]] in _LEADS_IN:
            words = []
        if words and own[0] != words[-1] + 1:
            break
        words += own
    return words


def _is_nobody(parsed: Parsed, i: int) -> bool:
    negated = any(parsed.words[k] == "no" for k in parsed.children(i, "det"))
    return negated or parsed.words[i] in ("nobody", "none", "nothing")


def _told_to(parsed: Parsed, verb: int) -> list[int]:
    """Return the words of the objects of a verb: "the Post" of "told the Post"."""
    objects = [
        child
        for child in parsed.children(verb, "obj", "iobj", "obl")
        if not any(parsed.tags[k] == "ADP" for k in parsed.children(child, "case"))
    ]
    return [k for child in objects for k in parsed.subtree(child)]


def _told(
    parsed: Parsed, speakers: Speakers, saying: Saying, source: Sequence[int]
) -> list[Member]:
    """Return who is named as the object of a cue: who "told Ann Roe" is not her."""
    named = speakers.cast.at
    verbs = [i for i in saying.cue if parsed.tags[i] == "VERB"]
    objects = {k for verb in verbs for k in parsed.children(verb, "obj", "iobj")}
    return [named[k] for k in sorted(objects) if k in named and k not in source]


def _introduced(parsed: Parsed, speakers: Speakers, first: int) -> Who | None:
    """Return the only person of the words that a colon ends: "More from Ann Roe: “…”"."""
    if not first or parsed.words[first - 1] != ":":
        return None
    named = (speakers.cast.at.get(i) for i in parsed.sentence_of(first - 1) if i < first)
    people = {id(one): one for one in named if one is not None and one.kind == "person"}
    if len(people) != 1:
        return None
    (member,) = people.values()
    return Who(member, f"'{member.name}' before a colon", 0.7)


def _teller_before(parsed: Parsed, first: int, before: Sequence[Draft]) -> Who | None:
    """Return who told of another's words right before a quotation: 'Roe said Poe rang. “I ran.”'.

    Not a medium, and not where those words were quoted.
    """
    last = before[-1] if before else None
    if last is None or not last.via or last.quote != "indirect":
        return None
    teller = last.via[-1][1].member
    back = parsed.lines[first] - parsed.lines[max(last.saying.words)]
    near = back == 0 or (last.who.member is None and back < _FARTHEST_LINES)
    if teller is None or teller.kind not in ("person", "group") or not near:
        return None
    return Who(teller, f"goes on after '{teller.name}', who tells of another's words", 0.7)


def _who_goes_on(
    parsed: Parsed, speakers: Speakers, saying: Saying, before: Sequence[Draft]
) -> Who:
    """Say whose a quotation on its own is: whom the sentence before is about, if none spoke there.

    Else the one who spoke last, if that is near.
    """
    first = saying.first
    told = _introduced(parsed, speakers, first)
    if told is not None:
        return told
    about = speakers.subject_before(first)
    last = max((parsed.sentences[max(draft.saying.words)] for draft in before), default=-1)
    if about is not None and last < parsed.sentences[first] - 1:
        return about
    return _teller_before(parsed, first, before) or _who_spoke_last(parsed, first, before)


def _who_spoke_last(parsed: Parsed, first: int, before: Sequence[Draft]) -> Who:
    """Return who spoke last before a quotation on its own, if that is near."""
    if not before or before[-1].who.member is None:
        return Who(None, "a quotation on its own", 0.4)
    last = _last_voice(before) or before[-1]
    member = last.who.member or before[-1].who.member
    back = parsed.lines[first] - parsed.lines[max(last.saying.words)]
    if back > _FARTHEST_LINES:
        return Who(None, "a quotation on its own", 0.4)
    if member.kind in _SPEAKING or member.grade == "document":
        score = 0.8 if back < _FARTHEST_LINES else 0.6
        return Who(member, f"goes on after '{member.name}'", score)
    return Who(None, "a quotation on its own", 0.4, (member,))


def _last_voice(before: Sequence[Draft]) -> Draft | None:
    """Return who was quoted last where only somebody without a name was told of since.

    "to dealers who like that it is hard" says nothing that a quotation goes on with.
    """
    last = before[-1]
    if last.quote != "indirect" or last.who.member is None or last.who.member.named:
        return None
    voices = (one for one in reversed(before) if one.quote == "direct")
    voice = next(voices, None)
    named = voice is not None and voice.who.member is not None and voice.who.member.named
    return voice if named else None
