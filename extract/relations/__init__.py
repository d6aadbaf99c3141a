"""Relations between entities, and positions held, by general patterns over the parse."""
