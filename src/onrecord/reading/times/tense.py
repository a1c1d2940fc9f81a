"""Whether the verb that governs a time tells of what is to come."""

import re
from collections.abc import Mapping, Sequence

from onrecord.reading.relatives import HEARSAY
from onrecord.record import Words

_HIGHEST = 6  # words up the tree
_COMING_WORDS = "will 'll ’ll wo shall would may might can should must to ca 'd ’d"
_GONE_WORDS = "had was were did has have 've ’ve been"
_IS_WORDS = "is are am 's 're 'm ’s ’re ’m be"
_EXPECTS_WORDS = """expect schedule plan due set slate payable effective await hope intend aim
    propose likely redeemable postpone delay"""
_WANTS = frozenset(("promise", "pledge", "vow", "demand", "request", "threaten", "want", "seek"))
_SAME_FORM_WORDS = """read put cut hit let set shut split quit cost bid spread hurt cast burst shed
    thrust upset rid"""
_MANY, _ONE = frozenset(("they", "we", "i", "you")), frozenset(("he", "she", "it"))
_COMING = frozenset(_COMING_WORDS.split())
_GONE = frozenset(_GONE_WORDS.split())
_IS = frozenset(_IS_WORDS.split())
_EXPECTS = frozenset(_EXPECTS_WORDS.split())
_SAME_FORMS = frozenset(_SAME_FORM_WORDS.split())
_REPORTS = frozenset(("say", "tell", "report", "write"))
# Who "had to" or "managed to" do it did it; who "opted to" chose then, and may do it later.
MADE = frozenset(("have", "manage", "force", "compel", "oblige"))
_CHOSE = frozenset(("opt", "choose", "proceed"))
_LOOKING_BACK = frozenset((
    "investigate", "probe", "examine", "review", "study", "mourn", "recover", "reel", "remember",
))  # fmt: skip
_DATED = frozenset(("date", "stamp", "postmark"))
_SENSED = frozenset(("see", "hear", "feel", "smell", "find", "reach", "tell", "verify", "be"))
_DUE = re.compile(r"\b(?:due|set|scheduled|expected|supposed|meant) to (?:be )?$", re.I)
_LONGEST_DUE = 24  # characters
_NOT = re.compile(r"\bnot\b|n['’]t\b|\bnever\b")
_THINGS = frozenset(("NOUN", "PROPN"))
_HELPERS = frozenset(("aux", "cop", "mark"))

Helpers = Mapping[int, Sequence[str]]


def helpers_of(words: Words, text: str) -> Helpers:
    """Return the auxiliaries, copulas and infinitive marks of each word."""
    found: dict[int, list[str]] = {}
    for i, relation in enumerate(words.relations):
        if relation in _HELPERS:
            form = text[words.starts[i] : words.ends[i]].lower()
            if relation != "mark" or form == "to":
                found.setdefault(words.heads[i], []).append(form)
    return found


def is_future(words: Words, text: str, helpers: Helpers, first: int, last: int) -> bool | None:
    """Tell for the words [first, last); None where no verb above them says.

    A present tense tells only of what hangs on it: not "The rule follows the loss in May".
    """
    at = _head(words, first, last)
    if at in helpers:  # "was in August": the time is what is said of it
        return _verb_tells(words, text, helpers[at], at)
    named = False  # it is the time of a thing
    for _ in range(_HIGHEST):
        at = words.heads[at]
        if at < 0:
            return None
        tells = _verb_tells(words, text, helpers.get(at, ()), at)
        is_told_of = tells is None and at > 0 and words.lemmas[at - 1] in HEARSAY
        is_done = tells is not False and (
            _has_been(words, text, helpers, at)
            or _had_to(words, text, helpers, at)
            or _looks_back(words, text, at)
        )
        if is_told_of or is_done or (tells and _was_expected(words, helpers, at)):
            return False  # "allegedly set it on fire", "had planned to sell it in August"
        if tells is not None:
            is_sure = not tells or not named or _looks_ahead(words, helpers.get(at, ()), at)
            return tells if is_sure else None
        named = named or words.tags[at] in _THINGS
    return None


def plain_verb(words: Words, helpers: Helpers, first: int, last: int) -> int | None:
    """Return the verb that the words [first, last) hang on, if nothing helps it."""
    at = words.heads[_head(words, first, last)]
    if at >= 0 and words.relations[at] == "obl" and words.tags[at] in _THINGS:
        at = words.heads[at]  # "play in Oslo on Friday"
    return at if at >= 0 and words.tags[at] == "VERB" and at not in helpers else None


def goes_on(words: Words, text: str, verb: int) -> bool:
    """Tell whether a verb is in the plain present: "the teams play on Tuesday"."""
    is_plain = _form(words, text, verb) == words.lemmas[verb]
    is_plain = is_plain and words.lemmas[verb] not in _SAME_FORMS | {"have"}
    return is_plain and _is_many(words, text, verb) is True


def _has_been(words: Words, text: str, helpers: Helpers, at: int) -> bool:
    """Tell whether a verb that looks alike is past: "a strike set it alight", not "they set".

    And what "is dated 14 March" was written then.
    """
    if words.lemmas[at] in _DATED and _COMING.isdisjoint(helpers.get(at, ())):
        return True
    is_plain = at not in helpers and words.tags[at] == "VERB" and words.lemmas[at] in _SAME_FORMS
    is_plain = is_plain and _form(words, text, at) == words.lemmas[at]
    return is_plain and _is_many(words, text, at) is False


