"""What can be asked of the machine that trains. Never part of a project; needs no torch."""

from typing import Literal

DeviceName = Literal["auto", "cpu", "cuda", "mps"]
Precision = Literal["auto", "float32", "bfloat16"]  # that the network computes in; auto: the quicker one
