"""Copies of one text, and documents of one publisher, are one source."""

from graph.model import Document
from graph.sources import independent_sources


def test_copies_and_one_publisher_are_one_source() -> None:
    wire = "The two ministers met in Oslo on Monday and agreed to open the border again before the summer."
    own = "Fishermen in the north welcome that lorries may cross into the neighbouring country from June on."
    documents = [
        Document("urn:a", wire, source="Daily A"),
        Document("urn:b", wire + " More soon.", source="Daily B"),
        Document("urn:c", own, source="Daily C"),
        Document("urn:d", "Something else altogether was printed here.", source="Daily C"),
    ]
    assert independent_sources(documents) == [["urn:a", "urn:b"], ["urn:c", "urn:d"]]
