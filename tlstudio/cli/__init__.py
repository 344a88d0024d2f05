"""The command line: a thin front end of the engine."""
