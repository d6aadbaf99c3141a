"""The command line: one module a command; `main` is the console script."""

from api.cli.application import app, main

__all__ = ["app", "main"]
