"""Compact tables of facts that the extractors ship, and the scripts that compile them."""
