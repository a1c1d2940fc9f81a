"""What a batch is to do, what became of each input, and where that is written."""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from onrecord.batch.inputs import Input
from onrecord.errors import BatchError, check_number, check_type
from onrecord.number_words import counted
from onrecord.settings import Settings

FORMAT = "onrecord batch 1"
MARKER = "done.json"  # beside the tables of an input; they come together
PLAN = "plan.json"
PART = ".part-"  # in front of the name of a folder that is being written
LOCK = ".lock"
_NAME = 40  # characters of an input's own name that its folder keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How inputs are read. Raises SettingError for a number that cannot be used."""

    out: str  # a folder that every process can write to
    settings: Settings = field(default_factory=Settings)
    # Pages at once; on a cluster inputs at once. None: one; as many as the cluster has room for.
    jobs: int | None = None
    model: bool = True
    threads: int = 1  # of the model, in each process
    vectors: bool = True
    pages: bool = True  # their bytes are kept, too: `load` wants them
    max_memory: int = 4 << 30  # bytes that the process of a page may hold

    def __post_init__(self) -> None:
        check_type(self.settings, Settings, "settings", "Settings(…)")
        for name in ("jobs", "threads", "max_memory"):
            if (value := getattr(self, name)) is not None:
                check_number(value, name, least=1)

    def result(self) -> dict[str, Any]:
        """Give what the tables depend on: one batch has one of these."""
        return {
            "format": FORMAT,
            "settings": {
                setting.name: getattr(self.settings, setting.name)
                for setting in fields(Settings)
                if not setting.metadata["net"]
            },
            "model": self.model,
            "vectors": self.vectors,
            "pages": self.pages,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one input."""

    input: str
    size: int
    pages: int = 0  # of different bytes
    again: int = 0  # pages whose bytes this input had before
    read: int = 0  # pages that gave a story
    articles: dict[str, int] = field(default_factory=dict)  # by kind
    rejected: dict[str, int] = field(default_factory=dict)  # by reason
    rows: dict[str, int] = field(default_factory=dict)  # by table
    failed: str | None = None  # why it could not be read; nothing of it is written
    before: bool = False  # another run had done it


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Inputs counted together; those of two runs add up to those of one."""

    done: int = 0
    before: int = 0
    failed: int = 0
    pages: int = 0
    articles: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)

    def plus(self, one: Done) -> "Totals":
        """Count one more input."""
        return Totals(
            done=self.done + (one.failed is None and not one.before),
            before=self.before + one.before,
            failed=self.failed + (one.failed is not None),
            pages=self.pages + one.pages,
            articles=self.articles + Counter(one.articles),
            rejected=self.rejected + Counter(one.rejected),
        )

    def sentence(self) -> str:
        """Say it in one line; pages and what follows are those of all inputs that are done."""
        line = f"{counted(self.done, 'input')} done"
        line += f", {self.before:,} {'was' if self.before == 1 else 'were'} done before"
        line += f", {self.failed:,} failed. " if self.failed else ". "
        line += (
            f"{counted(self.pages, 'page')}, {counted(self.articles.total(), 'story', 'stories')}"
        )
        if self.rejected:
            parts = ", ".join(f"{n:,} {name}" for name, n in sorted(self.rejected.items()))
            line += f", {self.rejected.total():,} rejected ({parts})"
        return line + "."


def folder_of(plan: Plan, one: Input) -> Path:
    """Give the folder of an input's tables: the same in each run, and no other input's."""
    own = re.sub(r"[^A-Za-z0-9._-]+", "-", one.name.rsplit("/", 1)[-1]).strip(".-")[:_NAME]
    digest = sha256(one.name.encode(errors="surrogateescape")).hexdigest()[:12]
    return Path(plan.out) / f"{own or 'input'}-{digest}"


def to_marker(done: Done) -> bytes:
    """Write what became of an input, as it stands beside its tables."""
    form = {name: value for name, value in asdict(done).items() if name not in {"failed", "before"}}
    return orjson.dumps({"format": FORMAT, **form}, option=orjson.OPT_INDENT_2)


def read_marker(folder: Path) -> Done | None:
    """Read what became of an input; None: it is not done. Raises BatchError for a damaged one."""
    try:
        form = orjson.loads((folder / MARKER).read_bytes())
        form.pop("format")
        return Done(**form, before=True)
    except FileNotFoundError:
        return None
    except (OSError, orjson.JSONDecodeError, TypeError, KeyError, AttributeError) as error:
        advice = "remove its folder, and run the batch again"
        raise BatchError(f"{folder / MARKER} cannot be read: {advice}") from error


def finished(out: Path) -> list[Path]:
    """Give the folders of all inputs that are done, by name."""
    return sorted(one.parent for one in out.glob(f"*/{MARKER}") if not one.parent.match(PART + "*"))
