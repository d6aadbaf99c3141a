# ruff: noqa: SIM905 - a word list reads better as words
"""Features of mentions and of pairs of mentions, as columns over the mentions of one document."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from extract.language.attributes import strings_of
from extract.language.mentions import NAME, NOMINAL, PRONOUN, Mention

__all__ = [
    "FEMALE",
    "MALE",
    "Columns",
    "candidate_features",
    "candidates",
    "own_features",
    "pair_features",
    "pair_flags",
]

Array = NDArray[Any]
_NEAR, _FAR = 50, 20

_PRONOUNS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), 1), **dict.fromkeys(("you", "your", "yours", "yourself"), 2),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), 3), **dict.fromkeys(("he", "him", "his", "himself"), 4),
    **dict.fromkeys(("she", "her", "hers", "herself"), 5), **dict.fromkeys(("it", "its", "itself"), 6),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), 7),
    **dict.fromkeys(("this", "that", "these", "those"), 8),
}  # fmt: skip
_MEN = frozenset(
    """man boy father son brother husband king prince uncle mr mr. sir lord spokesman businessman chairman
    grandfather nephew priest gentleman emperor congressman policeman""".split()
)
_WOMEN = frozenset(
    """woman girl mother daughter sister wife queen princess aunt mrs mrs. ms ms. miss lady spokeswoman
    businesswoman grandmother niece actress congresswoman nun""".split()
)
_PEOPLE = frozenset(
    """person people official minister president leader officer spokesperson teacher doctor student author writer
    actor singer player coach judge lawyer soldier child baby parent friend citizen candidate senator governor mayor
    director manager scientist researcher artist victim suspect driver worker resident expert analyst professor
    ambassador general commander secretary founder owner member critic journalist reporter politician activist
    patient""".split()
)
MALE, FEMALE, _PERSON, _THING = 1, 2, 3, 4
_LABELS = {"": 0, "PERSON": 1, "ORG": 2, "LOC": 3, "EVENT": 4}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_OPENING = frozenset({"the", "a", "an", "his", "her", "its", "their", "mr.", "mrs.", "ms."})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Columns:
    """One array per property of the mentions, all of the same length, in textual order."""

    start: Array
    end: Array
    sentence: Array
    kind: Array
    label: Array
    pronoun: Array
    gender: Array
    plural: Array
    head: Array
    text: Array
    first: Array
    subject: Array
    verb: Array
    determiner: Array
    role: Array
    acronym: Array
    quoted: Array

    @classmethod
    def of(cls, doc: Doc, mentions: list[Mention], genders: dict[str, str]) -> "Columns":
        """Compute the columns of an annotated document's mentions; `genders` maps first names to M or F."""
        texts, lowers = strings_of(doc, "ORTH"), strings_of(doc, "LOWER")
        lemmas, deps = strings_of(doc, "LEMMA"), strings_of(doc, "DEP")
        sentence_of, quoted = _sentences(doc, texts)
        verbs = (np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)).tolist()
        ids: dict[str, int] = {"": 0}
        rows = []
        for mention in mentions:
            at = mention.head
            token, lemma = doc[at], lemmas[at].lower()
            words = _core(mention, texts, deps, verbs)
            own = mention.kind == NAME
            acronym = ids.setdefault("/" + _initials(words), len(ids)) if own and len(words) > 1 else 0
            if own and len(words) == 1 and words[0].isupper():
                acronym = ids.setdefault("/" + words[0].lower(), len(ids))
            rows.append((
                mention.start, mention.end, sentence_of[at], mention.kind, _LABELS.get(mention.label, 0),
                _PRONOUNS.get(lowers[at], 0) if mention.kind == PRONOUN else 0,
                _gender(lowers[at], lemma, lowers[mention.start], mention, words, genders), _plural(token, mention),
                ids.setdefault(lemma, len(ids)),
                ids.setdefault(" ".join(words).lower(), len(ids)),
                ids.setdefault(words[0].lower() if words else "", len(ids)),
                deps[at] in _SUBJECTS, verbs[at], _determiner(doc[mention.start], mention),
                _role(deps[at]), acronym, quoted[at],
            ))  # fmt: skip
        table = np.array(rows, dtype=np.int64)
        return cls(*(np.ascontiguousarray(table[:, index]) for index in range(table.shape[1])))


