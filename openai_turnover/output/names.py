"""Names of the output formats; apart from the formats themselves so that ``--help`` loads none of them."""

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
