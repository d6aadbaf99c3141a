"""Measures for the language model: parses on given words and on raw text, and entities."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.language.labels import TAGS
from training.entities import UNLABELLED, EntityReader
from training.sentences import Sentence

__all__ = ["entity_scores", "given_scores", "raw_scores"]

_MAIN_TYPES = frozenset({"PERSON", "ORG", "LOC"})


def documents(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Group neighbouring sentences of one document."""
    return [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.group)]


def given_doc(nlp: Language, sentences: list[Sentence]) -> Doc:
    """Return a document with the corpus' words and sentences, not yet annotated."""
    words = [word for sentence in sentences for word in sentence.words]
    starts = [index == 0 for sentence in sentences for index in range(len(sentence.words))]
    return Doc(nlp.vocab, words=words, sent_starts=starts)


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def given_scores(nlp: Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Score tags, features, lemmas and trees on given words and sentences, in percent of words."""
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las", "las_main"), 0)
    words = 0
    for group in documents(sentences):
        doc = nlp(given_doc(nlp, group))
        base = 0
        for sentence in group:
            for index in range(len(sentence.words)):
                token = doc[base + index]
                head = token.head.i - base
                words += 1
                attached = head == sentence.heads[index]
                right["upos"] += token.pos_ == sentence.upos[index]
                right["xpos"] += token.tag_ == sentence.xpos[index]
                right["feats"] += (str(token.morph) or "_") == sentence.feats[index]
                right["lemma"] += token.lemma_ == sentence.lemmas[index]
                right["uas"] += attached
                right["las"] += attached and token.dep_ == sentence.deps[index]
                right["las_main"] += (
                    attached and token.dep_.split(":")[0] == sentence.deps[index].split(":")[0]
                )
            base += len(sentence.words)
    return {name: _percent(count, words) for name, count in right.items()}


def _f1(right: int, predicted: int, gold: int) -> float:
    return _percent(2 * right, predicted + gold)


def raw_scores(nlp: Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Score tokens, sentences, tags and trees from raw text: F1 over character spans."""
    right = dict.fromkeys(("tokens", "sentences", "upos", "lemma", "uas", "las"), 0)
    total = {"gold": 0, "predicted": 0, "gold_sentences": 0, "predicted_sentences": 0}
    for group in documents(sentences):
        text, gold, starts = "", {}, set()
        for sentence in group:
            text += ("\n\n" if sentence.paragraph else " ") if text else ""
            base = len(text)
            text += sentence.text
            spans = [(base + left, base + right_) for left, right_ in sentence.offsets]
            starts.add(spans[0][0])
            for index, span in enumerate(spans):
                head = sentence.heads[index]
                gold[span] = (
                    sentence.upos[index], sentence.lemmas[index],
                    None if head == index else spans[head], sentence.deps[index],
                )  # fmt: skip
        doc = nlp(text)
        total["gold_sentences"] += len(starts)
        found = {sent.start_char for sent in doc.sents if not sent[0].is_space or len(sent) > 1}
        total["predicted_sentences"] += len(found)
        right["sentences"] += len(found & starts)
        total["gold"] += sum(len(sentence.words) for sentence in group)
        for token in doc:
            if token.is_space:
                continue
            total["predicted"] += 1
            known = gold.get((token.idx, token.idx + len(token)))
            if known is None:
                continue
            upos, lemma, head_span, dep = known
            own = None if token.head.i == token.i else (token.head.idx, token.head.idx + len(token.head))
            right["tokens"] += 1
            right["upos"] += token.pos_ == upos
            right["lemma"] += token.lemma_ == lemma
            right["uas"] += own == head_span
            right["las"] += own == head_span and token.dep_ == dep
    scores = {
        name: _f1(count, total["predicted"], total["gold"])
        for name, count in right.items()
        if name != "sentences"
    }
    scores["sentence_starts"] = _f1(right["sentences"], total["predicted_sentences"], total["gold_sentences"])
    return scores


def _gold_spans(sentence: Sentence) -> tuple[set[tuple[int, int, str]], set[int]]:
    """Return the entities of a sentence, and the words on which the corpus leaves the type open."""
    spans: list[tuple[int, int, str]] = []
    usual = max(sentence.allowed, key=sentence.allowed.count)
    open_words = set()
    for index, allowed in enumerate(sentence.allowed):
        if len(allowed) > 1:
            if allowed != usual:
                open_words.add(index)
            continue
        tag = TAGS[next(iter(allowed))]
        if tag.startswith("B-"):
            spans.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-"):
            start, _, label = spans.pop()
            spans.append((start, index + 1, label))
    return set(spans), open_words


def entity_scores(nlp: Language, reader: EntityReader, corpus: str, split: str) -> dict[str, Any]:
    """Score exact spans and types on the corpus' words: PERSON, ORG and LOC together, and each labelled type.

    Names under the open label of a corpus ("misc") and predictions of types that it lacks are left out.
    `type_wrong` is the share of gold names whose boundaries were found under another type.
    """
    counts: dict[str, list[int]] = {}
    wrong = main_gold = 0
    for group in documents(reader.sentences(corpus, split)):
        doc = nlp(given_doc(nlp, group))
        base = 0
        for sentence in group:
            gold, open_words = _gold_spans(sentence)
            end = base + len(sentence.words)
            found = {
                (ent.start - base, ent.end - base, ent.label_)
                for ent in doc.ents
                if base <= ent.start < end and not open_words & set(range(ent.start - base, ent.end - base))
            }
            base = end
            places = {span[:2]: span[2] for span in found}
            for start, stop, label in gold:
                if label in _MAIN_TYPES:
                    main_gold += 1
                    wrong += places.get((start, stop), label) != label
            for kind, spans in (("gold", gold), ("found", found), ("right", gold & found)):
                for _, _, label in spans:
                    row = counts.setdefault(label, [0, 0, 0])
                    row[("right", "found", "gold").index(kind)] += 1
    hidden = set(UNLABELLED[corpus])
    main = [sum(row[i] for label, row in counts.items() if label in _MAIN_TYPES) for i in range(3)]
    return {
        "f1": _f1(*main), "precision": _percent(main[0], main[1]), "recall": _percent(main[0], main[2]),
        "type_wrong": _percent(wrong, main_gold),
        "types": {label: _f1(*row) for label, row in sorted(counts.items()) if label not in hidden},
    }  # fmt: skip
