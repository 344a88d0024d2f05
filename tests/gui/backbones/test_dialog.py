from pathlib import Path
from urllib.parse import urlsplit

import pytest
import timm
import torch
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file

from tests.support.gallery import BUNDLED, FAR, SMALL, dialog, hub, preferences, weights_home
from tests.support.local_hub import Server
from tlstudio.engine.backbones.catalogue import find, weights_state
from tlstudio.engine.backbones.places import download_target
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.dialog import BackboneDialog
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.preferences import Preferences

__all__ = ["dialog", "hub", "preferences", "weights_home"]  # fixtures


@pytest.fixture(scope="module")
def tensors() -> dict[str, torch.Tensor]:
    """Published weights of the small network."""
    return timm.create_model(find(SMALL).architecture).state_dict()


def test_the_current_backbone_is_chosen_at_first(dialog: BackboneDialog):
    assert dialog.info == find(BUNDLED)
    assert dialog.use_button.text() == "Use this backbone"


def test_a_choice_that_is_filtered_away_cannot_be_used(dialog: BackboneDialog):
    dialog.gallery.filters.search.setText("no such backbone")
    assert not dialog.use_button.isEnabled()
    dialog.gallery.filters.search.clear()
    assert dialog.info == find(BUNDLED)
    assert dialog.use_button.isEnabled()


def test_what_must_be_downloaded_names_size_licence_and_source_first(dialog: BackboneDialog):
    dialog.choose(FAR)
    words = dialog.weights.notes["pretrained"].text()
    assert all(fact in words for fact in ("102 MB", "licence Apache-2.0", "huggingface.co/timm/resnet50"))
    assert dialog.use_button.text() == "Download 102 MB and use"


def test_random_weights_need_no_download(qtbot: QtBot, dialog: BackboneDialog):
    dialog.choose(FAR)
    dialog.weights.buttons["random"].setChecked(True)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [BackboneSpec(FAR, "random")]


