"""Every task there is."""

from collections.abc import Mapping

from tlstudio.engine.project import Task
from tlstudio.engine.tasks.multi_label import MULTI_LABEL
from tlstudio.engine.tasks.regression import REGRESSION
from tlstudio.engine.tasks.single_label import SINGLE_LABEL
from tlstudio.engine.tasks.task import TaskInfo

TASKS: Mapping[Task, TaskInfo] = {info.name: info for info in (SINGLE_LABEL, MULTI_LABEL, REGRESSION)}