def _sentences(doc: Doc, texts: list[str]) -> tuple[list[int], list[int]]:
    """Return the number of each token's sentence, from 0, and whether it stands in quotation marks."""
    sentence: list[int] = ((doc.to_array("SENT_START") == 1).cumsum() - 1).tolist()
    quoted, inside = [], 0
    for text in texts:
        if text == "\u201c" or (text == '"' and not inside):
            inside = 1
        elif text in ("\u201d", '"'):
            inside = 0
        quoted.append(inside)
    return sentence, quoted


def _core(mention: Mention, texts: list[str], deps: list[str], heads: list[int]) -> list[str]:
    """Return the words from the phrase's first content word to its head, without articles and the genitive."""
    at = mention.head
    words = [text for text in texts[mention.start : at + 1] if not text.isspace()]
    while len(words) > 1 and words[0].lower() in _OPENING:
        words = words[1:]
    if mention.kind == NAME:
        later = range(at + 1, mention.end)
        words += [texts[index] for index in later if heads[index] == at and deps[index] == "flat"]
    return words


def _initials(words: list[str]) -> str:
    return "".join(word[0].lower() for word in words if word[:1].isupper())


def _gender(
    lower: str, lemma: str, before: str, mention: Mention, words: list[str], genders: dict[str, str]
) -> int:
    """Return the class of a mention with head `lower` (its lemma too, in lower case) and first word `before`."""
    if mention.kind == PRONOUN:
        return {4: MALE, 5: FEMALE, 6: _THING, 1: _PERSON, 2: _PERSON}.get(_PRONOUNS.get(lower, 0), 0)
    if mention.label == "PERSON" or mention.kind == NOMINAL:
        low = {word.lower() for word in words} | {lemma}
        if low & _MEN or before in _MEN:
            return MALE
        if low & _WOMEN or before in _WOMEN:
            return FEMALE
    if mention.label == "PERSON":
        for word in words[:1]:
            known = genders.get(word)
            if known is not None:
                return MALE if known == "M" else FEMALE
        return _PERSON
    if mention.kind == NOMINAL:
        return _PERSON if lemma in _PEOPLE else 0
    return _THING if mention.label else 0


def _plural(token: Token, mention: Mention) -> int:
    if mention.kind == PRONOUN:
        return 2 if token.lower_ in ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "these",
                                     "those", "ours", "ourselves") else 1  # fmt: skip
    if any(child.dep_ == "conj" for child in token.children):
        return 0
    return 2 if token.tag_ in ("NNS", "NNPS") else 1


def _determiner(token: Token, mention: Mention) -> int:
    if mention.kind == PRONOUN:
        return 0
    low = token.lower_
    if low in _DEFINITE:
        return 1 if low == "the" else 2
    if low in ("a", "an", "some", "any", "no", "every", "each", "another"):
        return 3
    return 4 if token.tag_ == "PRP$" or token.dep_ == "nmod:poss" else 5


def _role(dep: str) -> int:
    if dep in _SUBJECTS:
        return 1
    return {"obj": 2, "iobj": 2, "obl": 3, "nmod": 4, "nmod:poss": 5, "conj": 6, "appos": 7, "root": 8}.get(
        dep, 0
    )


def candidates(columns: Columns, index: int) -> Array:
    """Return the mentions that may be the antecedent of mention `index`: the nearest, and likes from further back."""
    near = max(0, index - _NEAR)
    found: Array = np.arange(near, index)
    if near and columns.kind[index] != PRONOUN:
        same = np.flatnonzero(
            (columns.head[:near] == columns.head[index])
            | (columns.text[:near] == columns.text[index])
            | ((columns.acronym[:near] == columns.acronym[index]) & (columns.acronym[index] > 0))
        )
        found = np.concatenate([same[-_FAR:], found])
    return found


def _one_hot(values: Array, size: int) -> Array:
    result: Array = np.eye(size, dtype=np.float32)[np.clip(values, 0, size - 1)]
    return result


