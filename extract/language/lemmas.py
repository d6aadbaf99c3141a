"""Lemmas from a word and its Penn tag: exceptions first, then the longest known suffix."""

import json
from pathlib import Path

__all__ = ["Lemmatizer"]

_LONGEST_SUFFIX = 6


class Lemmatizer:
    """A table of exceptions ("tag word" to lemma) and of suffix rules ("tag suffix" to cut and ending)."""

    def __init__(self, path: Path) -> None:
        table = json.loads(path.read_text(encoding="utf-8"))
        self._exceptions: dict[str, str] = table["exceptions"]
        self._rules: dict[str, tuple[int, str]] = {
            key: (rule[0], rule[1]) for key, rule in table["rules"].items()
        }

    def lemma(self, word: str, tag: str) -> str:
        """Return the lemma of `word` under the Penn tag `tag`; names keep their case."""
        low = word.lower()
        known = self._exceptions.get(f"{tag} {low}")
        name = tag in ("NNP", "NNPS")
        if known is not None:
            return (
                word[: len(known)] + known[len(word) :] if name and low.startswith(known.lower()) else known
            )
        form = word if name else low
        for length in range(min(_LONGEST_SUFFIX, len(low)), -1, -1):
            rule = self._rules.get(f"{tag} {low[len(low) - length :]}")
            if rule is not None and rule[0] < len(form):
                return form[: len(form) - rule[0]] + rule[1]
        return form
