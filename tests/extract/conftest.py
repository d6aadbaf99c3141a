"""The language model, loaded once for all tests of the extractors."""

import pytest

from extract.language import load
from extract.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline(load())