def own_features(columns: Columns) -> Array:
    """Return [mentions, features] of each mention alone."""
    count = len(columns.kind)
    seen_text, seen_head = np.zeros(count), np.zeros(count)
    texts: set[int] = set()
    heads: set[int] = set()
    for index in range(count):
        if columns.kind[index] != PRONOUN:
            seen_text[index] = int(columns.text[index]) in texts
            seen_head[index] = int(columns.head[index]) in heads
            texts.add(int(columns.text[index]))
            heads.add(int(columns.head[index]))
    length = np.minimum(columns.end - columns.start, 12) / 12.0
    return np.concatenate(
        [
            _one_hot(columns.kind, 3), _one_hot(columns.label, 5), _one_hot(columns.pronoun, 9),
            _one_hot(columns.gender, 5), _one_hot(columns.plural, 3), _one_hot(columns.determiner, 6),
            _one_hot(columns.role, 9), columns.quoted[:, None], seen_text[:, None], seen_head[:, None],
            length[:, None], (columns.sentence == 0)[:, None],
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def pair_features(columns: Columns, index: Array | int, before: Array) -> Array:
    """Return [pairs, features] of mention `index` (one, or one for each pair) with each of `before`."""
    return np.concatenate([pair_flags(columns, index, before), candidate_features(columns)[before]], axis=1)


def candidate_features(columns: Columns) -> Array:
    """Return [mentions, features] of each mention as an antecedent: the last columns of `pair_features`."""
    return np.concatenate(
        [
            _one_hot(columns.kind, 3), _one_hot(columns.label, 5), _one_hot(columns.pronoun, 9),
            _one_hot(columns.gender, 5), _one_hot(columns.determiner, 6), _one_hot(columns.role, 9),
        ],
        axis=1,
    )  # fmt: skip


def pair_flags(columns: Columns, index: Array | int, before: Array) -> Array:
    """Return the first columns of `pair_features`: what holds between two mentions."""
    c, i = columns, index
    kind, label, gender = c.kind[before], c.label[before], c.gender[before]
    own_gender, own_label, own_kind = c.gender[i], c.label[i], c.kind[i]
    lexical = (kind != PRONOUN) & (own_kind != PRONOUN)
    text, head = (c.text[before] == c.text[i]) & lexical, (c.head[before] == c.head[i]) & lexical
    sexes = (gender > 0) & (own_gender > 0)
    clash = sexes & (
        ((gender == _THING) != (own_gender == _THING))
        | ((gender <= FEMALE) & (own_gender <= FEMALE) & (gender != own_gender))
    )
    sentences = np.minimum(c.sentence[i] - c.sentence[before], 30)
    steps = i - before
    inside = (c.start[before] <= c.start[i]) & (c.end[before] >= c.end[i])
    plural, own_plural = c.plural[before], c.plural[i]
    flags: Array = np.stack(
        [
            text, head, text & (kind == NAME), head & (kind == NAME), head & (kind == NOMINAL),
            (c.first[before] == c.first[i]) & lexical, (c.first[before] == c.head[i]) & lexical,
            (c.head[before] == c.first[i]) & lexical,
            (c.acronym[before] == c.acronym[i]) & (c.acronym[i] > 0),
            (label == own_label) & (label > 0), (label != own_label) & (label > 0) & (own_label > 0),
            sexes & ~clash & (gender == own_gender), clash, sexes,
            (plural == own_plural) & (plural > 0), (plural + own_plural == 3),
            (c.pronoun[before] == c.pronoun[i]) & (c.pronoun[i] > 0),
            (c.pronoun[before] != c.pronoun[i]) & (c.pronoun[i] > 0) & (c.pronoun[before] > 0),
            c.subject[before] > 0, (c.subject[before] > 0) & (c.subject[i] > 0), inside,
            (c.verb[before] == c.verb[i]), c.role[before] == c.role[i],
            c.quoted[before] == c.quoted[i], sentences == 0, sentences == 1, sentences == 2,
            (sentences > 2) & (sentences <= 5), sentences > 10, steps == 1, steps == 2,
            (steps > 2) & (steps <= 5), steps > 20,
        ],
        axis=1,
    )  # fmt: skip
    parts = [flags, np.log1p(steps)[:, None] / 4, sentences[:, None] / 10]
    return np.concatenate([column.astype(np.float32) for column in parts], axis=1)
