"""What class names, ids and ancestors give away about a block, as bits.

Publishers name their furniture: `class="related-links"`, `id="cookieBanner"`. Names are cut into
words and looked up; a hint is one kind of name. A block carries the hints of its own element and
those of all elements above it. Which hints speak for the story and which against it is not decided
here: the block model learns it.
"""

import re
from functools import lru_cache

# One bit each, in this order; the order is part of the trained weights. "share*" is any word that
# begins so, "read+more" two words in a row.
HINTS: tuple[tuple[str, str], ...] = (
    ("navigation", "nav navi* navb* navm* menu* subme* breadc* crumb* skip+to skip+link pagin* "
                   "pager toc"),
    ("footer", "foot foote* bottom* colop*"),
    ("header", "header* masth* topbar top+bar"),
    ("sidebar", "sideb* side aside* rail second* tertia* right+col rightc* column+right"),
    ("related", "relat* recom* read+more readmo* read+next read+also more+on more+from more+news "
                "more+stories more+in also+read also+like see+also seeal* outbra* taboo* next+up "
                "upnext sugges* recirc* further morefr* morest* moren*"),
    ("listing", "latest* trend* popul* most+read mostr* most+viewed mostv* top+stories topst* "
                "headlines teaser* promo* card cards feed feeds river listi* carous* swipe* slick"),
    ("share", "share* sharing social* follow* tweet+this tweet+button facebo* whatsa* addth* sns "
              "addtoany linkedin pinte* sharet*"),
    ("comments", "comment* disqus* respon* repli* discus* livefy* respond"),
    ("newsletter", "newsle* subscr* signup sign+up mailin* mailch* optin opt+in email* inbox"),
    ("advert", "ad ads adv advert* adslot* adunit* adbox adwra* adcon* adspa* sponso* dfp gpt "
               "commer* affili* shoppi* coupon* google+ad adsby* outstr* banner+ad"),
    ("consent", "cookie* consen* gdpr privac* onetru* ccpa cmp didomi"),
    ("caption", "caption* credit* photoc* photo+by photo+text photo+info image+desc image+meta "
                "image+info image+source copyri* imgcap* cutline wp+caption"),
    ("figure", "figure* image* img imgs photo* pictur* media mediab* lightb* thumb*"),
    ("gallery", "galler* slide* slider* slides*"),
    ("byline", "bylin* author* writer* contri* report* journa* vcard by+line byauth*"),
    ("biography", "bio biogr* about+author about+the author+box author+info author+desc "
                  "author+profile authorb* author+bio profil*"),
    ("date", "date* time times timest* publis* posted* update* datel*"),
    ("tags", "tag tags tagli* topic* keywor* catego* taxon* label* kicker* eyebr* section+name"),
    ("body", "article+body article+text article+content article+copy article+main articleb* "
             "articlet* articlec* story+body story+text story+content storyb* storyt* storyc* "
             "entry+content entry+body post+body post+content post+text postb* postc* body+text "
             "body+copy body+content bodyt* bodyc* rich+text richt* content+body contentb* "
             "main+content mainc* paragr* wysiw* node+body texte* copy prose"),
    ("article", "article* story post entry* content* main hentry single"),
    ("headline", "headline headl* title* headin* hed"),
    ("summary", "summar* standf* dek deck subtit* sub+head subhe* sub+title excer* strap* lede "
                "intro* abstra* key+points keypo* highli* lead teaser+text descri*"),
    ("embed", "embed* tweet tweets twitte* instag* youtub* video* player* audio* podcas* iframe* "
              "widget* oembed"),
    ("hidden", "hidden* sr visual* screen+reader screenr* invis* print+only noprint no+print "
               "offscr* hide aria+hidden"),
    ("quote", "quote* blockq* pull pullq*"),
    ("paywall", "paywal* premiu* regwal* login* log+in regist* meter* piano gate gated* locked"),
    ("box", "box boxes infobo* factbo* module* inset* callou* panel* sidebo* inline+block boxout"),
    ("tools", "tool tools toolba* button* btn btns action* icon icons print save bookma* search* "
              "font+size toggle*"),
    ("modal", "modal* popup* pop+up overla* dialog* toast* banner* alert* notice* notif*"),
    ("correction", "correc* clarif* editor+note editors+note disclai* disclo* legal rights"),
    ("live", "liveb* live+blog live+update live+updates livef* live+feed live+post liveu*"),
    ("topper", "hero* lead+art lead+media topper* cover*"),
)  # fmt: skip
N_HINTS = len(HINTS)

# Tags whose presence above a block says something; one bit each, order part of the weights.
ANCESTOR_TAGS: tuple[str, ...] = (
    "nav", "header", "footer", "aside", "form", "figure", "article", "main", "section", "ul", "ol",
    "table", "blockquote", "a", "button", "figcaption", "li", "dl", "details", "dialog",
)  # fmt: skip
ANCESTOR_BIT: dict[str, int] = {tag: 1 << i for i, tag in enumerate(ANCESTOR_TAGS)}
HINT_BIT: dict[str, int] = {name: 1 << i for i, (name, _) in enumerate(HINTS)}

_LONGEST_NAMES = 400  # characters; generated class lists run to kilobytes and say nothing more
_cut = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])").findall


def _lookup() -> tuple[dict[str, int], dict[str, int], dict[tuple[str, str], int]]:
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for name, entries in HINTS:
        bit = HINT_BIT[name]
        for entry in entries.split():
            if "+" in entry:
                first, second = entry.split("+")
                pairs[first, second] = pairs.get((first, second), 0) | bit
            elif entry.endswith("*"):
                stems[entry[:-1]] = stems.get(entry[:-1], 0) | bit
            else:
                words[entry] = words.get(entry, 0) | bit
    return words, stems, pairs


_WORDS, _STEMS, _PAIRS = _lookup()
_STEM_SIZES = tuple(sorted({len(stem) for stem in _STEMS}))
_SHORTEST_STEM = _STEM_SIZES[0]


@lru_cache(maxsize=16_384)
def hint_bits(names: str) -> int:
    """Return the hint bits of class names and ids as written: "storyBody share-bar"."""
    bits = 0
    before = ""
    for part in _cut(names[:_LONGEST_NAMES]):
        word = part.lower()
        bits |= _bits_of_word(word)
        if (before, word) in _PAIRS:
            bits |= _PAIRS[before, word]
        before = word
    return bits


@lru_cache(maxsize=16_384)
def _bits_of_word(word: str) -> int:
    bits = _WORDS.get(word, 0)
    if len(word) >= _SHORTEST_STEM:
        for size in _STEM_SIZES:
            bits |= _STEMS.get(word[:size], 0)
    return bits
