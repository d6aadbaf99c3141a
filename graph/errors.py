"""The one error tree of Actorgraph: every error says what was wrong, where, and what to do."""

__all__ = [
    "ActorgraphError",
    "InputError",
    "LimitError",
    "NotFoundError",
    "QueryError",
    "SchemaError",
    "StoreBusyError",
    "StoreError",
]


class ActorgraphError(Exception):
    """Root of all errors that Actorgraph raises on purpose; its text is fit to show a user."""


class InputError(ActorgraphError):
    """A document or file that cannot be read: empty, binary, wrong encoding, too large, malformed."""


class SchemaError(ActorgraphError):
    """A record that does not fit the ontology or the document-graph contract."""


class NotFoundError(ActorgraphError):
    """An entity, document, event or named query that does not exist."""


class QueryError(ActorgraphError):
    """A SPARQL query that is malformed or asks for what is not allowed (SERVICE, updates)."""


class LimitError(ActorgraphError):
    """A request stopped at a limit on wall time, memory, rows or bytes."""


class StoreError(ActorgraphError):
    """A store that cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process holds the store for writing."""
