from dataclasses import replace

import pytest

from tlstudio.gui.answers.scores import best_text
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.window.overview import STEPS, Overview, enabled_commands, primary_action, rail_entries

EMPTY = Overview()
READY = Overview(has_folder=True, images=2000, backbone="EfficientNet-Lite0", epochs=20)
RUNNING = replace(READY, state=SessionState.RUNNING, run="3", epoch=13)
TRAINED = replace(READY, trained_run="3", trained_epochs=20, best_epoch=10, score="96.0 %")


@pytest.mark.parametrize("step", ["data", "model", "train"])
@pytest.mark.parametrize(
    ("state", "label", "command", "is_enabled"),
    [
        (SessionState.IDLE, "Start training", "start", True),
        (SessionState.PREPARING, "Starting…", "pause", False),
        (SessionState.RUNNING, "Pause", "pause", True),
        (SessionState.PAUSED, "Resume", "resume", True),
        (SessionState.STOPPING, "Stopping…", "stop", False),
        (SessionState.DISCARDING, "Stopping…", "stop", False),
        (SessionState.FAILED, "Start training", "start", True),
    ],
)
def test_the_primary_action_follows_the_state(
    step: str, state: SessionState, label: str, command: str, is_enabled: bool
) -> None:
    primary = primary_action(step, replace(READY, state=state))
    assert (primary.label, primary.command, primary.is_enabled) == (label, command, is_enabled)


@pytest.mark.parametrize(
    "overview",
    [
        EMPTY,
        replace(READY, images=0, is_scanning=True),
        replace(READY, data_problem="No images."),
        replace(READY, model_problem="No such backbone."),
    ],
)
def test_a_primary_action_that_cannot_be_used_says_why(overview: Overview) -> None:
    for step in STEPS:
        primary = primary_action(step, overview)
        assert not primary.is_enabled
        assert primary.reason


def test_inspect_leads_to_export_and_export_can_be_repeated() -> None:
    assert primary_action("inspect", TRAINED).command == "show_export"
    assert primary_action("export", TRAINED).label == "Export"
    assert primary_action("export", replace(TRAINED, exported="ONNX")).label == "Export again"
    assert not primary_action("export", replace(TRAINED, is_exporting=True)).is_enabled


def test_the_rail_says_what_is_needed_first() -> None:
    lines = {step: entry.line for step, entry in rail_entries(EMPTY).items()}
    assert lines["data"] == "Start here"
    assert lines["model"] == lines["train"] == "Needs images"
    assert lines["inspect"] == lines["export"] == "Needs a trained run"


def test_the_rail_follows_a_run() -> None:
    entry = rail_entries(RUNNING)["train"]
    assert (entry.line, entry.mark) == ("Epoch 13 of 20", "flame")
    trained = rail_entries(TRAINED)
    assert trained["train"].mark == "tick"
    assert trained["inspect"].line == "96.0 % validation"
    assert rail_entries(replace(TRAINED, score="RMSE 3.2"))["inspect"].line == "RMSE 3.2 validation"


def test_images_that_need_a_decision_are_marked() -> None:
    assert rail_entries(replace(READY, unreadable=3))["data"].mark == "warning"
    assert rail_entries(READY)["data"].mark == "tick"


def test_a_refused_export_is_no_tick() -> None:
    entry = rail_entries(replace(TRAINED, exported="ONNX", export_ok=False))["export"]
    assert (entry.line, entry.mark) == ("Refused", "cross")


def test_commands_that_would_do_nothing_are_disabled() -> None:
    idle = enabled_commands(READY, can_go_on=False, can_rename=True)
    assert idle == dict.fromkeys(idle, False) | {"change_images": True, "start": True, "rename": True}
    running = enabled_commands(RUNNING, can_go_on=True, can_rename=True)
    assert {name for name, is_enabled in running.items() if is_enabled} == {"pause", "stop", "discard"}


def test_the_score_of_a_run_is_the_key_metric_of_its_task() -> None:
    assert best_text({"val_accuracy": 0.96, "val_loss": 0.1}) == "96.0 %"
    assert best_text({"val_map": 0.91, "val_macro_f1": 0.8}) == "mAP 91.0 %"
    assert best_text({"val_rmse": 3.2, "val_mae": 2.0}) == "RMSE 3.2"
    assert best_text({}, "") == ""


def test_a_handful_of_images_can_be_trained_but_is_not_called_ready() -> None:
    assert primary_action("train", READY).reason == "Ready to train"
    few = primary_action("train", replace(READY, fewest=2))
    assert (few.is_enabled, few.reason, few.is_ready) == (True, "Very few images: for a first try", False)
