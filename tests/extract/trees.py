"""Parsed sentences for tests: frozen CoNLL-U trees with entities, and an index over their names and nouns."""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc as ParsedDoc

from extract.framing.frame import build
from extract.parse import read
from extract.tree import Doc
from extract.types import Context, EntityIndex, TokenMention
from graph.model import Document, Entity, EntityType, Mention, MentionKind, Span

TREES = Path(__file__).with_name("trees.conllu")
TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.LOCATION,
    "NORP": EntityType.LOCATION,
}
ACTORS = {
    *(
        "official",
        "minister",
        "troops",
        "troop",
        "force",
        "police",
        "rebel",
        "soldier",
        "spokesman",
        "court",
        "judge",
    ),
    *(
        "protester",
        "people",
        "resident",
        "he",
        "she",
        "they",
        "ministry",
        "government",
        "man",
        "worker",
        "leader",
    ),
    *("company", "diplomat", "army", "civilian", "lawyer", "mayor", "analyst", "general"),
}


@cache
def blank() -> Language:
    """Return an English pipeline without components."""
    return spacy.blank("en")


@cache
def sentences() -> dict[str, str]:
    """Return the frozen trees by the text of their sentence."""
    blocks = TREES.read_text(encoding="utf-8").strip().split("\n\n")
    return {block.partition("\n")[0].removeprefix("# text = "): block for block in blocks}


def parsed(*texts: str, separator: str = " ") -> Doc:
    """Return the frozen trees of `texts` as one document; a tree that is not there is a `KeyError`."""
    words, spaces, lemmas, pos, tags, heads, deps, ents, starts = ([] for _ in range(9))  # type: ignore[var-annotated]
    for text in texts:
        offset = len(words)
        rows = [row.split("\t") for row in sentences()[text].split("\n") if not row.startswith("#")]
        for row in rows:
            words.append(row[1])
            lemmas.append(row[2])
            pos.append(row[3])
            tags.append(row[4])
            heads.append(offset + (int(row[6]) or int(row[0])) - 1)
            deps.append(row[7])
            ents.append(row[8].replace("_", "O") if row[8] == "_" else row[8])
            spaces.append("SpaceAfter=No" not in row[9])
            starts.append(row[0] == "1")
        spaces[-1] = True
    spaces[-1] = False
    return read(
        ParsedDoc(
            blank().vocab,
            words=words,
            spaces=spaces,
            lemmas=lemmas,
            pos=pos,
            tags=tags,
            heads=heads,
            deps=deps,
            ents=ents,
            sent_starts=[*starts],
        )
    )


def index(doc: Doc) -> EntityIndex:
    """Return an index of the names and of the common nouns in ACTORS; a name's id is its text."""
    entities: dict[str, Entity] = {}
    mentions: list[TokenMention] = []

    def add(start: int, end: int, head: int, kind: EntityType, how: MentionKind, named: bool) -> None:
        words = doc[start:end]
        span = Span(words.start_char, words.end_char, words.text)
        entities.setdefault(words.text, Entity(words.text, kind, words.text, (Mention(span, how),), named))
        mentions.append(TokenMention(start, end, head, words.text, how))

    named = {token.i for ent in doc.ents for token in ent}
    for ent in doc.ents:
        how = MentionKind.DEMONYM if ent.label_ == "NORP" else MentionKind.NAME
        if ent.label_ in TYPES:
            add(ent.start, ent.end, ent.root.i, TYPES[ent.label_], how, True)
    for token in doc:
        if (
            token.i in named
            or token.lemma_.lower() not in ACTORS
            or token.pos_ not in ("NOUN", "PRON", "PROPN")
        ):
            continue
        start = token.i
        while (
            start
            and doc[start - 1].head.i == token.i
            and doc[start - 1].relation in ("det", "amod", "compound")
        ):
            start -= 1
        add(start, token.i + 1, token.i, EntityType.PERSON, MentionKind.NOMINAL, False)
    mentions.sort()
    by_head = {m.head: m for m in sorted(mentions, key=lambda m: m.end - m.start)}
    by_token = {i: m for m in sorted(mentions, key=lambda m: m.start - m.end) for i in range(m.start, m.end)}
    return EntityIndex(tuple(entities.values()), tuple(mentions), by_head, by_token)


def context(*texts: str, published: str | None = "2022-11-29", title: str | None = None) -> Context:
    """Return the context of a document made of frozen trees."""
    doc = parsed(*texts)
    document = Document("urn:test", doc.text, title, published, "Daily Wire")
    found = index(doc)
    return Context(document, doc, found, build(doc, document, found))
