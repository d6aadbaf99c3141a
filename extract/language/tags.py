"""Penn tags that a word's own form allows: "threatened" is no modal, "rejected" no infinitive."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["allowed", "is_auxiliary", "possible_tags"]

_MODALS = frozenset({
    "'d", "'ll", "ca", "can", "could", "dare", "had", "ll", "may", "might", "must", "need", "ought", "shall", "sha",
    "should", "used", "will", "wo", "would", "d", "better", "wil", "cud", "wud",
})  # fmt: skip
_PRESENT = ("VB", "VBP", "VBZ", "VBG")
_BASES_IN_ED = frozenset({"embed", "imbed", "shred"})


def allowed(word: str, tag: str) -> bool:
    """Tell whether an English word can bear a tag, by its ending and for closed classes.

    >>> allowed("threatened", "MD"), allowed("rejected", "VB"), allowed("need", "VB"), allowed("rejected", "VBN")
    (False, False, True, True)
    """
    low = word.lower().replace("\u2019", "'")
    if tag == "MD":
        return len(low) < 4 or low in _MODALS or not low.endswith("ed")
    if tag in _PRESENT and len(low) > 4 and low.endswith("ed"):
        return low.endswith("eed") or low in _BASES_IN_ED
    return True


def is_auxiliary(word: str) -> bool:
    """Tell whether a word can be an auxiliary at all: regular past forms cannot, but for "used" and "needed".

    >>> is_auxiliary("threatened"), is_auxiliary("had")
    (False, True)
    """
    low = word.lower()
    return len(low) < 5 or not low.endswith("ed") or low == "needed"


def possible_tags(words: Sequence[str], scores: NDArray[Any], names: Sequence[str]) -> list[str]:
    """Return the best allowed tag of every word; `scores` has a row a word and a column for each name."""
    found = [names[index] for index in scores.argmax(axis=1)]
    for place, (word, tag) in enumerate(zip(words, found, strict=True)):
        if not allowed(word, tag):
            order = np.argsort(-scores[place], kind="stable")
            found[place] = next((names[i] for i in order if allowed(word, names[i])), tag)
    return found
