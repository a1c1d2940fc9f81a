"""Names -> the kind of each, over all its mentions: person, body, place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.reading.statements.actors.naming.name_words import ARTICLES, POSSESSIVES
from onrecord.reading.statements.actors.naming.names import Naming, raw_namings
from onrecord.reading.statements.actors.naming.overlooked import overlooked
from onrecord.reading.statements.actors.naming.roles import role_ahead, role_behind, role_heads
from onrecord.reading.statements.actors.naming.same_name import as_in_text, is_part, with_generation
from onrecord.reading.statements.actors.naming.sources import (
    PERSON_PRONOUNS,
    RELATIVE,
    Sort,
    gender_of_name,
    is_media_name,
    is_title,
    names_of,
    sorts_of,
    sorts_of_pair,
    sorts_of_two,
)
from onrecord.reading.statements.chains.outlets import (
    OF_NEWS,
    is_outlet_noun,
    is_scheme,
    own_outlet,
)
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Mention, MentionKind

_NEAR = 3  # words from a name to the noun of its apposition: "a small blog"
_SURE_PLACE = 0.9  # score of the model from which on "Sri Lanka" is a place
_OWNERS = frozenset(("his", "her", "himself", "herself", "its", "itself"))
_BEING = (["was"], ["is"], ["'s"], ["were"], ["seemed"])
# Roles that companies have as often as people.
_OF_EITHER = frozenset((
    "owner", "co-owner", "landlord", "buyer", "seller", "sender", "bidder", "shareholder", "tenant",
    "manager", "operator", "charterer", "insurer", "supplier", "publisher", "sponsor",
))  # fmt: skip
_POSITIONS = frozenset((
    "player", "midfielder", "striker", "forward", "defender", "goalkeeper", "keeper", "winger",
    "captain", "skipper", "full-back", "fullback", "centre-half", "centre-back", "fly-half",
    "scrum-half", "playmaker", "prop", "flanker", "debutant", "fan", "supporter",
))  # fmt: skip
_MANY = frozenset(("are", "were", "have"))
_SORTS: tuple[Sort, ...] = ("media", "body", "social")


def namings_of(parsed: Parsed, mentions: Sequence[Mention]) -> list[Naming]:
    """Return the names of a text, in order, with the kind and sort that fit all their mentions."""
    found = [with_generation(parsed, one) for one in raw_namings(parsed, mentions)]
    found = sorted([*found, *overlooked(parsed, found)], key=lambda one: one.first)
    found = [one for one in as_in_text(parsed, found) if not _is_mark_of_talk(parsed, one)]
    own = own_outlet(parsed)
    return _agreed(parsed, [_of_dateline(own, _sorted(parsed, one)) for one in found])


def _is_mark_of_talk(parsed: Parsed, naming: Naming) -> bool:
    """Find what names nobody: the "Q" and "A" of an interview, what was heard, "[Crosstalk]"."""
    i = naming.first
    if parsed.words[i - 1 : i] in (["["], ["("]) and parsed.words[i] in names_of("noises"):
        return True
    alone = naming.last == i + 1 and parsed.words[i] in ("q", "a")
    return alone and parsed.line_of(i).start == i and parsed.words[i + 1 : i + 2] == [":"]


# --- what a noun beside a name says


def _of_dateline(own: range, naming: Naming) -> Naming:
    """Note that what a dateline has in brackets is a medium: "LAGOS (AP) —", not "(Kenya) —"."""
    whole = range(naming.first, naming.last) == own
    known = naming.kind != "place" or is_media_name(" ".join(naming.tokens))
    return naming._replace(sort="media", kind="organisation") if whole and known else naming


def _sorted(parsed: Parsed, naming: Naming) -> Naming:
    """Note what a noun beside a name says it is: "the weekly Farol", "Farol, a weekly"."""
    sort = (
        _sort_in_front(parsed, naming.first)
        or _sort_behind(parsed, naming.last)
        or _sort_next(parsed, naming)
        or _sort_ahead(parsed, naming)
    )
    if sort is None and naming.kind == "person" and is_media_name(naming.tokens[0]):
        sort = "media"  # "Radio Kattegat"
    if naming.kind == "person" and any(token.isdigit() for token in naming.tokens):
        return naming._replace(kind="other")  # "Dhow Air An-148"
    if sort is None and naming.kind == "place" and _is_written_as_person(parsed, naming):
        return naming._replace(kind="person")
    return naming._replace(sort=sort, kind="organisation") if sort else naming


def _is_written_as_person(parsed: Parsed, naming: Naming) -> bool:
    """Whether a place that the model read has a first name and a surname."""
    if naming.score >= _SURE_PLACE:
        return False
    two = naming.last - naming.first > 1 and parsed.relations[naming.first + 1] == "flat"
    return two and gender_of_name(naming.tokens[0]) is not None


def _sort_in_front(parsed: Parsed, first: int) -> Sort | None:
    if first < 2 or parsed.lines[first - 1] != parsed.lines[first]:  # noqa: PLR2004 - a noun and what is before it
        return None
    if parsed.words[first - 1] == "based" and parsed.words[first - 2] == "-":
        return "body"
    nominal = parsed.tags[first - 1] in ("NOUN", "ADJ", "PROPN")
    nominal = nominal or is_outlet_noun(parsed, first - 1)
    plain = nominal and parsed.forms[first - 1].islower()
    return _sort_of(parsed, range(first - 2, first)) if plain else None


def _sort_behind(parsed: Parsed, last: int) -> Sort | None:
    """Look at the head of ", a research group in Nairobi,"."""
    if (
        last + 2 >= len(parsed)
        or parsed.words[last] != ","
        or parsed.words[last + 1] not in ARTICLES
    ):
        return None
    noun: int | None = None
    for i in range(last + 2, min(last + 3 + _NEAR, len(parsed))):
        if parsed.words[i] in POSSESSIVES:
            noun = None
            continue
        if parsed.tags[i] not in ("NOUN", "PROPN", "ADJ", "PUNCT") or parsed.words[i] == ",":
            break
        if parsed.tags[i] == "NOUN" or parsed.tags[i + 1 : i + 2] not in (("NOUN",), ("ADJ",)):
            noun = i
    return None if noun is None else _sort_of(parsed, range(noun - 1, noun + 1))


def _sort_next(parsed: Parsed, naming: Naming) -> Sort | None:
    """Look at the noun right behind: "the Leine Kurier newspaper", "the official Zorka agency"."""
    last = naming.last
    if last >= len(parsed) or parsed.tags[last] != "NOUN" or naming.kind in ("place", "other"):
        return None
    if is_scheme(parsed, last):
        return None
    noun, front = parsed.words[last], parsed.words[naming.first - 1] if naming.first else ""
    if noun == "agency":
        return "media" if front in OF_NEWS else None
    return "media" if sorts_of_two("", noun)[:1] == ("media",) else None


def _sort_ahead(parsed: Parsed, naming: Naming) -> Sort | None:
    """Look at "The mine operator, Rudnik Komini,": no noun that may be a person, no first name."""
    if naming.kind == "person" and (gender_of_name(*naming.tokens) or naming.gender):
        return None
    role = role_ahead(parsed, naming._replace(kind="organisation"))
    if role is None:
        return None
    words = parsed.range_of(role)
    complement = (
        i for i in words if parsed.tags[i] == "ADP" and parsed.words[i] not in POSSESSIVES
    )
    last = next(complement, words.stop) - 1
    front = words.start - 2
    placed = front >= 0 and parsed.tags[front] == "ADP" and parsed.words[front] != "by"
    # "a lawyer for the company, Lek Springs," names the company where syntax hangs it there
    placed = placed and parsed.heads[parsed.head_of(range(naming.first, naming.last))] != last
    if is_title(parsed.words[last]) or placed:
        return None
    return _sort_of(parsed, range(last - 1, last + 1))


def _sort_of(parsed: Parsed, words: range) -> Sort | None:
    """Return what kind of body a noun names, None if it may as well be a person.

    words: the noun and the one in front: a "news site", a "Telegram channel".
    """
    before, noun = (parsed.words[i] for i in words)
    sorts = sorts_of_two(before, noun)
    if noun == "agency":
        return "media" if before in OF_NEWS else "body"
    if "social" in sorts and (before in names_of("social_names") or "media" not in sorts):
        return "social"
    if "official" in sorts or noun == "papers":
        return None
    if noun in names_of("settlements") and not sorts_of_pair(before, noun):
        return None
    return next((sort for sort in _SORTS if sort in sorts), None)


# --- all namings of one


def _agreed(parsed: Parsed, found: list[Naming]) -> list[Naming]:
    """Give equal names one kind; a surname alone is the person's, a first word the body's."""
    namings: dict[tuple[str, ...], list[Naming]] = {}
    for one in found:
        namings.setdefault(one.tokens, []).append(one)
    kinds = {tokens: _kind_of(ones) for tokens, ones in namings.items()}
    called = set(_people(kinds))
    kinds |= dict.fromkeys(called, "person")
    called = {t for t in called if _is_surely_called(parsed, namings, t)}
    bodies = {t for t, kind in kinds.items() if kind == "organisation"}
    holders = {t for t in bodies if _has_office(parsed, namings[t])} | called
    kinds |= dict.fromkeys(holders, "person")
    people = {t for t, kind in kinds.items() if kind == "person" and len(t) > 1}
    bodies = {t for t, kind in kinds.items() if kind == "organisation" and len(t) > 1}
    for tokens, kind in list(kinds.items()):
        acronym = kind != "person" and all(one.acronym for one in namings[tokens])
        surname = not acronym and any(_is_of_person(tokens, kind, full) for full in people)
        if surname:
            kinds[tokens] = "person"
        elif (
            kind == "person"
            and tokens not in holders
            and (
                any(tokens == full[:1] for full in bodies)
                or _is_lone_body(parsed, namings[tokens])
                or _may_be_body(parsed, namings[tokens])
            )
        ):
            kinds[tokens] = "organisation"
    return [one._replace(kind=kinds[one.tokens]) for one in found]


def _people(kinds: dict[tuple[str, ...], MentionKind]) -> Iterator[tuple[str, ...]]:
    """Yield the full names of surnames: "Ann Roe", though the model is sure of "Roe" only."""
    surnames = {t[0] for t, kind in kinds.items() if kind == "person" and len(t) == 1}
    for tokens in kinds:
        body = is_media_name(" ".join(tokens)) or any("body" in sorts_of(word) for word in tokens)
        if len(tokens) > 1 and tokens[-1] in surnames and not body:
            yield tokens


def _is_surely_called(
    parsed: Parsed, namings: dict[tuple[str, ...], list[Naming]], full: tuple[str, ...]
) -> bool:
    """Whether a surname is surer to be a person's than its full name to be a body's: "Truss"."""
    body = any(
        one.sort or _has_article(parsed, one) for one in (*namings[full], *namings[full[-1:]])
    )
    person = max(one.score for one in namings[full[-1:]] if one.kind == "person")
    return not body and person > max(one.score for one in namings[full])


def _is_of_person(tokens: Sequence[str], kind: MentionKind, full: Sequence[str]) -> bool:
    """Whether a name is a surname of a person, or a first name that is not a place as well."""
    surname = tuple(full[-len(tokens) :]) == tuple(tokens)
    return len(tokens) < len(full) and (surname or (kind != "place" and is_part(tokens, full)))


def _kind_of(namings: Sequence[Naming]) -> MentionKind:
    """Return the kind that most namings have, surest first; what is described as one is a body."""
    if any(one.sort for one in namings):
        return "organisation"
    counts: Counter[MentionKind] = Counter()
    for one in namings:
        counts[one.kind] += round(100 * one.score) + 1
    return counts.most_common(1)[0][0]


# --- single words: people have their full name somewhere in a story, bodies need not


def _is_lone_body(parsed: Parsed, namings: Sequence[Naming]) -> bool:
    """Whether a single word that the model takes for a person is a body: "Metalotehna"."""
    if len(namings[0].tokens) > 1:
        return False
    person = gender_of_name(namings[0].tokens[0]) or any(_is_human(parsed, o) for o in namings)
    body = all(one.acronym for one in namings) or any(
        _owns_like_body(parsed, one)
        or _has_article(parsed, one)
        or _is_it(parsed, one)
        or _is_club(parsed, one)
        for one in namings
    )
    return body and not person


def _may_be_body(parsed: Parsed, namings: Sequence[Naming]) -> bool:
    """Whether a longer name has an article or is read as a body, too, and nothing is a person's."""
    tokens = namings[0].tokens
    if len(tokens) == 1 or gender_of_name(*tokens) or any(_is_human(parsed, o) for o in namings):
        return False
    return any(one.kind == "organisation" or _has_article(parsed, one) for one in namings)


