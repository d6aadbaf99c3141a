"""The table behind offline linking, compiled from open gazetteers."""
