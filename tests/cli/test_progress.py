import pytest

from tlstudio.cli.progress import Reporter


@pytest.mark.parametrize(
    ("total", "last"),
    [
        (1480, "Running the backbone: 520 of 1,480, 16 a second, 60 s left"),  # 96 in 6 seconds, 960 to go
        (5320, "Running the backbone: 520 of 5,320, 16 a second, 5 min left"),
        (520, "Running the backbone: 520 of 520, 16 a second"),
        (None, "Running the backbone: 520"),
    ],
)
def test_lines_say_how_fast_it_goes_and_how_long_it_still_takes(
    capsys: pytest.CaptureFixture[str], total: int | None, last: str
) -> None:
    times = iter((0.0, 3.0, 6.0))
    reporter = Reporter(lambda: next(times))
    for done in (424, 472, 520):  # the first 424 were in the cache
        reporter.update("Running the backbone", done, total)
    first, *_, said = capsys.readouterr().err.splitlines()
    assert said == last
    assert "a second" not in first
