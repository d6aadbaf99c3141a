"""The vocabulary: OWL ontology, SHACL shapes, SKOS event types, and closed constants."""
