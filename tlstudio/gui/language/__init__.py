"""The window in the user's language: how its texts are said, and where translations come from."""
