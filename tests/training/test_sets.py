"""Loaders of the public sets: samples invented here, then the counts of the real ones."""

import re
from collections import Counter
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import gold
from eval.sets import data_root
from training.sets import factuality
from training.sets.coreference import chained, gap
from training.sets.factuality import held_back, is_held_back, judged
from training.sets.names import NamedText, named
from training.sets.polnear import (
    Attribution,
    attributed,
    attributed_by_all,
    kind_of,
    read_annotation,
)
from training.sets.rules import same_text_guard
from training.sets.stories import our_stories
from training.sets.teams import find_teams
from training.sets.texts import Labelled, Sentence, Surface, Text, brackets, join, shares
from training.sets.times import TimeExpression, read_document, timed
from training.sets.treebanks import parsed

FORMS = st.text(st.sampled_from("aé.,“'—x"), min_size=1, max_size=5)
SURFACES = st.builds(
    Surface, form=FORMS, words=st.lists(FORMS, max_size=3).map(tuple), space_after=st.booleans()
)
SENTENCES = st.lists(
    st.builds(
        Sentence,
        surfaces=st.lists(SURFACES, max_size=4).map(tuple),
        starts_paragraph=st.booleans(),
    ),
    max_size=5,
)


def plain(name, text):
    return Text(name=name, text=text, words=(), sentences=())


def cut(text, places):
    return [text.text[start:end] for start, end in places]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


# Joining tokens


@given(SENTENCES)
def test_every_place_of_a_joined_text_gives_its_word_back(sentences):
    text = join("x", sentences)
    surfaces = [surface for sentence in sentences for surface in sentence.surfaces]
    expected = []
    for surface in surfaces:
        words = surface.words or (surface.form,)
        adds_up = "".join(words) == surface.form
        expected += words if adds_up else [surface.form] * len(words)
    assert cut(text, text.words) == expected


@given(SENTENCES)
def test_sentences_divide_the_words_and_nothing_but_space_lies_between_tokens(sentences):
    text = join("x", sentences)
    assert len(text.sentences) == len(sentences)
    assert [word for first, last in text.sentences for word in range(first, last)] == list(
        range(len(text.words))
    )
    letters = "".join(surface.form for sentence in sentences for surface in sentence.surfaces)
    assert text.text.replace(" ", "").replace("\n", "") == letters


def test_only_a_paragraph_starts_a_line():
    first = Sentence((Surface("Rain"), Surface(".", space_after=False)))
    glued = Sentence((Surface("Wind", space_after=True),), starts_paragraph=False)
    last = Sentence((Surface("Sun"),), starts_paragraph=False)
    assert join("x", [first, glued, last, first]).text == "Rain .Wind Sun\nRain ."


def test_a_contraction_is_shared_out_only_if_its_words_add_up():
    assert shares(Surface("don't", ("do", "n't"))) == [(0, 2), (2, 5)]
    assert shares(Surface("won't", ("will", "not"))) == [(0, 5), (0, 5)]


# Brackets

TREES = st.recursive(
    st.just([]), lambda inner: st.lists(st.tuples(st.integers(1, 3), inner), max_size=3)
)


def cells_of(tree, cells, pairs):
    """Write nested brackets, each mention with a token of its own at its start and its end."""
    for number, inner in tree:
        first = len(cells)
        cells.append(f"({number}-place-x")
        cells_of(inner, cells, pairs)
        cells.append(f"{number})")
        pairs.append((first, len(cells) - 1, f"{number}-place-x"))


@given(TREES)
def test_brackets_come_back_as_they_were_nested(tree):
    cells, pairs = [], []
    cells_of(tree, cells, pairs)
    assert brackets(cells) == sorted(pairs, key=lambda pair: (pair[0], -pair[1]))


@pytest.mark.parametrize(
    ("cells", "pairs"),
    [
        (["(5(1)", "_", "5)"], [(0, 2, "5"), (0, 0, "1")]),
        (["(1(2", "2)1)"], [(0, 1, "2"), (0, 1, "1")]),
        (["(1-a", "(2-b)1)"], [(0, 1, "1-a"), (1, 1, "2-b")]),
        (["(7[1/2]-place-x", "7[1/2])", "_", "(7[2/2]-place-x)"], [(0, 3, "7[1/2]-place-x")]),
    ],
)
def test_brackets_stand_without_separators_and_in_pieces(cells, pairs):
    assert brackets(cells) == pairs


