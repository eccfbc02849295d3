"""A dossier and its articles as one web page that needs nothing else."""

from openai_turnover.output.report.page import format_page

__all__ = ["format_page"]
