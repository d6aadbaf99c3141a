"""Positions held: titles before names, appositions and copulas after them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.clauses import dependents, is_verb
from extract.entities.lexicon import agent_nouns, titles
from extract.relations.intervals import FORMER
from extract.relations.offices import officers, workplace
from extract.tree import Token
from extract.types import Context, TokenMention
from graph.model import EntityType, MentionKind

__all__ = ["Position", "positions"]

_PREFIX = re.compile(r"^(?:ex|then)-(?=\w)", re.IGNORECASE)
_COURTESY = {"mr", "mrs", "ms", "dr", "sir", "lady", "lord", "miss", "prof"}
_LONGEST = 10
_NO_OFFICES = {
    "counterpart",
    "colleague",
    "ally",
    "rival",
    "opponent",
    "friend",
    "adversary",
    "partner",
    "guest",
    "member",
    "owner",
}
"""Nouns that tell how a person stands to another, not what office he holds."""
_KIN = frozenset({
    "wife", "husband", "daughter", "son", "father", "mother", "brother", "sister", "widow", "widower", "child", "uncle",
    "aunt", "cousin", "grandson", "granddaughter", "grandfather", "grandmother", "parent", "twin", "man", "woman",
    "person", "people", "boy", "girl", "victim", "survivor", "resident", "citizen", "native", "teenager", "couple",
})  # fmt: skip
"""Nouns that tell kinship or merely that it is somebody."""
_LINKS = ("of", "and", "or", "for", "the", "to", "-")
_NAMINGS = ("flat", "appos", "compound", "list")
_RANKED = ("general", "elect", "designate", "emeritus")
"""What stands behind the noun of a title: "attorney general"."""


@dataclass(frozen=True, slots=True)
class Position:
    """A title that a person holds; `token` is the word that it rests on, `attached` before the name.

    `current` is None where the text leaves open whether it still holds: "he was a director".
    """

    holder: str
    title: str
    organization: str | None
    current: bool | None
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
            nouns = _nouns(head) if _said_of(context, mention) else ()
            for noun in nouns:
                if noun is head or noun.lemma_.lower() in agent_nouns():
                    yield from _phrase(context, mention.entity, noun, head)
    for noun in doc:
        if noun.tag_ in ("NN", "NNP") and noun.relation != "conj":
            holder = _pronoun_holder(context, noun)
            if holder is not None:
                for said in _nouns(noun):
                    yield from _phrase(context, holder, said, noun)
        if noun.tag_ in ("NN", "NNP") and is_verb(noun.head) and _is_title(noun):
            for holder, over in officers(context, noun):
                for position in _phrase(context, holder, noun, noun):
                    body = position.organization or workplace(context, noun)
                    yield replace(position, organization=body, current=False if over else position.current)


def _pronoun_holder(context: Context, noun: Token) -> str | None:
    """Return the named person of whom "she was minister of health" tells, None where no pronoun stands for one."""
    index, own = context.index, context.index.by_token.get(noun.i)
    named = own is not None and index.entity(own.entity).named
    if named or not any(c.lemma_ == "be" for c in dependents(noun, "cop")):
        return None
    for subject in dependents(noun, "nsubj"):
        mention = index.by_token.get(subject.i)
        if mention is not None and mention.kind is MentionKind.PRONOUN:
            entity = index.entity(mention.entity)
            return entity.id if entity.named and entity.type is EntityType.PERSON else None
    return None


def _nouns(head: Token) -> tuple[Token, ...]:
    """Return the nouns of an apposition or predicate: "a former ambassador to Moscow and a NATO official,"."""
    nouns = (head, *dependents(head, "conj"))
    if head.relation != "appos":
        return nouns
    end = nouns[-1].right_edge.i
    # The second noun often hangs on the person itself; a comma behind it closes the apposition.
    astray = (c for c in dependents(head.head, "conj") if c.left_edge.i == end + 1)
    closed = (c for c in astray if c.right_edge.i + 1 < len(c.doc) and c.doc[c.right_edge.i + 1].text == ",")
    return (*nouns, *(c for c in closed if c.tag_ == "NN"))


def _before(context: Context, mention: TokenMention) -> Iterator[Position]:
    """Read the title words that stand right before the name."""
    doc = context.doc
    start = mention.start
    floor = max(doc[mention.start].sent.start, mention.start - _LONGEST)
    while start > floor and _title_word(context, doc[start - 1]):
        start -= 1
    words = list(doc[start : mention.start])
    while words and (words[0].lower_ in _LINKS or words[0].is_punct):
        words.pop(0)
    noun = next((w for w in reversed(words) if _is_title(w)), None)
    if (
        noun is None
        or noun.lemma_.lower() in _NO_OFFICES | _KIN
        or all(w.lower_.strip(".") in _COURTESY for w in words)
    ):
        return
    organization, title = _split(context, words)
    if noun.tag_ in ("NNS", "NNPS") and title.endswith(noun.text):
        title = title.removesuffix(noun.text) + noun.text[0] + noun.lemma_[1:]
    if title:
        current = not any(w.lower_.partition("-")[0] in FORMER for w in words)
        yield Position(mention.entity, title, organization, current, noun, attached=True)


def _phrase(context: Context, holder: str, noun: Token, first: Token) -> Iterator[Position]:
    """Read 'a former US ambassador to Moscow' as title, organization and whether it still holds."""
    if noun.tag_ in ("NNS", "NNPS") or noun.lemma_.lower() in _NO_OFFICES | _KIN or not _is_title(noun):
        return
    left = [t for t in noun.lefts if t.relation in ("amod", "compound", "nmod", "det") or t.text == "-"]
    behind = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    ranked = [behind] if behind.lower_ in _RANKED and behind.head is noun else []
    words = [w for t in left for w in t.subtree] + [noun, *ranked]
    words = [w for w in words if w.tag_ not in ("DT", "POS", "PRP$") and (not w.is_punct or w.text == "-")]
    named = {i for i in range(len(context.doc)) if i in context.index.by_token}
    if any(
        w.i in named
        and context.index.entity(context.index.by_token[w.i].entity).id == holder
        and w.tag_ == "NNP"
        for w in words
    ):
        return
    organization, title = _split(context, words)
    after = [c for c in noun.rights if c.relation == "nmod"]
    for child in after:
        cases = {c.lower_ for c in dependents(child, "case")}
        place = context.index.at_head(child)
        if cases & {"of", "for", "at", "to"} and place is not None and organization is None:
            organization = place.entity
        elif cases & {"of", "for"} and place is None and title:
            title = f"{title} {_text(child)}"
    former = {w.lower_.partition("-")[0] for w in words} | {w.lower_ for w in first.subtree if w.i < first.i}
    if title:
        current = None if _was(first) else not former & FORMER
        for body in (organization, *_joined(context, organization, words)):
            yield Position(holder, title, body, current, noun, attached=False)


def _was(noun: Token) -> bool:
    """Whether a predicate stands in the past tense, which leaves open whether it still holds."""
    return any(child.lower_ in ("was", "were") for child in dependents(noun, "cop"))


def _joined(context: Context, organization: str | None, words: list[Token]) -> Iterator[str]:
    """Yield the further organizations of "a senior Pentagon and NATO official"."""
    by_token = context.index.by_token
    for word in words:
        own, first = by_token.get(word.i), by_token.get(word.head.i)
        if word.relation == "conj" and own is not None and first is not None and organization is not None:
            named = context.index.entity(own.entity).named
            if named and first.entity == organization and own.entity != organization:
                yield own.entity


def _others(context: Context, noun: Token, holder: str) -> bool:
    """Whether the noun stands right before another's name, or in apposition right behind one."""
    doc, index = context.doc, context.index
    after = index.by_token.get(noun.i + 1)
    if after is not None and after.kind is MentionKind.NAME and after.entity != holder:
        return index.entity(after.entity).type is EntityType.PERSON
    opening = noun.left_edge.i
    if noun.relation != "appos" or opening < 2 or doc[opening - 1].text != ",":
        return False
    before = index.by_token.get(opening - 2)
    return doc[opening - 2].tag_ == "NNP" and (before is None or before.entity != holder)


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
        if entity is not None and entity.named and word.tag_ == "NNP" and not _is_title(word):
            continue
        if word.lower_ not in FORMER and not (word.tag_ == "POS" or (word.is_punct and word.text != "-")):
            rest.append(word)
    kept = [word for at, word in enumerate(rest) if not _loose(rest, at)]
    title = " ".join("".join(_spaced(kept)).split())
    return organization, _PREFIX.sub("", title)