def _has_office(parsed: Parsed, namings: Sequence[Naming]) -> bool:
    """Whether what the model takes for a body is a person: "the board’s chairman, Jargal Bold"."""
    tokens = namings[0].tokens
    if len(tokens) == 1 or is_media_name(" ".join(tokens)):
        return False
    body = any("body" in sorts_of(word) for word in tokens) or any(one.sort for one in namings)
    people = [one._replace(kind="person") for one in namings]
    roles = [r for one in people for r in (role_ahead(parsed, one), role_behind(parsed, one, ()))]
    heads = [role_heads(parsed.string(role).lower().replace("’", "'")) for role in roles if role]
    offices = [words[-1] for words in heads if words]
    offices = [one for one in offices if "body" not in sorts_of(one) and one not in _OF_EITHER]
    return not body and any(is_title(office) for office in offices)


def _is_human(parsed: Parsed, naming: Naming) -> bool:
    """Whether a title or pronoun shows a person: "Mrs Roe", "Roe, a nurse", "Roe, who"."""
    after = range(naming.last, min(naming.last + 2, len(parsed)))
    front = parsed.words[naming.first - 1] if naming.first else ""
    described = role_behind(parsed, naming, ()) or is_title(front) or naming.gender
    behind = [parsed.words[i] for i in parsed.sentence_of(naming.first) if i >= naming.last]
    owner = next((word for word in behind if word in _OWNERS), "")
    who = any(parsed.words[i] in ("who", "whose") for i in after)
    return bool(described or who or owner in PERSON_PRONOUNS)


