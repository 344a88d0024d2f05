"""Where images come from: a folder becomes an index, the index is split, files become pixels."""
