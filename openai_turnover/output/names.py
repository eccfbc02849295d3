"""Names of the output formats; apart from the formats themselves so that ``--help`` loads none of them."""

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
FORMATS_BY_ENDING = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "markdown",
    ".parquet": "parquet",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}
FILE_FORMATS = ("parquet", "sqlite")
"""Written to a file as a whole; told by the file's ending alone."""


def format_of_file(path: str) -> str | None:
    """The format that a file's ending asks for; None where it asks for none."""
    return next((format_ for ending, format_ in FORMATS_BY_ENDING.items() if path.lower().endswith(ending)), None)


def ending_of(format_: str) -> str:
    """The ending of files of a format; that of text where it has none of its own."""
    return next((ending for ending, name in FORMATS_BY_ENDING.items() if name == format_), ".txt")
