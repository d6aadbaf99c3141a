"""The language model, loaded once for all tests of the extractors."""

import pytest
from spacy.language import Language

from extract.language import load
from extract.pipeline import Pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def pipeline(nlp: Language) -> Pipeline:
    return Pipeline(nlp)
