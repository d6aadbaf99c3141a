"""Document graphs for tests: one written by hand, and a strategy for many hostile ones."""

from hypothesis import strategies as st

from graph.ids import entity_iri, minted_iri
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Factuality,
    Link,
    Mention,
    MentionKind,
    Participant,
    Role,
    Span,
    Statement,
    Time,
    Value,
)
from ontologies.terms import EVENT_TYPES, RELATIONS, SECTORS

__all__ = ["graphs", "sample"]

TEXT = (
    "Joe Biden met Xi Jinping, China's president, in Bali on Monday. "
    "A US official said that Beijing may not send weapons to Russia. "
    "Russia might attack, and Biden will visit China in 2023."
)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def sample(key: str = "https://example.org/news/bali") -> DocumentGraph:
    """Return a small graph with every kind of thing in it; `key` is the IRI of the document."""
    biden, xi = entity_iri("Person", "Joe Biden"), entity_iri("Person", "Xi Jinping")
    bali, china = entity_iri("Location", "Bali"), entity_iri("Location", "China")
    russia = entity_iri("Location", "Russia")
    official = entity_iri("Person", "A US official", document=key)
    first, second = _span(TEXT[:63]), Span.of(TEXT, 64, TEXT.index(" Russia might"))

    third = _span(TEXT[TEXT.index("Russia might") :])

    def named(node: str, kind: EntityType, name: str, *words: str, country: str | None = None) -> Entity:
        mentions = tuple(Mention(_span(w), MentionKind.NAME) for w in words)
        return Entity(node, kind, name, mentions, country=country)

    chinese = Link(
        "http://www.wikidata.org/entity/Q148", 0.97, "China", (("name", "exact"), ("type", "country"))
    )
    return DocumentGraph(
        Document(
            key,
            TEXT,
            title="Leaders meet in Bali",
            published="2022-11-14T18:00:00Z",
            source="Example News",
            authors=("Ann Author", "Bob Byline"),
            url=key,
        ),
        (
            named(biden, EntityType.PERSON, "Joe Biden", "Joe Biden", country="USA"),
            named(xi, EntityType.PERSON, "Xi Jinping", "Xi Jinping", country=china),
            Entity(
                china,
                EntityType.LOCATION,
                "China",
                (Mention(_span("China"), MentionKind.NAME), Mention(_span("Beijing"), MentionKind.NAME)),
                aliases=("Beijing",),
                links=(chinese, Link("http://www.wikidata.org/entity/Q29520", 0.2, "China (region)")),
            ),
            named(bali, EntityType.LOCATION, "Bali", "Bali"),
            Entity(
                official,
                EntityType.PERSON,
                "A US official",
                (Mention(_span("A US official"), MentionKind.NOMINAL),),
                named=False,
                country="USA",
                sector="GOV",
            ),
            named(russia, EntityType.LOCATION, "Russia", "Russia"),
        ),
        (
            Event(
                minted_iri("event", key, "0"),
                "CONSULT",
                "meet",
                _span("met"),
                first,
                (
                    Participant(Role.AGENT, biden, _span("Joe Biden")),
                    Participant(Role.COMPANION, xi, _span("Xi Jinping")),
                ),
                place=bali,
                time=Time(_span("on Monday"), "2022-11-14"),
                extractor="events",
                confidence=0.9,
            ),
            Event(
                minted_iri("event", key, "1"),
                "AID",
                "send",
                _span("send"),
                second,
                (Participant(Role.AGENT, china, _span("Beijing")), Participant(Role.RECIPIENT, russia)),
                factuality=Factuality.NEGATED,
                attribution=(official,),
                extractor="events",
                confidence=0.75,
            ),
            Event(
                minted_iri("event", key, "2"),
                "ASSAULT",
                "attack",
                _span("attack"),
                third,
                (Participant(Role.AGENT, russia),),
                factuality=Factuality.POSSIBLE,
            ),
            Event(
                minted_iri("event", key, "3"),
                "TRAVEL",
                "visit",
                _span("visit"),
                third,
                (Participant(Role.AGENT, biden), Participant(Role.DESTINATION, china)),
                time=Time(_span("in 2023"), "2023"),
                factuality=Factuality.PLANNED,
            ),
        ),
        (
            Statement(
                key,
                xi,
                "holdsPosition",
                Value("president"),
                _span("China's president"),
                organization=china,
                current=True,
                extractor="positions",
                confidence=0.95,
            ),
            Statement(
                key,
                china,
                "ally",
                russia,
                second,
                Factuality.POSSIBLE,
                attribution=(official, biden),
                extractor="x",
            ),
            Statement(
                key, biden, "birthDate", Value("1942-11-20", "edtf:EDTF"), first, time=Time(_span("Monday"))
            ),
        ),
    )


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
_PLAIN = st.text(max_size=20)
_SCORES = st.floats(0, 1, allow_nan=False)


