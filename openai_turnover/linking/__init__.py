"""Which person, organisation, position and date belong to the words that state a change.

A linear model over readable features, the same for all languages; its weights are learned from the corpus
(``python -m openai_turnover.training.links``) and lie in ``data/links.json``.
"""
