"""Feed damaged pages to `read` until something breaks; needs `pip install atheris`.

`mkdir -p runs/fuzz && python scripts/fuzz.py -max_total_time=600 runs/fuzz examples`: new inputs
that reach new lines are kept in runs/fuzz, one that breaks something is written as crash-….
"""

import sys

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from onrecord import Article, Settings
    from onrecord.export.jsonl import to_line
    from onrecord.pipeline import page_text, pages, read

SETTINGS = Settings(max_seconds=5, max_bytes=1 << 20)


def check(article: Article) -> None:
    """Fail when a story does not keep its promises."""
    assert article.text.strip(), "a story without text"
    assert 1 <= article.number <= article.of, "a story that is none of the page's"
    ends = [0, *(block.span.end for block in article.blocks)]
    for block, before in zip(article.blocks, ends, strict=False):
        assert before <= block.span.start, "blocks that overlap or are out of order"
        assert block.span.end <= len(article.text), "a block outside the text"
    assert to_line(article), "a story that has no JSON form"


def try_one(body: bytes) -> None:
    """Read one input; anything it raises is a find."""
    for outcome in read(body, settings=SETTINGS):
        if isinstance(outcome, Article):
            check(outcome)
    if len(body) < len(b"PK\x03\x04") or body[:2] == b"PK":
        return
    lengths = {one.sha256: len(page_text(one)) for one in pages(body) if hasattr(one, "sha256")}
    for outcome in read(body, settings=SETTINGS):
        if isinstance(outcome, Article) and outcome.page_sha256 in lengths:
            assert outcome.page_span.end <= lengths[outcome.page_sha256], "outside the page"


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
