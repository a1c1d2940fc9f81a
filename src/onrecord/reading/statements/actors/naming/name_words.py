"""Words of names: which are part of one, which only surround it, what their capitals show."""

from collections.abc import Container, Sequence

from onrecord.reading.places.demonyms import place_of
from onrecord.reading.statements.actors.naming.sources import (
    PRONOUNS,
    gender_of_name,
    gender_of_noun,
    is_title,
    names_of,
    singular,
    sorts_of,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.reading.times.vocabulary import WEEKDAY_NAMES
from onrecord.reading.words import HYPHENS
from onrecord.record import MentionKind

ARTICLES = frozenset(("the", "a", "an"))
_DASHES = frozenset(("—", "–", "-", "--"))
_STATE = 3  # letters of "NY", "NSW"
_SHORTEST_PLACE, _LONGEST_DATELINE = 3, 10  # letters; words
POSSESSIVES = frozenset(("'s", "'"))
PARTICLES = frozenset(
    ("de", "da", "do", "dos", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "al", "el",
     "bin", "ibn", "ben", "abu", "y", "e", "av", "af", "við", "ó")
)  # fmt: skip
# What stands in front of a colon and names no speaker.
RUBRICS = frozenset((
    "explainer", "analysis", "opinion", "comment", "editorial", "live", "update", "updated",
    "exclusive", "watch", "video", "review", "profile", "interview", "factbox", "timeline",
    "correction", "corrections", "clarification", "clarifications", "note", "breaking", "latest",
    "photo", "photos", "picture", "pictures", "gallery", "slideshow", "videos",
    "listen", "podcast", "related", "more", "quiz", "map", "graphic",
))  # fmt: skip
# What companies are, in front of their names; no name of one begins so as a rule.
_TRADES = frozenset((
    "rival", "competitor", "retailer", "lender", "insurer", "reinsurer", "airline",
    "manufacturer", "operator", "miner", "brewer", "distiller", "wholesaler", "supplier",
    "contractor", "subcontractor", "developer", "housebuilder", "homebuilder", "shipbuilder",
    "publisher", "distributor", "haulier", "refiner", "producer", "grocer", "startup", "start-up",
))  # fmt: skip
_LONG = 4  # letters of a word that such a line has with a capital: not "and", "of"
_LONGEST_OFFICE = 5  # words up to "Minister": "Natural | Resources and Mines"
_PORTFOLIOS = frozenset(("defense", "defence"))  # a body elsewhere: "the defence rested"
_TITLED = 0.7  # share of capitals in a line from which on they say nothing
# Offices of a field: "Minister for Water", "envoy to Chile".
OFFICES = frozenset(("minister", "secretary", "commissioner", "ambassador", "envoy"))
_FIELDS_AS_WELL = frozenset(("justice", "intelligence"))  # which are titles elsewhere
_MAGNITUDES = frozenset(("hundred", "thousand", "million", "billion", "percent", "per"))
_OF_AGE = 16  # from which on somebody may be a Mr or Ms
_NUMBERS = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen",
))  # fmt: skip


def is_telling(parsed: Parsed, i: int) -> bool:
    """Whether a word shows by itself that it is a name or part of one."""
    word, form = parsed.words[i], parsed.forms[i]
    if not any(char.isupper() for char in form) or word in ARTICLES or word in PRONOUNS:
        return False
    if is_honorific(word) or (is_title(word) and not is_body(word)):
        return False
    if word in names_of("times") and parsed.tags[i] != "ADJ":
        return False  # "Thursday", not "Second Army"
    start = i == parsed.sentence_of(i).start
    following = parsed.words[i + 1] if i + 1 < len(parsed) else ""
    common = start and i + 1 < len(parsed) and parsed.tags[i + 1] == "NOUN"
    return not (
        common and parsed.forms[i + 1].islower() and following not in names_of("institutions")
    )


