"""Transfer Learning Studio: train image models by pointing and clicking."""

import os

__version__ = "0.1.0"

# Nothing is sent. Libraries that would report to their makers ask these once, when they are imported: ONNX Runtime
# writes a device id and a queue of events into the user's cache and sends them; the Hugging Face hub counts downloads.
os.environ.update(ORT_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_TELEMETRY="1", DO_NOT_TRACK="1")
