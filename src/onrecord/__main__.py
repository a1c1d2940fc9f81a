"""`python -m onrecord` is `onrecord`."""

import os
import sys


def main() -> None:
    """Run the command line; the entry point of the `onrecord` script."""
    if sys.stdout is None:  # closed by who called: what is printed goes nowhere
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - to the end
    try:
        from onrecord.cli import main as run  # noqa: PLC0415 - Ctrl-C may come while this imports

        run()
    except KeyboardInterrupt:
        print("onrecord: stopped by the keyboard", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
