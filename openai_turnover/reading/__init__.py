"""From files, folders, standard input and web pages to articles."""

from openai_turnover.reading.article import Article, OffsetMap
from openai_turnover.reading.files import is_article_file, read_article, walk_articles
from openai_turnover.reading.inputs import Input, count_inputs, find_inputs, read_input

__all__ = [
    "Article",
    "Input",
    "OffsetMap",
    "count_inputs",
    "find_inputs",
    "is_article_file",
    "read_article",
    "read_input",
    "walk_articles",
]
