"""Where and when a statement was made, in the words of the story: "on Telegram", "on Tuesday"."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.reading.statements.actors.naming.sources import is_media_name, names_of, singular
from onrecord.reading.statements.chains.subjects import is_evidence, subject_of
from onrecord.reading.statements.lexicon import word_list
from onrecord.reading.statements.parsed import BEING, Parsed
from onrecord.reading.statements.sayings.saying import Saying
from onrecord.reading.statements.senses.cues import cue_at
from onrecord.record import Span

_TELLING = frozenset(("told", "tells", "tell", "telling", "informed", "informing"))
_LEADS = frozenset(("on", "in", "at", "during", "to", "via", "through", "over", "from", "by"))
# "Denied a report | in the weekly" was not said there; nor what somebody was asked by a paper.
_NOT_LED = frozenset(("report", "reports", "article", "story", "asked", "pressed", "questioned"))
_SPEAKING_TO = frozenset(("speaking", "talking", "testifying", "addressing", "briefing"))
_LONGEST = 12  # words of what stands behind a preposition
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "ADP"))
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their"))
_LEFT = frozenset(("-", "former", "ex"))
_OWNED = frozenset(("his", "her", "my"))
_TOWARDS = frozenset(
    ("on", "in", "at", "as", "recently", "late", "early", "earlier", "later", "shortly", "just",
     "soon", "after", "before", "around", "about")
)  # fmt: skip
# "Later" and "earlier" alone order what is told: they say no time.
_ON_AIR = (["programme"], ["program"], ["show"], ["bulletin"], ["podcast"])
_ADVERBS = frozenset(("yesterday", "today", "afterwards", "afterward", "overnight", "tonight"))
_NO_TIMES = frozenset(("now", "later", "earlier", "then"))
_HOURS = frozenset(
    ("midnight", "noon", "midday", "dawn", "dusk", "sunrise", "sunset", "nightfall", "one", "two",
     "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
)  # fmt: skip
_CLOCK = frozenset(("at", "after", "before", "around", "about"))
_EVENT, _LONGEST_EVENT = frozenset(("after", "before")), 4  # "After the hearing, she promised …"
_CLOSING = frozenset(("and", "but", "despite", "amid"))  # no setting is behind them
_OF_CONTENT = frozenset(("by", "for", "until", "till", "since", "between", "and", "to", "of"))
_JOINED = ("conj", "xcomp", "advcl")  # one verb of saying to another


def medium_of(
    parsed: Parsed, saying: Saying, outlets: Collection[str], told: Collection[int]
) -> Span | None:
    """Return the words that name the medium or setting of a statement, without an article.

    outlets: names that the text calls media. told: words of those through whom it is told.
    """
    taken = {*saying.words, *saying.source, *told}
    for words in _beside(parsed, saying):
        for i in words:
            led = parsed.words[i] in _LEADS and parsed.words[i - 1] not in _NOT_LED
            if led or parsed.words[i] in _TELLING:
                own = {*saying.words, *told} if parsed.words[i] in _TELLING else taken
                found = _setting(parsed, _phrase(parsed, i + 1, own), outlets)
                found = found or (_addressed(parsed, saying) if i in saying.cue else None)
                if found is not None:
                    return found
    found = _apart(parsed, saying, outlets) or _addressed(parsed, saying)
    return found or _heard(parsed, saying) or _posted(parsed, saying)


def _heard(parsed: Parsed, saying: Saying) -> Span | None:
    """Return who sat to hear it: "*an inquest* was told", "*a court* in Oslo heard"."""
    verb = parsed.head_of(saying.cue) if saying.cue else -1
    if verb < 0 or parsed.words[verb] not in ("heard", "told"):
        return None
    subject = subject_of(parsed, verb)
    head = parsed.head_of(subject) if subject else -1
    heard = parsed.words[verb] == "heard" or _is_passive(parsed, verb)
    if not heard or head < 0 or singular(parsed.words[head]) not in _hearings():
        return None
    first = next(i for i in subject if parsed.words[i] not in _DETERMINERS)
    return parsed.span(first, head + 1)


def _apart(parsed: Parsed, saying: Saying, outlets: Collection[str]) -> Span | None:
    """Return the setting that commas part: "Roe, *in a statement* read by a clerk, said".

    Also "Roe, speaking to *local radio*, said"; "Addressing *a rally* in Pune, he said".
    """
    if not saying.cue or parsed.words[saying.cue[0]] == "according":
        return None
    sentence = parsed.sentence_of(saying.cue[0])
    own = {*saying.words, *saying.cue}
    for i in sentence[:-1]:
        parted = i == sentence.start or parsed.words[i - 1] == ","
        between = parsed.words[min(i, saying.cue[0]) : max(i, saying.cue[0])]
        if "." in between:
            continue  # a reader may miss the end of a sentence
        speaks = parsed.words[i] in _SPEAKING_TO
        at = i + (speaks and parsed.words[i + 1] in _LEADS)
        if parted and (speaks or parsed.words[i] == "in") and own.isdisjoint((i, at, at + 1)):
            found = _setting(parsed, _phrase(parsed, at + 1, own), outlets)
            if found is not None:
                return found
    return None


def _posted(parsed: Parsed, saying: Saying) -> Span | None:
    """Return the network of an account that speaks: "a channel on *Telegram*"; not of a video.

    Nor of those who have left it: "two ex-Facebook engineers".
    """
    if saying.source and is_evidence(parsed, saying.source):
        return None
    social = names_of("social_names")
    found = (
        i
        for i in saying.source
        if parsed.words[i] in social
        and parsed.forms[i][0].isupper()
        and not (i and parsed.words[i - 1] in _LEFT)
    )
    return next((parsed.span(i, i + 1) for i in found), None)


def _addressed(parsed: Parsed, saying: Saying) -> Span | None:
    """Return to whom somebody told what is no order: "told *detectives* that", not "told him".

    Who is told something in a story has it from there: as "told reporters" it says where it was
    said. A pronoun, or somebody's own ("her parents"), names no place.
    """
    at = next((i for i in saying.cue if parsed.words[i] in _TELLING), None)
    if at is None or parsed.relations[at].startswith("aux") or _is_passive(parsed, at):
        return None
    if saying.words and parsed.words[min(saying.words)] == "to" and min(saying.words) > at:
        return None
    taken = {*saying.words, *saying.source}
    phrase = _first_nouns(parsed, _phrase(parsed, at + 1, taken))
    if not phrase or parsed.words[phrase[0]] in _OWNED:
        return None
    head = phrase[-1]
    if parsed.tags[head] not in ("NOUN", "PROPN"):
        return None
    first = next((i for i in phrase if parsed.words[i] not in _DETERMINERS), head)
    return parsed.span(first, head + 1)


def _is_passive(parsed: Parsed, at: int) -> bool:
    return any(parsed.words[k] in BEING for k in range(max(0, at - 2), at))


def _first_nouns(parsed: Parsed, phrase: Sequence[int]) -> Sequence[int]:
    """Return a noun phrase up to its head: without complements, and the time behind it."""
    head = False  # whether a noun was there
    for n, i in enumerate(phrase):
        noun = parsed.tags[i] in ("NOUN", "PROPN")
        when = head and parsed.relations[i].startswith("obl")
        ends = parsed.tags[i] in ("PRON", "SCONJ") or (head and not noun) or when
        if ends and parsed.words[i] not in ("'s", "'", "-"):
            return phrase[:n]
        head = head or noun
    return phrase


def said_of(parsed: Parsed, saying: Saying, times: Sequence[range]) -> Span | None:
    """Return the words that say when a statement was made. times: words of days and hours."""
    for beside in _beside(parsed, saying):
        found = _date(parsed, beside, times) or _hour(parsed, beside) or _event(parsed, beside)
        found = found or _adverb(parsed, saying, beside)
        if found is not None:
            return found
    return None


def _date(parsed: Parsed, beside: Sequence[int], spans: Iterable[range]) -> Span | None:
    """Find "late on Tuesday" by a time that the model found."""
    for words in spans:
        alone = len(words) == 1 and parsed.words[words.start] in _NO_TIMES
        inner = bool(words) and _is_inside_noun(parsed, words)
        if words and not alone and not inner and {*beside} >= {*words}:
            first = _from_towards(parsed, beside, words.start)
            if first == 0 or parsed.words[first - 1] not in _OF_CONTENT:
                return parsed.span(first, words.stop)
    return None


def _is_inside_noun(parsed: Parsed, time: range) -> bool:
    """Whether a time stands within what it is the time of: "the fall this month of the cabinet"."""
    behind = parsed.words[time.stop : time.stop + 1] == ["of"]
    return behind and time.start > 0 and parsed.tags[time.start - 1] == "NOUN"


def _adverb(parsed: Parsed, saying: Saying, beside: Sequence[int]) -> Span | None:
    """Find "afterwards"; not "in a statement issued later", "*Harbour* Today", "the Today show"."""
    for i in beside:
        issued = parsed.tags[i - 1] == "VERB" and i - 1 not in saying.cue
        named = parsed.tags[i - 1] == "PROPN" or parsed.words[i + 1 : i + 2] in _ON_AIR
        named = named and parsed.forms[i][:1].isupper()
        if parsed.words[i] in _ADVERBS and not issued and not named:
            return parsed.span(i, i + 1)
    return None


def _from_towards(parsed: Parsed, beside: Sequence[int], first: int) -> int:
    """Return where "shortly after" before a time begins."""
    while first - 1 in beside and parsed.words[first - 1] in _TOWARDS:
        first -= 1
    return first


def _hour(parsed: Parsed, beside: Sequence[int]) -> Span | None:
    """Find "shortly after seven", "at midnight", which a reader may not take for a time."""
    for i in beside:
        first = _from_towards(parsed, beside, i)
        behind = parsed.tags[i + 1] if i + 1 in beside else "PUNCT"
        if (
            first < i
            and parsed.words[i - 1] in _CLOCK
            and parsed.words[i] in _HOURS
            and behind not in ("NOUN", "PROPN", "ADJ")
        ):
            return parsed.span(first, i + 1)
    return None


def _event(parsed: Parsed, beside: Sequence[int]) -> Span | None:
    """Find "After the hearing" where a sentence opens with it."""
    words = [i for i in beside if parsed.tags[i] != "PUNCT"]
    if not words or len(words) > _LONGEST_EVENT or parsed.words[words[0]] not in _EVENT:
        return None
    opens = words[0] == parsed.sentence_of(words[0]).start
    return parsed.span(words[0], words[-1] + 1) if opens else None


# --- what stands beside a cue


def _beside(parsed: Parsed, saying: Saying) -> Iterator[list[int]]:
    """Give the words about a cue: its own and those behind, what opens its sentence.

    Then those of the verb of saying that it is joined to: "wrote in a note, adding that …".
    """
    if not saying.cue or parsed.words[saying.cue[0]] == "according":
        return
    head = parsed.head_of(saying.cue)
    if parsed.words[saying.cue[0]] == "having":  # said before what the sentence tells
        yield [*saying.cue, *_tail(parsed, saying)]
        return
    yield [*_between(parsed, saying, head), *saying.cue, *_tail(parsed, saying)]
    yield _opening(parsed, saying)
    above = parsed.heads[head]
    known = above >= 0 and parsed.relations[head] in _JOINED and above not in saying.words
    if not known or above > head or cue_at(parsed, above) is None:
        return
    if not any(above < i < head for i in saying.source):  # "and vowed", not "and he vowed"
        joined = replace(saying, cue=(above,))
        tail = _tail(parsed, joined)
        if tail and parsed.words[tail[0]] in _LEADS:
            yield tail
        yield _opening(parsed, joined)


def _between(parsed: Parsed, saying: Saying, head: int) -> list[int]:
    """Return the words between a source and its cue: "the army *on Monday* denied"."""
    before = [head - 1] if head and parsed.tags[head - 1] == "ADV" else []
    first, stop = max(saying.source, default=head) + 1, saying.cue[0]
    words = range(first, stop)
    plain = 0 < len(words) <= _LONGEST_EVENT and not any(
        parsed.tags[i] in ("VERB", "AUX", "PUNCT") for i in words
    )
    return [*words] if plain and {*words}.isdisjoint(saying.words) else before


def _tail(parsed: Parsed, saying: Saying) -> list[int]:
    """Return the words behind a cue and a source there, up to a mark or a clause."""
    found = []
    own = {*saying.words, *saying.source}
    sentence = parsed.sentence_of(saying.cue[-1])
    for i in range(saying.cue[-1] + 1, sentence.stop):
        if i in own:
            continue
        comma = parsed.words[i] == "," and i - 1 in saying.source
        clause = parsed.tags[i] in ("VERB", "AUX", "SCONJ") and parsed.relations[i] != "amod"
        if (parsed.tags[i] == "PUNCT" and not comma) or clause or parsed.words[i] in _CLOSING:
            break
        found.append(i)
    return found


def _opening(parsed: Parsed, saying: Saying) -> list[int]:
    """Return the words before source and cue if they open the sentence: "In a note, she said"."""
    first = min((*saying.cue, *saying.source))
    start = parsed.sentence_of(first).start
    if start and parsed.words[start - 1] == "," and parsed.lines[start - 1] == parsed.lines[start]:
        start = parsed.sentence_of(start - 1).start  # no sentence ends with a comma
    words = list(range(start, first))
    whole = not {*saying.words} & {*words} and len(words) <= _LONGEST
    whole = whole and parsed.words[first - 1] != "that"  # what is before it is another's saying
    plain = not any(
        parsed.words[i] == "."
        or parsed.tags[i] == "AUX"
        or (parsed.tags[i] == "VERB" and bool(parsed.children(i, "nsubj")))
        for i in words
    )
    return words if whole and plain else []


# --- a medium in words


def _phrase(parsed: Parsed, first: int, taken: Collection[int]) -> list[int]:
    """Return the noun phrase from a word on, with complements: "a statement on its website"."""
    words: list[int] = []
    for i in range(first, min(first + _LONGEST, len(parsed))):
        behind = parsed.tags[i + 1] if i + 1 < len(parsed) else ""
        nominal = parsed.tags[i] in _NOMINAL or behind == "NOUN"  # "a written reply"
        nominal = nominal or _is_inner_hyphen(parsed, i) or _is_named_so(parsed, i)
        if i in taken or not nominal or parsed.lines[i] != parsed.lines[first]:
            break
        words.append(i)
    return words


def _is_named_so(parsed: Parsed, i: int) -> bool:
    """Whether a word is a noun that a reader may not know: "the platform X", "a hearing"."""
    heard = parsed.words[i].endswith("ing") and i > 0 and parsed.tags[i - 1] == "DET"
    return parsed.forms[i] in ("X", "X.") or parsed.tags[i] == "X" or heard


def _is_inner_hyphen(parsed: Parsed, i: int) -> bool:
    """Whether a word is the hyphen of "Costa-Rica"."""
    inside = parsed.words[i] == "-" and 0 < i < len(parsed) - 1
    return (
        inside and parsed.ends[i - 1] == parsed.starts[i] and parsed.ends[i] == parsed.starts[i + 1]
    )


@cache
def _hearings() -> frozenset[str]:
    return frozenset(word_list("carriers")["hearing"])


@cache
def _settings() -> frozenset[str]:
    return frozenset(word_list("settings")["settings"])


def _setting(parsed: Parsed, phrase: Sequence[int], outlets: Collection[str]) -> Span | None:
    """Return the part of a phrase that ends in a word for a setting, or None."""
    first = phrase[0] if phrase else 0
    for position, i in enumerate(phrase):
        hyphen = _is_inner_hyphen(parsed, i)
        if parsed.tags[i] == "ADP" and position and not hyphen:
            break
        goes_on = i + 1 in phrase and (
            parsed.tags[i + 1] in ("NOUN", "PROPN", "X") or _is_inner_hyphen(parsed, i + 1)
        )
        if goes_on or hyphen or not _is_setting(parsed, range(first, i + 1), outlets):
            continue
        while first < i and parsed.words[first] in _DETERMINERS:
            first += 1
        return _unstopped(parsed, first, _with_its_medium(parsed, phrase, i, outlets))
    return None


def _unstopped(parsed: Parsed, first: int, stop: int) -> Span:
    """Return words without the full stop of a sentence that ends with "X."."""
    span = parsed.span(first, stop)
    return Span(start=span.start, end=span.end - (parsed.forms[stop - 1] == "X."))


def _is_setting(parsed: Parsed, phrase: range, outlets: Collection[str]) -> bool:
    """Whether a noun phrase is a setting by its last word, or by name: "e-mail", "Radio Onsala"."""
    last = phrase[-1]
    word = parsed.words[last]
    if last - 1 > phrase[0] and _is_inner_hyphen(parsed, last - 1):
        word = "-".join((parsed.words[last - 2], word))
    month = parsed.forms[last] == "March"  # no demonstration
    if any(parsed.tags[k] == "DET" for k in phrase[1:]):
        return False  # two phrases: "on Friday the magazine"
    if {word, singular(word)} & _settings() and not month:
        return True
    written = " ".join(parsed.forms[k] for k in phrase)
    upper = any(parsed.forms[k][:1].isupper() for k in phrase)
    social = word.removesuffix(".") in names_of("social_names")  # "X." ends a sentence as one word
    named = is_media_name(written) or social or word in outlets
    return upper and (named or _is_introduced(parsed, phrase))


def _is_introduced(parsed: Parsed, phrase: range) -> bool:
    """Whether a name stands behind a word for a setting: "the newspaper Ha-Gesher"."""
    name = next((k for k in phrase if parsed.tags[k] == "PROPN"), phrase[0])
    before = parsed.words[name - 1] if name > phrase[0] else ""
    rest = (parsed.forms[k] for k in range(name, phrase.stop))
    return before in _settings() and all(form[:1].isupper() or form == "-" for form in rest)


def _with_its_medium(
    parsed: Parsed, phrase: Sequence[int], i: int, outlets: Collection[str]
) -> int:
    """Return where a setting ends with the medium it went through: "an interview with RTV"."""
    if parsed.words[i + 1 : i + 2] != ["with"]:
        return i + 1
    behind = [k for k in phrase if k > i + 1]
    medium = _setting(parsed, behind, outlets)
    return parsed.range_of(medium).stop if medium is not None else i + 1
