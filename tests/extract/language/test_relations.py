"""Scores of relations, and the numbers that they are made of."""

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.language.labels import ENTITY_TYPES
from extract.language.relations import RELATION_CLASSES, pair_scores, relation_scorer, score
from extract.language.standing import DISTANCES, KINDS, Words, standing, words_of

TEXT = "Marie Curie was born in Warsaw. She studied in Paris, where she married Pierre Curie in July 1895."
P19, P26 = RELATION_CLASSES.index("P19"), RELATION_CLASSES.index("P26")


@pytest.fixture(scope="module")
def doc(language: Language) -> Doc:
    return language(TEXT)


def _entities(doc: Doc) -> list[list[tuple[int, int]]]:
    return [[(ent.start, ent.end)] for ent in doc.ents]


def test_what_the_text_says_scores_above_what_it_does_not(doc: Doc) -> None:
    names = [ent.text for ent in doc.ents]
    found = pair_scores(doc, _entities(doc))
    marie, warsaw, paris, pierre = (
        names.index(n) for n in ("Marie Curie", "Warsaw", "Paris", "Pierre Curie")
    )
    assert found[marie, warsaw][P19] > 0.5 > found[marie, paris][P19]
    assert found[marie, pierre][P26] > 0.3 > found[marie, warsaw][P26]


def test_some_pairs_and_some_properties_score_as_among_all(doc: Doc) -> None:
    entities = _entities(doc)
    whole = pair_scores(doc, entities)
    some = pair_scores(doc, entities, among={(0, 1), (1, 0)}, only=[P19])
    assert set(some) == {(0, 1), (1, 0)}
    for pair, row in some.items():
        assert row[P19] == pytest.approx(whole[pair][P19], abs=1e-5)
        assert np.delete(row, P19).max() < 1e-6


def test_the_table_holds_the_pairs(doc: Doc) -> None:
    entities = _entities(doc)
    table = score(doc, entities)
    assert table.shape == (len(entities), len(entities), len(RELATION_CLASSES))
    assert table[0, 1] == pytest.approx(pair_scores(doc, entities)[0, 1])
    assert not table[0, 0].any()


def test_nothing_to_score_is_no_score(language: Language, doc: Doc) -> None:
    assert pair_scores(language(""), []) == {}
    assert pair_scores(doc, _entities(doc)[:1]) == {}
    assert pair_scores(doc, _entities(doc), among=set()) == {}


def test_long_texts_are_read_in_parts(language: Language) -> None:
    doc = language(" ".join([TEXT, *["It rained all day and all night in the hills."] * 80, TEXT]))
    entities = _entities(doc)
    found = pair_scores(doc, entities)
    first, last = 0, len(entities) - 1
    assert (first, 1) in found
    assert (last, last - 1) in found
    assert (first, last) not in found


def test_both_ways_of_attending_agree() -> None:
    scorer = relation_scorer()
    assert scorer is not None
    draw = np.random.default_rng(1)
    queries, seen = (draw.normal(size=shape).astype(np.float32) for shape in ((3, 384), (60, 192)))
    bias = np.zeros((4, 3, 60), dtype=np.float32)
    few = scorer._attend("look", queries, seen, bias)
    many = scorer._attend("look", np.tile(queries, (20, 1)), seen, np.tile(bias, (1, 20, 1)))
    assert np.allclose(few, many[:3], atol=1e-4)


def _words(count: int) -> Words:
    types = np.zeros(count, dtype=np.int64)
    types[:2] = 1 + ENTITY_TYPES.index("PERSON")
    vectors = np.arange(count, dtype=np.float32)[:, None] * np.ones((1, 2), dtype=np.float32)
    return Words(
        vectors, types, np.arange(count) // 10, np.arange(count) == 5, "abcdefghijklmnopqrst".__getitem__
    )


def test_standing_of_two_entities() -> None:
    found = standing(_words(20), [[(0, 2), (16, 17)], [(7, 8)]], (0, 20), None)
    assert found.rows.tolist() == [[0, 1], [1, 0]]
    assert found.pooled[:, 0].tolist() == [(0.5 + 16) / 2, 7.0]
    assert found.kinds.shape == (2, KINDS)
    assert found.kinds[0, :2] == pytest.approx([1 / 3, 2 / 3])
    assert found.kinds[:, -2].tolist() == [1.0, 0.0]
    assert found.to_words.shape == (2, 19)
    assert [DISTANCES[k] for k in found.to_words[1, 4:9]] == [3, 1, 0, 1, 2]
    assert [DISTANCES[k] for k in found.gaps] == [5, 5]
    assert found.sentences.tolist() == [0, 0]
    assert found.flags[:, 0].tolist() == [1.0, 0.0]
    assert found.between[:, 0].tolist() == [4.0, 4.0]
    assert found.to_entities[0, 1] == found.to_entities[1, 0] + len(DISTANCES)


def test_standing_of_entities_that_touch_or_overlap() -> None:
    found = standing(_words(20), [[(0, 3)], [(3, 4)], [(2, 4)]], (0, 20), {(0, 1), (0, 2), (2, 2)})
    assert found.rows.tolist() == [[0, 1], [0, 2]]
    assert found.flags[:, 1].tolist() == [1.0, 1.0]
    assert found.flags[:, 2].tolist() == [0.0, 1.0]
    assert not found.between.any()


def test_words_of_a_document(doc: Doc) -> None:
    words = words_of(doc)
    assert len(words.vectors) == len(words.types) == len(words.sentences) == len(words.spaces) == len(doc)
    assert words.types[0] == 1 + ENTITY_TYPES.index("PERSON")
    assert len(set(words.sentences.tolist())) == 2
    assert words.text(0) == "marie"
