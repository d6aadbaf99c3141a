import numpy as np
import pytest

from extract.language.relations import RELATION_CLASSES
from extract.pipeline import Pipeline
from extract.relations import learned
from graph.model import Document, Factuality, Statement
from ontologies.terms import RELATIONS


def _with_scores(monkeypatch: pytest.MonkeyPatch, property_: str, chance: float) -> None:
    """Let every pair have one property with this probability, so that all but the scores is tested."""

    def scores(
        doc: object, entities: list[object], *, among: set[tuple[int, int]], only: tuple[int, ...]
    ) -> dict[tuple[int, int], np.ndarray]:
        row = np.zeros(len(RELATION_CLASSES), dtype=np.float32)
        row[RELATION_CLASSES.index(property_)] = chance
        count = range(len(entities))
        return {(one, two): row for one in count for two in count if (one, two) in among}

    monkeypatch.setattr(learned, "pair_scores", scores)


def _facts(pipeline: Pipeline, text: str) -> list[tuple[str, str, str, Statement]]:
    graph = pipeline.one(Document("urn:tests:learned", text, published="2023-05-10")).graph
    names = {entity.id: entity.name for entity in graph.entities}
    return [
        (names[s.subject], s.predicate, names[s.object] if isinstance(s.object, str) else s.object.text, s)
        for s in graph.relations
    ]


def test_every_property_names_a_relation_of_the_ontology() -> None:
    assert {p.predicate for p in learned.PROPERTIES.values()} <= set(RELATIONS)
    assert set(learned.PROPERTIES) <= set(RELATION_CLASSES)


def test_inverse_property_is_turned_round_and_keeps_to_domain_and_range(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P169", 0.9)
    found = _facts(pipeline, "Mary Barra showed General Motors to the press on Monday.")
    assert [f[:3] for f in found if f[1] == "headOf"] == [("Mary Barra", "headOf", "General Motors")]


def test_relation_below_its_threshold_is_left_out(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P169", 0.05)
    found = _facts(pipeline, "Mary Barra spoke for General Motors on Monday.")
    assert not [f for f in found if f[1] == "headOf"]


def test_relation_of_pattern_and_model_is_stated_once_with_the_higher_confidence(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, sure = "Jane Miller married Peter Brown in 2010.", []
    for chance in (0.0, 0.95):
        _with_scores(monkeypatch, "P26", chance)
        found = [f for f in _facts(pipeline, text) if f[1] == "spouse"]
        assert len(found) == 1
        sure.append(found[0][3].confidence)
    assert sure[0] < sure[1] <= 1.0


def test_names_in_different_sentences_give_no_relation(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P108", 0.9)
    found = _facts(pipeline, "Mary Barra spoke on Monday. The shares of Siemens fell.")
    assert not [f for f in found if f[1] == "employer"]


def test_denied_relation_of_the_model_is_not_asserted(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P69", 0.9)
    found = _facts(pipeline, "Jane Miller did not study at Stanford University.")
    assert [f[3].factuality for f in found if f[1] == "educatedAt"] == [Factuality.NEGATED]


def test_date_of_birth_is_an_edtf_value_with_its_words(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P569", 0.9)
    found = [f for f in _facts(pipeline, "Jane Miller was born on 4 May 1950.") if f[1] == "birthDate"]
    assert [(f[0], f[2]) for f in found] == [("Jane Miller", "1950-05-04")]
    assert found[0][3].time is not None
    assert found[0][3].time.span.text == "4 May 1950"


def test_date_of_founding_belongs_to_an_organization(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P571", 0.9)
    found = _facts(pipeline, "Jane Miller said that Siemens was founded on 1 October 1847.")
    assert [f[:3] for f in found if f[1] == "foundingDate"] == [("Siemens", "foundingDate", "1847-10-01")]


def test_someone_without_a_name_stands_in_a_relation(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_scores(monkeypatch, "P69", 0.9)
    found = _facts(pipeline, "He studied law at Harvard University.")
    assert ("he", "educatedAt", "Harvard University") in [f[:3] for f in found]


def test_a_score_without_a_word_for_it_must_be_sure(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Jane Miller sang for John Roe in Oslo."
    _with_scores(monkeypatch, "P26", 0.7)
    assert not [f for f in _facts(pipeline, text) if f[1] == "spouse"]
    _with_scores(monkeypatch, "P26", 0.9)
    assert [f for f in _facts(pipeline, text) if f[1] == "spouse"]


@pytest.mark.parametrize(
    "text", ["Jane Miller is the wife of John Roe.", "John Roe, the father of Jane Miller, left."]
)
def test_kinship_is_no_position(pipeline: Pipeline, text: str) -> None:
    assert not [f for f in _facts(pipeline, text) if f[1] == "holdsPosition"]
