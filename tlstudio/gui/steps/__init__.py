"""The five steps of the window. Each shows the spec it is given and says what the user changed."""
