"""Attributes of all tokens of a document as lists, read at once: a token object for each word costs more."""

from typing import Any

from numpy.typing import NDArray
from spacy.tokens import Doc

__all__ = ["strings_of"]


def strings_of(doc: Doc, attribute: str) -> list[str]:
    """Return the string of a hashed attribute ("TAG", "LEMMA", ...) of each token; "" where it is unset."""
    column: NDArray[Any] = doc.to_array(attribute)
    hashes: list[int] = column.tolist()
    strings = doc.vocab.strings
    known = {value: strings[value] for value in set(hashes)}
    return [known[value] for value in hashes]
