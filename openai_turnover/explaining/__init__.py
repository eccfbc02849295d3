"""Why an article's report is as it is: the traces that the components left, put into words.

Nothing is decided here. The components keep the records that they decided with on the document; the weights of a link
are added up again by the linking model's own functions.
"""

from openai_turnover.explaining.article import explain_article, explain_each

__all__ = ["explain_article", "explain_each"]
