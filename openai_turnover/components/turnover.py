"""The whole analysis as one component of any spaCy pipeline: ``nlp.add_pipe("turnover")``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from openai_turnover.analysis import Analyzer
from openai_turnover.reading.article import Article

Doc.set_extension("turnover", default=None, force=True)


class TurnoverComponent:
    """Leaves the report of a document in ``doc._.turnover`` and changes nothing else."""

    def __init__(self, language: str | None, published: str | None) -> None:
        self.analyzer = Analyzer(language=language, published=published)

    def __call__(self, doc: Doc) -> Doc:
        """Analyze the text of the document; evidence offsets are characters of ``doc.text``."""
        doc._.turnover = self.analyzer.analyze(Article("-", doc.text))
        return doc


@Language.factory("turnover", default_config={"language": None, "published": None})
def create_turnover_component(
    nlp: Language, name: str, language: str | None = None, published: str | None = None
) -> TurnoverComponent:
    """The component; ``language`` and ``published`` override what the text says."""
    return TurnoverComponent(language, published)
