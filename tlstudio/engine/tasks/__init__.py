"""What a sample is taught, and what a model answers: everything that depends on the task."""
