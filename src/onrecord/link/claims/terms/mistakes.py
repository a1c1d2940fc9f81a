"""Words with which speakers take back what they said, or say that something was a mistake."""

import re

_MISTAKE = re.compile(
    r"(?<!thing )\b(?:am|are|is|was|were|be|been)(?: \w+)? "
    r"(?:a mistake|mistaken|wrong|incorrect|inaccurate)\b"
    r"|\b(?:by mistake|in error|too soon|misspoke|got (?:it|this|that) wrong)\b"
)
_AROUND = re.compile(
    r"\b(?:withdr[ae]w|withdrawn|retract|(?:took|taken?|taking) (?:it |that |this )?back|"
    r"t(?:oo|a)ken? back|recant|apologi[sz]ed for|regret(?:s|ted) having|"
    r"no longer (?:says?|claims?|stands|believes?|maintains?|blames?)|"
    r"was (?:wrong|mistaken)|were (?:wrong|mistaken)|walked back|backed away)",
    re.I,
)
_SELF = r"(?:I|we|he|she|it|they)"
_WHAT = r"(?:account|statement|claim|report|post|explanation|accusation|denial|story|words?)"
_WITHIN = re.compile(
    rf"\b{_SELF} (?:no longer (?:believed?|blamed?|claim(?:ed)?|maintain(?:ed)?|st(?:ood|and) by)"
    r"|withdr[ae]w|t(?:oo|a)ke? back|retract(?:ed)?|regret(?:ted)? having)\b"
    rf"|\b(?:I|we) (?:was|were) (?:wrong|mistaken)\b"
    rf"|\b(?:my|our|(?:his|her|its|their) (?:first|earlier|own|original|previous)) "
    rf"(?:\w+ )?{_WHAT}\b.* (?:was|were|had been) (?:wrong|mistaken|a mistake|false|untrue)\b",
    re.I | re.S,
)


def takes_back(around: str, content: str) -> bool:
    """Tell whether a statement takes another one back.

    around: the words of its sentence that are not its content, "withdrew his claim that". content:
    "I was wrong about the glue", "he no longer believed it was the mites".
    """
    return bool(_AROUND.search(around) or _WITHIN.search(content))


def admits(content: str) -> bool:
    """Tell whether a content, folded, says that something was a mistake.

    Not if somebody does "something wrong", "corrects a wrong" or gives "a mistaken impression".
    """
    return bool(_MISTAKE.search(content))
