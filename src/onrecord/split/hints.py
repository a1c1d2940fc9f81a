"""What class names, ids and ancestors give away about a block, as bits.

Publishers name their furniture: `class="related-links"`, `id="cookie-banner"`. A hint is one kind
of name; a block carries the hints of its own element and those of all elements above it. Which
hints speak for the story and which against it is not decided here: the block model learns it.
"""

import re
from functools import lru_cache

# One bit each, in this order; the order is part of the trained weights.
HINTS: tuple[tuple[str, str], ...] = (
    ("navigation", r"nav(?!y)|menu|breadcrumb|skip-?(?:to|link)|pagination|pager"),
    ("footer", r"footer|foot-|bottom|colophon"),
    ("header", r"header|masthead|topbar|top-bar"),
    ("sidebar", r"side-?bar|aside|rail|secondary|right-?col|tertiary"),
    ("related", r"relat|recommend|read-?(?:more|next|also)|more-?(?:on|from|stories|news|in)"
                r"|also-?(?:read|like)|see-?also|outbrain|taboola|next-?up|suggest|recirc|further"),
    ("listing", r"latest|trending|popular|most-?(?:read|viewed|watched)|top-?stories|headlines"
                r"|teaser|promo|card|feed|river|listing|carousel|swiper"),
    ("share", r"shar(?:e|ing)|social|follow|tweet-?(?:this|button)|facebook|whatsapp|addthis|sns"),
    ("comments", r"comment|disqus|respond|replies|discussion|livefyre"),
    ("newsletter", r"newsletter|subscri|sign-?up|signup|mailing|optin|opt-in|email"),
    ("advert", r"(?:^|[\s_-])ad(?:s|vert\w*|slot|unit|box|wrap\w*)?(?:$|[\s_-])|sponsor|dfp|gpt-"
               r"|commercial|affiliate|shopping|coupon"),
    ("consent", r"cookie|consent|gdpr|privacy|onetrust|ccpa|cmp"),
    ("caption", r"caption|credit|photo-?(?:by|text|info)|image-?(?:desc|meta|info|source)"
                r"|copyright"),
    ("figure", r"figure|image|img|photo|picture|media|lightbox|thumb"),
    ("gallery", r"galler|slide"),
    ("byline", r"byline|author|writer|contributor|reporter|journalist|vcard|by-line"),
    ("biography", r"\bbio|about-?(?:the-?)?author|author-?(?:box|info|desc|profile)|profile"),
    ("date", r"date|time|publish|posted|updated|timestamp"),
    ("tags", r"tags|topics?|keyword|categor|taxonom|label|kicker|eyebrow|section-?name"),
    ("body", r"article-?_?-?(?:body|text|content|copy|main)|story-?_?-?(?:body|text|content)"
             r"|entry-?content|post-?(?:body|content|text)|body-?(?:text|copy|content)|articlebody"
             r"|rich-?text|content-?body|main-?content|paragraph|wysiwyg|node-?body|richtext"),
    ("article", r"article|story|post(?!ed)|entry|content|main"),
    ("headline", r"headline|title|heading|hed(?:$|[\s_-])"),
    ("summary", r"summary|standfirst|dek|subtitle|sub-?head|sub-?title|excerpt|strap|lede|intro"
                r"|abstract|key-?points|highlights|deck|teaser-?text|description"),
    ("embed", r"embed|tweet|twitter|instagram|youtube|video|player|audio|podcast|iframe|widget"),
    ("hidden", r"hidden|sr-only|visually|screen-?reader|invisible|print-?only|noprint|no-print"
               r"|offscreen|hide(?:$|[\s_-])|display:? ?none|aria-hidden"),
    ("quote", r"quote|blockquote|pull"),
    ("paywall", r"paywall|premium|regwall|login|log-in|register|meter|piano|gate"),
    ("box", r"(?:^|[\s_-])box|infobox|factbox|module|inset|callout|panel|sidebox|inline-?block"),
    ("tools", r"tool|toolbar|button|btn|action|icon|print(?!-)|save|bookmark|search|font-?size"),
    ("modal", r"modal|popup|pop-up|overlay|dialog|lightbox|toast|banner|alert|notice|notif"),
    ("correction", r"correction|clarif|editor-?s?-?note|disclaim|disclosure|legal|rights"),
    ("live", r"live-?(?:blog|update|feed|post)|liveblog"),
    ("topper", r"hero|lead-?(?:art|media)|topper|cover"),
)  # fmt: skip
N_HINTS = len(HINTS)

# Tags whose presence above a block says something; one bit each, order part of the weights.
ANCESTOR_TAGS: tuple[str, ...] = (
    "nav", "header", "footer", "aside", "form", "figure", "article", "main", "section", "ul", "ol",
    "table", "blockquote", "a", "button", "figcaption", "li", "dl", "details", "dialog",
)  # fmt: skip
ANCESTOR_BIT: dict[str, int] = {tag: 1 << i for i, tag in enumerate(ANCESTOR_TAGS)}
HINT_BIT: dict[str, int] = {name: 1 << i for i, (name, _) in enumerate(HINTS)}

_PATTERNS = tuple((1 << i, re.compile(pattern).search) for i, (_, pattern) in enumerate(HINTS))
_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern in HINTS)).search
_LONGEST_NAMES = 400  # characters; generated class lists run to kilobytes and say nothing more


@lru_cache(maxsize=8_192)
def hint_bits(names: str) -> int:
    """Return the hint bits of lower-cased class names and ids, which white space separates."""
    bits = 0
    for name in names[:_LONGEST_NAMES].split():
        bits |= _bits_of_name(name)
    return bits


@lru_cache(maxsize=65_536)
def _bits_of_name(name: str) -> int:
    """Bits of one name; cached, because sites are built from the same few thousand names."""
    if not _ANY(name):  # three names of four say nothing: one search instead of thirty
        return 0
    bits = 0
    for bit, found in _PATTERNS:
        if found(name):
            bits |= bit
    return bits
