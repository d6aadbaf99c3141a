"""Which time belongs to which event."""

import pytest

from tests.extract.trees import context

CASES = [
    ("Ukrainian forces recaptured Kherson on November 11.", "recaptured", "2022-11-11"),
    ("Russia's invasion of Ukraine began in February.", "invasion", "2022-02"),
    ("Talks between Iran and France were held in Vienna last year.", "Talks", "2021"),
    ("The official said Monday that Spain had expelled two diplomats.", "said", "2022-11-28"),
    ("The official said Monday that Spain had expelled two diplomats.", "expelled", None),
    ("North Korea may launch a missile next week.", "launch", "2022-12-05/2022-12-11"),
    ("Brazil will host the summit in June.", "host", "2023-06"),
    ("The minister who visited Kiev on Tuesday resigned.", "resigned", None),
]


@pytest.mark.parametrize(("text", "word", "value"), CASES)
def test_time_belongs_to_its_own_clause(text: str, word: str, value: str | None) -> None:
    here = context(text)
    time = here.framing.time(next(token for token in here.doc if token.text == word))
    assert (time.value if time else None) == value


def test_since_an_event_began_takes_the_date_that_the_document_gives() -> None:
    here = context("The war started in late February.", "Germany has sent weapons since the war began.")
    time = here.framing.time(next(token for token in here.doc if token.text == "sent"))
    assert time is not None
    assert (time.value, time.span.text) == ("2022-02-20/..", "since the war began")


def test_since_an_event_of_unknown_date_has_no_time() -> None:
    here = context("Germany has sent weapons since the war began.")
    assert here.framing.time(next(token for token in here.doc if token.text == "sent")) is None
