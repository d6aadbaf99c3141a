"""Factuality of what a word reports, over whole sentences."""

import pytest

from tests.extract.trees import context

CASES = [
    ("Ukrainian forces recaptured Kherson on November 11.", "recaptured", "asserted"),
    ("Russia denied shelling the dam.", "denied", "asserted"),
    ("Russia denied shelling the dam.", "shelling", "negated"),
    ("Russia refused to attend the summit.", "attend", "negated"),
    ("Ukraine fears that Russia will blow up the dam.", "blow", "possible"),
    ("Turkey plans to send troops to Syria.", "send", "planned"),
    ("Japan did not attack China.", "attack", "negated"),
    ("Neither the ministry nor the army attacked the village.", "attacked", "negated"),
    ("Not only did Iran attack the ship, but it also seized the port.", "attack", "asserted"),
    ("The army managed to capture the city.", "capture", "asserted"),
    ("The army failed to capture the city.", "capture", "negated"),
    ("If Russia attacks Poland, NATO will respond.", "attacks", "possible"),
    ("North Korea may launch a missile next week.", "launch", "possible"),
    ("Did Iran attack the ship?", "attack", "possible"),
    ("Russia threatened to invade Georgia.", "invade", "planned"),
    ("There is a risk of war between India and Pakistan.", "war", "possible"),
    ("Brazil will host the summit in June.", "summit", "planned"),
    ("The government ruled out talks with the rebels.", "talks", "negated"),
    ("Moscow postponed talks with Washington.", "talks", "planned"),
    ("France accused Iran of attacking the tanker.", "attacking", "possible"),
    ("Residents said they feared the army would return.", "return", "possible"),
    ("The mayor was not killed in the attack.", "killed", "negated"),
    ("The mayor was not killed in the attack.", "attack", "asserted"),
    ("The strike that killed five soldiers was condemned by Egypt.", "strike", "asserted"),
    ("Poland could attack and destroy the base.", "destroy", "possible"),
    ("Sweden did not attack or threaten Norway.", "threaten", "negated"),
    ("The minister's visit to Ghana was cancelled.", "visit", "negated"),
    ("Russia is sorry that it attacked Finland.", "attacked", "asserted"),
    ("Denmark welcomed the arrest of the mayor.", "arrest", "asserted"),
    ("Iran will not attack Iraq unless Israel attacks Iran.", "attack", "negated"),
    ("Iran will not attack Iraq unless Israel attacks Iran.", "attacks", "possible"),
    ("The army says it may leave Niger in May.", "leave", "possible"),
    ("The talks, attended by Japan, were aimed at a truce.", "talks", "asserted"),
    ("The talks, attended by Japan, were aimed at a truce.", "truce", "possible"),
    ("A trial is unlikely to begin soon.", "trial", "possible"),
    ("Iran and Iraq agreed to restore relations, after talks in Baghdad.", "restore", "planned"),
    ("Iran and Iraq agreed to restore relations, after talks in Baghdad.", "talks", "asserted"),
    ("Peru issued a warrant for the arrest of the general.", "arrest", "possible"),
    ("Cuba urged Spain to free the diplomat.", "free", "possible"),
    ("No soldiers were killed.", "killed", "negated"),
    ("Lebanon has not confirmed the attack.", "attack", "possible"),
    ("Sudan was accused by Chad of arming rebels.", "arming", "possible"),
    ("Kenya, which had invaded Somalia in 2011, withdrew its troops last month.", "invaded", "asserted"),
    ("Malta allegedly bribed the official.", "bribed", "possible"),
    ("Without consulting France, Italy closed the border.", "consulting", "negated"),
    ("Without consulting France, Italy closed the border.", "closed", "asserted"),
]


@pytest.mark.parametrize(("text", "word", "value"), CASES)
def test_factuality_follows_syntax_and_lexicon(text: str, word: str, value: str) -> None:
    here = context(text)
    token = next(token for token in here.doc if token.text == word)
    assert here.framing.factuality(token).value == value


def test_future_date_makes_a_plan() -> None:
    here = context("Canada and Mexico signed a trade agreement in 2018.", published="2017-05-01")
    assert here.framing.factuality(here.doc[3]).value == "planned"
