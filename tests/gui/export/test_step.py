import json
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS, tiny
from tlstudio.engine.export.certificate import Accuracy, Certificate, FileProof, FormatResult
from tlstudio.gui.export.step import JOB, ExportStep
from tlstudio.gui.export.words import format_words, names, short_names, verdict
from tlstudio.gui.services.jobs import Known
from tlstudio.gui.services.runs import Exported
from tlstudio.gui.services.services import Services

GOOD = FormatResult("onnx", ("model.onnx",), True, 300, 1.0, 0.0000031, 2.0)
BAD = FormatResult("torch-export", (), False, 300, 0.97, 0.4, 2.0, "9 answers differ", ("a/1.png", "b/2.png"))
CERTIFICATE = Certificate(
    run="001",
    checkpoint="step-000120",
    made="2026-11-23T14:42:00+00:00",
    formats=(GOOD,),
    files=(FileProof("model.onnx", 14_200_000, "9f2c"),),
    fingerprint="9f2c41d7e08a5b13" * 4,
    accuracy=Accuracy(0.96, 0.931, 0.977, 300),
)


@pytest.fixture
def step(qtbot: QtBot, services: Services) -> ExportStep:
    made = ExportStep(services)
    qtbot.addWidget(made)
    made.resize(1080, 700)
    made.show()
    return made


def train(qtbot: QtBot, services: Services, images: Path, project: Path) -> None:
    services.document.new(tiny(images, epochs=1))
    services.document.save_as(project)
    with qtbot.waitSignal(services.session.ended, timeout=WAIT_MS):
        services.session.start()


def test_without_a_run_it_gives_the_reason_and_the_action(qtbot: QtBot, step: ExportStep) -> None:
    asked: list[str] = []
    step.requested.connect(asked.append)
    assert step.nothing.isVisible()
    step.nothing.button.click()
    assert asked == ["show_train"]


def test_a_certificate_says_what_was_compared() -> None:
    card = verdict(CERTIFICATE)
    assert card.is_good
    rows = dict(card.rows)
    assert rows["Same answer"] == "300 of 300\t"
    assert rows["Largest difference"] == "0.0000031\tin any score"
    assert rows["Checked by"] == "a separate process with only ONNX Runtime"
    assert rows["Accuracy"] == "96.0 % (93.1–97.7) on 300 validation images"
    assert rows["Fingerprint"].startswith("9f2c 41d7 e08a 5b13 · 23 Nov 2026")


def test_a_refusal_has_the_same_shape_and_names_the_images() -> None:
    card = verdict(replace(CERTIFICATE, formats=(BAD,)))
    assert not card.is_good
    assert dict(card.rows)["Images that differ"] == "a/1.png, b/2.png"
    assert format_words(BAD) == ("error", "Refused: 2 of 300 answers differ")


def test_formats_are_named_in_a_word() -> None:
    assert names([GOOD, BAD]) == "ONNX, torch.export"
    assert short_names([GOOD, BAD]) == "ONNX +1"


def test_exporting_writes_checks_and_shows_the_certificate(
    qtbot: QtBot, services: Services, step: ExportStep, images: Path, tmp_path: Path
) -> None:
    train(qtbot, services, images, tmp_path / "mine.tlstudio")
    assert step.target() == tmp_path / "exports" / "mine"
    step.export()
    assert services.runs.export.is_busy
    assert step.proof.waiting.isVisible()
    qtbot.waitUntil(lambda: not services.runs.export.is_busy, timeout=WAIT_MS)
    assert step.proof.card.title == "Certificate: same answers"
    assert services.runs.export.value == Exported("ONNX", is_verified=True)
    written = json.loads((tmp_path / "exports" / "mine" / "certificate.json").read_text())
    assert written["formats"][0]["verified"] is True
    again = ExportStep(services)
    qtbot.addWidget(again)
    assert again.proof.card.title == "Certificate: same answers"  # an earlier export is found again
    services.document.save_as(tmp_path / "renamed.tlstudio")
    assert services.runs.export.value == Exported("ONNX", is_verified=True)
    services.document.open(tmp_path / "mine.tlstudio")
    step.export()
    services.document.new(tiny(images, epochs=1))
    qtbot.waitUntil(lambda: services.jobs.find(JOB) is None, timeout=WAIT_MS)
    assert services.runs.export == Known()  # what ends now is of the other project


def test_a_folder_that_cannot_be_used_is_refused_with_the_way_out(
    qtbot: QtBot, services: Services, step: ExportStep, images: Path, tmp_path: Path
) -> None:
    train(qtbot, services, images, tmp_path / "mine.tlstudio")
    (tmp_path / "file").write_text("here")
    step.use_folder(tmp_path / "file")
    step.export()
    qtbot.waitUntil(lambda: step.banner.isVisible(), timeout=WAIT_MS)
    assert "is a file" in step.banner.text
    assert step.banner.button("Choose…").isVisible()
    assert (tmp_path / "file").read_text() == "here"


def test_a_folder_with_other_things_gets_a_folder_inside(step: ExportStep, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mum.txt").touch()
    step.use_folder(tmp_path / "letters")
    assert step.target().parent == tmp_path / "letters"


def test_nothing_ticked_is_a_sentence_not_an_export(
    qtbot: QtBot, services: Services, step: ExportStep, images: Path, tmp_path: Path
) -> None:
    train(qtbot, services, images, tmp_path / "mine.tlstudio")
    step.choices.rows["onnx"].box.setChecked(False)
    step.export()
    assert step.banner.text == "Choose at least one format."
    assert not services.runs.export.is_busy