@st.composite
def graphs(draw: st.DrawFn) -> DocumentGraph:
    """Draw a document graph with any text in any field, ids that refer to its own entities."""
    text = draw(_TEXTS)
    key = f"https://example.org/{draw(st.integers(0, 5))}"

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    def time() -> Time | None:
        values = st.one_of(
            st.none(), st.sampled_from(["2022-11-15", "2022-02/..", "202X", "bad", "2022-13-45"])
        )
        return Time(span(), draw(values)) if draw(st.booleans()) else None

    count = draw(st.integers(1, 4))
    ids = [f"https://example.org/e/{number}" for number in range(count)]
    anyone = st.sampled_from(ids)

    def entity(node: str) -> Entity:
        mentions = {
            Mention(span(), draw(st.sampled_from(MentionKind))) for _ in range(draw(st.integers(1, 3)))
        }
        links = draw(st.lists(st.integers(0, 9), unique=True, max_size=3))
        features = st.lists(st.tuples(_PLAIN, _PLAIN), max_size=2).map(tuple)
        return Entity(
            node,
            draw(st.sampled_from(EntityType)),
            draw(_PLAIN),
            tuple(sorted(mentions, key=lambda m: (m.span, m.kind))),
            draw(st.booleans()),
            tuple(sorted(draw(st.sets(_PLAIN, max_size=3)))),
            draw(st.one_of(st.none(), st.just("UKR"), anyone)),
            draw(st.one_of(st.none(), st.sampled_from(sorted(SECTORS)))),
            tuple(
                Link(f"https://example.org/x/{n}", draw(_SCORES), draw(_PLAIN), draw(features)) for n in links
            ),
        )

    def event(number: int) -> Event:
        parts = tuple(
            Participant(draw(st.sampled_from(Role)), draw(anyone), span() if draw(st.booleans()) else None)
            for _ in range(draw(st.integers(0, 3)))
        )
        return Event(
            f"https://example.org/ev/{number}",
            draw(st.sampled_from(sorted(EVENT_TYPES))),
            draw(_PLAIN),
            span(),
            span(),
            parts,
            draw(st.one_of(st.none(), anyone)),
            time(),
            draw(st.sampled_from(Factuality)),
            tuple(draw(st.lists(anyone, max_size=3))),
            draw(_PLAIN),
            draw(_SCORES),
        )

    def relation() -> Statement:
        value = st.builds(Value, _PLAIN, st.sampled_from([None, "xsd:date", "edtf:EDTF", "xsd:integer"]))
        return Statement(
            key,
            draw(anyone),
            draw(st.sampled_from(sorted(RELATIONS))),
            draw(st.one_of(anyone, value)),
            span(),
            draw(st.sampled_from(Factuality)),
            tuple(draw(st.lists(anyone, max_size=3))),
            draw(st.one_of(st.none(), anyone)),
            draw(st.one_of(st.none(), st.booleans())),
            time(),
            draw(_PLAIN),
            draw(_SCORES),
        )

    relations = {fact.id: fact for fact in (relation() for _ in range(draw(st.integers(0, 3))))}
    optional = st.one_of(st.none(), _PLAIN)
    return DocumentGraph(
        Document(
            key,
            text,
            draw(optional),
            draw(
                st.one_of(
                    st.none(), st.sampled_from(["2022-11-29", "2022-11-29T10:00:00Z", "soon", "2022-02-31"])
                )
            ),
            draw(optional),
            tuple(draw(st.lists(_PLAIN, max_size=3))),
            draw(_PLAIN.filter(bool)),
            draw(optional),
        ),
        tuple(entity(node) for node in ids),
        tuple(event(number) for number in range(draw(st.integers(0, 3)))),
        tuple(relations.values()),
    )
