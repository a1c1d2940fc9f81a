"""Who may write: a token in each form, of the session it was printed in.

A session is a random cookie that other sites' pages cannot send. The token is its HMAC under a
key that ends with the process, with salt in front, so that it looks different on each page: a
compressed page whose length somebody watches gives nothing away.
"""

import hmac
import secrets
from hashlib import sha256

SALT = 16  # hex digits
SESSION = 32  # hex digits


class Tokens:
    """Make and check the tokens of one running server."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def make(self, session: str) -> str:
        """Give a token for a form of a session."""
        salt = secrets.token_hex(SALT // 2)
        return salt + self._sign(salt, session)

    def fits(self, token: str, session: str) -> bool:
        """Tell whether a token was made for a session, by this server."""
        if not is_session(session):
            return False
        salt, signed = token[:SALT], token[SALT:]
        return hmac.compare_digest(signed.encode(), self._sign(salt, session).encode())

    def _sign(self, salt: str, session: str) -> str:
        return hmac.new(self._key, f"{salt}:{session}".encode(), sha256).hexdigest()


def new_session() -> str:
    """Give the value of a cookie that nobody can guess."""
    return secrets.token_hex(SESSION // 2)


def is_session(value: str) -> bool:
    """Tell whether a cookie could be one of ours."""
    return len(value) == SESSION and all(one in "0123456789abcdef" for one in value)


def same(given: str, wanted: str) -> bool:
    """Compare two secrets in the same time whatever they hold."""
    return hmac.compare_digest(given.encode(), wanted.encode())
