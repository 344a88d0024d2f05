"""A timing that was never measured."""

from tlstudio.engine.training.before.timing import Timing

TIMING = Timing(
    batch_size=32,
    step_s=0.231,
    epoch_s=9.6,
    features_s=21.0,
    reading_s=0.0,
    phases_epochs=0,
    phases_s=0.0,
    pass_s=18.0,
    phases_pass_s=0.0,
    decoding_s=3.0,
    peak_bytes=2_000_000_000,
    is_peak_measured=False,
    memory_bytes=16_000_000_000,
    features_bytes=7_000_000,
    plan="It runs once.",
)
