"""Figures of a report: how many people or things take part in an event, so that reports that differ can be told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Event

__all__ = ["Figure", "differ", "figures"]

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_VALUES = {word: float(number) for number, word in enumerate(_WORDS, 1)} | {"dozen": 12.0}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?P<number>{_DIGITS}|{'|'.join(_VALUES)})(?:[ -](?P<scale>{'|'.join(_SCALES)}))?(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number of participants in a role, and the words that give it ('at least 12 people')."""

    role: str
    number: float
    words: str


def figures(event: Event) -> tuple[Figure, ...]:
    """Return the figures among the participants of an event, in order; ages and vague numbers ('dozens') are none."""
    found = set()
    for participant in event.participants:
        if participant.span is None:
            continue
        words = participant.span.text
        number = _NUMBER.search(words)
        if number is not None:
            found.add(Figure(participant.role.value, _value(number), words))
    return tuple(sorted(found))


def differ(reports: Iterable[Iterable[Figure]]) -> bool:
    """Tell whether two reports of one event give other numbers for one role."""
    given: dict[str, set[frozenset[float]]] = {}
    for report in reports:
        numbers: dict[str, set[float]] = {}
        for figure in report:
            numbers.setdefault(figure.role, set()).add(figure.number)
        for role, values in numbers.items():
            given.setdefault(role, set()).add(frozenset(values))
    return any(len(values) > 1 for values in given.values())


def _value(found: re.Match[str]) -> float:
    digits = found["number"].casefold().replace(",", "")
    value = _VALUES[digits] if digits in _VALUES else float(digits)
    return value * _SCALES.get((found["scale"] or "").casefold(), 1.0)
