"""The pipeline, loaded once for the tests of this folder."""

import pytest
from spacy.language import Language

from extract.language import load


@pytest.fixture(scope="session")
def language() -> Language:
    """Return the shipped pipeline; tests must not change it."""
    return load()
