"""Positions held: titles before names, appositions and copulas after them."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extract.clauses import dependents, relation
from extract.entities.lexicon import agent_nouns, titles
from extract.types import Context, TokenMention
from graph.model import EntityType, MentionKind

__all__ = ["Position", "positions"]

_FORMER = {"former", "ex", "then", "onetime", "late", "outgoing", "ousted"}
_COURTESY = {"mr", "mrs", "ms", "dr", "sir", "lady", "lord", "miss", "prof"}
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Position:
    """A title that a person holds; `token` is the word that it rests on, `attached` before the name."""

    holder: str
    title: str
    organization: str | None
    current: bool
    token: Token
    attached: bool


def positions(context: Context) -> Iterator[Position]:
    """Yield the positions of the named persons of a document."""
    doc, index = context.doc, context.index
    for mention in index.mentions:
        entity = index.entity(mention.entity)
        if entity.type is not EntityType.PERSON or not entity.named:
            continue
        if mention.kind is MentionKind.NAME:
            yield from _before(context, mention)
        elif mention.kind is MentionKind.NOMINAL:
            head = doc[mention.head]
            for noun in (head, *dependents(head, "conj")):
                if noun is head or noun.lemma_.lower() in agent_nouns():
                    yield from _phrase(context, mention.entity, noun, head)


def _before(context: Context, mention: TokenMention) -> Iterator[Position]:
    """Read the title words that stand right before the name."""
    doc = context.doc
    start = mention.start
    floor = max(doc[mention.start].sent.start, mention.start - _LONGEST)
    while start > floor and _title_word(context, doc[start - 1]):
        start -= 1
    words = list(doc[start : mention.start])
    while words and (words[0].lower_ in ("of", "and", "for", "the") or words[0].is_punct):
        words.pop(0)
    noun = next((w for w in reversed(words) if _is_title(w)), None)
    if noun is None or all(w.lower_.strip(".") in _COURTESY for w in words):
        return
    organization, title = _split(context, words)
    if title:
        current = not any(w.lower_.strip("-") in _FORMER for w in words)
        yield Position(mention.entity, title, organization, current, noun, attached=True)


def _phrase(context: Context, holder: str, noun: Token, first: Token) -> Iterator[Position]:
    """Read 'a former US ambassador to Moscow' as title, organization and whether it still holds."""
    if noun.lemma_.lower() not in agent_nouns() and not _is_title(noun):
        return
    left = [t for t in noun.lefts if relation(t) in ("amod", "compound", "nmod", "det")]
    words = [w for t in left for w in t.subtree] + [noun]
    words = [w for w in words if w.tag_ not in ("DT", "POS", "PRP$") and not w.is_punct]
    named = {i for i in range(len(context.doc)) if i in context.index.by_token}
    if any(
        w.i in named
        and context.index.entity(context.index.by_token[w.i].entity).id == holder
        and w.tag_ == "NNP"
        for w in words
    ):
        return
    organization, title = _split(context, words)
    after = [c for c in noun.rights if relation(c) == "nmod"]
    for child in after:
        cases = {c.lower_ for c in dependents(child, "case")}
        place = context.index.at_head(child)
        if cases & {"of", "for", "at", "to"} and place is not None and organization is None:
            organization = place.entity
        elif cases & {"of", "for"} and place is None and title:
            title = f"{title} {_text(child)}"
    former = {w.lower_ for w in words} | {w.lower_ for w in first.subtree if w.i < first.i}
    if title:
        yield Position(holder, title, organization, not former & _FORMER, noun, attached=False)


def _split(context: Context, words: list[Token]) -> tuple[str | None, str]:
    """Split title words into the organization (or country) named among them and the title proper."""
    organization: str | None = None
    rest: list[Token] = []
    for word in words:
        mention = context.index.by_token.get(word.i)
        entity = context.index.entity(mention.entity) if mention is not None else None
        if entity is not None and entity.named and entity.type is not EntityType.PERSON:
            if organization is None or entity.type is EntityType.ORGANIZATION:
                organization = entity.id
            continue
        if word.lower_ not in _FORMER and not (word.tag_ == "POS" or (word.is_punct and word.text != "-")):
            rest.append(word)
    while rest and rest[0].lower_ in ("of", "and", "for", "the", "to"):
        rest.pop(0)
    return organization, " ".join("".join(w.text_with_ws for w in rest).split())


def _title_word(context: Context, word: Token) -> bool:
    mention = context.index.by_token.get(word.i)
    if mention is not None:
        entity = context.index.entity(mention.entity)
        return entity.type is not EntityType.PERSON or word.lower_ in agent_nouns()
    if word.lower_ in ("of", "for", "and", "the", "'s", "\u2019s"):
        return word.i > 0 and _title_word(context, word.nbor(-1)) and not word.nbor(-1).is_sent_start
    return (
        _is_title(word)
        or (word.text[:1].isupper() and word.pos_ in ("PROPN", "NOUN", "ADJ"))
        or (word.lower_ in _FORMER)
    )


def _is_title(word: Token) -> bool:
    return word.text in titles() or word.lemma_.lower() in agent_nouns()


def _text(token: Token) -> str:
    return " ".join("".join(w.text_with_ws for w in token.subtree).split())
