"""What a cue does and how sure it is where words and model differ. Sentences of our own."""

import pytest

from onrecord.reading.statements.senses.weighed import weighed_sense
from onrecord.record import Sensed
from tests.support.built_words import at, built


def sensed(manner="says", certainty="certain", score=0.99):
    return Sensed(
        manner=manner,
        manner_score=score,
        certainty=certainty,
        certainty_score=score,
        grade=None,
        grade_score=0.0,
    )


MONEY = "She/PRON/nsubj/1 asked/VERB/root the/DET/det/3 council/NOUN/obj/1 for/ADP money/NOUN/obl/1"
SEEN = (
    "She/PRON/nsubj/1 said/VERB/root she/PRON/nsubj/4 would/AUX/aux/4 believe/VERB/ccomp/1"
    " it/PRON/obj/4"
)
THINKS = "She/PRON/nsubj/1 wrote/VERB/root we/PRON/nsubj/3 think/VERB/ccomp/1 so/ADV/advmod/3"
MAY = "She/PRON/nsubj/1 said/VERB/root it/PRON/nsubj/4 may/AUX/aux/4 rain/VERB/ccomp/1"
THREAT = "She/PRON/nsubj/1 threatened/VERB/root to/PART/mark/3 leave/VERB/xcomp/1 it/PRON/obj/3"
BILL = "She/PRON/nsubj/1 rejected/VERB/root the/DET/det/3 bill/NOUN/obj/1"
FEARS = "They/PRON/nsubj/1 fear/VERB/root floods/NOUN/nsubj/3 return/VERB/ccomp/1"


@pytest.mark.parametrize(
    ("marked", "cue", "content", "by_model", "right"),
    [
        (MONEY, "asked", "the council for money", sensed("urges", "unknown"), ("urges", "unknown")),
        (MONEY, "asked", "the council for money", sensed("urges", score=0.4), ("asks", "unknown")),
        (SEEN, "said", "she would believe it", sensed(), ("says", "certain")),
        (SEEN, "said", "she would believe it", None, ("says", "probable")),
        (THREAT, "threatened", "to leave it", sensed(), ("threatens", "certain")),
        (BILL, "rejected", "the bill", sensed("denies"), ("accuses", "certain")),  # no denial
        # who says what they think, or by the cue that they do, is as sure as the words say
        (THINKS, "wrote", "we think so", sensed(), ("says", "probable")),
        (MAY, "said", "it may rain", sensed(), ("says", "possible")),
        (FEARS, "fear", "floods return", sensed("speculates"), ("speculates", "probable")),
    ],
)
def test_a_sure_model_is_heard_against_words_that_may_mean_more(
    marked, cue, content, by_model, right
):
    parsed = built(marked)
    found = weighed_sense(parsed, at(parsed, cue), at(parsed, content), None, by_model)
    assert (found.manner, found.certainty) == right
    assert [one.field for one in found.why] == ["manner", "certainty"]
