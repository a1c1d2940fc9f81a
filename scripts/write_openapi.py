"""`python scripts/write_openapi.py`: the OpenAPI document that `onrecord serve` gives."""

import json
from pathlib import Path

from onrecord.serve.openapi import make_document

PATH = Path(__file__).parents[1] / "src" / "onrecord" / "serve" / "openapi.json"


def main() -> None:
    """Write the document where the package ships it."""
    text = json.dumps(make_document(), ensure_ascii=False, separators=(",", ":"))
    PATH.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
