"""The pool of extraction processes: order, failures, processes that die."""

import pytest

from api.extraction import ExtractionPool
from extract.pipeline import Extraction, ExtractionFailure
from graph.errors import InputError
from graph.model import Document
from tests.api.fakes import make, make_nothing


def documents(*texts: str) -> list[Document]:
    return [Document(f"urn:{number}", text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("workers", [1, 2])
def test_pool_keeps_the_order_and_passes_on_what_is_no_document(workers: int) -> None:
    items = [*documents(*"abcdefghijkl"), "passed"]
    items.insert(3, "early")
    with ExtractionPool(make, workers=workers) as pool:
        found = [r.graph.document if isinstance(r, Extraction) else r for r in pool.extract(items)]
    assert found == items


@pytest.mark.parametrize("workers", [1, 2])
def test_pool_reports_a_failing_document_and_goes_on(workers: int) -> None:
    with ExtractionPool(make, workers=workers) as pool:
        first, second, third = pool.extract(documents("a", "CRASH", "b"))
    assert isinstance(first, Extraction)
    assert isinstance(third, Extraction)
    assert isinstance(second, ExtractionFailure)
    assert second.reason == "the extraction failed: ZeroDivisionError: an extractor's fault"


def test_pool_survives_documents_on_which_a_process_dies() -> None:
    with ExtractionPool(make, workers=2) as pool:
        found = list(
            pool.extract(documents("a", "KILL", "b", "c", "KILL", "d", "e", "f", "g", "h", "i", "j"))
        )
    failed = [r.document.id for r in found if isinstance(r, ExtractionFailure)]
    assert failed == ["urn:1", "urn:4"]
    assert sum(isinstance(r, Extraction) for r in found) == 10


@pytest.mark.parametrize("workers", [1, 2])
def test_pool_that_cannot_start_is_one_error(workers: int) -> None:
    with (
        ExtractionPool(make_nothing, workers=workers) as pool,
        pytest.raises(InputError, match="the extraction cannot be started: no weights"),
    ):
        list(pool.extract(documents("a", "b")))


def test_pool_without_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        ExtractionPool(make, workers=0)
