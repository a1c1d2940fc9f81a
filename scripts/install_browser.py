"""`python3 scripts/install_browser.py`: see that there is a Chromium for the tests of the pages.

One that is installed is taken; else Debian's, where we may install it; else the one that Playwright
fetches. Needs nothing but Python.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PYTHON = Path(__file__).parents[1] / ".venv" / "bin" / "python"


def main() -> None:
    """Find or install one; end with an error where neither can be done."""
    if any(map(shutil.which, NAMES)):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=True)
        wanted = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(wanted, check=True)
        return
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    subprocess.run([python, "-m", "pip", "install", "-q", "playwright"], check=True)
    subprocess.run([python, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()
