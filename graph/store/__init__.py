"""Stores: where document graphs are kept; one table, one contract, one writer at a time."""
