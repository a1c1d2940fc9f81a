"""How pages are labelled and varied for training: no data set is needed for that."""

import numpy as np
import pytest

from onrecord.split.blocks import PageBlock
from onrecord.split.features import N_FEATURES, features
from onrecord.split.markup import layout_of_html
from onrecord.split.model import networks_from, run
from training.inserts import with_furniture
from training.pages import LabelledPage, share_of_gold
from training.scroll import scroll

BODY = [
    f"The council of Tema heard report {i} on the ferry, which a clerk read out." for i in range(5)
]


def page_of(name):
    paragraphs = "".join(f"<p>{line} {name}</p>" for line in BODY)
    markup = (
        f"<title>{name}</title><div class=menu><a href=x>Home page of the paper</a></div>"
        f"<h1>{name}</h1><article>{paragraphs}</article><div class=related>More stories here</div>"
    )
    layout = layout_of_html(markup, max_blocks=100)
    gold = "\n".join(f"{line} {name}" for line in BODY)
    return LabelledPage(name, "a.example", layout, share_of_gold(layout, gold))


def test_blocks_are_labelled_by_the_gold_text():
    page = page_of("Ferry vote put off")
    kept = [b.text for b, s in zip(page.layout.blocks, page.share, strict=True) if s > 0.5]
    assert kept == [f"{line} Ferry vote put off" for line in BODY]


def test_chance_agreement_of_single_words_is_no_label():
    layout = layout_of_html("<p>Share the page</p><p>a clerk read it out</p>", max_blocks=9)
    assert share_of_gold(layout, "so it was the clerk who left").tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_scrolled_pages_hold_every_story_in_the_first_page_s_template(seed):
    pages = [page_of(name) for name in ("Ferry vote", "Pump paid twice", "Bell is back")]
    layout, share, starts = scroll(pages, np.random.default_rng(seed))
    assert len(layout.blocks) == len(share) == len(starts)
    assert starts.sum() == 2
    for page in pages:
        text = " ".join(b.text for b, s in zip(layout.blocks, share, strict=True) if s > 0.5)
        assert all(f"{line} {page.name}" in text for line in BODY)
    check_places(layout.blocks, layout.text)


@pytest.mark.parametrize("seed", range(5))
def test_inserted_furniture_keeps_the_story_and_is_labelled_as_none(seed):
    page = page_of("Ferry vote")
    layout, share = with_furniture(page, ["One", "Two", "Three"], np.random.default_rng(seed))
    kept = [b.text for b, s in zip(layout.blocks, share, strict=True) if s > 0.5]
    assert kept == [f"{line} Ferry vote" for line in BODY]
    assert len(layout.blocks) > len(page.layout.blocks)
    check_places(layout.blocks, "\n".join(b.text for b in layout.blocks))


def check_places(blocks: tuple[PageBlock, ...], text: str):
    assert all(text[b.start : b.end] == b.text for b in blocks)


def test_numpy_and_pytorch_agree():
    torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
    from training.net import BlockNet, arrays_of  # noqa: PLC0415 - needs torch

    torch.manual_seed(1)
    net = BlockNet().eval()
    x = features(page_of("Ferry vote").layout)
    assert x.shape[1] == N_FEATURES
    arrays = {f"0/{key}": value for key, value in arrays_of(net).items()}
    scores = run(networks_from(arrays), x)
    with torch.no_grad():
        logits = net(torch.from_numpy(x)[None])[0]
    assert np.allclose(scores.classes, logits[:, :-1].softmax(-1).numpy(), atol=1e-5)
    assert np.allclose(scores.starts, logits[:, -1].sigmoid().numpy(), atol=1e-5)
