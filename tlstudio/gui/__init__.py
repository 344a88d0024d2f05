"""The window: a thin front end over the engine, and the only place that imports Qt."""
