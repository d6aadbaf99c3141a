"""Average the weights of runs: `python -m training.average --runs d e --run f`."""

import argparse
import shutil
from pathlib import Path

import torch

__all__ = ["averaged"]

_RUNS = Path("training/runs")


def averaged(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return the mean of each tensor; what is no floating point number is taken from the last."""
    return {
        name: sum((state[name] for state in states), torch.zeros_like(value)) / len(states)
        if value.is_floating_point()
        else value
        for name, value in states[-1].items()
    }


def main() -> None:
    """Write the averaged checkpoint, with the inventory of the last run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", nargs="+", required=True)
    parser.add_argument("--run", required=True)
    arguments = parser.parse_args()
    states = [torch.load(_RUNS / name / "last.pt") for name in arguments.runs]
    folder = _RUNS / arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    result = {key: averaged([state[key] for state in states]) for key in ("network", "heads")}
    torch.save({**result, "step": states[-1]["step"], "sizes": states[-1]["sizes"]}, folder / "last.pt")
    for name in ("inventory.json", "properties.json"):
        shutil.copy(_RUNS / arguments.runs[-1] / name, folder / name)


if __name__ == "__main__":
    main()
