import pytest

from extract.language.lemmas import Lemmatizer, regular_lemmas
from extract.language.pipeline import WEIGHTS


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(WEIGHTS / "lemmas.json")


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("shot", "VBD", "shoot"), ("withdrew", "VBD", "withdraw"), ("overthrown", "VBN", "overthrow"),
        ("freed", "VBN", "free"), ("Sanctioned", "VBN", "sanction"), ("shelled", "VBD", "shell"),
        ("allies", "NNS", "ally"), ("women", "NNS", "woman"), ("worst", "JJS", "bad"), ("lying", "VBG", "lie"),
        ("Kyiv", "NNP", "Kyiv"), ("US", "NNP", "US"), ("refugees", "NNS", "refugee"),
    ],
)  # fmt: skip
def test_lemma_of_form(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, tag) == lemma


def test_unknown_irregular_form_stays_as_it_is(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.lemma("zblot", "VBD") == "zblot"


def test_attested_lemma_is_preferred_to_the_rule() -> None:
    rules = {"VBD ed": [1, ""]}
    assert Lemmatizer.of({}, rules, {}).lemma("jailed", "VBD") == "jaile"
    assert Lemmatizer.of({}, rules, {"V": "jail walk"}).lemma("jailed", "VBD") == "jail"


def test_regular_lemmas_of_other_tags_are_none() -> None:
    assert regular_lemmas("walked", "JJ") == []
