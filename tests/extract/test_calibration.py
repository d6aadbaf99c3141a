"""From scores to confidence."""

from dataclasses import replace

import pytest

from extract.calibration import calibrated, curves
from graph.model import Span, Statement

CLAIM = Statement("urn:d", "urn:a", "spouse", "urn:b", Span(0, 1, "J"), extractor="one", confidence=0.5)


@pytest.mark.parametrize(
    ("score", "confidence"), [(0.1, 0.4), (0.3, 0.4), (0.5, 0.6), (0.7, 0.8), (1.0, 0.8)]
)
def test_a_score_is_read_off_the_curve_of_its_extractor(score: float, confidence: float) -> None:
    by = {"one": ((0.3, 0.4), (0.7, 0.8))}
    assert calibrated(replace(CLAIM, confidence=score), by).confidence == pytest.approx(confidence)


def test_an_extractor_without_a_curve_keeps_its_scores() -> None:
    assert calibrated(CLAIM, {"other": ((0.0, 1.0),)}) == CLAIM


def test_shipped_curves_rise_within_bounds() -> None:
    assert curves()
    for points in curves().values():
        assert points == tuple(sorted(points))
        shares = [share for _, share in points]
        assert shares == sorted(shares)
        assert all(0.0 < value < 1.0 for point in points for value in point)
