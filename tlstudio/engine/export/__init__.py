"""A trained model as a folder that others can use, proven to give the same answers."""
