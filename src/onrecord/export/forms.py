"""The names of the forms."""

from typing import Literal, get_args

Form = Literal["csv", "parquet", "jsonld", "annotations", "bibtex", "markdown", "geojson", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)
TABLE_FORMS: frozenset[Form] = frozenset(
    {"csv", "parquet"}
)  # written into a folder, a file a table
ENDINGS: dict[Form, str] = {
    "csv": "csv", "parquet": "parquet", "jsonld": "jsonld", "annotations": "jsonld",
    "bibtex": "bib", "markdown": "md", "geojson": "geojson", "jsonl": "jsonl",
}  # fmt: skip
