"""Datelines: place, day and agency before the first words of a wire story."""

from io import BytesIO

import pytest

from extract.dateline import Dateline, find_dateline
from extract.language.layout import line_starts
from extract.metadata import read_front
from extract.pipeline import Pipeline
from extract.readers.source import Source
from graph.model import Document

FOUND = [
    (
        "MANILA, March 11, 2025 (Example Wire) - It rained.",
        Dateline(0, 40, "MANILA", "Example Wire", "2025-03-11"),
    ),
    ("SEATTLE - It rained.", Dateline(0, 10, "SEATTLE")),
    (
        "SANTA CLARA, California, March 10, 2023 - It rained.",
        Dateline(0, 42, "SANTA CLARA, California", None, "2023-03-10"),
    ),
    ("NEW YORK, 3 May 2021 -- It rained.", Dateline(0, 24, "NEW YORK", None, "2021-05-03")),
    ("A headline\n\nKYIV, Ukraine \u2014 It rained.", Dateline(12, 28, "KYIV, Ukraine")),
    ("PRETORIA, Jan 11 (Example News) - It rained.", Dateline(0, 34, "PRETORIA", "Example News")),
    ("Washington (CNN) -- It rained.", Dateline(0, 20, "Washington", "CNN")),
    ("(Reuters) - It rained.", Dateline(0, 12, None, "Reuters")),
    ("ROME, Feb 30, 2021 - It rained.", Dateline(0, 21, "ROME")),
    ("Ann Lee (Labour) - who won - spoke.", None),
    ("The U.S. - a big country - voted.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dateline_is_read(text: str, expected: Dateline | None) -> None:
    assert find_dateline(text) == expected


def test_long_line_of_capitals_is_read_in_time() -> None:
    assert find_dateline("A " * 9_000 + "- B") is None


def test_sentence_starts_behind_the_dateline() -> None:
    text = "ROME - It rained."
    assert line_starts(text, [(0, 0), (4, 5), (6, 7), (9, 10)]) == [False, False, True, False]


@pytest.mark.parametrize(("published", "expected"), [(None, "2025-03-11"), ("2024-02-02", "2024-02-02")])
def test_day_of_the_dateline_counts_before_a_default(published: str | None, expected: str) -> None:
    source = Source("a.txt", "a.txt", BytesIO(), published="2020-01-01")
    text = "MANILA, March 11, 2025 (Example Wire) - It rained."
    assert source.document(text, published=published).published == expected
    assert source.document("It rained.", published=None).published == "2020-01-01"


def test_agency_is_the_source_and_the_dateline_no_prose() -> None:
    front = read_front(Document("urn:tests:front", "OSLO, Oct 7 (Example Wire) - It rained."))
    assert (front.document.source, front.skip, front.dateline) == ("Example Wire", ((0, 29),), "OSLO")


def test_first_sentence_is_read_without_its_dateline(pipeline: Pipeline) -> None:
    text = (
        "SEATTLE - Boeing's chief executive, Dave Calhoun, will step down at the end of the year, the planemaker said "
        "on Monday, after a door plug blew out of an Alaska Airlines 737 MAX 9 in January."
    )
    graph = pipeline.one(Document("urn:tests:dateline", text, published="2024-03-25")).graph
    names = {entity.id: entity.name for entity in graph.entities}
    left = next(event for event in graph.events if event.trigger.text == "step down")
    assert [names[p.entity] for p in left.participants if p.entity] == ["Dave Calhoun"]
    assert {
        (names[s.subject], names[s.object])
        for s in graph.relations
        if isinstance(s.object, str) and s.predicate == "headOf"
    } == {("Dave Calhoun", "Boeing")}
    assert not {"SEATTLE", "Seattle"} & set(names.values())
