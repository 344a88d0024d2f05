from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from sklearn.metrics import average_precision_score
from torch import nn

from tests.support.small import SMALL
from tlstudio.engine.data.excluded import NOTHING_OUT
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of
from tlstudio.engine.errors import DataError
from tlstudio.engine.model.head_module import Head, Units
from tlstudio.engine.model.heads import build_head
from tlstudio.engine.project import (
    BackboneSpec,
    DataSpec,
    HeadSpec,
    ObjectiveSpec,
    ProjectSpec,
    Task,
    TrainingSpec,
)
from tlstudio.engine.runs.events import EpochEnded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.tasks.multi_label import measure_labels
from tlstudio.engine.tasks.regression import measure_numbers
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.inputs.targets import TensorTargets
from tlstudio.engine.training.losses.target_loss import label_losses, number_losses
from tlstudio.engine.training.losses.tasks import LEARNING
from tlstudio.engine.training.trained import load_trained

IMAGES = 60


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Plain images; the targets are how red (0 to 200) and how green (0 to 1) each is."""
    folder, random = tmp_path_factory.mktemp("table"), np.random.default_rng(0)
    shares = random.random((IMAGES, 2))
    for number, (red, green) in enumerate(shares):
        colour = (int(255 * red), int(255 * green), 100)
        Image.new("RGB", (32, 32), colour).save(folder / f"{number:02}.png")
    targets = (shares * [200, 1]).astype(np.float32)
    paths = tuple(f"{number:02}.png" for number in range(IMAGES))
    names = ("redness", "greenness")
    return Index(
        folder, names_of(paths), np.zeros(IMAGES, np.int64), names, None, NOTHING_OUT, IMAGES, (), targets, "regression"
    )


def project_of(table: Index, task: Task) -> ProjectSpec:
    return ProjectSpec(
        data=DataSpec(str(table.folder), val_share=0.25, test_share=0.1),
        backbone=BackboneSpec(SMALL, weights="random", input_px=32),
        objective=ObjectiveSpec(task),
        training=TrainingSpec(epochs=30, batch_size=9, lr=3e-2),
    )


def trained(table: Index, task: Task, folder: Path) -> tuple[Run, EpochEnded]:
    project = project_of(table, task)
    run = start_run(project, folder, index=table)
    epochs = [event for event in fit(run, device="cpu") if isinstance(event, EpochEnded)]
    return run, next(event for event in reversed(epochs) if event.is_best)


def test_regression_beats_a_constant_guess_and_answers_in_the_units_of_the_table(table: Index, tmp_path: Path) -> None:
    run, best = trained(table, "regression", tmp_path / "001")
    truth, taught = (np.asarray(run.split().targets_of(part, "regression")) for part in ("val", "train"))
    constant = np.sqrt(((truth - taught.mean(0)) ** 2).mean(0)).mean()
    assert best.metrics["rmse"] < 0.85 * constant
    assert best.val_accuracy is None
    assert np.mean([one or 0.0 for one in best.per_class]) == pytest.approx(best.metrics["mae"], rel=1e-3)
    assert run.state().metrics["val_rmse"] == best.metrics["rmse"]
    paths = [path for path, _ in run.split_paths("val")]
    answers = np.stack([one for one in load_trained(run).scores(paths) if isinstance(one, np.ndarray)])
    assert measure_numbers(answers, truth)["rmse"] == pytest.approx(best.metrics["rmse"], rel=1e-3)


def test_labels_beat_a_constant_guess(table: Index, tmp_path: Path) -> None:
    assert table.targets is not None
    labels = (table.targets > [100, 0.5]).astype(np.float32)
    run, best = trained(replace(table, targets=labels, task="multi_label"), "multi_label", tmp_path / "001")
    truth = np.asarray(run.split().targets_of("val", "multi_label"))
    constant = average_precision_score(truth, np.full_like(truth, 0.5))  # the share that has the label
    assert best.metrics["map"] > constant + 0.1
    assert set(run.state().metrics) == {"val_loss", "val_macro_f1", "val_map", "train_loss"}


def test_a_folder_of_classes_teaches_no_numbers(colour_images: Path, table: Index, tmp_path: Path) -> None:
    project = project_of(table, "regression")
    with pytest.raises(DataError, match=r"objective\.task=regression does not fit"):
        start_run(replace(project, data=replace(project.data, folder=str(colour_images))), tmp_path / "001")
    with pytest.raises(DataError, match=r"objective\.task=single_label does not fit"):
        start_run(project_of(table, "single_label"), tmp_path / "001", index=table)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("task", LEARNING)
def test_each_task_has_scores_a_loss_and_metrics_for_two_samples(task: Task) -> None:
    learning, logits = LEARNING[task], torch.tensor([[0.2, -1.0], [2.0, 0.5]])
    targets = torch.tensor([0, 1]) if task == "single_label" else torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    loss = learning.loss(ObjectiveSpec(task), on_cpu(targets), 2)(logits, targets)
    assert torch.isfinite(loss)
    scores = learning.scores(logits).numpy()
    methods = learning.methods
    assert methods.judging.measure(scores, targets.numpy()).keys() == methods.info.metrics.keys()
    assert methods.info.key in methods.info.metrics
    assert len(methods.judging.noted(scores, targets.numpy())) == 2


def test_metrics_of_labels_leave_out_what_no_sample_tells_apart() -> None:
    scores, targets = np.array([[0.9, 0.4], [0.2, 0.3]]), np.array([[1, 1], [0, 1]])
    assert measure_labels(scores, targets) == {"macro_f1": 1.0, "map": 1.0}
    assert measure_labels(scores, np.ones((2, 2))) == {"macro_f1": 0.0, "map": 0.0}


def test_a_number_counts_in_standard_deviations_whatever_its_units() -> None:
    targets = torch.tensor([[0.0, 0.0], [2.0, 2000.0]])
    loss = number_losses(ObjectiveSpec("regression"), on_cpu(targets), 2)
    errors = [loss(targets + torch.tensor(step), targets).item() for step in ([0.5, 0.0], [0.0, 500.0])]
    assert errors[0] == pytest.approx(errors[1])


def test_smoothed_labels_ask_for_less_than_certainty() -> None:
    spec, targets = ObjectiveSpec("multi_label", label_smoothing=0.2), torch.tensor([[1.0, 0.0]])
    loss = label_losses(spec, on_cpu(targets), 2)
    best = torch.logit(torch.tensor([[0.9, 0.1]]))
    assert loss(best, targets) < loss(10 * best, targets)


def on_cpu(targets: torch.Tensor) -> TensorTargets:
    return TensorTargets(targets, torch.device("cpu"))


def head_with(task: Task, spec: ObjectiveSpec, targets: torch.Tensor) -> Head:
    head = build_head(HeadSpec(), (4, 2, 2), 2, task)
    LEARNING[task].start(head, ProjectSpec(objective=spec), on_cpu(targets), 2)
    return head


def test_the_output_begins_with_how_frequent_classes_are_unless_all_count_the_same() -> None:
    targets = torch.tensor([0, 0, 0, 1])
    layer = head_with("single_label", ObjectiveSpec(), targets).layers[-1]
    assert isinstance(layer, nn.Linear)
    assert torch.softmax(layer.bias, 0).tolist() == pytest.approx([4 / 6, 2 / 6])  # each seen once more
    balanced = ObjectiveSpec(class_weights="balanced")
    layer = head_with("single_label", balanced, targets).layers[-1]
    assert isinstance(layer, nn.Linear)
    assert layer.bias.abs().max() <= 0.5  # torch's own: ±1/√4


def test_numbers_begin_at_their_mean() -> None:
    targets = torch.tensor([[1.0, 10.0], [3.0, 30.0]])
    units = head_with("regression", ObjectiveSpec("regression"), targets).layers[-1]
    assert isinstance(units, Units)
    assert units(torch.zeros(1, 2)).tolist() == [[2.0, 20.0]]
