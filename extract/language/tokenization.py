"""spaCy's English tokenization, brought closer to the conventions of the UD treebanks."""

import re
from typing import Any

from spacy.lang.en import English
from spacy.util import compile_suffix_regex

__all__ = ["adapt"]

_PREFIXES = (
    "anti|auto|bi|co|counter|cross|de|e|ex|extra|hyper|inter|intra|macro|mega|micro|mid|mini|multi|neo|non|post|"
    "pre|pro|pseudo|re|semi|sub|super|trans|ultra|un|under|vice"
)
_WHOLE = re.compile(
    rf"(?:{_PREFIXES})-[^\W\d_]+|\d{{3}}-\d{{3}}-\d{{4}}|\d{{3}}-\d{{4}}|[!?]{{2,}}|\*{{2,}}|<<+|>>+",
    re.IGNORECASE,
)
_ABBREVIATIONS = ("al.", "etc.", "approx.", "ca.", "Ft.", "Nos.", "Gen.", "Sgt.", "Lt.", "Col.", "Maj.")


def adapt(nlp: English) -> None:
    """Change the tokenizer of `nlp`: prefixed words, runs of marks and some abbreviations stay whole."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _WHOLE.fullmatch
    suffixes = [*(nlp.Defaults.suffixes or ()), r"[!?]{2,}"]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    for word in _ABBREVIATIONS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
