"""Each setting once: name, default, help."""

from dataclasses import dataclass, field, fields

from onrecord.errors import check_number


def _setting(default: int, *, least: int, help_text: str, net: bool = False) -> int:
    """Declare a setting; net: it is about how pages are fetched, not about how they are read."""
    metadata = {"help": help_text, "least": least, "net": net}
    value: int = field(default=default, metadata=metadata)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Bounds within which one page is fetched and read.

    Raises SettingError for a value below its least, or that is no whole number.
    """

    max_bytes: int = _setting(
        32 * 1024 * 1024,
        least=1024,
        help_text="Largest page in bytes, after decompression; a larger one is rejected.",
    )
    max_seconds: int = _setting(
        20,
        least=1,
        help_text="Most processor time to split one page, in seconds; a slower one is rejected.",
    )
    max_blocks: int = _setting(
        50_000,
        least=100,
        help_text="Most blocks read from one page; the rest is left out, with a note.",
    )

    seconds_per_host: int = _setting(
        1,
        least=0,
        help_text="Shortest time between two requests to the same host, in seconds.",
        net=True,
    )
    answer_seconds: int = _setting(
        30,
        least=1,
        help_text="Longest time that one answer from the net may take, in seconds.",
        net=True,
    )
    allow_private: int = _setting(
        0,
        least=0,
        help_text="1: also fetch from this machine and from private networks.",
        net=True,
    )

    def __post_init__(self) -> None:
        for setting in fields(self):
            least, value = setting.metadata["least"], getattr(self, setting.name)
            check_number(value, setting.name, least=least)


DEFAULTS = Settings()
