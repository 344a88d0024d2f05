"""From a project to a run on disk."""
