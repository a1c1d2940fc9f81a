"""Who does what to whom: arrays built by hand in, deeds out; and the sets they are learnt from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.sets import MissingSetError, folder_of
from onrecord.reading.deeds import CAN_NAME, code_sentence, decode_deeds
from onrecord.reading.labels import DEEDS, KEYS, N_KEYS, N_TAGS, TAGS
from onrecord.reading.scores import FARTHEST, Scores
from onrecord.reading.syntax import decode_tags
from training.sets import meantime, plover

N_DISTANCES = 2 * FARTHEST + 1
light = settings(max_examples=50, deadline=None)


def made(seed, n_words):
    rng = np.random.default_rng(seed)
    tags, keys = (rng.normal(scale=2, size=(n_words, n)) for n in (N_TAGS, N_KEYS))
    extras = {
        "actor_distance": rng.normal(size=N_DISTANCES),
        "recipient_distance": rng.normal(size=N_DISTANCES),
        "deed": rng.normal(size=(64, len(DEEDS))) / 8,
    }
    floats = {name: value.astype(np.float32) for name, value in extras.items()}
    return Scores(tags.astype(np.float32), keys.astype(np.float32), []), floats


@light
@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(1, 12))
def test_deeds_stand_in_their_sentences_in_order(seed, n_words, length):
    scores, extras = made(seed, n_words)
    sentences = [(i, min(i + length, n_words)) for i in range(0, n_words, length)]
    borders = frozenset(first for first, _ in sentences)
    tags = decode_tags(scores)
    deeds = decode_deeds(scores, extras, borders, sentences)
    assert [one.trigger.first for one in deeds] == sorted({one.trigger.first for one in deeds})
    for one in deeds:
        (sentence,) = (s for s in sentences if s[0] <= one.trigger.first < s[1])
        for side in (one.actor, one.recipient):
            assert side is None or (sentence[0] <= side < sentence[1])
        assert one.trigger.last == one.trigger.first + 1 or tags[one.trigger.last - 1] in CAN_NAME
        assert one.actor is None or one.actor not in (one.trigger.first, one.recipient)
        assert len(one.kinds) == len(DEEDS)
        assert sum(one.kinds) == pytest.approx(1, abs=1e-4)
        assert 0 <= one.named <= 1
        for sides in (one.actors, one.recipients):
            assert one.trigger.first not in {word for word, _ in sides}
            assert all(sentence[0] <= word < sentence[1] for word, _ in sides)
            assert [share for _, share in sides] == sorted((s for _, s in sides), reverse=True)
        assert -3 <= one.certainty <= 3


@light
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 15), min_size=1, max_size=8))
def test_deeds_of_sentences_side_by_side_are_those_of_each_alone(seed, lengths):
    scores, extras = made(seed, sum(lengths))
    ends = np.cumsum(lengths).tolist()
    sentences = [(end - n, end) for n, end in zip(lengths, ends, strict=True)]
    borders = frozenset(first for first, _ in sentences)
    together = decode_deeds(scores, extras, borders, sentences)
    alone = [
        deed
        for first, last in sentences
        for deed in decode_deeds(scores, extras, borders, [(first, last)])
        if first <= deed.trigger.first < last
    ]
    for one, other in zip(together, alone, strict=True):
        for mine, theirs in ((one.actors, other.actors), (one.recipients, other.recipients)):
            assert [word for word, _ in mine] == [word for word, _ in theirs]
            assert [n for _, n in mine] == pytest.approx([n for _, n in theirs], abs=1e-4)
        sides = {"actors": one.actors, "recipients": one.recipients}
        assert one == other._replace(named=one.named, kinds=one.kinds, **sides)
        assert one.named == pytest.approx(other.named, abs=1e-4)
        assert one.kinds == pytest.approx(other.kinds, abs=1e-4)


def test_weights_that_know_no_events_find_none():
    scores, extras = made(0, 9)
    older = scores._replace(tags=scores.tags[:, : TAGS["event"].start])
    assert decode_deeds(older, extras, frozenset({0}), [(0, 9)]) == []
    assert decode_deeds(scores, {}, frozenset({0}), [(0, 9)]) == []


@light
@given(st.integers(0, 2**32 - 1), st.integers(2, 20))
def test_a_sentence_is_coded_for_two_words_of_its_own(seed, n_words):
    scores, extras = made(seed, n_words + 5)
    found = code_sentence(scores, extras, (5, 5 + n_words))
    assert found.actor != found.recipient
    assert min(found.actor, found.recipient) >= 5
    assert found.kinds.sum() == pytest.approx(1, abs=1e-4)
    given_both = code_sentence(scores, extras, (5, 5 + n_words), (found.actor, found.recipient))
    assert np.allclose(given_both.kinds, found.kinds, atol=1e-5)
    alone = code_sentence(scores, extras, (5, 5 + n_words), (None, found.recipient))
    assert alone.kinds.sum() == pytest.approx(1, abs=1e-4)


def test_the_decoder_codes_as_the_training_does():
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    pytest.importorskip("safetensors", reason="needs the extra 'train'")
    from training.reader import deeds, net  # noqa: PLC0415
    from training.reader.examples import UNKNOWN, Deed  # noqa: PLC0415

    scores, extras = made(3, 12)
    reader = net.ReaderNet()
    outputs = [torch.from_numpy(x)[None] for x in (scores.tags, scores.keys)]
    (tags,), (keys,) = net.said_of(net.Outputs(*outputs, torch.zeros(1)))
    deed = Deed(0, 12, UNKNOWN, 0, 4, 9)
    with torch.inference_mode():
        for name, value in extras.items():
            reader.extras[name].copy_(torch.from_numpy(value))
        sides = deeds.side_scores(reader, keys)
        triggers = deeds.trigger_scores(tags) + sides["actor"][:, 4] + sides["recipient"][:, 9]
        theirs = deeds.kind_scores(reader, tags, keys, triggers, deed).exp()
    ours = code_sentence(scores, extras, (0, 12), (4, 9)).kinds
    assert np.allclose(ours, theirs.numpy(), atol=1e-3)


# The sets


@pytest.mark.parametrize(
    ("marked", "text", "places"),
    [
        ("<s>Orla</s> sued <t>Pim</t>.", "Orla sued Pim.", {"s": (0, 4), "t": (10, 13)}),
        ("<t>Pim</t> was sued", "Pim was sued", {"t": (0, 3)}),
        ("no marks < here", "no marks < here", {}),
        ("<s></s>x", "x", {}),
        ("</t>x<s>y", "xy", {}),
    ],
)
def test_marks_are_taken_out_and_their_places_kept(marked, text, places):
    assert plover.unmarked(marked) == (text, places)


def test_no_sentence_of_plv_is_on_both_sides(tmp_path):
    columns = "sentence_id\tgold_root\tgold_penta\tsentence\tmarked_sentence\tsource\ttarget"
    rows = [f"{i}\tAID\t2\tA {i % 19} b\t<s>A</s> {i % 19} <t>b</t>\tA\tb" for i in range(40)]
    path = tmp_path / "plover" / "PLV_train.tsv"
    path.parent.mkdir()
    path.write_text("\n".join((columns, *rows)) + "\n", encoding="utf-8")
    train, dev = (plover.coded(tmp_path, part) for part in ("train", "dev"))
    assert len(dev) == 4
    assert {one.text.text for one in train}.isdisjoint(one.text.text for one in dev)
    assert dev[0].actor == (0, 1)
    assert dev[0].kind == "AID"


MEANTIME = """<?xml version="1.0"?><Document doc_name="x">
<token number="0" sentence="0" t_id="1">Orla</token>
<token number="1" sentence="0" t_id="2">sued</token>
<token number="2" sentence="0" t_id="3">Pim</token>
<token number="3" sentence="6" t_id="4">late</token>
<Markables><ENTITY_MENTION m_id="7"><token_anchor t_id="1"/></ENTITY_MENTION>
<EVENT_MENTION m_id="8" pred="sue"><token_anchor t_id="2"/></EVENT_MENTION>
<EVENT_MENTION m_id="9" pred="late"><token_anchor t_id="4"/></EVENT_MENTION></Markables>
<Relations><HAS_PARTICIPANT r_id="1" sem_role="Arg0"><source m_id="8"/><target m_id="7"/>
</HAS_PARTICIPANT></Relations></Document>"""


def test_of_meantime_only_the_first_sentences_are_read():
    found = meantime.read_document("x", MEANTIME)
    assert found.text.text == "Orla sued Pim"
    assert found.events == ((1, 1),)
    assert found.roles == ((0, 0, 0, "Arg0"),)


def test_a_declaration_in_meantime_is_refused():
    with pytest.raises(ValueError, match="declaration"):
        meantime.read_document("x", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')


def test_the_real_sets_have_what_their_description_says():
    try:
        root = folder_of("plover").parent
    except MissingSetError as missing:
        pytest.skip(str(missing))
    both = plover.coded(root)
    assert (len(both), len(plover.coded(root, "dev"))) == (1050, 105)
    assert {one.kind for one in both} == set(DEEDS)
    assert sum(one.actor is not None and one.recipient is not None for one in both) == 1026
    assert sum(len(one.events) for one in meantime.told(root)) == 998


def test_a_deed_whose_words_fit_costs_less():
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    pytest.importorskip("safetensors", reason="needs the extra 'train'")
    from onrecord.reading.windows import Window  # noqa: PLC0415
    from training.reader import deeds, net  # noqa: PLC0415
    from training.reader.examples import UNKNOWN, Deed, Example  # noqa: PLC0415

    reader = net.ReaderNet()
    tags, keys = torch.zeros(1, 6, N_TAGS), torch.zeros(1, 6, N_KEYS)
    keys[0, 2, KEYS["actor_of"].start] = keys[0, 0, KEYS["event_actor"].start] = 9
    tags[0, 2, TAGS["event"].start + 1] = tags[0, 2, TAGS["deed"].start + 1 + 3] = 9
    said = net.said_of(net.Outputs(tags, keys, torch.zeros(1)))

    def cost(**changed):
        deed = Deed(0, 6, UNKNOWN, 3, 0, 4)._replace(**changed)
        example = Example("x", None, {}, {}, deeds=(deed,))
        found = deeds.deed_losses(reader, said, [(example, Window(0, 0, 6))])
        return {name: float(value.detach()) for name, value in found.items()}

    right = cost()
    assert set(right) == {"deeds", "deed sides"}
    assert cost(kind=1)["deeds"] > right["deeds"]
    assert cost(actor=5)["deed sides"] > right["deed sides"]
    assert set(cost(trigger=2)) == {"deed sides"}
    assert cost(actor=UNKNOWN)["deed sides"] < right["deed sides"]
    assert cost(first=1, trigger=2, actor=UNKNOWN, last=9) == {}
