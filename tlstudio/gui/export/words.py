"""What the Export step says about a certificate, as pure functions."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from tlstudio.engine.export.certificate import CERTIFICATE, Certificate, FormatResult
from tlstudio.engine.export.formats import formats
from tlstudio.gui.export.cards import Verdict
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.widgets.numbers import count, joined, percent_digits, size

MAX_NAMED = 6  # images that differ, before it says how many more
GROUP, GROUPS = 4, 4  # of the fingerprint's digits


def verdict(certificate: Certificate) -> Verdict:
    """The card: a certificate if any format gives the same answers, else a refusal."""
    good = [result for result in certificate.formats if result.verified]
    return _granted(certificate, good) if good else _refused(certificate)


def format_words(result: FormatResult) -> tuple[str, str]:
    """A kind and a line for the row of a format."""
    if result.verified:
        return "success", say("Verified on {0} images").format(count(result.n))
    if result.differs:
        text = say("Refused: {0} of {1} answers differ")
        return "error", text.format(count(len(result.differs)), count(result.n))
    return "error", say("Refused: {0}").format(say_sentence(result.reason))


def model_size(certificate: Certificate, result: FormatResult) -> str:
    """Bytes of the model file of a format, as "14.2 MB"."""
    file = formats()[result.format].file
    return next((joined(size(proof.size_bytes)) for proof in certificate.files if proof.name == file), "")


def file_rows(certificate: Certificate, folder: Path) -> list[tuple[str, str]]:
    """Names and sizes of everything in the folder."""
    rows = [(proof.name, joined(size(proof.size_bytes))) for proof in certificate.files]
    own = folder / CERTIFICATE
    return [*rows, (CERTIFICATE, joined(size(own.stat().st_size)))] if own.is_file() else rows


def names(results: Sequence[FormatResult]) -> str:
    """The formats in a word: "ONNX", "ONNX, torch.export"."""
    return ", ".join(formats()[result.format].note.partition(". ")[0].partition(",")[0] for result in results)


def short_names(results: Sequence[FormatResult]) -> str:
    """The first format, and how many more: "ONNX +1"."""
    return names(results[:1]) + (f" +{len(results) - 1}" if len(results) > 1 else "")


def _granted(certificate: Certificate, good: Sequence[FormatResult]) -> Verdict:
    text = say("{0}: the same answers as this app on all {1} validation images.")
    n = min(result.n for result in good)
    same = min(round(result.n * (result.top1_agreement or 0)) for result in good)
    largest = max(result.max_abs_diff or 0.0 for result in good)
    rows = [
        (say("Same answer"), say("{0} of {1}\t").format(count(same), count(n))),
        (say("Largest difference"), say("{0}\tin any score").format(_small(largest))),
        (say("Checked by"), _checked_by(good)),
        (
            say("Starting from"),
            say("the raw image files: read, resize, scale, predict"),
        ),
        *_accuracy(certificate),
        (say("Fingerprint"), f"{_grouped(certificate.fingerprint)} · {_time(certificate.made)}"),
    ]
    return Verdict(True, say("Certificate: same answers"), text.format(names(good), count(n)), rows)


def _refused(certificate: Certificate) -> Verdict:
    results = certificate.formats
    sentence = say("Nothing was written: a model that answers differently from this app is no use.")
    rows = [(names([result]), format_words(result)[1]) for result in results]
    differs = sorted({name for result in results for name in result.differs})
    if differs:
        more = say(" and {0} more").format(len(differs) - MAX_NAMED) if len(differs) > MAX_NAMED else ""
        rows.append((say("Images that differ"), ", ".join(differs[:MAX_NAMED]) + more))
    return Verdict(False, say("Refused: other answers"), sentence, rows)


def _checked_by(good: Sequence[FormatResult]) -> str:
    if any(result.format == "onnx" for result in good) and len(good) == 1:
        return say("a separate process with only ONNX Runtime")
    if all(formats()[result.format].runs_alone for result in good):
        return say("separate processes without this app")
    return say("separate processes that read the files anew")


def _accuracy(certificate: Certificate) -> list[tuple[str, str]]:
    accuracy = certificate.accuracy
    if accuracy is None:
        return []
    low, high, value = (percent_digits(share) for share in (accuracy.low, accuracy.high, accuracy.value))
    text = say("{0} % ({1}–{2}) on {3} validation images")
    return [(say("Accuracy"), text.format(value, low, high, count(accuracy.n)))]


def _small(value: float) -> str:
    """Two digits that count, written out: "0.0000031"."""
    return format(Decimal(f"{value:.2g}"), "f")


def _grouped(text: str) -> str:
    return " ".join(text[start : start + GROUP] for start in range(0, GROUP * GROUPS, GROUP))


def _time(iso: str) -> str:
    """A time in the user's zone, from ISO 8601."""
    moment = QDateTime.fromSecsSinceEpoch(round(datetime.fromisoformat(iso).timestamp()))
    return QLocale().toString(moment, "d MMM yyyy, HH:mm")
