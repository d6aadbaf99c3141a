"""Learn the lemma table from the treebanks: suffix rules per Penn tag, and the words that break them."""

import json
from collections import Counter, defaultdict
from pathlib import Path

from training.sentences import Sentence

__all__ = ["learn", "write_table"]

_LONGEST_SUFFIX = 6
_LEAST_FORMS = 2


def _edit(form: str, lemma: str) -> tuple[int, str]:
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return len(form) - common, lemma[common:]


def learn(sentences: list[Sentence]) -> dict[str, dict[str, object]]:
    """Return {"exceptions": {"tag word": lemma}, "rules": {"tag suffix": [cut, ending]}}."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag, lemma in zip(sentence.words, sentence.xpos, sentence.lemmas, strict=True):
            if lemma != "_":
                counts[tag, word if tag in ("NNP", "NNPS") else word.lower()][lemma] += 1
    edits: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for (tag, form), lemmas in counts.items():
        lemma = lemmas.most_common(1)[0][0]
        edit = _edit(form, lemma)
        for length in range(min(_LONGEST_SUFFIX, len(form)) + 1):
            edits[tag, form.lower()[len(form) - length :]][edit] += 1
    rules: dict[str, object] = {}
    for (tag, suffix), found in sorted(edits.items()):
        edit, forms = found.most_common(1)[0]
        shorter = edits.get((tag, suffix[1:])) if suffix else None
        if (
            forms >= _LEAST_FORMS
            and (shorter is None or shorter.most_common(1)[0][0] != edit or suffix == "")
        ) or (forms >= _LEAST_FORMS and suffix):
            rules[f"{tag} {suffix}"] = list(edit)
    exceptions: dict[str, object] = {}
    for (tag, form), lemmas in sorted(counts.items()):
        lemma, times = lemmas.most_common(1)[0]
        low = form.lower()
        cut, ending = next(
            (tuple(rules[key]) for n in range(min(_LONGEST_SUFFIX, len(low)), -1, -1)  # type: ignore[arg-type]
             if (key := f"{tag} {low[len(low) - n :]}") in rules), (0, ""),
        )  # fmt: skip
        if form[: len(form) - cut] + ending != lemma and (times > 1 or tag not in ("NNP", "NNPS")):
            exceptions[f"{tag} {low}"] = lemma
    return {"exceptions": exceptions, "rules": _pruned(rules)}


def _pruned(rules: dict[str, object]) -> dict[str, object]:
    """Drop each rule that the next shorter suffix would apply anyway."""
    kept: dict[str, object] = {}
    for key in sorted(rules, key=len):
        tag, _, suffix = key.partition(" ")
        shorter = next(
            (kept[name] for n in range(1, len(suffix) + 1) if (name := f"{tag} {suffix[n:]}") in kept), None
        )
        if shorter != rules[key]:
            kept[key] = rules[key]
    return dict(sorted(kept.items()))


def write_table(sentences: list[Sentence], path: Path) -> None:
    """Learn from the sentences and write the table as JSON."""
    path.write_text(json.dumps(learn(sentences), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
