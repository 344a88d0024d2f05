"""The methods of every task."""

from collections.abc import Mapping

from tlstudio.engine.project import Task
from tlstudio.engine.tasks.methods import TaskMethods
from tlstudio.engine.tasks.multi_label import MULTI_LABEL
from tlstudio.engine.tasks.regression import REGRESSION
from tlstudio.engine.tasks.single_label import SINGLE_LABEL

METHODS: Mapping[Task, TaskMethods] = {one.info.name: one for one in (SINGLE_LABEL, MULTI_LABEL, REGRESSION)}
