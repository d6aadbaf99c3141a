"""What the language model says about events: how likely a word names one, and of which type."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["EVENTS_KEY", "EVENT_TYPES", "event_score", "event_types"]

EVENTS_KEY = "actorgraph_events"
"""Where the scores of a document's tokens stand in `doc.user_data`: [tokens, 2 + types], float16."""

EVENT_TYPES: tuple[str, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's event types, in the order of the type head's outputs."""

_GUIDELINES = 2


class _Doc(Protocol):
    @property
    def user_data(self) -> dict[Any, Any]: ...


class _Token(Protocol):
    """What is asked of a token; spaCy's and those of `extract.tree` have it."""

    @property
    def doc(self) -> Any: ...
    @property
    def i(self) -> int: ...
    @property
    def is_space(self) -> bool: ...


_SCORES_KEY = "actorgraph_event_scores"


def _row(token: _Token) -> NDArray[Any] | None:
    table = token.doc.user_data.get(EVENTS_KEY)
    return (
        None
        if table is None or token.i >= len(table) or token.is_space
        else table[token.i].astype(np.float64)
    )


def _scores(doc: _Doc) -> list[float]:
    """Return the probability of each token with scores; worked out once."""
    known: list[float] | None = doc.user_data.get(_SCORES_KEY)
    if known is None:
        table = doc.user_data[EVENTS_KEY][:, :_GUIDELINES].astype(np.float64)
        known = doc.user_data[_SCORES_KEY] = (1.0 / (1.0 + np.exp(-table.mean(axis=1)))).tolist()
    return known


def event_score(token: _Token) -> float | None:
    """Return the probability that a word is the head of an event's mention; None without scores."""
    table = token.doc.user_data.get(EVENTS_KEY)
    if table is None or token.i >= len(table) or token.is_space:
        return None
    return _scores(token.doc)[token.i]


def event_types(token: _Token) -> dict[str, float] | None:
    """Return the probabilities of PLOVER's types for a word taken as a trigger; they sum to one."""
    row = _row(token)
    if row is None:
        return None
    scores = np.exp(row[_GUIDELINES:] - row[_GUIDELINES:].max())
    return dict(zip(EVENT_TYPES, (scores / scores.sum()).round(4).tolist(), strict=True))
