"""Parts, freezing, heads and the classifier made of them."""
