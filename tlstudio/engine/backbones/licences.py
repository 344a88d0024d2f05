"""What the licences of published weights say about commercial use."""

from collections.abc import Mapping
from typing import Literal

CommercialUse = Literal["yes", "no", "unknown"]

# Only licences that settle it for everybody. The vendors' own (NVIDIA, Meta's DINOv3, Gemma, most of Apple's) come
# with conditions that somebody has to read: unknown.
COMMERCIAL_USE: Mapping[str, CommercialUse] = {
    "Apache-2.0": "yes",
    "BSD-3-Clause": "yes",
    "CC-BY-4.0": "yes",
    "MIT": "yes",
    "CC-BY-NC-4.0": "no",
    "apple-amlr": "no",
    "fair-noncommercial-research-license": "no",
}


def commercial_use(licence: str) -> CommercialUse:
    """Whether weights under this licence may be used commercially; "unknown" where that takes reading it."""
    return COMMERCIAL_USE.get(licence, "unknown")
