"""From files, folders, standard input and web pages to articles."""

from openai_turnover.reading.article import Article, OffsetMap
from openai_turnover.reading.files import is_article_file, read_article, walk_articles

__all__ = ["Article", "OffsetMap", "is_article_file", "read_article", "walk_articles"]
