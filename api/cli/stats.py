"""`actorgraph stats`: what the store holds."""

from dataclasses import asdict

from rich.table import Table

from api.cli.output import JsonOption, StoreOption, open_snapshot, print_json, print_table, store_folder
from api.statistics import count

__all__ = ["stats"]


def stats(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Count documents, entities, events, relations and links."""
    held = asdict(count(open_snapshot(store_folder(store))))
    if as_json:
        print_json(held)
        return
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in held.items():
        table.add_row(name.replace("_", " "), f"{number:,}")
    print_table(table)
