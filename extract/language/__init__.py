"""The language model: `load()` returns a spaCy pipeline that runs on onnxruntime alone.

Standard annotation on the `Doc`: `tag_` (Penn), `pos_` (UPOS), `morph`, `lemma_`, `dep_` and `head` (UD), sentence
starts, `ents` (PERSON, ORG, LOC, NORP, EVENT, DATE, TIME). Extensions:

- `token._.factuality`: float in [-3, 3] on predicates (3 happened, 0 unsure, -3 did not happen), else None;
- `doc._.coref_clusters`: list of clusters, each a list of half-open token spans `(start, end)`, in textual order;
  a cluster has at least two mentions.

A `Doc` with given words (and, if set, given sentence starts) is accepted in place of a text:
`nlp(Doc(nlp.vocab, words=..., sent_starts=...))`.
"""

from extract.language.pipeline import load

__all__ = ["load"]
