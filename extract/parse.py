"""From the language model's document to the one that the extractors read."""

from spacy.tokens import Doc as ParsedDoc

from extract.repairs import mend, mend_heads
from extract.tree import Doc

__all__ = ["read"]


def read(parsed: ParsedDoc, text: str | None = None) -> Doc:
    """Return the parse of a document as plain objects, its heads and labels mended.

    `text` is the parsed text, where it is at hand: a parsed document has to put its own together.
    """
    doc = Doc(parsed, parsed.text if text is None else text)
    mend_heads(doc)
    mend(doc.tokens)
    return doc
