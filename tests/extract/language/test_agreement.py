"""Names made whole and made to agree."""

import pytest

from extract.language.agreement import agreed

WHOLE = [
    ("the Committee of the Red Cross", [(1, 3, "ORG"), (4, 6, "ORG")], [(1, 6, "ORG")]),
    ("the Bank of England", [(1, 3, "ORG"), (3, 4, "LOC")], [(1, 4, "ORG")]),
    ("the Committee of experts", [(1, 3, "ORG")], [(1, 2, "ORG")]),
    ('Joaquin " El Chapo " Guzman', [(0, 2, "PERSON"), (2, 6, "PERSON")], [(0, 6, "PERSON")]),
    ('Ann said " Bob Ray " lied', [(0, 1, "PERSON"), (3, 5, "PERSON")], [(0, 1, "PERSON"), (3, 5, "PERSON")]),
    ("Ann and Bob", [(0, 1, "PERSON"), (2, 3, "PERSON")], [(0, 1, "PERSON"), (2, 3, "PERSON")]),
]


@pytest.mark.parametrize(("text", "entities", "expected"), WHOLE)
def test_names_are_whole(
    text: str, entities: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
) -> None:
    words = text.split()
    tags = ["NNP" if word[0].isupper() else "NN" for word in words]
    assert agreed(words, tags, entities) == expected
