"""Other extractors, read through the same `Output` and measured in the same run."""

from importlib import import_module
from importlib.util import find_spec

from eval.sets import Sample
from eval.systems import Output, Reader


def html_of(sample: Sample) -> str | bytes:
    """Return what a peer is given: text where the charset is known, else the bytes to decode."""
    return sample.body.decode(sample.charset, "replace") if sample.charset else sample.body


def trafilatura(sample: Sample, *, metadata: bool = True, precision: bool = False) -> Output:
    """Read with trafilatura, comments left out as in its own evaluation."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a peer need not be installed

    document = bare_extraction(
        html_of(sample),
        include_comments=False,
        with_metadata=metadata,
        favor_precision=precision,
    )
    if document is None or isinstance(document, dict):
        return Output()
    authors = (document.author or "").split(";")
    return Output(
        lines=tuple((document.text or "").splitlines()),
        title=document.title,
        authors=tuple(name.strip() for name in authors if name.strip()),
        published=document.date,
    )


def trafilatura_precise(sample: Sample) -> Output:
    """Read with trafilatura's precision mode."""
    return trafilatura(sample, precision=True)


def resiliparse(sample: Sample) -> Output:
    """Read the main text with resiliparse; no facts."""
    plain = import_module("resiliparse.extract.html2text").extract_plain_text
    html = html_of(sample)
    text: str = plain(
        html if isinstance(html, str) else html.decode("utf-8", "replace"), main_content=True
    )
    return Output(lines=tuple(text.splitlines()))


def readability(sample: Sample) -> Output:
    """Read with readability-lxml; its summary markup is reduced to text by lxml."""
    document = import_module("readability").Document(html_of(sample))
    markup = document.summary(html_partial=True)
    root = import_module("lxml.html").fromstring(markup)
    return Output(lines=tuple(root.itertext()), title=document.title())


def newspaper(sample: Sample) -> Output:
    """Read with newspaper4k."""
    html = html_of(sample)
    article = import_module("newspaper").Article("https://example.org/")
    article.download(input_html=html if isinstance(html, str) else html.decode("utf-8", "replace"))
    article.parse()
    published = article.publish_date
    return Output(
        lines=tuple(article.text.splitlines()),
        title=article.title,
        authors=tuple(article.authors),
        published=published.isoformat() if published else None,
    )


_KNOWN: tuple[tuple[str, str, Reader], ...] = (
    ("trafilatura", "trafilatura", trafilatura),
    ("trafilatura precision", "trafilatura", trafilatura_precise),
    ("resiliparse", "resiliparse", resiliparse),
    ("readability-lxml", "readability", readability),
    ("newspaper4k", "newspaper", newspaper),
)


def installed() -> dict[str, Reader]:
    """Peers that are installed here, by name."""
    return {name: reader for name, module, reader in _KNOWN if find_spec(module)}
