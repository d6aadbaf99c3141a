"""The framing of one document: factuality, attribution and time of its tokens, asked for one by one."""

from spacy.tokens import Doc, Token

from extract.types import EntityIndex, Framing
from graph.model import Document, Factuality, Time

__all__ = ["DocumentFraming", "build"]


class DocumentFraming:
    """`extract.types.Framing` over a parsed document."""

    def __init__(self, doc: Doc, document: Document, index: EntityIndex) -> None:
        self._doc = doc
        self._document = document
        self._index = index

    def factuality(self, token: Token) -> Factuality:
        """Return the factuality of what `token` reports; so far from its own negation and modals."""
        lemmas = {child.lemma_.lower() for child in token.children}
        if lemmas & {"not", "never", "n't", "no", "neither"}:
            return Factuality.NEGATED
        if lemmas & {"may", "might", "could", "would", "can", "should"}:
            return Factuality.POSSIBLE
        return Factuality.PLANNED if lemmas & {"will", "shall"} else Factuality.ASSERTED

    def attribution(self, token: Token) -> tuple[str, ...]:
        """Return the speakers of what `token` reports, nearest first."""
        return ()

    def time(self, token: Token) -> Time | None:
        """Return the time of what `token` reports."""
        return None


def build(doc: Doc, document: Document, index: EntityIndex) -> Framing:
    """Return the framing of `document`, whose parse is `doc` and whose entities are in `index`."""
    return DocumentFraming(doc, document, index)