def _loose(words: list[Token], at: int) -> bool:
    """Whether a linking word lost what it links, since a name or "former" next to it was left out."""
    if words[at].lower_ not in _LINKS:
        return False
    if at in (0, len(words) - 1):
        return True
    before, after = words[at - 1].i == words[at].i - 1, words[at + 1].i == words[at].i + 1
    return not (before and after)


def _spaced(words: list[Token]) -> Iterator[str]:
    """Yield the words as they are written, apart where a word between them was left out."""
    for at, word in enumerate(words):
        adjoins = at + 1 < len(words) and words[at + 1].i == word.i + 1
        yield word.text_with_ws if adjoins else f"{word.text} "


def _said_of(context: Context, mention: TokenMention) -> bool:
    """Whether the phrase is said of its person right there: in apposition, as predicate, or as a title.

    A description that only goes back to somebody ("the president", "the two leaders") tells no office.
    """
    head = context.doc[mention.head]
    if _others(context, head, mention.entity):
        return False
    while head.relation == "conj" and head.head.relation in ("appos", "amod", "conj", "root", "flat"):
        head = head.head
    owner = context.index.by_token.get(head.head.i)
    if head.relation == "amod" and owner is not None and owner.entity == mention.entity:
        return True
    if head.relation == "appos" or any(c.relation == "cop" for c in head.children):
        return True
    others = [c for c in dependents(head, *_NAMINGS) if c.i > head.i]
    found = (context.index.by_token.get(c.i) for c in others)
    return any(m is not None and m.entity == mention.entity for m in found)


def _title_word(context: Context, word: Token) -> bool:
    if word.tag_ == "PRP":
        return False
    mention = context.index.by_token.get(word.i)
    if mention is not None:
        entity = context.index.entity(mention.entity)
        return entity.type is not EntityType.PERSON or not entity.named or word.lower_ in agent_nouns()
    if word.lower_ in ("of", "for", "and", "the", "'s", "\u2019s", "-"):
        if word.is_sent_start or word.i == 0:
            return False
        before = word.nbor(-1)
        if word.text == "-":
            return not before.whitespace_ and not word.whitespace_ and _title_word(context, before)
        return (not before.is_sent_start or _is_title(before)) and _title_word(context, before)
    return (
        _is_title(word)
        or (word.text[:1].isupper() and word.pos_ in ("PROPN", "NOUN", "ADJ"))
        or (word.lower_ in FORMER)
    )


def _is_title(word: Token) -> bool:
    return word.text in titles() or word.lemma_.lower() in agent_nouns()


def _text(token: Token) -> str:
    return " ".join("".join(w.text_with_ws for w in token.subtree).split())
