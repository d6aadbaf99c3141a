"""The framing of one document: factuality, attribution and time of its tokens, asked for one by one."""

from extract.framing.attribution import attributions
from extract.framing.factuality import factualities
from extract.time.attachment import Times
from extract.tree import Doc, Token
from extract.types import EntityIndex, Framing
from graph.model import Document, Factuality, Time

__all__ = ["DocumentFraming", "build"]


class DocumentFraming:
    """`extract.types.Framing` over a parsed document; all is worked out once, in linear time."""

    def __init__(self, doc: Doc, document: Document, index: EntityIndex) -> None:
        self._factuality = factualities(doc)
        self._attribution = attributions(doc, document, index)
        self._times = Times(doc, document)

    def factuality(self, token: Token) -> Factuality:
        """Return the factuality of what `token` reports; what is dated after publication is planned."""
        value = self._factuality[token.i]
        if value is Factuality.ASSERTED:
            time = self._times.time(token)
            if time is not None and self._times.later_than_published(time):
                return Factuality.PLANNED
        return value

    def attribution(self, token: Token) -> tuple[str, ...]:
        """Return the ids of those who say what `token` reports, nearest speaker first."""
        return self._attribution[token.i]

    def time(self, token: Token) -> Time | None:
        """Return the time of what `token` reports, None when the text does not tell."""
        return self._times.time(token)


def build(doc: Doc, document: Document, index: EntityIndex) -> Framing:
    """Return the framing of `document`, whose parse is `doc` and whose entities are in `index`."""
    return DocumentFraming(doc, document, index)
