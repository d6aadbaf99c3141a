"""Words into word pieces and shapes: what the encoder reads.

The vocabulary is uncased, so the case of each word reaches the encoder as a shape, an embedding of its own.
Both are pure functions of the word; a bounded cache keeps the pieces of frequent words.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

__all__ = ["MAX_PIECES_PER_WORD", "SHAPES", "WordPieces", "shape_of"]

MAX_PIECES_PER_WORD = 12
"""A longer word (a URL, a line without spaces) is read by its first pieces only."""

_RESPELT = {"US": "U.S.", "UK": "U.K.", "UN": "U.N.", "EU": "E.U."}
"""In an uncased vocabulary the country would be the pronoun "us"."""

_MAX_CHARACTERS = 60
_CACHE_SIZE = 50_000

SHAPES: tuple[str, ...] = (
    "none", "lower", "title", "letter", "acronym", "capitals", "dotted", "mixed", "title-mixed",
    "year", "number", "digits", "punctuation", "other",
)  # fmt: skip
"""Word shapes in the order of the shape embedding; "none" is for the special pieces."""

_SHAPE_INDEX = {name: index for index, name in enumerate(SHAPES)}


@lru_cache(maxsize=_CACHE_SIZE)
def shape_of(word: str) -> int:
    """Return the index in `SHAPES` of a word's shape.

    >>> [SHAPES[shape_of(word)] for word in ("news", "Kyiv", "NATO", "U.S.", "iPhone", "2022", "1.5m", ",")]
    ['lower', 'title', 'acronym', 'dotted', 'mixed', 'year', 'digits', 'punctuation']
    """
    return _SHAPE_INDEX[_shape_name(_RESPELT.get(word, word))]


def _shape_name(word: str) -> str:
    letters = [character for character in word if character.isalpha()]
    if not letters:
        if any(character.isdigit() for character in word):
            return "year" if len(word) == 4 and word.isdigit() and word[0] in "12" else "number"
        return "punctuation" if word and not any(character.isalnum() for character in word) else "other"
    if any(character.isdigit() for character in word):
        return "digits"
    if all(character.isupper() for character in letters):
        if len(letters) == 1:
            return "letter"
        if "." in word:
            return "dotted"
        return "acronym" if len(letters) <= 5 else "capitals"
    if all(character.islower() for character in letters):
        return "lower"
    if letters[0].isupper():
        return "title" if all(character.islower() for character in letters[1:]) else "title-mixed"
    return "mixed" if any(character.isupper() for character in letters) else "other"


class WordPieces:
    """The word pieces of words, from a `tokenizers` file."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.unknown = self._special("[UNK]")
        self.first = self._special("[CLS]")
        self.last = self._special("[SEP]")
        self._pieces = lru_cache(maxsize=_CACHE_SIZE)(self._encode)

    def _special(self, piece: str) -> int:
        index = self._tokenizer.token_to_id(piece)
        if index is None:
            raise ValueError(f"the tokenizer file has no piece {piece}")
        return int(index)

    def _encode(self, word: str) -> tuple[int, ...]:
        spelling = _RESPELT.get(word, word[:_MAX_CHARACTERS])
        encoding = self._tokenizer.encode(spelling, add_special_tokens=False)
        return tuple(encoding.ids[:MAX_PIECES_PER_WORD]) or (self.unknown,)

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the piece ids of each word: at least one, at most `MAX_PIECES_PER_WORD`."""
        pieces = self._pieces
        return [pieces(word) for word in words]