def is_rubric(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether a word only says of what sort a line is: "Clarification:"."""
    opens = words[0] == parsed.line_of(words[0]).start
    behind = parsed.words[words[-1] + 1 : words[-1] + 2]
    return opens and behind == [":"] and parsed.words[words[0]] in RUBRICS


def is_honorific(word: str) -> bool:
    """Whether a word in lower case is a title or its short form: "mrs", "gov."."""
    return gender_of_noun(word) is not None or word.rstrip(".") in names_of("honorifics")


def is_described_body(parsed: Parsed, words: range) -> bool:
    """Whether a body's name starts after a small word: "progressive" Policy Centre, "union"."""
    small = parsed.forms[words[0]].islower() and parsed.words[words[0]] not in PARTICLES
    describes = parsed.tags[words[0]] == "ADJ" or bool(sorts_of(parsed.words[words[0]]))
    return small and describes and any(parsed.forms[i][:1].isupper() for i in words[1:])


def is_trade(parsed: Parsed, words: range) -> bool:
    """Whether the first word of a body's name is what it is: "Retailer Larkfield", "Rival Havsund".

    Only where a capital says nothing, and a name is left.
    """
    first = words.start
    word = parsed.words[first]
    trade = word in _TRADES or word.endswith("maker")
    begins = first == parsed.sentence_of(first).start or is_titled(parsed, first)
    named = len(words) > 1 and parsed.forms[first + 1][:1].isupper()
    return trade and begins and named and not sorts_of(parsed.words[first + 1])


def is_of_field(parsed: Parsed, i: int) -> bool:
    """Whether a word is the field of an office: State Minister for "Water" Jane Roe."""
    return i > 1 and parsed.words[i - 1] != "to" and _office_before(parsed, i - 1) is not None


def _office_before(parsed: Parsed, i: int) -> int | None:
    """Return the office that a small word ties to its field: "Secretary" of State "for"."""
    office = i - 3 if parsed.words[max(i - 2, 0) : i] == ["of", "state"] else i - 1
    tied = office >= 0 and parsed.words[i] in ("of", "for", "to")
    return office if tied and singular(parsed.words[office]) in OFFICES else None


def office_in_front(parsed: Parsed, first: int) -> int | None:
    """Return the office whose field stands before a name: "Secretary" of State Jane Roe.

    Not whom an envoy was sent to, or whose secretary somebody is: "secretary of Mayor Jane Roe".
    """
    for i in range(first - 1, max(first - _LONGEST_OFFICE - 2, 0), -1):
        word, form = parsed.words[i], parsed.forms[i]
        if parsed.lines[i] != parsed.lines[first] or _names_another(word):
            return None
        office = _office_before(parsed, i)
        if office is not None:
            return office if i + 1 < first else None
        if not (form[0].isupper() or word in ("and", "the", ",", "of")):
            return None
    return None


def _names_another(word: str) -> bool:
    """Whether a word is the title of who is named behind it, and no field: "Mayor", "Mrs"."""
    title = "official" in sorts_of(word) and word not in _FIELDS_AS_WELL
    return is_honorific(word) or title or word in POSSESSIVES


def counts_what_follows(parsed: Parsed, i: int) -> bool:
    """Whether a number is no part of a name before it: the app Lumo "180 million reais"."""
    follows = parsed.words[i + 1] if i + 1 < len(parsed) else ""
    return parsed.words[i][0].isdigit() and follows in _MAGNITUDES


def is_nameish(parsed: Parsed, i: int) -> bool:
    """Whether a word may be part of a person's name: with a capital, no "Board", no "of"."""
    word = parsed.words[i]
    capital = parsed.forms[i][:1].isupper() and word not in names_of("media_names")
    return (capital and not is_body(word)) or word in PARTICLES or word in (".", *HYPHENS)


def is_no_part(parsed: Parsed, i: int, kind: MentionKind) -> bool:
    """Whether a word before a person's name is no part of it: "Gov.", "spokesman"."""
    word = parsed.words[i]
    if kind != "person":
        return word.rstrip(".") in names_of("courtesies")
    if parsed.forms[i].islower():
        return word not in PARTICLES
    return is_honorific(word) or (is_title(word) and gender_of_name(word) is None)


def is_small(parsed: Parsed, i: int) -> bool:
    """Whether a word has a small letter and is no second syllable: "hye" of "Park Geun-hye"."""
    return parsed.forms[i].islower() and not (i and parsed.words[i - 1] in HYPHENS)


def is_body(word: str) -> bool:
    """Whether a word in lower case is a noun for a body: "league", "ministry"."""
    return "body" in sorts_of(word)


def is_capital(parsed: Parsed, i: int) -> bool:
    """Whether a word is written with a capital that says something."""
    start = i == parsed.sentence_of(i).start
    return parsed.forms[i][:1].isupper() and not start and not is_titled(parsed, i)


def is_titled(parsed: Parsed, i: int) -> bool:
    """Whether a line has capitals throughout, as headlines do."""
    forms = [parsed.forms[k] for k in parsed.line_of(i)]
    long = [form for form in forms if len(form) >= _LONG and form[0].isalpha()]
    return sum(form[0].isupper() for form in long) > _TITLED * len(long)


def is_dateline(parsed: Parsed, words: range) -> bool:
    """Whether capitals at the start of a line say where it was written: "CEBU, Philippines —"."""
    after = parsed.words[words.stop] if words.stop < len(parsed) else ""
    start = words.start == parsed.line_of(words.start).start
    label = parsed.forms[words.stop + 1 : words.stop + 3]
    if after == "," and label[1:] == [":"] and label[0].isupper() and is_title(label[0].lower()):
        return False  # "JANE ROE, PRESENTER:"
    return (
        start and after in (",", "—", "–", "-", "--", "(") and parsed.forms[words.start].isupper()
    )


def is_of_dateline(parsed: Parsed, words: range) -> bool:
    """Whether words stand in a dateline: the day of its report, not of what is said in it."""
    dash = dash_of_dateline(parsed, parsed.line_of(words.start)) if words else None
    return dash is not None and words.start < dash


def is_of_another(parsed: Parsed, i: int) -> bool:
    """Whether another begins behind a noun: "a baker | the mayor hired", "| Mayor Roe hired"."""
    before = parsed.tags[i - 1] == "NOUN" and parsed.forms[i - 1][0].islower()
    is_name = parsed.forms[i][0].isupper() and is_title(parsed.words[i])
    return before and (parsed.tags[i] == "DET" or is_name)


def takes_up(parsed: Parsed, i: int, people: Container[int]) -> bool:
    """Whether "the agent" may be somebody who is named before it in the same paragraph."""
    is_definite = any(parsed.words[k] == "the" for k in parsed.children(i, "det"))
    return is_definite and any(k in people for k in parsed.line_of(i) if k < i)


def is_when(parsed: Parsed, i: int) -> bool:
    """Whether a word only says when: "on Monday | police chief", "last week | State officials"."""
    word, before = parsed.words[i], parsed.words[i - 1] if i else ""
    is_day = word in WEEKDAY_NAMES and (before == "on" or parsed.forms[i + 1][0].islower())
    return is_day or (word in ("week", "month", "year") and before in ("last", "this", "next"))


def begin_of_text(parsed: Parsed, i: int) -> int:
    """Return where the line of a word begins, behind the dateline where the word is."""
    line = parsed.line_of(i)
    dash = dash_of_dateline(parsed, line)
    return line.start if dash is None or dash > i else dash + 1


def is_in_dateline(parsed: Parsed, i: int) -> bool:
    """Whether a word stands in the dateline of its line."""
    dash = dash_of_dateline(parsed, parsed.line_of(i))
    return dash is not None and i < dash


def dash_of_dateline(parsed: Parsed, line: range) -> int | None:
    """Return the word that ends the dateline of a line: "OSLO, May 2 | - The mayor said".

    Its place may be written small where its state stands behind it: "New York, NY - The mayor".
    """
    form = parsed.forms[line.start]
    reach = range(line.start + 1, min(line.start + _LONGEST_DATELINE, line.stop - 1))
    dash = next((i for i in reach if parsed.words[i] in _DASHES), None)
    is_large = form.isupper() and len(form) >= _SHORTEST_PLACE
    if not is_large and not (dash is not None and _is_in_state(parsed, line.start, dash)):
        return None
    if dash is None or any(parsed.tags[i] in ("VERB", "AUX") for i in range(line.start, dash)):
        return None  # "NASA said three towns — Oslo, …"
    return dash


def _is_in_state(parsed: Parsed, first: int, dash: int) -> bool:
    """Whether a line begins with a place and its state, and goes on with a sentence."""
    before = parsed.forms[first:dash]
    is_name = all(word[:1].isupper() or word == "," for word in before)
    is_state = before[-2:-1] == [","] and before[-1].isupper() and len(before[-1]) <= _STATE
    return is_name and is_state and parsed.forms[dash + 1][:1].isupper()


def is_of_office(parsed: Parsed, words: Sequence[int]) -> bool:
    """Whether words are of the office of somebody: "Natural" Resources Minister, no name."""
    last = words[-1] + 1
    end = min(words[-1] + _LONGEST_OFFICE, len(parsed))
    while last < end and (parsed.forms[last][0].isupper() or parsed.words[last] in ("and", "of")):
        if singular(parsed.words[last]) in ("minister", "secretary"):
            break
        last += 1
    title = parsed.words[last] if last < len(parsed) else ""
    if singular(title) not in ("minister", "secretary") or place_of(parsed.forms[words[-1]]):
        return False
    office = parsed.words[words[0] : last]
    body = any(is_body(word) and word not in _PORTFOLIOS for word in office)
    return not body and not parsed.forms[words[-1]].isupper()


def is_of_child(parsed: Parsed, last: int) -> bool:
    """Whether an age after a name is a child's: "Ann Roe, 9,", "Ann Roe (aged nine)"."""
    behind = [word for word in parsed.words[last : last + 4] if word != "aged"]
    age = behind[1] if behind[:1] in ([","], ["("]) and len(behind) > 1 else ""
    young = age in _NUMBERS or (age.isdigit() and int(age) < _OF_AGE)
    return young and behind[2:3] in ([], [","], [")"], ["."])


def is_day_behind(parsed: Parsed, i: int) -> bool:
    """Whether a weekday only stands behind a noun of its own; not that of "Black Friday"."""
    before = parsed.tags[i - 1] == "NOUN" and parsed.forms[i - 1].islower()
    return before and parsed.words[i].endswith("day") and parsed.words[i] in names_of("times")
