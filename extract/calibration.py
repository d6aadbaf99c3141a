"""From the score of a rule or a model to how often claims with such a score are right, as counted on annotated news.

The curves lie in `calibration.json`, one for each extractor, made by `python -m benchmarks.confidence --fit`; an
extractor without a curve keeps its scores.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from graph.model import Event, Statement

__all__ = ["Curves", "calibrated", "curves"]

Curves = Mapping[str, tuple[tuple[float, float], ...]]
"""Points (score, share of right claims) by the name of the extractor, both rising."""

Claim = TypeVar("Claim", bound=Event | Statement)
_TABLE = Path(__file__).with_name("calibration.json")


@cache
def curves() -> Curves:
    """Return the shipped curves."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {name: tuple((x, y) for x, y in points) for name, points in table.items()}


def calibrated(claim: Claim, by: Curves) -> Claim:
    """Return the claim with its score read off the curve of its extractor: straight between points, level outside."""
    points = by.get(claim.extractor)
    if points is None:
        return claim
    scores, shares = zip(*points, strict=True)
    return replace(claim, confidence=round(float(np.interp(claim.confidence, scores, shares)), 3))
