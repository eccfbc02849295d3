"""The entities of a document from the weights of spaCy's transition-based recognizer, all tokens at once.

spaCy's parser goes from token to token, and each step costs it far more in locks and tiny products than in arithmetic.
Between entities its state holds nothing but the place in the text, so all those steps can be computed in a few large
products; only inside entities the steps depend on each other, and there are few of these. The same weights, features
and rules give the same entities; a test compares them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps

FEATURES = 3
"""The token, the first token of the open entity, and the last token before within it."""
LONGEST = 64
"""Tokens of an entity, beyond which spaCy's own parser decides."""
NEVER = np.float32(-np.inf)
Floats = NDArray[np.float32]


class EntityDecoder:
    """Finds entities with the weights of a spaCy pipeline of ``tok2vec`` and ``ner``."""

    def __init__(self, tok2vec: Any, ner: Any) -> None:
        """Raises ValueError for a recognizer of another build than the bundled ones."""
        self._tok2vec, self._ner = tok2vec, ner
        _use_numpy(tok2vec.model)
        _use_numpy(ner.model)
        lower, upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
        if not ner.model.attrs["has_upper"] or lower.get_dim("nF") != FEATURES or ner.model.attrs["unseen_classes"]:
            raise ValueError("the recognizer has other features than the decoder knows")
        self._vectors = ner.model.get_ref("tok2vec")
        weights = lower.get_param("W")
        self._shape = weights.shape[:3]
        self._lower: Floats = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
        self._bias, self._padding = lower.get_param("b"), lower.get_param("pad")[0]
        self._upper, self._upper_bias = upper.get_param("W"), upper.get_param("b")
        self._read_actions([ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)])

    def _read_actions(self, names: list[str]) -> None:
        """Sort the actions (``B-PERSON``, ``O`` …) by what they do."""
        index = {name: i for i, name in enumerate(names)}
        self._begins = {i: name[2:] for name, i in index.items() if name.startswith("B-")}
        self._units = {i: name[2:] for name, i in index.items() if name.startswith("U-") and name != "U-"}
        self._outside = index["O"]
        closed = [*self._begins, *self._units, self._outside]
        self._closed = np.full(len(names), NEVER, dtype=np.float32)
        self._closed[closed] = 0.0
        self._enters = np.isin(np.arange(len(names)), closed[:-1])
        self._inside = np.zeros(len(names), dtype=np.intp)
        self._last = np.zeros(len(names), dtype=np.intp)
        for begin, label in self._begins.items():
            self._inside[begin], self._last[begin] = index[f"I-{label}"], index[f"L-{label}"]

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a document."""
        if not len(doc):
            return doc
        self._tok2vec.set_annotations([doc], self._tok2vec.predict([doc]))
        features = (self._vectors.predict([doc]) @ self._lower).reshape(len(doc), *self._shape)
        actions = self._closed_actions(features, doc.to_array([IS_SPACE]).reshape(-1).astype(bool))
        starts = np.flatnonzero(np.isin(actions, list(self._begins)))
        ends = self._ends(features, starts, actions[starts])
        if ends is None:
            return self._ner(doc)  # type: ignore[no-any-return]
        doc.set_ents(self._entities(doc, actions, dict(zip(starts.tolist(), ends.tolist(), strict=True))))
        return doc

    def _scores(self, summed: Floats) -> Floats:
        hidden: Floats = (summed + self._bias).max(axis=-1)
        scores: Floats = hidden @ self._upper.T + self._upper_bias
        return scores

    def _closed_actions(self, features: Floats, is_space: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The action at each token where no entity is open: white space begins none, the last token no long one."""
        scores = self._scores(features[:, 0] + self._padding[1] + self._padding[2]) + self._closed
        scores[is_space] = np.where(self._enters, NEVER, scores[is_space])
        scores[-1, list(self._begins)] = NEVER
        actions: NDArray[np.intp] = scores.argmax(axis=1)
        return actions

    def _ends(self, features: Floats, starts: NDArray[np.intp], actions: NDArray[np.intp]) -> NDArray[np.intp] | None:
        """The end of the entity that begins at each start; None where one is too long."""
        ends = np.zeros(len(starts), dtype=np.intp)
        open_ = np.arange(len(starts))
        inside, last = self._inside[actions], self._last[actions]
        for length in range(1, LONGEST):
            if not len(open_):
                return ends
            at = starts[open_] + length
            scores = self._scores(features[at, 0] + features[starts[open_], 1] + features[at - 1, 2])
            rows = np.arange(len(open_))
            stay, leave = scores[rows, inside[open_]], scores[rows, last[open_]]
            first_wins = inside[open_] < last[open_]
            closes = (leave > stay) | ((leave == stay) & ~first_wins) | (at == len(features) - 1)
            ends[open_[closes]] = at[closes] + 1
            open_ = open_[~closes]
        return None

    def _entities(self, doc: Doc, actions: NDArray[np.intp], ends: dict[int, int]) -> list[Span]:
        """The entities on the way through the text: what begins inside another is none."""
        found: list[Span] = []
        free = 0
        for start in np.flatnonzero(actions != self._outside).tolist():
            if start < free:
                continue
            action = int(actions[start])
            free = ends.get(start, start + 1)
            found.append(Span(doc, start, free, label=self._begins.get(action) or self._units[action]))
        return found


def _use_numpy(model: Model[Any, Any]) -> None:
    """Let numpy multiply matrices: at least twice as fast here as the library that spaCy's models use by default."""
    ops = NumpyOps(use_blis=False)
    for node in model.walk():
        node.ops = ops