def _is_many(words: Words, text: str, verb: int) -> bool | None:
    """Tell whether the subject before a verb is plural; None: it has none, or that is open."""
    subject = next(
        (k for k in range(verb) if words.heads[k] == verb and words.relations[k] == "nsubj"), None
    )
    if subject is None:
        return None
    form = _form(words, text, subject)
    if words.tags[subject] == "PRON":
        return form in _MANY if form in _MANY | _ONE else None
    is_joined = any(
        words.heads[k] == subject and words.relations[k] == "conj" for k in range(subject, verb)
    )
    if words.tags[subject] == "NOUN":
        return is_joined or form != words.lemmas[subject]
    is_family = form.endswith("s") and subject > 0 and _form(words, text, subject - 1) == "the"
    return is_joined or is_family or None  # of a team "go" is said as well as "goes"


def _looks_back(words: Words, text: str, at: int) -> bool:
    """Tell whether a verb is of what was before: "is investigating a robbery on Saturday"."""
    return words.lemmas[at] in _LOOKING_BACK and _form(words, text, at).endswith("ing")


def _had_to(words: Words, text: str, helpers: Helpers, at: int) -> bool:
    """Tell whether a verb with "to" is of what was done: "had to close", "was able to sell"."""
    over = words.heads[at]
    if over >= 0 and words.lemmas[over] == "able" and words.relations[at] == "xcomp":
        return not _GONE.isdisjoint(helpers.get(over, ()))
    if over < 0 or words.lemmas[over] not in MADE | _CHOSE or words.relations[at] != "xcomp":
        return False
    beside = helpers.get(over, ())
    is_past = "did" in beside or _form_tells(_form(words, text, over), words.lemmas[over]) is False
    return is_past and _COMING.isdisjoint(beside)


def _form(words: Words, text: str, at: int) -> str:
    return text[words.starts[at] : words.ends[at]].lower()


def _was_expected(words: Words, helpers: Helpers, at: int) -> bool:
    """Tell whether a verb with "to" is of what had been planned."""
    over = words.heads[at]
    is_plan = over >= 0 and words.lemmas[over] in _EXPECTS and "had" in helpers.get(over, ())
    return is_plan and words.relations[at] in ("xcomp", "ccomp", "advcl")


def _head(words: Words, first: int, last: int) -> int:
    """Return the word of [first, last) that hangs on none of them."""
    return next((i for i in range(first, last) if not first <= words.heads[i] < last), first)


def is_called_for(words: Words, text: str, first: int, last: int) -> bool:
    """Tell whether it is the time of a thing called for: "called for protests on Thursday"."""
    thing = words.heads[_head(words, first, last)]
    verb = words.heads[thing] if thing >= 0 and words.tags[thing] in _THINGS else -1
    if verb < 0 or words.lemmas[verb] != "call":
        return False
    return text[words.starts[verb] : words.starts[thing]].lower().split()[1:2] == ["for"]


def is_going_on(words: Words, text: str, first: int, last: int) -> bool:
    """Tell whether the verb above the words [first, last) says that it goes on: "was closing"."""
    verb = words.heads[_head(words, first, last)]
    form = text[words.starts[verb] : words.ends[verb]].lower() if verb >= 0 else ""
    return form.endswith("ing") and words.tags[verb] == "VERB"


def is_wanted(words: Words, first: int, last: int) -> bool:
    """Tell whether the words [first, last) hang on what is wanted: "promised a reply by Friday"."""
    at = _head(words, first, last)
    for _ in range(_HIGHEST):
        at = words.heads[at]
        if at < 0 or words.tags[at] == "VERB":
            return at >= 0 and words.lemmas[at] in _WANTS
    return False


def _looks_ahead(words: Words, helpers: Sequence[str], at: int) -> bool:
    """Tell whether a verb is of the future, no present: "will", "plans"."""
    return words.lemmas[at] in _EXPECTS or not _COMING.isdisjoint(helpers)


def _verb_tells(words: Words, text: str, helpers: Sequence[str], at: int) -> bool | None:
    lemma, tag = words.lemmas[at], words.tags[at]
    form = _form(words, text, at)
    owns_up = form.endswith("ing") and set(helpers) == {"to"}  # "admitted to stealing it in May"
    expects = lemma in _EXPECTS
    if owns_up or not (helpers or expects or tag in ("VERB", "AUX")):
        return None
    if "had" not in helpers and _DUE.search(text[: words.starts[at]][-_LONGEST_DUE:]):
        return True  # "was due to leave on Thursday"
    if "could" in helpers or not _COMING.isdisjoint(helpers):
        return _GONE.isdisjoint(helpers) and not _could_once(words, text, helpers, at)
    if not _GONE.isdisjoint(helpers):
        return None if expects and "had" not in helpers else False
    if expects or not _IS.isdisjoint(helpers):
        return True
    return _form_tells(form, lemma)


def _could_once(words: Words, text: str, helpers: Sequence[str], at: int) -> bool:
    """Tell "could not sail on Tuesday", and what could be seen, from "could hit land"."""
    before = text[words.starts[max(at - 3, 0)] : words.starts[at]].lower()
    is_past = _NOT.search(before) is not None or words.lemmas[at] in _SENSED
    return "could" in helpers and is_past


def _form_tells(form: str, lemma: str) -> bool | None:
    """Tell by the form alone: "expires" is to come, "expired" is gone, "expiring" open."""
    if form.endswith("ing") or lemma in _SAME_FORMS or form == lemma:
        return None
    return form.endswith("s") and lemma not in _REPORTS
