"""Accuracy and speed runners with their frozen results."""
