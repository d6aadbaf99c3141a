"""PLOVER's event category of an event: what the codebook (2021) makes of its type and of its factuality."""

from graph.model import Event, Factuality
from ontologies.terms import EVENT_TYPES, PLOVER_TYPES

__all__ = ["plover_category"]

_PLANNED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
    **dict.fromkeys(("ASSAULT", "COERCE", "SANCTION", "REJECT"), "THREATEN"),
    "RETREAT": "CONCEDE",
}
"""What lies ahead is coded as an intention: cooperation as AGREE, withdrawal as CONCEDE, hostility as THREATEN."""


_REFUSED = frozenset({"AGREE", "CONCEDE"})
"""What is said not to be agreed or conceded is refused: "will not accept the refugees"."""

_OFFICE_LEFT = frozenset({"abdicate", "quit", "resign", "resignation", "abdication", "stand", "step"})
"""Lemmas of leaving an office of one's own accord, which the codebook takes for a retreat."""


def plover_category(event: Event) -> str | None:
    """Return the category, None for events that PLOVER has none for (a wedding, a match).

    The event's own type stays what is said to happen; a planned visit is TRAVEL here, and AGREE in PLOVER.
    """
    if event.type == "RESIGNATION" and event.lemma in _OFFICE_LEFT:
        return "RETREAT"
    category = PLOVER_TYPES.get(event.type, event.type)
    if category in _REFUSED and event.factuality is Factuality.NEGATED:
        return "REJECT"
    if not EVENT_TYPES[category]:
        return None
    return _PLANNED.get(category, category) if event.factuality is Factuality.PLANNED else category
