"""Measure the language model: `python -m benchmarks.language_accuracy --corpora ../shared/corpora`.

Writes benchmarks/language_accuracy.json (the frozen result) and docs/accuracy-language.md.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.language_chains import chain_scores, factuality_scores, gap_score, name_chain_scores
from benchmarks.language_scores import entity_scores, given_scores, raw_scores
from extract.language.pipeline import WEIGHTS, load
from training.entities import EntityReader
from training.sentences import read_treebank

TREEBANKS = ("ud_ewt", "ud_gum_open")
ENTITIES = (
    ("wikigold", "test", "train part used"), ("redocred", "test", "train part used"),
    ("uner_ewt", "test", "dev part used"), ("crossner_politics", "dev", "train part used"),
    ("gmb_news", "test", "three quarters of the train part used, once"), ("gum_open", "test", "train part used"),
    ("meantime", "dev", "not used"),
)  # fmt: skip
DEVELOPMENT = (
    ("wikigold", "dev"),
    ("redocred", "dev"),
    ("gmb_news", "dev"),
    ("meantime", "dev"),
    ("gum_open", "dev"),
    ("crossner_politics", "dev"),
)
LEFT_OUT = (("wikigold", "test"), ("uner_ewt", "test"), ("meantime", "dev"), ("crossner_politics", "dev"))


def measure(corpora: Path, weights: Path, *, development: bool) -> dict[str, Any]:
    """Return every figure; with `development`, those of the development parts instead of the test parts."""
    nlp = load(weights)
    split = "dev" if development else "test"
    result: dict[str, Any] = {"split": split, "trees": {}, "raw": {}, "entities": {}}
    reader = EntityReader(corpora)
    for name in TREEBANKS:
        sentences = list(read_treebank(corpora / f"syntax/{name}/{split}.conllu.xz"))
        result["trees"][name] = given_scores(nlp, sentences)
        result["raw"][name] = raw_scores(nlp, sentences)
        if name == "ud_ewt":
            result["factuality"] = factuality_scores(nlp, sentences, reader, split)
    for corpus, part in DEVELOPMENT if development else [(c, p) for c, p, _ in ENTITIES]:
        result["entities"][f"{corpus} {part}"] = entity_scores(nlp, reader, corpus, part)
    result["coreference"] = {
        "gum_open chains, raw text": chain_scores(nlp, reader, split),
        "redocred names": name_chain_scores(nlp, reader, split),
    }
    result["gap"] = gap_score(nlp, reader, split)
    return result


def table(result: dict[str, Any]) -> str:
    """Return the Markdown section for docs."""
    lines = ["## Language model", "", "Trees on the treebank's words and sentences (percent of words):", ""]
    for part, title in (("trees", ""), ("raw", "From raw text, own tokens and sentences (F1):")):
        rows = result[part]
        columns = list(next(iter(rows.values())))
        lines += [title, ""] if title else []
        lines += ["| corpus | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
        lines += [
            f"| {name} | " + " | ".join(f"{row[c]:.1f}" for c in columns) + " |" for name, row in rows.items()
        ]
        lines.append("")
    lines += [
        "Entities, exact span and type, PERSON, ORG and LOC together (label map: training/entities.py). Texts are read",
        "whole where the corpus tells which sentences are of one text (uner_ewt by its sentence numbers):",
        "",
    ]
    lines += [
        "| corpus | F1 | precision | recall | boundary right, type wrong | left out | F1 by type | in training |"
    ]
    lines += ["| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |"]
    left = result.get("left_out", {})
    used = {f"{corpus} {part}": note for corpus, part, note in ENTITIES}
    for name, row in result["entities"].items():
        types = ", ".join(f"{label} {value:.1f}" for label, value in row["types"].items())
        lines.append(
            f"| {name} | {row['f1']:.1f} | {row['precision']:.1f} | {row['recall']:.1f} | {row['type_wrong']:.1f} "
            f"| {f'{left[name]:.1f}' if name in left else ''} | {types} | {used.get(name, '')} |"
        )
    if left:
        lines += [
            "",
            "Left out: the same network trained for one short run without wikigold, uner_ewt, crossner_politics and",
            'meantime (plan "apart" in training/train.py, 15 minutes), scored on them.',
        ]
    lines += ["", "Coreference (F1; chains of two mentions and more):", ""]
    lines += ["| corpus | MUC | B3 | CEAFe | mean |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, row in result["coreference"].items():
        lines.append(
            f"| {name} | " + " | ".join(f"{row[c]:.1f}" for c in ("muc", "b3", "ceafe", "mean")) + " |"
        )
    factuality = result["factuality"]
    lines += ["", f"GAP: F1 {result['gap']:.1f}. Event factuality on uds_factuality: Pearson r "]
    lines[-1] += f"{factuality['pearson']:.2f} over {factuality['predicates']} predicates, "
    lines[-1] += f"{factuality['without_value']} of them without a value (counted as 0)."
    return "\n".join(lines) + "\n"


_FROZEN = Path("benchmarks/language_accuracy.json")


def main() -> None:
    """Measure and write; without `--left-out`, the frozen figures of that run stay, since it is another network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--development", action="store_true", help="development parts, printed only")
    parser.add_argument(
        "--left-out", type=Path, help="weights of a run without the corpora that are left out"
    )
    arguments = parser.parse_args()
    result = measure(arguments.corpora, arguments.weights, development=arguments.development)
    if arguments.left_out is not None:
        nlp, reader = load(arguments.left_out), EntityReader(arguments.corpora)
        scores = {f"{c} {part}": entity_scores(nlp, reader, c, part)["f1"] for c, part in LEFT_OUT}
        result["left_out"] = scores
    elif not arguments.development and _FROZEN.is_file():
        before = json.loads(_FROZEN.read_text(encoding="utf-8"))
        result |= {"left_out": before["left_out"]} if "left_out" in before else {}
    print(table(result))
    if not arguments.development:
        frozen = json.dumps(result, indent=1, sort_keys=True) + "\n"
        _FROZEN.write_text(frozen, encoding="utf-8")
        Path("docs/accuracy-language.md").write_text(table(result), encoding="utf-8")


if __name__ == "__main__":
    main()
