"""`evaluate`, `predict`, `export` and `check`: what a finished run is good for."""

from pathlib import Path
from typing import Literal

import typer

from tlstudio.cli.output import FAILED, FORCE, count, percent, print_json, say
from tlstudio.cli.progress import interruptible, reporting
from tlstudio.cli.projects import JSON
from tlstudio.cli.reports import show_report
from tlstudio.engine.csv_files import check_target
from tlstudio.engine.predict import expand, in_words, open_predictor, to_json, write_csv
from tlstudio.engine.runs.runs import open_run


def evaluate(
    run: Path = typer.Argument(help="The folder of a run."),
    split: Literal["val", "test"] = typer.Option("val", help="Which images to judge it on."),
    json: bool = JSON,
) -> None:
    """Judge a run on its validation or test images."""
    from tlstudio.engine.evaluation.evaluate import evaluate as judge  # imports torch and scikit-learn

    with reporting() as reporter, interruptible() as interrupt:
        report = judge(open_run(run), split, progress=reporter.callback("Judging images"), should_stop=interrupt)
    if json:
        print_json(report.to_json())
        return
    show_report(report)


def predict(
    model: Path = typer.Argument(help="The folder of a run or of an export."),
    paths: list[Path] = typer.Argument(help="Images, or folders of images."),
    json: bool = JSON,
    csv: Path | None = typer.Option(None, help="Write the answers into this CSV file."),
    spreadsheet: bool = typer.Option(
        False, "--spreadsheet", help="Put ' before cells of the CSV file that a spreadsheet would run as a formula."
    ),
    force: bool = FORCE,
) -> int:
    """Say what images show. Exit status 1 if one of them cannot be read."""
    if csv is not None:
        check_target(csv, may_replace=force)
    predictor = open_predictor(model)
    files = expand(paths, predictor.modality)
    answers = []
    with reporting() as reporter:
        for number, answer in enumerate(predictor.predict(files), start=1):
            answers.append(answer)
            reporter.update("Predicting", number, len(files))
    if csv is not None:
        write_csv(csv, answers, predictor.class_names, predictor.task, for_spreadsheet=spreadsheet)
    if json:
        print_json([to_json(answer) for answer in answers])
    elif csv is not None:
        say(f"{csv}: {count(len(answers), 'answer')}")
    else:
        for answer in answers:
            say(f"{answer.path}: {in_words(answer)}")
    return FAILED if any(answer.error for answer in answers) else 0


def export(
    run: Path = typer.Argument(help="The folder of a run."),
    to: Path = typer.Option(help="The folder to write."),
    format: str = typer.Option("onnx", help="onnx, torch-export, safetensors; several with commas."),
    replace: bool = typer.Option(False, "--replace", help="Replace an earlier export at this place."),
    json: bool = JSON,
) -> int:
    """Write the model for use elsewhere, each format proven to give the same answers."""
    from tlstudio.engine.export.export import export as write  # imports torch

    names = [name.strip() for name in format.split(",") if name.strip()]
    with reporting() as reporter, interruptible() as interrupt:
        certificate = write(
            open_run(run), to, names, replace=replace, progress=reporter.callback("Checking"), should_stop=interrupt
        )
    if json:
        print_json(certificate.formats)
    else:
        for one in certificate.formats:
            verdict = (
                f"verified: same answer on {percent(one.top1_agreement)} of {count(one.n, 'image')}, "
                f"largest difference {one.max_abs_diff:.1e}"
                if one.verified
                else f"REFUSED: {one.reason}"
            )
            say(f"{one.format}: {verdict} ({one.seconds:.1f} s)")
        if certificate.files:
            say(f"export: {to}")
    return 0 if certificate.is_verified else FAILED


def check() -> int:
    """Prove that this installation works: train, resume, export, compare, in about a minute."""
    from tlstudio.engine.check import check as run_checks  # imports torch

    failed = 0
    for line in run_checks():
        failed += not line.ok
        say(f"{'ok    ' if line.ok else 'FAILED'}  {line.name}: {line.detail} ({line.seconds:.1f} s)")
    say("Everything works." if not failed else f"{count(failed, 'check')} failed.")
    return FAILED if failed else 0


COMMANDS = (evaluate, predict, export, check)
