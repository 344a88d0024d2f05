from tlstudio.gui.widgets.step_time import StepTime


def test_a_step_takes_what_the_last_seconds_say() -> None:
    time = StepTime()
    for second in range(20):
        time.note(float(second), 4 * second)
    assert time.seconds == 0.25


def test_nothing_is_said_before_two_steps_or_after_a_pause() -> None:
    time = StepTime()
    time.note(0.0, 1)
    assert time.seconds is None
    time.note(1.0, 3)
    time.forget()
    assert time.seconds is None
