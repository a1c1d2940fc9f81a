"""Which places of CoNLL-2003 stand for teams, by rule.

CoNLL-2003 calls a team LOC if it is named as its place is, CleanCoNLL calls it ORG; the train part
has labels of the first kind only. In reports of team sports every place is a team, but for those
that a few words around it give away. On dev: all of the 291 names found are ORG in CleanCoNLL, of
311 that change so; 14 of the other 20 are airports, prisons and the like. The rule was made on dev.
"""

import re

from training.sets.names import NamedText
from training.sets.texts import Labelled

_SPORT = re.compile(
    r"(\w+ )?(soccer|cricket|rugby|baseball|basketball|(ice )?hockey|american football"
    r"|australian rules)\b|[a-z]+ - .*\b((fed|davis|thomas|uber) cup|teams?)\b",
    re.IGNORECASE,
)  # in tennis and the like a place is a player's home, unless countries play
_DATELINE = re.compile(r" \d{4}-\d\d-\d\d$")
_VENUE = re.compile(
    r".*\b(arena|bridge|grounds?|oval|park|road|stadium|lord 's|old trafford|headingley|edgbaston"
    r"|wembley)|(north america|south america|africa|asia|europe)",
    re.IGNORECASE,
)

# What stands before it. A fixture is a line of its own, "Atletico at Oldport"; American reports
# say "at" of a club named after its state, "in" of a town.
_AT_ITS_PLACE = re.compile(r"(?<!take )(?<!took )\b(on|practice|test :)$", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(across|around|at|from|in|into|leave|left|near|(?<!ahead )of|outside|to|tour|toured|visit"
    r"|visited|(north|south|east|west)ern)( the)?$",
    re.IGNORECASE,
)
_POSSIBLY_PLACED = re.compile(r"\b(of|to)( the)?$", re.IGNORECASE)
_FIXTURE = re.compile(r"(\S+ ){1,3}at( the)?", re.IGNORECASE)
_BEATEN_BY = re.compile(
    r"\b(away|defeats?|home|loss|lo(st|ses?|sing)|second|\d+-\d+)( \S+){0,4} to( the)?$",
    re.IGNORECASE,
)

# What stands behind it.
_OF_A_PLACE = re.compile(
    r"(airport|citizen|club|crowd|ground|hospital|police|stadium"
    r"|('s )?(\S+ )?(capital|division|federation|government|league))\b",
    re.IGNORECASE,
)
_OF_A_TEAM = re.compile(
    r"('s )?((?!(a|after|and|as|at|by|for|from|in|on|the|to|with) )\w\S* ){0,2}"
    r"(captain|coach|debut|game|innings|manager|match|players?|runs|side|squad|team|total)\b",
    re.IGNORECASE,
)
_ENDS_A_LIST = re.compile(r"[,).]|and\b|$")


def find_teams(document: NamedText) -> tuple[Labelled, ...]:
    """Return the names with the label LOC that stand for a team."""
    text = document.text.text
    headline = text.partition("\n")[0]
    if not _SPORT.match(headline):
        return ()
    clubs = {name.start for name in document.names if name.label == "ORG"}
    teams: list[Labelled] = []
    place_end = -1  # of the last name that is a place
    for name in document.names:
        if name.label != "LOC":
            continue
        start = text.rfind("\n", 0, name.start) + 1
        line = text[start:].partition("\n")[0]
        before, after = line[: name.start - start], line[name.end - start :].lstrip()
        between = text[place_end : name.start]
        in_list = between == " and " or (between == " , " and _ENDS_A_LIST.match(after))
        ground, colon, _ = line.partition(" : ")  # "Oldport : Atletico 214 and 16-1"
        scores_at = start + len(ground + colon)
        is_ground = name.end < scores_at and scores_at in clubs
        is_home = after.startswith("'s ") and name.end + len(" 's ") in clubs
        if _DATELINE.search(line) or in_list or is_ground or is_home:
            place_end = name.end
        elif _is_team(text[name.start : name.end], before.rstrip(), after, "BASEBALL" in headline):
            teams.append(name)
        else:
            place_end = name.end
    return tuple(teams)


def _is_team(name: str, before: str, after: str, is_baseball: bool) -> bool:
    if before.endswith("(") or after.startswith(")") or _VENUE.fullmatch(name):
        return False
    if _OF_A_PLACE.match(after) or _AT_ITS_PLACE.search(before):
        return False
    if not _PLACED.search(before) or _OF_A_TEAM.match(after) or _BEATEN_BY.search(before):
        return True
    if _POSSIBLY_PLACED.search(before):
        return after.startswith("'s ")
    is_club = is_baseball and before == "At" and after.startswith(",")
    return is_club or bool(not after and _FIXTURE.fullmatch(before))
