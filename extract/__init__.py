"""Readers, the language pipeline and the extractors: from a document to its graph of claims."""
