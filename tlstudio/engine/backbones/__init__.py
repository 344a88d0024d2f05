"""Where networks come from: the catalogue, the weights, and what is built from both."""
