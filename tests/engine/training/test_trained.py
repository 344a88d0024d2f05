from pathlib import Path

import numpy as np
import torch

from tlstudio.engine.data.image.preprocessing import framing_of
from tlstudio.engine.data.image.reading import read_pixels
from tlstudio.engine.data.modality import BadSample
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.trained import load_trained


def test_scores_are_confidences_of_the_pixels_as_they_are_read(finished_run: Run) -> None:
    trained = load_trained(finished_run)
    paths = [path for path, _ in finished_run.split_paths("val")]
    scores = list(trained.scores(paths))
    pixels = torch.from_numpy(
        np.stack([read_pixels(path, framing_of(trained.project.data, trained.preprocessing)) for path in paths])
    )
    with torch.no_grad():
        expected = trained.deployable()(pixels).numpy()
    assert np.allclose(np.stack([score for score in scores if isinstance(score, np.ndarray)]), expected, atol=1e-6)
    assert np.allclose(expected.sum(1), 1, atol=1e-5)


def test_an_image_that_cannot_be_read_gives_its_reason_in_its_place(finished_run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"not an image")
    good, _ = finished_run.split_paths("val")[0]
    scores = list(load_trained(finished_run).scores([good, bad, good]))
    assert [isinstance(score, BadSample) for score in scores] == [False, True, False]
