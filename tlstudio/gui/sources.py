"""Which parts of a project's data ask for the images to be read again, and which for less. Needs no NumPy."""

from tlstudio.engine.project import DataSpec, Task


def source_of(data: DataSpec, task: Task) -> tuple[object, ...]:
    """What decides which images there are and what they show."""
    table = data.table, data.path_column, data.target_columns, data.label_mark, data.split_column
    return (data.folder, *table, data.labels, tuple(data.added.items()), task)


def changes_of(data: DataSpec) -> tuple[object, ...]:
    """All that changes the index, and not just how it is divided."""
    return data.excluded, data.relabelled, data.class_names, data.pinned, data.groups, data.group_column
