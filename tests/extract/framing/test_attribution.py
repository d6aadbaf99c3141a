"""Who says so: chains of speakers."""

import pytest

from tests.extract.trees import context

CASES = [
    (
        "A Turkish official told Reuters that Syria had bombed Aleppo.",
        "bombed",
        ("A Turkish official", "Reuters"),
    ),
    ("A Turkish official told Reuters that Syria had bombed Aleppo.", "told", ()),
    ("The army killed ten rebels, according to the ministry.", "killed", ("the ministry",)),
    ("The army withdrew from Kabul, a spokesman said.", "withdrew", ("a spokesman",)),
    ("The army withdrew from Kabul, a spokesman said.", "said", ()),
    ("Residents said they feared the army would return.", "return", ("they", "Residents")),
    ("Russia denied shelling the dam.", "shelling", ("Russia",)),
    ("France accused Iran of attacking the tanker.", "attacking", ("France",)),
    ("France accused Iran of attacking the tanker.", "accused", ()),
    (
        "Chile told Bolivia that the border had been closed, according to the ministry.",
        "closed",
        ("Chile", "the ministry"),
    ),
    (
        "Chile told Bolivia that the border had been closed, according to the ministry.",
        "told",
        ("the ministry",),
    ),
    ("As the ministry said, rebels fled to Chad.", "fled", ("the ministry",)),
    (
        "Reuters quoted the minister as saying that Togo had freed the lawyer.",
        "freed",
        ("the minister", "Reuters"),
    ),
    ("Sudan was accused by Chad of arming rebels.", "arming", ("Chad",)),
]


@pytest.mark.parametrize(("text", "word", "chain"), CASES)
def test_attribution_is_a_chain_nearest_first(text: str, word: str, chain: tuple[str, ...]) -> None:
    here = context(text)
    token = next(token for token in here.doc if token.text == word)
    assert here.framing.attribution(token) == chain


def test_quotation_goes_on_with_the_same_speaker() -> None:
    here = context('"We attacked the port," a spokesman said.', '"They killed many people."')
    token = next(token for token in here.doc if token.text == "killed")
    assert here.framing.attribution(token) == ("a spokesman",)


def test_headline_names_its_source_before_a_colon() -> None:
    title = "Rebels: army shelled hospital"
    headline, plain = context(title, title=title), context(title)
    assert headline.framing.attribution(headline.doc[3]) == ("Rebels",)
    assert plain.framing.attribution(plain.doc[3]) == ()
