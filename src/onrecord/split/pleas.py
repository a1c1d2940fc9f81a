"""Lines that ask something of the reader and are never the story: to subscribe, share, read on.

Copyright lines are not among them: labelled pages keep some as the last line of a wire story, and
`eval --only zyte` fell with them.
"""

import re

_LONGEST_PLEA = 220  # characters
_PLEA = re.compile(
    r"^(?:to (?:continue|keep) reading\b|already an? (?:\w+ )?(?:subscriber|member)\b"
    r"|(?:want|wish) to (?:read|see) more\?|unlock (?:this|the) (?:article|story)"
    r"|th(?:is|e) (?:story|article|content) is (?:only )?(?:(?:reserved |exclusive )?(?:for|to)"
    r"|available to) (?:our |paying )?(?:subscribers|members)"
    r"|(?:please )?(?:subscribe|log ?in|sign ?(?:in|up)|register)(?: now| here| today| free)?"
    r"(?: or (?:subscribe|log ?in|sign ?(?:in|up)|register))? (?:to|for)"
    r" (?:our|your|this|continue|read|get|receive|unlock|access|view|see|full|free|more)\b"
    r"|(?:please )?(?:enter|add) your e-?mail\b"
    r"|(?:e-?mail|print|share|tweet|save) this (?:story|article|page)\b"
    r"|(?:follow|join|like|find) us on\b|view this post on\b"
    r"|(?:like|love|enjoy|liked|loved|enjoyed) (?:this|our|the) (?:story|article|post)\? "
    r"|media playback is (?:unsupported|not supported)\b|back to (?:the )?(?:gallery|top)$"
    r"|(?:read |see )?more(?: (?:on|about) th(?:is|e) (?:story|topic|subject))?:$"
    r"|(?:related(?: (?:stories|articles|coverage|news))?|see also|also read|read (?:also|next)):?$"
    r"|(?:do|did|have|are|were) you\b[^?]{1,120}\? (?:please )?"
    r"(?:e-?mail|contact|write to|get in touch|let us know|tell us)\b"
    r"|this live ?(?:blog|page|coverage) (?:has|is) (?:now )?(?:ended|closed|over)\b)"
    r"|(?<=[.!?] )(?:sign up|subscribe|enter your e-?mail|follow us on)\b[^.!?]{0,60}[.!]?$",
    re.IGNORECASE,
)


def is_plea(text: str) -> bool:
    """Say whether a line asks readers to subscribe, sign up or share."""
    return len(text) <= _LONGEST_PLEA and _PLEA.search(text) is not None
