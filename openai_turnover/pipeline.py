"""From a language to the spaCy pipeline that reads it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from openai_turnover.aliases import AliasTable
from openai_turnover.components import dates, entities, events, junk, organizations, people, roles, sentences, triggers
from openai_turnover.components.organizations import OrganizationsComponent
from openai_turnover.components.people import PeopleComponent
from openai_turnover.components.spans import covering_span
from openai_turnover.entity_decoding import EntityDecoder
from openai_turnover.errors import ModelError
from openai_turnover.models import MODELS
from openai_turnover.precision import SINGLE, set_precision
from openai_turnover.tokens import MixedScript

STEPS = (
    "turnover_sentences",
    "turnover_junk",
    "turnover_entities",
    "turnover_people",
    "turnover_organizations",
    "turnover_roles",
    "turnover_dates",
    "turnover_triggers",
    "turnover_events",
)
"""The components after the recognizer, in order: sentences, junk, names, positions, dates, triggers, events."""
LABELS = {
    "PER": "PERSON",
    "PS": "PERSON",
    "Person": "PERSON",
    "Company": "ORG",
    "OG": "ORG",
    "DT": "DATE",
    "Date": "DATE",
}
"""Labels of other pipelines by ours."""
UNUSED = ["parser", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "senter", "textcat"]
_REGISTERED = (dates, entities, events, junk, organizations, people, roles, sentences, triggers)


class Recognizer:
    """A spaCy pipeline with a named entity recognizer, ours or any other installed one."""

    def __init__(self, nlp: Language, *, bundled: bool) -> None:
        self.nlp = nlp
        self._decoder = EntityDecoder(nlp.get_pipe("tok2vec"), nlp.get_pipe("ner")) if bundled else None

    @property
    def path(self) -> Path:
        """The folder that the pipeline was loaded from."""
        return Path(self.nlp.path or self.nlp.meta["name"])

    def recognize(self, text: str) -> Doc:
        """A document in our tokens with the entities that the pipeline finds."""
        if self._decoder is None:
            return _in_our_tokens(self.nlp(text))
        return self._decoder(self.nlp.make_doc(text))


def _in_our_tokens(found: Doc) -> Doc:
    doc = _blank()(found.text)
    spans = [covering_span(doc, e.start_char, e.end_char, LABELS.get(e.label_, e.label_)) for e in found.ents]
    doc.set_ents(filter_spans([s for s in spans if s is not None]))
    return doc


@lru_cache(maxsize=1)
def _blank() -> Language:
    return MixedScript()


@lru_cache(maxsize=4)
def load_recognizer(model: str) -> Recognizer:
    """Load a pipeline by its package name or path.

    Raises ModelError where it is not installed, cannot be loaded or recognizes no entities.
    """
    bundled = Path(model).parent == MODELS
    try:
        nlp = spacy.load(model, exclude=UNUSED)
    except OSError:
        raise ModelError(
            f"the spaCy pipeline {model!r} is not installed; `python -m spacy download {model}` gets an official one"
        ) from None
    except (ImportError, ValueError) as error:
        raise ModelError(f"the spaCy pipeline {model!r} cannot be loaded: {error}") from None
    if "ner" not in nlp.pipe_names:
        raise ModelError(f"the spaCy pipeline {model!r} has no named entity recognizer")
    if bundled:
        set_precision(nlp, SINGLE)
    return Recognizer(nlp, bundled=bundled)


def make_pipeline(aliases: AliasTable) -> Language:
    """A pipeline of our own steps, for documents that a recognizer has already read."""
    nlp = MixedScript()
    for name in STEPS:
        nlp.add_pipe(name)
    _use_aliases(nlp, aliases)
    return nlp


def _use_aliases(nlp: Language, aliases: AliasTable) -> None:
    for _, component in nlp.components:
        if isinstance(component, PeopleComponent | OrganizationsComponent):
            component.aliases = aliases
