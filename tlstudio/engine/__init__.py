"""Everything that is true without a screen. Imports neither Qt nor a front end."""
