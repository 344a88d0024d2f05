"""What suits this person and this machine: look, mode, recent projects, sizes. Never part of a project."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from tlstudio.engine import places
from tlstudio.engine.runs.environment import Precision

MAX_RECENT = 8
MAX_DISMISSED = 200


class Preferences(QObject):
    """Settings that outlive the window, kept in one file of their own."""

    scheme_changed = Signal(str)  # "system", "light" or "dark"
    advanced_changed = Signal(bool)
    recent_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        file = places.settings_file()
        places.make(file.parent)  # else they last as long as the window
        self._settings = QSettings(str(file), QSettings.Format.IniFormat, self)

    @property
    def scheme(self) -> str:
        return str(self._settings.value("look/scheme", "system"))

    def set_scheme(self, scheme: str) -> None:
        self._settings.setValue("look/scheme", scheme)
        self.scheme_changed.emit(scheme)

    @property
    def is_advanced(self) -> bool:
        """Whether the steps show every setting."""
        return self.number("look/advanced", 0) == 1

    def set_advanced(self, is_advanced: bool) -> None:
        self._settings.setValue("look/advanced", int(is_advanced))
        self.advanced_changed.emit(is_advanced)

    @property
    def device(self) -> str:
        """Where to train: "auto", "cpu", "cuda" or "mps"."""
        return str(self._settings.value("training/device", "auto"))

    def set_device(self, device: str) -> None:
        self._settings.setValue("training/device", device)

    @property
    def precision(self) -> Precision:
        """What the network computes in."""
        stored = self._settings.value("training/precision", "auto")
        return next((precision for precision in get_args(Precision) if precision == stored), "auto")

    def set_precision(self, precision: str) -> None:
        self._settings.setValue("training/precision", precision)

    @property
    def cache_gb(self) -> int:
        """What the features kept on disk may take."""
        return max(0, self.number("training/cache_gb", 10))

    def set_cache_gb(self, size: int) -> None:
        self.set_number("training/cache_gb", size)

    @property
    def proxy(self) -> str:
        """Through which downloads go: "http://host:port", or empty for what the system says."""
        return str(self._settings.value("downloads/proxy", ""))

    def set_proxy(self, proxy: str) -> None:
        self._settings.setValue("downloads/proxy", proxy)

    @property
    def mirror(self) -> str:
        """What stands in for the Hugging Face hub: "https://host", or empty."""
        return str(self._settings.value("downloads/mirror", ""))

    def set_mirror(self, mirror: str) -> None:
        self._settings.setValue("downloads/mirror", mirror)

    def trusts(self, weights: str) -> bool:
        """Whether the user said that this file of weights may be opened."""
        return weights in self._texts("trusted")

    def trust(self, weights: str) -> None:
        self._settings.setValue("trusted", sorted({*self._texts("trusted"), weights}))

    def is_dismissed(self, hint: str) -> bool:
        """Whether the user does not want to see this hint again."""
        return hint in self._texts("dismissed")

    def dismiss(self, hint: str) -> None:
        self._settings.setValue("dismissed", [*self._texts("dismissed"), hint][-MAX_DISMISSED:])

    def recent_projects(self) -> list[Path]:
        """Project files opened lately that still exist, the newest first."""
        return [path for path in map(Path, self._texts("recent")) if path.is_file()]

    def remember_project(self, path: Path) -> None:
        others = [known for known in self.recent_projects() if known != path]
        self._settings.setValue("recent", [str(known) for known in [path, *others][:MAX_RECENT]])
        self.recent_changed.emit()

    def number(self, key: str, default: int) -> int:
        """A whole number; the default where nothing usable is stored."""
        value = self._settings.value(key, default)
        return int(value) if isinstance(value, (int, str)) and str(value).lstrip("-").isdecimal() else default

    def set_number(self, key: str, value: int) -> None:
        self._settings.setValue(key, value)

    @property
    def camera_folder(self) -> str:
        """Where photos of the camera go; empty until somebody has said it."""
        return str(self._settings.value("camera/folder", ""))

    def set_camera_folder(self, folder: str) -> None:
        self._settings.setValue("camera/folder", folder)

    def layout(self, key: str) -> QByteArray:
        """The stored geometry or splitter state, empty where there is none."""
        value = self._settings.value(f"layout/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, key: str, state: QByteArray) -> None:
        self._settings.setValue(f"layout/{key}", state)

    def sync(self) -> None:
        """Write what was set to the disk now."""
        self._settings.sync()

    def _texts(self, key: str) -> list[str]:
        """A stored list; Qt gives a list of one back as a plain text."""
        stored = self._settings.value(key, [])
        return [stored] if isinstance(stored, str) else list(stored) if isinstance(stored, (list, tuple)) else []
