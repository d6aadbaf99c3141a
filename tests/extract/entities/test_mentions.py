"""Which words are a name: over annotation given by hand, so that no model's slip decides."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc as ParsedDoc

from extract.entities.clusters import cluster_names
from extract.entities.mentions import named_mentions
from extract.parse import read
from extract.tree import Doc, Span
from graph.model import EntityType


def _doc(text: str, ents: dict[str, str], heads: list[int], deps: list[str]) -> Doc:
    words = text.split()
    labels = ["O"] * len(words)
    for phrase, label in ents.items():
        parts = phrase.split()
        start = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
        for offset in range(len(parts)):
            labels[start + offset] = ("I-" if offset else "B-") + label
    tags = [
        "NNP" if word[0].isupper() else "IN" if dep == "case" else "NN"
        for word, dep in zip(words, deps, strict=True)
    ]
    pos = ["PROPN" if tag == "NNP" else "ADP" if tag == "IN" else "NOUN" for tag in tags]
    return read(
        ParsedDoc(
            English().vocab,
            words=words,
            ents=labels,
            heads=heads,
            deps=deps,
            tags=tags,
            pos=pos,
            lemmas=[w.lower() for w in words],
        )
    )


@pytest.mark.parametrize(
    ("text", "ents", "heads", "deps", "names"),
    [
        (
            "Secretary of State Antony Blinken", {"State": "ORG", "Antony Blinken": "PERSON"},
            [0, 2, 0, 0, 3], ["ROOT", "case", "nmod", "appos", "flat"], ["Antony Blinken"],
        ),
        (
            "Federal Reserve Chair Jerome Powell", {"Federal Reserve Chair": "ORG", "Jerome Powell": "PERSON"},
            [1, 2, 3, 3, 3], ["amod", "compound", "nmod:desc", "ROOT", "flat"], ["Federal Reserve", "Jerome Powell"],
        ),
        (
            "president of European Central Bank", {"Central Bank": "ORG"},
            [0, 4, 4, 4, 0], ["ROOT", "case", "amod", "amod", "nmod"], ["European Central Bank"],
        ),
        (
            "European Commission President", {"European Commission President": "ORG"},
            [1, 2, 2], ["amod", "compound", "ROOT"], ["European Commission President"],
        ),
    ],
)  # fmt: skip
def test_offices_and_titles_are_cut_off_names(
    text: str, ents: dict[str, str], heads: list[int], deps: list[str], names: list[str]
) -> None:
    assert [f.name for f in named_mentions(_doc(text, ents, heads, deps))] == names


def test_a_surname_taken_for_a_place_goes_to_its_person() -> None:
    doc = _doc(
        "Lloyd Austin arrived . Austin left .", {"Lloyd Austin": "PERSON"},
        [2, 0, 2, 2, 5, 5, 5], ["nsubj", "flat", "ROOT", "punct", "nsubj", "ROOT", "punct"],
    )  # fmt: skip
    doc.ents = [doc.ents[0], Span(doc, 4, 5, "LOC")]
    clusters = cluster_names(doc, named_mentions(doc))
    assert [[f.name for f in c] for c in clusters] == [["Lloyd Austin", "Austin"]]


def test_a_place_with_its_preposition_stays_a_place() -> None:
    doc = _doc(
        "Lloyd Austin arrived in Austin .", {"Lloyd Austin": "PERSON"},
        [2, 0, 2, 4, 2, 2], ["nsubj", "flat", "ROOT", "case", "obl", "punct"],
    )  # fmt: skip
    doc.ents = [doc.ents[0], Span(doc, 4, 5, "LOC")]
    clusters = cluster_names(doc, named_mentions(doc))
    assert [(c[0].name, c[0].type) for c in clusters] == [
        ("Lloyd Austin", EntityType.PERSON), ("Austin", EntityType.LOCATION),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "label", "type_"),
    [
        ("the Caspian Sea", "ORG", EntityType.LOCATION),
        ("the carmaker Saab", "PERSON", EntityType.ORGANIZATION),
        ("the Kremlin", "LOC", EntityType.ORGANIZATION),
        ("the minister Saab", "PERSON", EntityType.PERSON),
    ],
)
def test_words_tell_the_type_of_a_name(text: str, label: str, type_: EntityType) -> None:
    words = text.split()
    name = " ".join(word for word in words if word[0].isupper())
    doc = _doc(
        text, {name: label}, [len(words) - 1] * len(words), ["det", *["compound"] * (len(words) - 2), "ROOT"]
    )
    assert [f.type for f in named_mentions(doc)] == [type_]
