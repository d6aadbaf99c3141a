"""Lemmas from a word and its Penn tag: exceptions first, then the longest known suffix, within regular inflection."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["REGULAR_TAGS", "Lemmatizer", "regular_lemmas"]

_LONGEST_SUFFIX = 6
_CACHE_SIZE = 50_000
_PAST, _GERUND, _S, _COMPARED = ("VBD", "VBN"), ("VBG",), ("VBZ", "NNS"), ("JJR", "JJS", "RBR", "RBS")
REGULAR_TAGS: dict[str, str] = {
    **dict.fromkeys((*_PAST, *_GERUND, "VBZ"), "V"), "NNS": "N", **dict.fromkeys(_COMPARED, "J"),
}  # fmt: skip
"""Penn tags of inflected forms, with the class of their lemmas in the list of attested ones."""


def regular_lemmas(form: str, tag: str) -> list[str]:
    """Return the lemmas of which a lower-case form can be the regular inflection under a tag; empty for none.

    >>> regular_lemmas("stopped", "VBD")
    ['stopp', 'stop', 'stoppe']
    >>> regular_lemmas("shot", "VBD"), regular_lemmas("parties", "NNS")
    ([], ['party', 'partie', 'parti'])
    """
    if tag in _PAST:
        return _cut(form, "ed")
    if tag in _GERUND:
        return _cut(form, "ing")
    if tag in _S:
        if not form.endswith("s") or form.endswith("ss") or len(form) < 3:
            return []
        found = [form[:-3] + "y"] if form.endswith("ies") and len(form) > 4 else []
        found.append(form[:-1])
        return [*found, form[:-2]] if form.endswith("es") else found
    if tag in _COMPARED:
        return _cut(form, "er" if tag.endswith("R") else "est")
    return []


def _cut(form: str, ending: str) -> list[str]:
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return []
    stem = form[: -len(ending)]
    if stem.endswith("e") and ending != "ing":
        return [stem + "e"]
    found = [stem[:-1] + "y"] if stem.endswith("i") and ending != "ing" else []
    found.append(stem)
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        found.append(stem[:-1])
    return [*found, stem + "e"]


class Lemmatizer:
    """A table of exceptions ("tag word" to lemma), of suffix rules ("tag suffix" to cut and ending), and of lemmas.

    An inflected form gets a lemma of which it is a regular inflection, one that is attested if there is one, or stays
    as it is.
    """

    def __init__(self, path: Path) -> None:
        table = json.loads(path.read_text(encoding="utf-8"))
        self._fill(table["exceptions"], table["rules"], table.get("attested", {}))

    @classmethod
    def of(cls, exceptions: dict[str, str], rules: dict[str, Any], attested: dict[str, str]) -> "Lemmatizer":
        """Return a lemmatizer on tables at hand."""
        made = cls.__new__(cls)
        made._fill(exceptions, rules, attested)
        return made

    def _fill(self, exceptions: dict[str, str], rules: dict[str, Any], attested: dict[str, str]) -> None:
        self._exceptions = exceptions
        self._rules: dict[str, tuple[int, str]] = {key: (rule[0], rule[1]) for key, rule in rules.items()}
        self._attested = {kind: frozenset(words.split()) for kind, words in attested.items()}
        self._known = lru_cache(maxsize=_CACHE_SIZE)(self._lemma)

    def lemma(self, word: str, tag: str) -> str:
        """Return the lemma of `word` under the Penn tag `tag`; names keep their case."""
        return self._known(word, tag)

    def _lemma(self, word: str, tag: str) -> str:
        low = word.lower()
        known = self._exceptions.get(f"{tag} {low}")
        name = tag in ("NNP", "NNPS")
        if known is not None:
            return (
                word[: len(known)] + known[len(word) :] if name and low.startswith(known.lower()) else known
            )
        if tag in REGULAR_TAGS:
            return self._inflected(low, tag)
        return self._by_suffix(word if name else low, low, tag)

    def _inflected(self, form: str, tag: str) -> str:
        possible = regular_lemmas(form, tag)
        if not possible:
            return form
        attested = self._attested.get(REGULAR_TAGS[tag], frozenset())
        usual = self._by_suffix(form, form, tag)
        if usual in attested:
            return usual
        return next(
            (lemma for lemma in possible if lemma in attested), usual if usual in possible else possible[0]
        )

    def _by_suffix(self, form: str, low: str, tag: str) -> str:
        for length in range(min(_LONGEST_SUFFIX, len(low)), -1, -1):
            rule = self._rules.get(f"{tag} {low[len(low) - length :]}")
            if rule is not None and rule[0] < len(form):
                return form[: len(form) - rule[0]] + rule[1]
        return form
