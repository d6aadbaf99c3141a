"""The entity types of the language model and the tags that spell them.

| type | what it covers |
| --- | --- |
| PERSON | people and families, without titles ("Joe Biden", not "President Joe Biden") |
| ORG | companies, agencies, institutions, parties, media, teams, armed groups |
| LOC | countries, cities, regions, other places, buildings |
| NORP | nationalities, ethnic, religious and political groups as words ("Ukrainian", "Sunni") |
| EVENT | named events: elections, wars, summits, storms, tournaments |
| DATE | calendar dates, weekdays, years, periods of a day or more |
| TIME | clock times and parts of a day |
"""

__all__ = ["ENTITY_TYPES", "TAGS", "allowed_start", "allowed_transition"]

ENTITY_TYPES: tuple[str, ...] = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "DATE", "TIME")

TAGS: tuple[str, ...] = ("O", *(f"{prefix}-{label}" for label in ENTITY_TYPES for prefix in "BI"))
"""BIO tags in the order of the entity head's outputs: O, B-PERSON, I-PERSON, B-ORG, ..."""


def allowed_start(tag: str) -> bool:
    """Tell whether a sentence may open with `tag`.

    >>> allowed_start("B-ORG"), allowed_start("I-ORG")
    (True, False)
    """
    return not tag.startswith("I-")


def allowed_transition(before: str, after: str) -> bool:
    """Tell whether `after` may follow `before`: an inside tag continues its own type only.

    >>> allowed_transition("B-ORG", "I-ORG"), allowed_transition("B-ORG", "I-LOC")
    (True, False)
    """
    return not after.startswith("I-") or before[2:] == after[2:]
