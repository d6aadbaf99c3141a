"""Records, identifiers, RDF, stores, queries, the actor network, linking and export."""
