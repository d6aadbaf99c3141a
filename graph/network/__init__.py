"""The actor network of a snapshot: actors and places joined by what they are said to have done together."""