@pytest.mark.parametrize("cells", [["(1", "_"], ["_", "1)"], ["(1", "2)"]])
def test_brackets_that_do_not_pair_are_an_error(cells):
    with pytest.raises(ValueError, match="close"):
        brackets(cells)


# PolNeAR

ARTICLE = "“It\r\nfloods,” said Adjoa Sarfo, “daily.” Tema, reports say, is dry."


def span(number, label, *pieces):
    offsets = ";".join(
        f"{ARTICLE.index(piece)} {ARTICLE.index(piece) + len(piece)}" for piece in pieces
    )
    return f"T{number}\t{label} {offsets}\t{' '.join(pieces)}"


ANNOTATION = "\n".join(
    [
        "E1\tAttribution:T4 Source:T3 Cue:T2 Content:T1 Content2:T5",  # above its spans
        span(1, "Content", "“It\r\nfloods,”"),  # runs over: its second line has no tab
        span(2, "Cue", "said"),
        span(3, "Source", "Adjoa Sarfo"),
        span(4, "Attribution", "said"),
        span(5, "Content", "“daily.”"),
        "#1\tAnnotatorNotes T5\tis this one?",
        span(6, "Content", "is dry", "Tema"),  # pieces out of order
        span(7, "Attribution-no-source", "reports say"),
        span(8, "Discuss", "reports say"),
        "E2\tAttribution-no-source:T7 Content:T6 Cue:T8",
        "E3\tAttribution-no-source:T7",
        "",
    ]
)


def test_annotations_are_read_with_all_their_traps(tmp_path):
    folder = tmp_path / "polnear" / "train"
    write(folder / "text" / "daily_2016-01-01_tema.txt", ARTICLE)
    write(folder / "attributions" / "daily_2016-01-01_tema_a1b2.ann", ANNOTATION)
    (article,) = attributed(tmp_path, "train")
    assert article.text.name == "polnear/daily_2016-01-01_tema"
    assert article.text.text == ARTICLE
    said, reported = article.attributions
    assert cut(article.text, said.content) == ["“It\r\nfloods,”", "“daily.”"]
    assert cut(article.text, said.source) == ["Adjoa Sarfo"]
    assert cut(article.text, said.cue) == ["said"]
    assert cut(article.text, reported.content) == ["Tema", "is dry"]
    assert reported.source == reported.cue == ()


def test_pieces_that_touch_are_one():
    source = "T1\tCue 4 6;2 4\tab cd\nT2\tAttribution 2 6\tabcd\nE1\tAttribution:T2 Cue:T1\n"
    assert read_annotation(source) == (Attribution(source=(), cue=((2, 6),), content=()),)


def test_annotators_are_kept_apart(tmp_path):
    folder = tmp_path / "polnear" / "dev" / "attributions_all"
    write(folder / "x_y_a1b2.ann", ANNOTATION)
    write(folder / "x_y_c3d4.ann", "")
    found = attributed_by_all(tmp_path, "dev")
    assert {name: sorted(given) for name, given in found.items()} == {
        "polnear/x_y": ["a1b2", "c3d4"]
    }
    assert found["polnear/x_y"]["c3d4"] == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“It floods,”", "direct"),
        (' "It floods". ', "direct"),
        ("“It\nfloods” “daily”,", "direct"),
        ("that it floods", "indirect"),
        ("", "indirect"),
        ("it “floods” daily", "mixed"),
        ("”It floods“", "mixed"),
        ("“It floods”!", "mixed"),
    ],
)
def test_a_content_is_direct_indirect_or_mixed(content, kind):
    assert kind_of(content) == kind


# CoNLL-2003

CONLL = """-DOCSTART- -X- -X- O

Adjoa NNP B-NP B-PER
Sarfo NNP I-NP I-PER
left VBD B-VP O
Tema NNP B-NP I-LOC
Accra NNP B-NP B-LOC

RAIN NN B-NP O

-DOCSTART- -X- -X- O

Ghana NNP B-NP B-LOC
"""


def test_names_are_read_by_document(tmp_path):
    write(tmp_path / "conll2003" / "conllpp_train.txt", CONLL)
    first, second = named(tmp_path, "train")
    assert first.text.text == "Adjoa Sarfo left Tema Accra\nRAIN"
    assert first.text.sentences == ((0, 5), (5, 6))
    assert [(first.text.text[n.start : n.end], n.label) for n in first.names] == [
        ("Adjoa Sarfo", "PER"),
        ("Tema", "LOC"),
        ("Accra", "LOC"),
    ]
    assert (first.text.name, second.text.name) == ("conll2003/train-0001", "conll2003/train-0002")


