"""Labels and arguments that word order mends in trees that a parser got wrong."""

import spacy
from spacy.tokens import Doc

from extract.clauses import is_passive, objects, subjects
from extract.parse import read
from extract.tree import Token

_VOCAB = spacy.blank("en").vocab
TAGS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "CC": "CCONJ", "DT": "DET", "WDT": "PRON"}


def _tree(text: str) -> list[Token]:
    """Build a tree of `word/tag/label/head` items, heads counted from 0; a name's type may stand behind them."""
    rows = [item.split("/") for item in text.split()]
    doc = Doc(
        _VOCAB,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=[TAGS.get(row[1], "PUNCT" if row[1] == "," else "VERB") for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[row[0].lower() for row in rows],
        ents=[f"B-{row[4]}" if len(row) > 4 else "O" for row in rows],
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


def test_speaker_behind_a_sentence_gets_its_verb_and_its_day() -> None:
    tree = _tree(
        "Ann/NNP/nsubj/8 will/MD/aux/2 leave/VB/ccomp/8 in/IN/case/4 May/NNP/obl/2 ,/,/punct/8 "
        "the/DT/det/0 firm/NN/nmod:desc/0 said/VBD/root/8 on/IN/case/10 Monday/NNP/obl/2 ././punct/8"
    )
    assert (_words(subjects(tree[8])), _words(subjects(tree[2]))) == (["firm"], ["Ann"])
    assert (tree[10].head, tree[6].head, tree[7].left_edge) == (tree[8], tree[7], tree[6])


def test_speaker_that_the_parser_has_right_stays() -> None:
    tree = _tree("Ann/NNP/nsubj/1 left/VBD/ccomp/5 ,/,/punct/1 Bo/NNP/nsubj/5 Lee/NNP/flat/3 said/VBD/root/5")
    assert (_words(subjects(tree[5])), _words(subjects(tree[1]))) == (["Bo"], ["Ann"])


def test_verb_inside_the_phrase_before_it_is_left_alone() -> None:
    tree = _tree("He/PRP/nsubj/1 left/VBD/ccomp/4 ,/,/punct/1 firms/NNS/root/3 said/VBD/acl/3")
    assert tree[3].head is tree[3]


def test_name_between_commas_belongs_to_the_description_before_it() -> None:
    beside = _tree("minister/NN/nsubj/4 ,/,/punct/2 Lee/NNP/nsubj/4/PERSON ,/,/punct/2 left/VBD/root/4")
    above = _tree(
        "its/PRP$/nmod:poss/1 chief/NN/nmod:desc/3 ,/,/punct/3 Lee/NNP/nsubj/5/PERSON ,/,/punct/3 left/VBD/root/5"
    )
    assert (beside[2].head, beside[2].relation) == (beside[0], "appos")
    assert (above[3].head, above[3].relation, above[1].head) == (above[1], "appos", above[5])
    assert _words(subjects(above[5])) == ["chief"]


def test_auxiliary_hands_its_subject_to_its_verb() -> None:
    tree = _tree("Iran/NNP/nsubj/1 had/VBD/aux/2 shelled/VBN/root/2")
    assert _words(subjects(tree[2])) == ["Iran"]


def test_clause_behind_what_a_letter_is_called_is_what_was_said() -> None:
    tree = _tree(
        "She/PRP/nsubj/1 said/VBD/root/1 in/IN/case/3 letters/NNS/obl/1 read/VBN/acl/3 that/IN/mark/7 "
        "Iran/NNP/nsubj/7 lied/VBD/ccomp/4"
    )
    assert tree[7].head is tree[1]
