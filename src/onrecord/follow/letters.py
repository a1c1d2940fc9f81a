"""Alerts as text, for a terminal, a mail or a feed."""

from onrecord.export.feeds import Feed, Item
from onrecord.follow.nouns import Alert, Proof

NEW_IN = {
    "world": "new in the world",
    "library": "new in the library: published before what was here, or on no known day",
}


def subject(alert: Alert) -> str:
    """Describe an alert in one line."""
    return one_line(f"{alert.why} ({alert.followed})")


def body(alert: Alert) -> str:
    """Describe an alert in full: why, how new, and all the words it rests on, with their place."""
    lines = [alert.why, f"({NEW_IN[alert.new_in]}; {alert.condition})", ""]
    for proof in alert.proofs:
        lines += [quoted(proof.text), f"  {where(proof)}", ""]
    return "\n".join([*lines, f"Followed: {one_line(alert.followed)}. Alert {alert.id}.", ""])


def where(proof: Proof) -> str:
    """Say where the words of a proof are."""
    facts = [proof.headline, proof.outlet, proof.day, proof.url]
    span = f" {proof.span.start}-{proof.span.end}" if proof.span else ""
    known = "" if proof.is_new else "before: "
    return known + one_line(", ".join(x for x in facts if x)) + f" [{proof.article_id}{span}]"


def quoted(words: str) -> str:
    """Put words between quotation marks unless they begin with one."""
    words = one_line(words)
    return words if words.startswith(("“", '"')) else f"“{words}”"


def one_line(words: str) -> str:
    """Put words on one line, without control characters for a terminal or a mail header."""
    return " ".join("".join(x if x.isprintable() else " " for x in words).split())


def feed_of(alerts: list[Alert]) -> Feed:
    """Give alerts as a feed, newest first."""
    return Feed(
        title="Onrecord: what changed in what you follow",
        path="/followed",
        items=[
            Item(
                id=one.id,
                title=subject(one),
                path=next((p.url for p in one.proofs if p.url), "")
                or f"/a/{one.proofs[0].article_id}",
                day=one.made_at,
                words=body(one),
            )
            for one in alerts
        ],
    )