def test_clean_names_are_in_the_last_column_and_only_for_dev(tmp_path):
    write(
        tmp_path / "conll2003" / "cleanconll.dev",
        "-DOCSTART-\t-X-\tO\tO\tO\n\nTEMA\tNNP\tB-Tema_Youth\tB-LOC\tB-ORG\nWON\tVBD\tO\tO\tO\n",
    )
    (document,) = named(tmp_path, "dev", clean=True)
    assert document.names == ((0, 4, "ORG"),)
    with pytest.raises(ValueError, match="dev only"):
        named(tmp_path, "train", clean=True)


def report(headline, line):
    """A report in which the names in square brackets are places, those in braces clubs."""
    marked = f"{headline}\n{line}"
    text, names = "", []
    for piece in re.split(r"(\[.*?\]|\{.*?\})", marked):
        bare = piece.strip("[]{}")
        if bare != piece:
            label = "LOC" if piece[0] == "[" else "ORG"
            names.append(Labelled(len(text), len(text) + len(bare), label))
        text += bare
    return NamedText(text=plain("x", text), names=tuple(names))


def teams_in(headline, line):
    document = report(headline, line)
    return [document.text.text[name.start : name.end] for name in find_teams(document)]


@pytest.mark.parametrize(
    ("line", "teams"),
    [
        ("[OLDPORT] , [Sarovia] 1997-02-03", []),
        ("[Sarovia] beat the [Marsh Isles] in [Oldport] .", ["Sarovia", "Marsh Isles"]),
        ("[Sarovia] 2 [Velland] 0", ["Sarovia", "Velland"]),
        ("[Sarovia] at [Velland]", ["Sarovia", "Velland"]),
        ("They play at [Oldport] , [Sarovia] , before visiting [Velland] .", ["Velland"]),
        ("They won in [Oldport] , [Tema] and [Accra] .", []),
        ("[Sarovia] lost 2-1 to [Velland] .", ["Sarovia", "Velland"]),
        ("It was the third of [Velland] 's four wins .", ["Velland"]),
        ("He was left out of the [Velland] squad for a tour of [Sarovia] .", ["Velland"]),
        ("Ann Dorrit ( [Velland] ) was sent off at [Mill Road] .", []),
        ("[Mill Road] was full , and the [Oldport] club glad .", []),
        ("[Oldport] : {Atletico} 214 and 16-1 .", []),
        ("[Velland] : Dorrit ( captain ) , Sarfo", ["Velland"]),
        ("[Velland] 's {Atletico} drew with the rest of [Europe] .", []),
    ],
)  # fmt: skip
def test_places_in_reports_of_team_sports_are_teams_unless_placed(line, teams):
    assert teams_in("SOCCER - WEEKEND RESULTS .", line) == teams


@pytest.mark.parametrize(
    ("headline", "teams"),
    [
        ("CRICKET - [VELLAND] WIN TOSS .", ["VELLAND", "Velland"]),
        ("ICE HOCKEY - RESULTS .", ["Velland"]),
        ("TENNIS - RESULTS OF THE OPEN .", []),
        ("TENNIS - DRAW FOR FED CUP .", ["Velland"]),
        ("[Velland] team finds tomb .", []),
    ],
)
def test_teams_are_in_reports_of_team_sports_alone(headline, teams):
    assert teams_in(headline, "[Velland] won .") == teams


def test_in_baseball_a_club_may_be_named_after_its_state():
    line = "At [North Marsh] , Dorrit had three hits ."
    assert teams_in("BASEBALL - DORRIT HITS .", line) == ["North Marsh"]
    assert teams_in("SOCCER - DORRIT HITS .", line) == []


# Treebanks