def test_a_download_arrives_and_the_backbone_is_used(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    hub.files[urlsplit(find(FAR).urls[0]).path] = b"weights"
    dialog.choose(FAR)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [BackboneSpec(FAR)]
    assert weights_state(find(FAR)) == "here"


def test_a_failed_download_is_explained_and_can_be_tried_again(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    dialog.choose(FAR)
    dialog.use_button.click()
    assert not dialog.use_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.banner.isHidden())
    assert "404" in dialog.banner.text
    hub.files[urlsplit(find(FAR).urls[0]).path] = b"weights"
    with qtbot.waitSignal(dialog.backbone_chosen):
        dialog.banner.button("Try again").click()


def test_cancel_ends_the_download_first_and_the_dialog_then(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    hub.files[urlsplit(find(FAR).urls[0]).path] = bytes(1 << 22)
    dialog.choose(FAR)
    dialog.use_button.click()
    dialog.cancel_button.click()
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.use_button.isEnabled)
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_a_pickled_file_waits_for_the_answer_to_a_question(
    qtbot: QtBot,
    dialog: BackboneDialog,
    preferences: Preferences,
    tensors: dict[str, torch.Tensor],
    tmp_path: Path,
):
    path = tmp_path / "mine.pth"
    torch.save(tensors, path)
    dialog.choose(SMALL)
    dialog.weights.use_file(path)
    assert not dialog.use_button.isEnabled()
    assert dialog.use_button.accessibleDescription() == "Say whether you trust the file"
    assert not dialog.check.is_running
    dialog.weights.trust_box.setChecked(True)
    qtbot.waitUntil(dialog.use_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [BackboneSpec(SMALL, str(path))]
    assert preferences.trusts(str(path))


def test_a_file_that_fits_is_shown_tensor_by_tensor_and_raises_no_question(
    qtbot: QtBot, dialog: BackboneDialog, preferences: Preferences, tensors: dict[str, torch.Tensor], tmp_path: Path
):
    save_file(tensors, tmp_path / "mine.safetensors")
    dialog.choose(SMALL)
    dialog.weights.use_file(tmp_path / "mine.safetensors")
    assert not dialog.use_button.isEnabled()
    qtbot.waitUntil(dialog.use_button.isEnabled, timeout=20_000)
    fit = dialog.gallery.fit
    assert fit.verdict.text() == f"mine.safetensors fits {find(SMALL).title}."
    assert fit.counts.text() == f"{len(tensors) - 2} tensors fit, 2 of the old classifier are not needed."
    assert fit.tensors.rowCount() == len(tensors)
    dialog.use_button.click()
    assert not preferences.trusts(str(tmp_path / "mine.safetensors"))


def test_a_file_that_does_not_fit_cannot_be_used(
    qtbot: QtBot, dialog: BackboneDialog, tensors: dict[str, torch.Tensor], tmp_path: Path
):
    changed = {name: tensor for name, tensor in tensors.items() if name != "bn1.bias"}
    save_file(changed | {"conv_stem.weight": torch.ones(16, 1, 3, 3)}, tmp_path / "mine.safetensors")
    dialog.choose(SMALL)
    dialog.weights.use_file(tmp_path / "mine.safetensors")
    qtbot.waitUntil(lambda: not dialog.check.is_running, timeout=20_000)
    assert not dialog.use_button.isEnabled()
    assert "1 has another shape, 1 is missing" in dialog.gallery.fit.counts.text()
    row = [dialog.gallery.fit.tensors.index(0, column).data() for column in range(4)]
    assert row == ["conv_stem.weight", "16 × 1 × 3 × 3", "16 × 3 × 3 × 3", "other shape"]
    assert "bn1.bias is missing" in dialog.banner.text
    dialog.weights.buttons["random"].setChecked(True)
    assert dialog.use_button.isEnabled()
    assert dialog.banner.isHidden()


def test_a_web_page_in_place_of_weights_is_a_sentence(qtbot: QtBot, dialog: BackboneDialog, tmp_path: Path):
    (tmp_path / "mine.safetensors").write_bytes(b"<!doctype html><html>")
    dialog.weights.use_file(tmp_path / "mine.safetensors")
    qtbot.waitUntil(lambda: not dialog.check.is_running, timeout=20_000)
    assert "mine.safetensors is a web page" in dialog.banner.text
    assert not dialog.use_button.isEnabled()


def test_another_size_of_images_is_tried_before_it_is_taken(qtbot: QtBot, dialog: BackboneDialog):
    dialog.choose("timm/levit_128")
    dialog.weights.buttons["random"].setChecked(True)
    dialog.size_choice.choose(100)
    assert not dialog.use_button.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.check.problem), timeout=20_000)
    assert dialog.banner.text == "LeViT 128 cannot take images of 100 px; 224 px is what it was made for."
    dialog.size_choice.choose(192)
    qtbot.waitUntil(dialog.use_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [BackboneSpec("timm/levit_128", "random", 192)]


def test_another_backbone_starts_at_its_own_size(qtbot: QtBot, dialog: BackboneDialog):
    dialog.size_choice.choose(160)
    dialog.choose(FAR)
    assert dialog.size_choice.input_px is None
    assert dialog.size_choice.field.currentText() == "224"
    qtbot.waitUntil(lambda: not dialog.check.is_running)


def test_the_mirror_of_the_preferences_is_named_and_asked(
    qtbot: QtBot,
    weights_home: Path,
    dialog: BackboneDialog,
    preferences: Preferences,
    hub: Server,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.delenv("TLSTUDIO_HUB")
    preferences.set_mirror(hub.url)
    hub.files[urlsplit(find(FAR).urls[0]).path] = b"weights"
    dialog.choose(FAR)
    assert (
        "102 MB to download from huggingface.co through the mirror 127.0.0.1"
        in dialog.weights.notes["pretrained"].text()
    )
    with qtbot.waitSignal(dialog.backbone_chosen):
        dialog.use_button.click()


def test_the_size_of_the_dialog_is_remembered(qtbot: QtBot, dialog: BackboneDialog, preferences: Preferences):
    dialog.resize(dialog.width(), 640)
    dialog.reject()
    again = BackboneDialog(BackboneSpec(), Jobs(), preferences)
    qtbot.addWidget(again)
    assert again.height() == 640


def test_weights_that_were_deleted_meanwhile_must_be_fetched_again(
    qtbot: QtBot, dialog: BackboneDialog, weights_home: Path
):
    weights_home.mkdir()
    path = download_target(find(FAR).urls[0])
    path.touch()
    dialog.gallery.look_again()
    dialog.choose(FAR)
    assert dialog.weights.notes["pretrained"].text().endswith("This app's own folder.")
    stored = dialog.show_stored()
    path.unlink()
    stored.accept()
    assert dialog.use_button.text() == "Download 102 MB and use"


def test_a_sentence_about_a_size_goes_with_the_size(qtbot: QtBot, dialog: BackboneDialog):
    dialog.choose("timm/levit_128")
    dialog.size_choice.choose(100)
    qtbot.waitUntil(lambda: not dialog.banner.isHidden(), timeout=20_000)
    dialog.size_choice.choose(224)
    assert dialog.banner.isHidden()
    assert dialog.use_button.isEnabled()


def test_a_projects_own_file_and_size_are_shown_again(
    qtbot: QtBot, weights_home: Path, preferences: Preferences, tensors: dict[str, torch.Tensor], tmp_path: Path
):
    save_file(tensors, tmp_path / "mine.safetensors")
    spec, jobs = BackboneSpec(SMALL, str(tmp_path / "mine.safetensors"), 96), Jobs()
    dialog = BackboneDialog(spec, jobs, preferences)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.use_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [spec]
    jobs.close()


def test_only_the_choice_that_stays_is_tried(qtbot: QtBot, dialog: BackboneDialog):
    dialog.choose("timm/levit_128")
    for px in (100, 128, 160):
        dialog.size_choice.choose(px)
    qtbot.waitUntil(lambda: not dialog.check.is_running, timeout=20_000)
    assert dialog.check.problem == ""
    assert dialog.size_choice.input_px == 160


def test_a_download_that_broke_off_goes_on_where_it_was(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    hub.files[urlsplit(find(FAR).urls[0]).path] = bytes(5000)
    hub.cut = True
    dialog.choose(FAR)
    dialog.use_button.click()
    qtbot.waitUntil(lambda: not dialog.banner.isHidden())
    assert "broke off. Start it again; it goes on from here." in dialog.banner.text
    assert weights_state(find(FAR)) == "download"
    hub.cut = False
    with qtbot.waitSignal(dialog.backbone_chosen):
        dialog.banner.button("Try again").click()
    assert hub.ranges == ["bytes=1000-"]
