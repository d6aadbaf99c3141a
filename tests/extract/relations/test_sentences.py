"""Short texts of our own beside the relations that a careful reader takes from them."""

from pathlib import Path

import pytest

from extract.pipeline import Pipeline
from graph.ids import document_iri
from graph.model import Document
from tests.extract.relations.sentences import PUBLISHED, Count, compare, read

STATED = Path(__file__).parent / "sentences" / "stated.txt"


def test_relations_of_sentences(pipeline: Pipeline) -> None:
    total = Count()
    for number, (text, rows) in enumerate(read(STATED)):
        document = Document(document_iri(f"tests/stated/{number}"), text, published=PUBLISHED)
        total.add(compare(pipeline.one(document).graph, rows))
    assert total.expected >= 100
    notes = "\n".join(total.notes)
    assert total.recall >= 0.84, notes
    assert total.precision >= 0.87, notes


def test_rows_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("Ann Lee left Acme.\n  memberOf | Ann Lee | Acme | gone\n", encoding="utf-8")
    with pytest.raises(ValueError, match="gone"):
        list(read(path))