GUM = """# newdoc id = GUM_news_ferry
# newpar
# text = Adjoa Sarfo's ferries don't sail.
1\tAdjoa\tAdjoa\tPROPN\tNNP\t_\t4\tnmod:poss\t_\tEntity=(2-object-new(1-person-new
2-3\tSarfo's\t_\t_\t_\t_\t_\t_\t_\t_
2\tSarfo\tSarfo\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
4\tferries\tferry\tNOUN\tNNS\t_\t7\tnsubj\t_\tEntity=2)|MSeg=ferri-es
4.1\tthat\tthat\tPRON\tWDT\t_\t_\t_\t_\t_
5-6\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
5\tdo\tdo\tAUX\tVBP\t_\t7\taux\t_\t_
6\tn't\tnot\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tsail\tsail\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_

# text = She waits
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv)
2\twaits\twait\tVERB\tVBZ\t_\t0\troot\t_\t_

# newpar
# text = Sad
1\tSad\tsad\tADJ\tJJ\t_\t0\troot\t_\tSpaceAfter=No
"""
GUM_WORDS = ["Adjoa", "Sarfo", "'s", "ferries", "do", "n't", "sail", ".", "She", "waits", "Sad"]
CHAINS = ["(1", "1)", "_", "_", "_", "_", "(3)", "_", "(1)", "_", "_"]


def write_gum(folder, tokens=GUM_WORDS):
    write(folder / "gum" / "dev" / "GUM_news_ferry.conllu", GUM)
    rows = [
        f"{i}\t{token}\t{cell}" for i, (token, cell) in enumerate(zip(tokens, CHAINS, strict=False))
    ]
    write(
        folder / "ontogum" / "dev" / "GUM_news_ferry.conll",
        "\n".join(["# begin document", *rows, "# end document", ""]),
    )


def test_a_parsed_document_is_its_text_with_a_value_for_each_word(tmp_path):
    write_gum(tmp_path)
    (document,) = parsed(tmp_path, "gum", "dev")
    assert document.text.text == "Adjoa Sarfo's ferries don't sail. She waits\nSad"
    assert cut(document.text, document.text.words) == GUM_WORDS
    assert document.text.sentences == ((0, 8), (8, 10), (10, 11))
    assert document.heads == (3, 0, 0, 6, 6, 6, -1, 6, 9, -1, -1)
    assert document.relations[0] == "nmod"
    assert document.lemmas[5] == "not"
    assert document.upos[-1] == "ADJ"
    assert document.genre == "news"
    assert [(document.text.text[e.start : e.end], e.label) for e in document.entities] == [
        ("Adjoa Sarfo's ferries", "object"),
        ("Adjoa Sarfo", "person"),
        ("She", "person"),
    ]


EWT_WORDS = ["rained", "poured", "stopped", "cleared"]


def write_ewt(folder, part="dev"):
    """Write two documents of two sentences of one word each."""
    blocks = []
    for i, word in enumerate(EWT_WORDS):
        head = f"# newdoc id = email-ferry{i}\n" if i % 2 == 0 else ""
        blocks.append(f"{head}1\t{word}\t{word[:-2]}\tVERB\tVBD\t_\t0\troot\t_\t_\n")
    write(folder / "ewt" / f"en_ewt-ud-{part}.conllu", "\n".join(blocks))


def test_a_file_of_several_documents_is_cut(tmp_path):
    write_ewt(tmp_path)
    documents = parsed(tmp_path, "ewt", "dev")
    assert [d.text.name for d in documents] == ["ewt/email-ferry0", "ewt/email-ferry2"]
    assert documents[1].text.text == "stopped cleared"
    assert documents[1].genre == "email"
    assert documents[1].entities == ()


# Coreference


def test_chains_take_their_text_from_gum_and_have_two_mentions_at_least(tmp_path):
    write_gum(tmp_path)
    (document,) = chained(tmp_path, "dev")
    assert document.text == parsed(tmp_path, "gum", "dev")[0].text
    assert [cut(document.text, chain) for chain in document.chains] == [["Adjoa Sarfo", "She"]]


@pytest.mark.parametrize("tokens", [GUM_WORDS[:-1], [*GUM_WORDS[:-1], "Glad"]])
def test_other_tokens_than_gum_s_are_an_error(tmp_path, tokens):
    write_gum(tmp_path, tokens)
    with pytest.raises(ValueError, match="GUM"):
        chained(tmp_path, "dev")


