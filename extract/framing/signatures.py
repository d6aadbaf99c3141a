"""The lexicon of complement-taking words: what they say about their complement, and who vouches for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.clauses import dependents, markers, particle
from extract.irregular import base_forms
from extract.tree import Token
from graph.errors import SchemaError
from graph.model import Factuality

__all__ = ["Signature", "combine", "lookup", "parse_signatures"]

VALUES = {
    "+": Factuality.ASSERTED,
    "-": Factuality.NEGATED,
    "?": Factuality.POSSIBLE,
    ">": Factuality.PLANNED,
}
_LINE = re.compile(r"([-+?>])/([-+?>]) (verb|noun|adj)( [cn])?( source)? :((?: \S+)+)")
_WORD = re.compile(r"([\w-]+)(?:\[\+([\w-]+)\])?")
_POS = {"V": "verb", "N": "noun", "J": "adj"}


@dataclass(frozen=True, slots=True)
class Signature:
    """Value of the complement under an asserted and under a negated word; `source` marks attribution.

    `word` is a word that must mark the complement (`that`, `to`, `of`), None for any.
    """

    positive: Factuality
    negative: Factuality
    source: bool
    kinds: str
    word: str | None


def parse_signatures(text: str) -> dict[tuple[str, str], tuple[Signature, ...]]:
    """Read the lexicon from its text form; raise `SchemaError` with the line that cannot be read."""
    found: dict[tuple[str, str], list[Signature]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise SchemaError(f"signatures line {number}: cannot read {line[:60]!r}")
        positive, negative, pos, kinds, source, words = match.groups()
        for word in words.split():
            parts = _WORD.fullmatch(word)
            if parts is None:
                raise SchemaError(f"signatures line {number}: cannot read {word!r}")
            entry = Signature(
                VALUES[positive],
                VALUES[negative],
                source is not None,
                (kinds or " cn").strip(),
                parts.group(2),
            )
            found.setdefault((parts.group(1), pos), []).append(entry)
    return {key: tuple(sorted(entries, key=lambda e: e.word is None)) for key, entries in found.items()}


@cache
def _lexicon() -> dict[tuple[str, str], tuple[Signature, ...]]:
    return parse_signatures((files("extract.framing") / "signatures.txt").read_text(encoding="utf-8"))


def lookup(word: Token, complement: Token) -> Signature | None:
    """Return what `word` says about its dependent `complement`, None when it says nothing."""
    pos = _POS.get(word.tag_[:1])
    if pos is None:
        return None
    clausal = complement.tag_.startswith(("V", "MD")) or any(dependents(complement, "cop", "nsubj"))
    kind = "c" if clausal else "n"
    forms = base_forms(word) if pos == "verb" else (word.lemma_.lower(),)
    attached = particle(word) if pos == "verb" else None
    entries: tuple[Signature, ...] = ()
    if attached is not None:
        entries = _first([f"{form}_{attached.lower_}" for form in forms], pos)
    entries = entries or _first(forms, pos)
    if not entries:
        return None
    marks = markers(complement) | {
        child.lower_ for child in dependents(complement, "aux") if child.lower_ == "to"
    }
    finite = clausal and not marks & {"to"} and complement.tag_ not in ("VBG",)
    if finite and not marks & {"if", "whether"}:
        marks.add("that")
    for entry in entries:
        if kind in entry.kinds and (entry.word is None or entry.word in marks):
            return entry
    return None


def _first(forms: Iterable[str], pos: str) -> tuple[Signature, ...]:
    return next((found for form in forms if (found := _lexicon().get((form, pos)))), ())


def combine(signature: Signature, value: Factuality) -> Factuality:
    """Return the value of a complement whose governing word has the value `value`.

    >>> deny = parse_signatures("-/? verb : deny")["deny", "verb"][0]
    >>> combine(deny, Factuality.ASSERTED).value, combine(deny, Factuality.PLANNED).value
    ('negated', 'possible')
    """
    positive, negative = signature.positive, signature.negative
    if value is Factuality.ASSERTED:
        return positive
    if value is Factuality.NEGATED:
        return negative
    if positive is negative is Factuality.ASSERTED:
        return Factuality.ASSERTED
    if value is Factuality.PLANNED and positive in (Factuality.ASSERTED, Factuality.PLANNED):
        return Factuality.PLANNED
    return Factuality.POSSIBLE
