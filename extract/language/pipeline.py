"""The door: build the spaCy pipeline around the shipped weights."""

from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language

from extract.language.coreference import Coreference
from extract.language.lemmas import Lemmatizer
from extract.language.model import LanguageModel
from extract.language.reader import Reader
from extract.language.tokenization import adapt

__all__ = ["WEIGHTS", "load"]

WEIGHTS = Path(__file__).parent / "weights"
_LONGEST_TEXT = 20_000_000


def load(weights: Path = WEIGHTS) -> Language:
    """Return a new pipeline on the shipped weights (or another folder of the same form).

    Raises `FileNotFoundError` when the folder lacks a file of the model.
    """
    needed = (
        "model.onnx",
        "labels.onnx",
        "inventory.json",
        "tokenizer.json",
        "lemmas.json",
        "coreference.json",
    )
    missing = [name for name in needed if not (weights / name).is_file()]
    if missing:
        raise FileNotFoundError(f"{weights} lacks {', '.join(missing)}: reinstall, or see training/README.md")
    nlp = English()
    nlp.max_length = _LONGEST_TEXT
    adapt(nlp)
    nlp.add_pipe("actorgraph_reader", config={"weights": str(weights)})
    nlp.add_pipe("actorgraph_coreference", config={"weights": str(weights)})
    return nlp


def _reader(nlp: Language, name: str, weights: str) -> Reader:
    folder = Path(weights) if weights else WEIGHTS
    return Reader(LanguageModel(folder), Lemmatizer(folder / "lemmas.json"))


def _coreference(nlp: Language, name: str, weights: str) -> Coreference:
    return Coreference(Path(weights) if weights else WEIGHTS)


_EMITS = (
    "token.tag",
    "token.pos",
    "token.morph",
    "token.lemma",
    "token.dep",
    "token.head",
    "token.is_sent_start",
)

Language.factory(
    "actorgraph_reader",
    default_config={"weights": ""},
    assigns=[*_EMITS, "doc.ents", "token._.factuality"],
    func=_reader,
)
Language.factory(
    "actorgraph_coreference",
    default_config={"weights": ""},
    requires=["doc.ents", "token.dep"],
    assigns=["doc._.coref_clusters"],
    func=_coreference,
)
