"""One quotation in several wordings: what was cut, what was changed."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.link.claims.compared.gists import Gist
from onrecord.link.pairing import Token, edits, tokens_of
from onrecord.record import Edit, Rewording, Span

_CUT = 0.9  # of the words of the shorter stand in the longer


def rewording_of(one: Gist, other: Gist) -> Rewording:
    """Say how the wording of one relates to that of the other."""
    if one.keys == other.keys:
        return "verbatim"
    mine, its = _plain(one.keys), _plain(other.keys)
    if mine == its:
        return "verbatim"
    if _is_cut(*sorted((mine, its), key=len)):
        return "lengthened" if len(mine) > len(its) else "shortened"
    if not (one.quoted and other.quoted):
        return "paraphrased"
    if one.translated or other.translated:
        return "translated"
    return "altered"


def _plain(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key[0].isalnum())


def _is_cut(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether nearly all of the shorter stands in the longer, in its order."""
    known = set(longer)
    if sum(key in known for key in shorter) / max(1, len(shorter)) < _CUT:
        return False  # in whatever order: no need to look for that
    blocks = SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(shorter)) >= _CUT


def edits_of(before: str, old: Sequence[Span], after: str, new: Sequence[Span]) -> tuple[Edit, ...]:
    """Return the words that differ between two wordings, with their spans in both texts."""
    return tuple(edits(_tokens(before, old), _tokens(after, new)))


def _tokens(text: str, spans: Sequence[Span]) -> list[Token]:
    return [
        token
        for span in spans
        for token in tokens_of(text, span.start, span.end)
        if token.key[0].isalnum()
    ]
