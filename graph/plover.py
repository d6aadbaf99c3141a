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


def plover_category(event: Event) -> str | None:
    """Return the category, None for events that PLOVER has none for (a wedding, a match).

    The event's own type stays what is said to happen; a planned visit is TRAVEL here, and AGREE in PLOVER.
    """
    category = PLOVER_TYPES.get(event.type, event.type)
    if not EVENT_TYPES[category]:
        return None
    return _PLANNED.get(category, category) if event.factuality is Factuality.PLANNED else category