def _is_it(parsed: Parsed, naming: Naming) -> bool:
    """Whether "it" or "its" is the next to take up a subject: "Kopeka denied that it had lent".

    Not "it was a lie", which says nothing of who said so.
    """
    behind = range(naming.last, parsed.sentence_of(naming.first).stop)
    pronouns = (i for i in behind if parsed.tags[i] == "PRON" and parsed.words[i] not in RELATIVE)
    i = next(pronouns, None)
    if i is None or parsed.relations[naming.first] != "nsubj" or parsed.relations[i] == "obj":
        return False
    after = parsed.words[i + 1 : i + 2]
    return parsed.words[i] == "its" or (parsed.words[i] == "it" and after not in _BEING)


def _is_club(parsed: Parsed, naming: Naming) -> bool:
    """Find "Valdemora midfielder Jo Poe", "Valdemora are": a team, which no person is."""
    after = naming.last
    behind, then = parsed.words[after : after + 1], parsed.forms[after + 1 : after + 2]
    plays = behind and behind[0] in _POSITIONS and bool(then) and then[0][:1].isupper()
    subject = parsed.relations[naming.first] == "nsubj"
    many = subject and behind and behind[0] in _MANY
    alone = parsed.words[naming.first - 1 : naming.first] not in (["and"], ["or"], [","], ["nor"])
    return bool(plays or (many and alone))


def _has_article(parsed: Parsed, naming: Naming) -> bool:
    """Whether "the" stands before a name that describes no noun: "the Marienstift denied"."""
    head = parsed.heads[parsed.head_of(range(naming.first, naming.last))]
    described = head >= naming.last and parsed.tags[head] in ("NOUN", "PROPN")
    front = naming.first - (parsed.words[naming.first] != "the")
    return front >= 0 and parsed.words[front] == "the" and not described


def _owns_like_body(parsed: Parsed, naming: Naming) -> bool:
    """Find "Dunarom’s shareholders", "a stake in Dunarom", "the contractor, Dunarom"."""
    words, after = parsed.words, naming.last
    after += after < len(parsed) and words[after] in POSSESSIVES
    owned = any(
        words[i] in names_of("belongings")
        for i in range(after, min(after + _NEAR, len(parsed)))
        if after > naming.last or i == after
    )
    before = words[max(0, naming.first - 2) : naming.first]
    held = (
        len(before) > 1 and before[1] in ("of", "in", "at") and before[0] in names_of("belongings")
    )
    ahead = role_ahead(parsed, naming._replace(kind="organisation"))
    return owned or held or ahead is not None
