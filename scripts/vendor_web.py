"""`python scripts/vendor_web.py`: fetch what the pages use from npm, once, into the source tree.

Nobody who uses or builds Onrecord needs npm: the files are kept with the source, with the licence
of each. A new release of one is a new version here, and the browser's tests say whether it fits.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
VENDOR = ROOT / "src" / "onrecord" / "serve" / "static" / "vendor"
OF_TESTS = ROOT / "tests" / "support" / "browser"


class Package(NamedTuple):
    """A package of npm and which of its files are taken."""

    name: str
    version: str
    into: Path
    files: dict[str, str]  # in the package -> here


PACKAGES = (
    Package(
        "htmx.org", "2.0.8", VENDOR, {"dist/htmx.min.js": "htmx.js", "LICENSE": "htmx.LICENSE"}
    ),
    Package(
        "leaflet",
        "1.9.4",
        VENDOR,
        {
            "dist/leaflet.js": "leaflet.js",
            "dist/leaflet.css": "leaflet.css",
            "LICENSE": "leaflet.LICENSE",
        },
    ),
    Package(
        "uplot",
        "1.6.32",
        VENDOR,
        {
            "dist/uPlot.iife.min.js": "uplot.js",
            "dist/uPlot.min.css": "uplot.css",
            "LICENSE": "uplot.LICENSE",
        },
    ),
    Package(
        "axe-core",
        "4.14.1",
        OF_TESTS,
        {"axe.min.js": "axe.js", "LICENSE": "axe.LICENSE"},
    ),
)


def main() -> None:
    """Fetch every package and put its files where they belong."""
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            wanted = f"{package.name}@{package.version}"
            subprocess.run(["npm", "pack", wanted, "--silent"], cwd=folder, check=True)
            (packed,) = Path(folder).glob("*.tgz")
            with tarfile.open(packed) as archive:
                for name, target in package.files.items():
                    held = archive.extractfile(f"package/{name}")
                    assert held is not None
                    package.into.mkdir(parents=True, exist_ok=True)
                    (package.into / target).write_bytes(_plain(held.read()))


def _plain(source: bytes) -> bytes:
    """Leave out where a map of the source would be: it is not here, and browsers ask for it."""
    lines = source.splitlines(keepends=True)
    return b"".join(one for one in lines if not one.startswith(b"//# sourceMappingURL"))


if __name__ == "__main__":
    main()
