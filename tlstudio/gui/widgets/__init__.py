"""Reusable widgets; none of them knows of a project."""
