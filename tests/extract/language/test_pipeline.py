import hashlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.language import load
from extract.language.labels import ENTITY_TYPES

NEWS = (
    "Austin and Shoigu spoke by phone on Friday\n\n"
    "WASHINGTON - US Defense Secretary Lloyd Austin spoke with Russian Defense Minister Sergei Shoigu on Friday, "
    "the Pentagon said. He did not discuss the war in Ukraine. NATO officials fear that Poland may be attacked."
)


def _bytes(doc: Doc) -> str:
    columns = [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_,
         t._.factuality)
        for t in doc
    ]  # fmt: skip
    return hashlib.sha256(repr((columns, doc._.coref_clusters)).encode()).hexdigest()


def test_load_annotates_news(language: Language) -> None:
    doc = language(NEWS)
    names = {(ent.text, ent.label_) for ent in doc.ents}
    assert ("Lloyd Austin", "PERSON") in names
    assert ("Ukraine", "LOC") in names
    assert all(ent.label_ in ENTITY_TYPES for ent in doc.ents)
    spoke = next(token for token in doc[10:] if token.text == "spoke")
    assert (spoke.tag_, spoke.pos_, spoke.lemma_) == ("VBD", "VERB", "speak")
    subjects = [t.text for child in spoke.children if child.dep_ == "nsubj" for t in child.subtree]
    assert "Austin" in subjects


def test_headline_is_a_sentence_of_its_own(language: Language) -> None:
    assert next(language(NEWS).sents).text.strip() == "Austin and Shoigu spoke by phone on Friday"


def test_each_sentence_has_one_root(language: Language) -> None:
    for sent in language(NEWS).sents:
        assert sum(token.head.i == token.i for token in sent) == 1


def test_factuality_stands_on_predicates_only(language: Language) -> None:
    values = {
        token.text: token._.factuality for token in language("The army did not attack. The army attacked.")
    }
    assert values["army"] is None
    assert -3 <= values["attack"] < values["attacked"] <= 3


def test_coreference_joins_a_name_and_its_pronoun(language: Language) -> None:
    doc = language("Angela Merkel met reporters in Berlin. She said that Merkel would not run again.")
    clusters = [{doc[start:end].text for start, end in cluster} for cluster in doc._.coref_clusters]
    assert any({"Angela Merkel", "She", "Merkel"} <= cluster for cluster in clusters)


def test_a_document_does_not_depend_on_its_batch(language: Language) -> None:
    texts = [NEWS, "Short.", NEWS * 8, "", "Paris, 2022."]
    alone = [_bytes(language(text)) for text in texts]
    assert [_bytes(doc) for doc in language.pipe(texts, batch_size=2)] == alone
    assert [_bytes(doc) for doc in language.pipe(reversed(texts), batch_size=5)] == alone[::-1]


def test_given_words_and_sentences_are_kept(language: Language) -> None:
    words = ["He", "ate", ".", "She", "slept", "."]
    doc = language(Doc(language.vocab, words=words, sent_starts=[i in (0, 3) for i in range(6)]))
    assert [token.text for token in doc] == words
    assert [sent.start for sent in doc.sents] == [0, 3]


def test_given_words_without_sentences_are_read(language: Language) -> None:
    doc = language(Doc(language.vocab, words=["He", "ate", "."]))
    assert doc.has_annotation("DEP")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n\n", "a", "\x00\x01\x02 \x7f", "😀😀 👩‍👩‍👧 🏳️‍🌈", "قال الرئيس إن الحرب انتهت.", "‮abc‬ def",
        "x" * 100_000, "-" * 5_000, "word " * 5_000, "(" * 300, "http://a.b/" + "c" * 3_000,
        "A\u0301 e\u0301 \u200b \ufeff",
    ],
)  # fmt: skip
def test_hostile_text_is_read(language: Language, text: str) -> None:
    doc = language(text)
    assert doc.text == text
    assert sum(len(sent) for sent in doc.sents) == len(doc)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"model\.onnx"):
        load(tmp_path)


def test_no_torch_is_imported_and_no_socket_opened() -> None:
    program = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise OSError('network')\n"
        "socket.socket.connect = refuse\n"
        "from extract.language import load\n"
        "load()('Kyiv is in Ukraine.')\n"
        "assert not {'torch', 'transformers', 'training'} & set(sys.modules)\n"
    )
    assert hasattr(socket.socket, "connect")
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