def test_gap_is_read_without_quoting(tmp_path):
    header = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
    row = '"Adjoa met Esi. She left.'
    write(
        tmp_path / "gap" / "gap-development.tsv",
        f"{header}\nd-1\t{row}\tShe\t16\tAdjoa\t1\tTRUE\tEsi\t11\tFALSE\thttp://x.example\n"
        + f"d-2\t{row}\tShe\t16\tAdjoa\t1\tFALSE\tEsi\t11\tFALSE\thttp://x.example\n",
    )
    first, second = gap(tmp_path)
    assert cut(first.text, [first.pronoun, first.a, first.b]) == ["She", "Adjoa", "Esi"]
    assert (first.is_a, first.is_b) == (True, False)
    assert not second.is_a
    assert not second.is_b


# TimeML

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="1998-01-08">19980108</TIMEX3></DCT>
<TITLE>Out on <TIMEX3 tid="t9" type="DATE" value="1998">1998</TIMEX3></TITLE>
<TEXT>Sand &amp; Co <EVENT eid="e1" class="REPORTING">said</EVENT>\r
<TIMEX3 tid="t1" type="DATE" value="1998-01-07">the <EVENT eid="e2" class="STATE">wet</EVENT> day
</TIMEX3>.</TEXT>
<TLINK lid="l1" relType="BEFORE"/></TimeML>
"""


def test_times_and_events_are_places_in_the_text_without_tags():
    document = read_document("timebank/x", TIMEML)
    text = document.text.text
    assert text == "Sand & Co said\r\nthe wet day\n."
    assert document.created == "1998-01-08"
    assert document.times == (TimeExpression(16, 28, "DATE", "1998-01-07"),)
    assert [(text[e.start : e.end], e.label) for e in document.events] == [
        ("said", "REPORTING"),
        ("wet", "STATE"),
    ]


def test_xml_that_declares_entities_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + TIMEML.partition("?>")[2]
    with pytest.raises(ValueError, match="declaration"):
        read_document("timebank/x", bomb)


def test_every_tenth_document_of_a_folder_is_for_development(tmp_path):
    for folder, n_documents in (("TimeBank", 21), ("AQUAINT", 11)):
        for i in range(n_documents):
            write(tmp_path / "timeml" / folder / f"{i:02}.tml", TIMEML)
    dev = [document.text.name for document in timed(tmp_path, "dev")]
    train = [document.text.name for document in timed(tmp_path, "train")]
    assert dev == ["timebank/09", "timebank/19", "aquaint/09"]
    assert len(train) == 29
    assert sorted([*train, *dev]) == sorted(d.text.name for d in timed(tmp_path))


# Factuality


def bank_of(*sentences):
    return "\n\n".join(
        "\n".join(
            f"{i}\t{word}\t{value}\tX\t0\tdep\t{word}"
            for i, (word, value) in enumerate(pair.split("/") for pair in sentence.split())
        )
        for sentence in sentences
    )


def write_factbank(folder):
    bank = folder / "factuality" / "factbank"
    secret = sha256(b"itrainedtoday").hexdigest()
    write(bank / "held_back_sentences.sha256", f"{secret}\n")
    write(
        bank / "train.conll",
        bank_of("It/_ rained/-1.5", "It/_ rained/3.0 today/_", "No/_ word/0.0"),
    )
    write(bank / "dev.conll", bank_of("No/_ word/0.0"))


def test_held_back_sentences_and_those_of_dev_are_not_trained_on(tmp_path):
    write_factbank(tmp_path)
    (sentence,) = judged(tmp_path, "factbank", "train")
    assert sentence.text.text == "It rained"
    assert sentence.judgements == ((1, -1.5),)
    assert len(judged(tmp_path, "factbank", "dev")) == 1


def test_held_back_sentences_are_known_however_they_are_spaced(tmp_path):
    write_factbank(tmp_path)
    hashes = held_back(tmp_path)
    assert is_held_back("  It RAINED,\ntoday .", hashes)
    assert not is_held_back("It rained", hashes)


COLUMNS = (
    "Split Annotator.ID Sentence.ID Pred.Token Pred.Lemma Is.Predicate Happened Confidence Keep"
)
JUDGED = """dev 0 en-ud-dev.conllu_1 1 rain True true 4 True
dev 1 en-ud-dev.conllu_1 1 rain True false 2 True
dev 2 en-ud-dev.conllu_1 1 rain True true 4 False
dev 0 en-ud-dev.conllu_2 1 pour True na na True
dev 0 en-ud-dev.conllu_4 1 Stopp True false 4 True
dev 0 en-ud-dev.conllu_5 1 stopp True true 4 True
train 0 en-ud-train.conllu_1 1 rain True true 4 True
dev 0 en-ud-dev.conllu_2 1 pour False true 4 True"""


def test_judgements_are_averaged_shifted_and_checked_by_lemma(tmp_path, monkeypatch, caplog):
    write_ewt(tmp_path)
    rows = [line.replace(" ", "\t").replace("_", " ") for line in (COLUMNS, *JUDGED.split("\n"))]
    write(
        tmp_path / "factuality" / "uds_ih2" / "it-happened_eng_ud1.2_07092017.train+dev.tsv",
        "\n".join(rows),
    )
    monkeypatch.setitem(factuality.LAST_SAME, "dev", 2)
    caplog.set_level("INFO")
    first, second = judged(tmp_path, "uds", "dev")
    assert (first.text.name, first.judgements) == ("ewt/email-ferry0", ((0, 0.75),))
    assert (second.text.name, second.judgements) == ("ewt/email-ferry2", ((0, -3.0),))
    assert "1 of 3 predicates dropped" in caplog.text


# Rules


def test_training_on_a_development_text_is_refused():
    train = [plain("a", "It rained , he said .")]
    with pytest.raises(ValueError, match="b is for development, but a is the same text"):
        same_text_guard(train, [plain("b", "It rained, he SAID.")])
    same_text_guard(train, [plain("c", "It rained, she said."), plain("d", "")])
    same_text_guard([plain("a", "…")], [plain("b", "...")])


# The real sets

DATA = data_root()
real = pytest.mark.skipif(
    not (DATA / "polnear").is_dir(), reason=f"no data sets in {DATA} (set ONRECORD_DATA)"
)


@cache
def load(loader, *arguments, **options):
    """Read a real set once for all tests."""
    return loader(DATA, *arguments, **options)


def n_words(documents):
    return sum(len(document.text.words) for document in documents)


@real
@pytest.mark.parametrize(
    # The data's README counts events, those without an argument too: 34 in train, 1 in dev.
    ("part", "n_articles", "n_attributions", "n_several"),
    [("train", 840, 19_868 - 34, 16), ("dev", 84, 2_193 - 1, 2)],
)
def test_polnear_is_read_whole(part, n_articles, n_attributions, n_several):
    articles = load(attributed, part)
    attributions = [a for article in articles for a in article.attributions]
    assert (len(articles), len(attributions)) == (n_articles, n_attributions)
    assert all(
        0 <= start < end <= len(article.text.text)
        for article in articles
        for a in article.attributions
        for start, end in (*a.source, *a.cue, *a.content)
    )
    by_all = load(attributed_by_all, part)
    assert len(by_all) == n_several
    assert set(by_all) <= {article.text.name for article in articles}


@real
@pytest.mark.parametrize(
    # README, train: 14,692, 3,033 and 2,143, from a reading that missed spans below their event.
    ("part", "kinds"),
    [
        ("train", {"indirect": 14_651, "direct": 3_047, "mixed": 2_136}),
        ("dev", {"indirect": 1_569 - 1, "direct": 361, "mixed": 263}),
    ],
)
def test_polnear_has_the_kinds_of_content_it_should(part, kinds):
    found = Counter(
        kind_of(" ".join(cut(article.text, a.content)))
        for article in load(attributed, part)
        for a in article.attributions
    )
    assert found == kinds


@real
@pytest.mark.parametrize(
    ("part", "clean", "counts"),
    [
        ("train", False, (946, 14_041, 203_621, 23_499)),
        ("dev", False, (216, 3_250, 51_362, 5_942)),
        ("dev", True, (216, 3_233, 51_383, 5_966)),
    ],
)
def test_conll_has_its_names(part, clean, counts):
    documents = load(named, part, clean=clean)
    n_sentences = sum(len(document.text.sentences) for document in documents)
    n_names = sum(len(document.names) for document in documents)
    assert (len(documents), n_sentences, n_words(documents), n_names) == counts


@real
def test_teams_of_conll_are_organisations_in_clean_conll():
    clean = {
        (document.text.name.rpartition("/")[2], document.text.text[name.start : name.end])
        for document in load(named, "dev", clean=True)
        for name in document.names
        if name.label == "ORG"
    }
    teams = [
        (document.text.name.rpartition("/")[2], document.text.text[name.start : name.end])
        for document in load(named, "dev")
        for name in find_teams(document)
    ]
    assert len(teams) == 291
    assert sum(team in clean for team in teams) >= 290
    assert sum(len(find_teams(document)) for document in load(named, "train")) == 616


@real
@pytest.mark.parametrize(
    ("treebank", "part", "counts"),
    [
        ("ewt", "train", (540, 12_544, 204_577, 0)),
        ("ewt", "dev", (318, 2_001, 25_147, 0)),
        ("gum", "train", (177, 10_224, 177_410, 49_649)),
        ("gum", "dev", (30, 1_575, 28_119, 7_897)),
    ],
)
def test_treebanks_have_their_words(treebank, part, counts):
    documents = load(parsed, treebank, part)
    n_sentences = sum(len(document.text.sentences) for document in documents)
    n_entities = sum(len(document.entities) for document in documents)
    assert (len(documents), n_sentences, n_words(documents), n_entities) == counts
    assert sum(head == -1 for d in documents for head in d.heads) == n_sentences


@real
@pytest.mark.parametrize(
    # README: 5,311 and 23,320; 857 and 3,818: with a handful of chains of one mention.
    ("part", "counts"),
    [("train", (177, 5_311 - 7, 23_320 - 7)), ("dev", (30, 857 - 2, 3_818 - 2))],
)
def test_ontogum_has_its_chains(part, counts):
    documents = load(chained, part)
    chains = [chain for document in documents for chain in document.chains]
    assert (len(documents), len(chains), sum(map(len, chains))) == counts
    assert all(len(chain) == len(set(chain)) for chain in chains)


@real
def test_a_pronoun_of_gap_means_one_name_at_most():
    rows = load(gap)
    assert len(rows) == 2_000
    assert not any(row.is_a and row.is_b for row in rows)


@real
@pytest.mark.parametrize(
    # README, TimeBank: 6,714 events, 16 of them in headlines and other furniture outside <TEXT>.
    ("folder", "n_documents", "n_timexes", "n_events"),
    [("timebank", 183, 1_426, 6_714 - 16), ("aquaint", 73, 652, 4_431)],
)
def test_timeml_has_its_times(folder, n_documents, n_timexes, n_events):
    documents = [d for d in load(timed) if d.text.name.startswith(folder)]
    assert len(documents) == n_documents
    assert sum(len(d.times) for d in documents) == n_timexes - n_documents
    assert sum(len(d.events) for d in documents) == n_events


@real
@pytest.mark.parametrize(
    # README: 6,636 predicates; 3 sentences are held back, 7 are in dev. UDS: 22,279 and 2,660
    # before Keep, Is.Predicate and "na", 22,108 and 2,642 before lemmas are compared.
    ("source", "part", "n_texts", "n_judgements"),
    [
        ("factbank", "train", 2_162 - 10, 6_636 - 10),
        ("factbank", "dev", 795, 2_462),
        ("uds", "train", 540, 22_108 - 155),
        ("uds", "dev", 273, 2_642 - 29),
    ],
)
def test_factuality_has_its_judgements(source, part, n_texts, n_judgements):
    texts = load(judged, source, part)
    values = [value for text in texts for _, value in text.judgements]
    assert (len(texts), len(values)) == (n_texts, n_judgements)
    assert (min(values), max(values)) == (-3, 3)


@real
def test_no_set_s_training_part_holds_a_development_text_of_any():
    train, dev = (
        [
            *(document.text for document in load(attributed, part)),
            *(document.text for document in load(named, part)),
            *(document.text for bank in ("ewt", "gum") for document in load(parsed, bank, part)),
            *(document.text for document in load(timed, part)),
            *(document.text for document in load(judged, "factbank", part)),
        ]
        for part in ("train", "dev")
    )
    same_text_guard(train, dev)
    with pytest.raises(ValueError, match="is the same text"):
        same_text_guard(dev, [document.text for document in load(judged, "uds", "dev")])


def test_our_stories_are_trained_on_but_for_those_kept_apart():
    found = our_stories("train")
    numbers = [int(one.text.name.split("/")[1].split("-")[0]) for one in found]
    assert numbers == sorted(numbers)
    assert not {*numbers} & {*gold.APART}
    assert our_stories("dev") == []
    for story in found:
        for one in story.attributions:
            for start, end in (*one.source, *one.cue, *one.content):
                assert story.text.text[start:end].strip()
        assert all(0 <= start < end <= len(story.text.text) for start, end in story.silent)
