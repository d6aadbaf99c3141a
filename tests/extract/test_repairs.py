"""Labels and arguments that word order mends in trees that a parser got wrong."""

import spacy
from spacy.tokens import Doc

from extract.clauses import is_passive, objects, subjects
from extract.parse import read
from extract.tree import Token

_VOCAB = spacy.blank("en").vocab
TAGS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "CC": "CCONJ", "DT": "DET", "WDT": "PRON"}


def _tree(text: str) -> list[Token]:
    """Build a tree of `word/tag/label/head` items, heads counted from 0."""
    rows = [item.split("/") for item in text.split()]
    doc = Doc(
        _VOCAB,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=[TAGS.get(row[1], "PUNCT" if row[1] == "," else "VERB") for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[row[0].lower() for row in rows],
    )
    return read(doc).tokens


def _words(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_subject_behind_its_verb_is_the_object() -> None:
    tree = _tree("Storms/NNS/nsubj/1 hit/VBD/root/1 Dominica/NNP/nsubj/1")
    assert tree[2].relation == "obj"
    assert (_words(subjects(tree[1])), _words(objects(tree[1]))) == (["Storms"], ["Dominica"])


def test_object_before_a_verb_without_subject_is_the_subject() -> None:
    tree = _tree("Marin/NNP/obj/1 joined/VBD/root/1 Nokia/NNP/obj/1")
    assert (_words(subjects(tree[1])), _words(objects(tree[1]))) == (["Marin"], ["Nokia"])


def test_second_subject_of_a_relative_clause_makes_its_pronoun_the_object() -> None:
    tree = _tree("ships/NNS/root/0 that/WDT/nsubj/3 Kyiv/NNP/nsubj/3 sank/VBD/acl:relcl/0")
    assert (_words(subjects(tree[3])), _words(objects(tree[3]))) == (["Kyiv"], ["ships"])


def test_subject_hung_on_the_verb_before_goes_to_the_verb_behind_it() -> None:
    tree = _tree("Musk/NNP/nsubj/1 left/VBD/ccomp/4 ,/,/punct/4 people/NNS/nsubj/1 said/VBD/root/4")
    assert (_words(subjects(tree[1])), _words(subjects(tree[4]))) == (["Musk"], ["people"])


def test_one_accused_of_an_act_is_the_object_of_the_accusation() -> None:
    tree = _tree("Russia/NNP/nsubj/1 accused/VBD/root/1 Ukraine/NNP/obj/4 of/IN/mark/4 firing/VBG/advcl/1")
    assert (_words(objects(tree[1])), _words(subjects(tree[4]))) == (["Ukraine"], ["Ukraine"])


def test_participle_with_a_shared_object_is_active() -> None:
    tree = _tree("Gunmen/NNS/nsubj:pass/1 kidnapped/VBN/root/1 and/CC/cc/3 killed/VBD/conj/1 two/NNS/obj/3")
    assert not is_passive(tree[1])
    assert (_words(subjects(tree[1])), _words(objects(tree[1]))) == (["Gunmen"], ["two"])


def test_subjects_that_and_joins_go_together() -> None:
    tree = _tree("Kyiv/NNP/nsubj/3 and/CC/cc/3 Warsaw/NNP/nsubj/3 agreed/VBD/root/3")
    assert _words(subjects(tree[3])) == ["Kyiv", "Warsaw"]
