"""The component that reads a document once and writes tags, morphology, sentences, trees, entities, factuality."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from extract.language.agreement import agreed
from extract.language.events import EVENTS_KEY, event_score, event_types
from extract.language.layout import line_starts
from extract.language.lemmas import Lemmatizer
from extract.language.model import LanguageModel
from extract.language.tags import is_auxiliary, possible_tags
from extract.language.tree import best_tree
from extract.language.viterbi import best_tags, spans_of
from extract.language.windows import Window, windows

__all__ = ["COREFERENCE_KEY", "Reader"]

COREFERENCE_KEY = "actorgraph_coreference"
"""Where the words' vectors wait in `doc.user_data` for the coreference component, which takes them out."""

MOST_VECTORS = 200_000
"""Words of a document that keep their vectors; those of longer ones are not scored by what reads vectors."""

Array = NDArray[Any]
_SPACE_TAG, _SPACE_POS = "_SP", "SPACE"
_FACTUALITY_SCALE = 2.0
"""The head is trained on judgements of about -1.5 to 1.5; the extension uses -3 to 3."""


@dataclass(slots=True)
class _Annotation:
    """Columns over the words (no space tokens) of one document."""

    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    factuality: list[float] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    coreference: list[Array] = field(default_factory=list)
    relations: list[Array] = field(default_factory=list)
    events: list[Array] = field(default_factory=list)


