"""The settings of the split: shares, folds, seed, and what stays together. Those that do not apply are hidden."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from tlstudio.engine.project import MAX_FOLDS, DataSpec
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField, IntField

MOST_LEVELS = 8  # of folders below a class
NARROW_PX, WIDE_PX = 104, 142


class SplitFields(QWidget):
    edited = Signal(str, object)  # the undo text, the fields of a DataSpec that change

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = DataSpec()
        self._columns: tuple[str, ...] = ()
        self.val, self.test, self.seed = IntField(1, 90), IntField(0, 90), IntField(0, 2**31 - 1)
        self.folds, self.fold = IntField(0, MAX_FOLDS), IntField(1, 2)
        self.groups, self.column = ChoiceField(self._groupings()), ChoiceField({})
        self.level, self.pattern = IntField(0, MOST_LEVELS), QLineEdit(placeholderText=r"patient(\d+)")
        self._labels: dict[QWidget, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._fill_in()
        self._connect()
        self.show_columns(())

    def show_spec(self, spec: DataSpec) -> None:
        self._spec = spec
        self.val.set_value(round(100 * spec.val_share))
        self.test.set_value(round(100 * spec.test_share))
        self.folds.set_value(spec.folds)
        self.fold.setMaximum(max(2, spec.folds))
        self.fold.setSuffix(self.tr(" of {0}").format(spec.folds))
        self.fold.set_value(spec.fold + 1)
        self.seed.set_value(spec.split_seed)
        self.groups.set_value(spec.groups)
        self.level.set_value(spec.group_level)
        self.pattern.setText(spec.group_pattern)
        self.column.set_value(spec.group_column)
        self._show(self.val, not spec.folds)
        self._show(self.fold, bool(spec.folds))
        self._show(self.level, spec.groups == "folder")
        self._show(self.column, spec.groups == "column")
        self.pattern.setVisible(spec.groups == "pattern")

    def show_columns(self, columns: tuple[str, ...]) -> None:
        """Offer the columns of the table; without one there is no such choice."""
        self._columns = columns
        choices = self._groupings()
        if not columns:
            del choices["column"]
        self.groups.set_choices(choices)
        self.column.set_choices({name: name for name in columns})
        self.show_spec(self._spec)

    def _groupings(self) -> dict[str, str]:
        return {
            "none": self.tr("Nothing"),
            "near_duplicates": self.tr("Near-duplicates"),
            "folder": self.tr("Folders of a class"),
            "pattern": self.tr("Names like"),
            "column": self.tr("A column"),
        }

    def _fill_in(self) -> None:
        for field in (self.val, self.test):
            field.setSuffix(" %")
        self.folds.setSpecialValueText(self.tr("None"))
        self.level.setSpecialValueText(self.tr("All"))
        self.folds.setToolTip(self.tr("All but the test images are divided into folds; one of them validates."))
        self.level.setToolTip(self.tr("How many folders below the class make a group."))
        names = (self.tr("Validation"), self.tr("Test"), self.tr("Folds"), self.tr("Fold"), self.tr("Seed"))
        for name, field in zip(names, (self.val, self.test, self.folds, self.fold, self.seed), strict=True):
            self._add(name, field, NARROW_PX)
        self._add(self.tr("Keep together"), self.groups, WIDE_PX)
        self._add(self.tr("Folder levels"), self.level, NARROW_PX)
        self._add(self.tr("Column"), self.column, WIDE_PX)
        self.pattern.setAccessibleName(self.tr("A regular expression for file names"))
        self.pattern.setToolTip(self.tr("A regular expression. File names in which it finds the same stay together."))
        self._grid.addWidget(self.pattern, self._grid.rowCount(), 0, 1, 2)

    def _add(self, name: str, field: QWidget, width: int) -> None:
        label, row = QLabel(name), self._grid.rowCount()
        label.setBuddy(field)
        set_role(label, "secondary")
        field.setAccessibleName(name)
        field.setMinimumWidth(min(width, NARROW_PX))
        field.setMaximumWidth(width)
        self._labels[field] = label
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignRight)

    def _show(self, field: QWidget, is_shown: bool) -> None:
        field.setVisible(is_shown)
        self._labels[field].setVisible(is_shown)

    def _connect(self) -> None:
        self.val.value_edited.connect(lambda value: self._edit(self.tr("Validation share"), val_share=value / 100))
        self.test.value_edited.connect(lambda value: self._edit(self.tr("Test share"), test_share=value / 100))
        self.folds.value_edited.connect(self._on_folds)
        self.fold.value_edited.connect(lambda value: self._edit(self.tr("Fold that validates"), fold=value - 1))
        self.seed.value_edited.connect(lambda value: self._edit(self.tr("Shuffle the split"), split_seed=value))
        self.groups.value_edited.connect(self._on_groups)
        self.level.value_edited.connect(lambda value: self._edit(self._together(), group_level=value))
        self.column.value_edited.connect(lambda value: self._edit(self._together(), group_column=value))
        self.pattern.editingFinished.connect(self._on_pattern)

    def _on_folds(self, value: int) -> None:
        """One fold is none: the step from none leads to two, and the one from two to none."""
        folds = value if value != 1 else 0 if self._spec.folds else 2
        self._edit(self.tr("Folds"), folds=folds, fold=min(self._spec.fold, max(0, folds - 1)))
        self.folds.set_value(self._spec.folds)

    def _on_groups(self, value: str) -> None:
        column = self._spec.group_column
        if value == "column" and column not in self._columns:
            known = {self._spec.path_column, self._spec.split_column, *self._spec.target_columns}
            column = next((name for name in self._columns if name not in known), self._columns[0])
        self._edit(self._together(), groups=value, group_column=column)

    def _on_pattern(self) -> None:
        if self.pattern.text() != self._spec.group_pattern:
            self._edit(self._together(), group_pattern=self.pattern.text())

    def _together(self) -> str:
        return self.tr("Keep images together")

    def _edit(self, text: str, **change: object) -> None:
        self.edited.emit(text, change)