class Reader:
    """Reads documents; one document's annotation depends on that document alone."""

    def __init__(self, model: LanguageModel, lemmatizer: Lemmatizer) -> None:
        self._model = model
        self._lemmatizer = lemmatizer
        if not Token.has_extension("factuality"):
            Token.set_extension("factuality", default=None)
        if not Token.has_extension("event_score"):
            Token.set_extension("event_score", getter=event_score)
            Token.set_extension("event_types", getter=event_types)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place and return it."""
        columns = doc.to_array(["ORTH", "IDX", "LENGTH", "IS_SPACE"])
        places = np.flatnonzero(columns[:, 3] == 0).tolist()
        strings = doc.vocab.strings
        words = [strings[orth] for orth in columns[places, 0].tolist()]
        given = doc.has_annotation("SENT_START")
        if given:
            forced = [doc[place].is_sent_start is True for place in places]
        else:
            begins = columns[places, 1].tolist()
            ends = [0, *(columns[places, 1] + columns[places, 2]).tolist()]
            forced = line_starts(doc.text, list(zip(ends, begins, strict=False)))
        annotation = _Annotation()
        for window in windows(self._model, words, forced, given=given):
            self._add(annotation, window, words)
        self._write(doc, places, words, annotation)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate documents one after the other; batches would change int8 scales, so there are none."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def _add(self, annotation: _Annotation, window: Window, words: list[str]) -> None:
        model, scores, base = self._model, window.scores, window.first
        end = window.sentences[-1][1]
        annotation.tags += possible_tags(words[base : base + end], scores.tags[:end], model.tags)
        for place, index in enumerate(scores.morph[:end].argmax(axis=1)):
            pos, feats = model.morph[index]
            annotation.pos.append("VERB" if pos == "AUX" and not is_auxiliary(words[base + place]) else pos)
            annotation.morphs.append(feats)
        annotation.factuality += [float(value) for value in scores.factuality[:end]]
        heads: list[int] = []
        for first, last in window.sentences:
            heads += [first + head for head in best_tree(scores.arcs[first:last, first:last])]
        annotation.entities += [
            (base + left, base + right, label)
            for left, right, label in spans_of(best_tags(scores.entities, window.sentences))
        ]
        padded = heads + list(range(end, len(scores.heads)))
        labels = model.label_scores(scores, padded)[:end]
        root = model.deps.index("root")
        labels[:, root] = -np.inf
        deps = ["root" if heads[i] == i else model.deps[best] for i, best in enumerate(labels.argmax(axis=1))]
        for first, last in window.sentences:
            _turn_complements(heads, deps, scores.arcs, first, last)
        annotation.deps += deps
        annotation.heads += [base + head for head in heads]
        if scores.events is not None:
            annotation.events.append(scores.events[:end].astype(np.float16))
        if base < MOST_VECTORS and scores.coreference is not None and scores.relations is not None:
            annotation.coreference.append(scores.coreference[:end].astype(np.float16))
            annotation.relations.append(scores.relations[:end].astype(np.float16))

    def _write(self, doc: Doc, places: list[int], words: list[str], found: _Annotation) -> None:
        if not len(doc):
            return
        heads = _heads_with_spaces(len(doc), places, found.heads)
        tags, pos = [_SPACE_TAG] * len(doc), [_SPACE_POS] * len(doc)
        morphs, deps = [""] * len(doc), ["dep"] * len(doc)
        lemmas = [doc[index].text for index in range(len(doc))] if len(doc) > len(places) else [""] * len(doc)
        for index, place in enumerate(places):
            tags[place], pos[place] = found.tags[index], found.pos[index]
            morphs[place], deps[place] = found.morphs[index], found.deps[index]
            lemmas[place] = self._lemmatizer.lemma(words[index], found.tags[index])
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        relative = np.array([head - index for index, head in enumerate(heads)], dtype=np.int64)
        columns = [
            *(_hashed(values, strings.add) for values in (tags, pos, lemmas)),
            _hashed(morphs, morphology.add),
            _hashed(deps, strings.add),
            relative.astype(np.uint64),
        ]
        table: Any = np.stack(columns, axis=1)
        doc.from_array(["TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD"], table)
        doc.set_ents(
            [
                Span(doc, places[start], places[end - 1] + 1, label=label)
                for start, end, label in agreed(words, found.tags, found.entities)
            ]
        )
        if found.events:
            doc.user_data[EVENTS_KEY] = _over_tokens(found.events, places, len(doc))
        if found.relations:
            doc.user_data[COREFERENCE_KEY] = _over_tokens(found.coreference, places, len(doc))
            doc.tensor = _over_tokens(found.relations, places, len(doc))
        copulas = {heads[place] for index, place in enumerate(places) if found.deps[index] == "cop"}
        for index, place in enumerate(places):
            if found.pos[index] == "VERB" or place in copulas:
                value = max(-3.0, min(3.0, found.factuality[index] * _FACTUALITY_SCALE))
                doc[place]._.factuality = round(value, 4)


def _turn_complements(heads: list[int], deps: list[str], arcs: Array, first: int, last: int) -> None:
    """Hang open complements that hang on a later word on the best earlier one: in English none comes first."""
    for index in range(first + 1, last):
        if deps[index] != "xcomp" or heads[index] <= index:
            continue
        above = {index}
        for other in range(first, index):
            at, steps = other, 0
            while heads[at] != at and at != index and steps < last - first:
                at, steps = heads[at], steps + 1
            if at == index:
                above.add(other)
        free = [other for other in range(first, index) if other not in above]
        if free:
            heads[index] = max(free, key=lambda other: (float(arcs[index, other]), other))


def _hashed(values: list[str], add: Callable[[str], int]) -> Array:
    """Return the store's hash of each value, each different value added once."""
    known = {value: add(value) for value in dict.fromkeys(values)}
    result: Array = np.array([known[value] for value in values], dtype=np.uint64)
    return result


def _over_tokens(parts: list[Array], places: list[int], count: int) -> Array:
    """Return the rows of the words at the places of their tokens, zeros elsewhere; rows end with the last vector."""
    rows = np.concatenate(parts)
    used = places[: len(rows)]
    result: Array = np.zeros((min(count, used[-1] + 1), rows.shape[1]), dtype=rows.dtype)
    result[used] = rows
    return result


def _heads_with_spaces(length: int, places: list[int], heads: list[int]) -> list[int]:
    """Return absolute heads over all tokens: spaces hang on the word before, leading ones on the first word."""
    result = list(range(length))
    if not places:
        return [0] * length
    for place, head in zip(places, heads, strict=True):
        result[place] = places[head]
    taken = set(places)
    last = places[0]
    for index in range(length):
        if index in taken:
            last = index
        else:
            result[index] = last
    return result
