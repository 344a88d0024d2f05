"""From a file to pixels, the same way for a thumbnail, in training, prediction and after export.

Needs Pillow and NumPy only: the source of this module, and of `endings.py`, goes into the `predict.py` of an export.
Every file is taken for hostile, so only listed formats are opened and sizes are checked before pixels are decoded.
"""

import stat
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor, ImageOps, UnidentifiedImageError

from tlstudio.engine.data.image.endings import PLACEHOLDER, UNSUPPORTED
from tlstudio.engine.sentences import sentence

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "PPM", "AVIF")
HEIC_HEADERS = {b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1")}
MAX_PIXELS = 2**30 // 12  # where Pillow begins to warn of a decompression bomb: 89 megapixels
MAX_ASPECT = 100  # the long side of an image over its short side
MODES = {"rgb": "RGB", "grey": "L", "rgba": "RGBA"}  # Pillow's, of the channels of a framing
DRAFT_FACTOR = 2  # a JPEG is decoded at this many times the size it is needed at, or more

# Bombs are refused, not warned of (Pillow's own advice). Set once: `catch_warnings` would not be safe with threads.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")  # remarks on metadata that nobody asked for


Colour = float | tuple[int, ...]  # of a band, or of all bands


class BadImage(Exception):
    """A file that gives no pixels; `reason` is a clause such as "cut off (truncated)"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Framing:
    """How an image of any shape becomes a square."""

    size_px: int = 224
    resize: str = "squash"  # squash: the whole image; crop: the centre; pad: the whole image with borders
    crop_pct: float = 1.0  # of `crop`: side of the centre square as a share of the short side
    interpolation: str = "bicubic"  # a name of PIL.Image.Resampling, in small letters
    background: str = "#000000"  # under transparent pixels and in the borders of `pad`
    channels: str = "rgb"  # or grey, or rgba

    @property
    def mode(self) -> str:
        return MODES[self.channels]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of the pixels of an image: rows, columns, channels."""
        return self.size_px, self.size_px, len(self.mode)


def problem(path: Path) -> str | None:
    """Why the file cannot be used, or None. The whole file is decoded, a JPEG at an eighth of its size."""
    try:
        _decode(path, Framing(), needed_px=1)
    except BadImage as bad:
        return bad.reason
    return None


def read_rgb(path: Path, background: str) -> Image.Image:
    """The first frame in full size: RGB, upright, 16 bits scaled to 8, over `background`. Raises BadImage."""
    return _decode(path, Framing(background=background))


def read_pixels(path: Path, framing: Framing) -> np.ndarray:
    """The framed image as uint8 of the framing's shape. Raises BadImage."""
    image = _decode(path, framing, needed_px=DRAFT_FACTOR * round(framing.size_px / framing.crop_pct))
    return np.array(frame(image, framing)).reshape(framing.shape)


def frame(image: Image.Image, framing: Framing) -> Image.Image:
    """An image of the framing's mode in the square that the network sees; borders of RGBA are transparent."""
    if image.mode != "RGBA":
        return _framed(image, framing, ImageColor.getcolor(framing.background, image.mode))
    # Each band alone: Pillow would darken colours where the fourth band is low, which may be infrared and no alpha.
    borders = (*ImageColor.getrgb(framing.background)[:3], 0)
    bands = zip(image.split(), borders, strict=True)
    return Image.merge("RGBA", [_framed(band, framing, border) for band, border in bands])


def _framed(image: Image.Image, framing: Framing, border: Colour) -> Image.Image:
    size = (framing.size_px, framing.size_px)
    method = Image.Resampling[framing.interpolation.upper()]
    if framing.resize == "crop":
        return ImageOps.fit(image, size, method, bleed=(1 - framing.crop_pct) / 2)
    if framing.resize == "pad":
        return _padded(image, framing, method, border)
    return image.resize(size, method)


def _padded(image: Image.Image, framing: Framing, method: Image.Resampling, border: Colour) -> Image.Image:
    scale = framing.size_px / max(image.size)
    width, height = (max(1, round(side * scale)) for side in image.size)
    square = Image.new(image.mode, (framing.size_px, framing.size_px), border)
    corner = ((framing.size_px - width) // 2, (framing.size_px - height) // 2)
    square.paste(image.resize((width, height), method), corner)
    return square


def _decode(path: Path, framing: Framing, needed_px: int | None = None) -> Image.Image:
    """In the framing's mode; with `needed_px` a JPEG may come smaller, while both sides still have that many."""
    try:
        _check_file(path)
        with path.open("rb") as file:
            image = Image.open(file, formats=FORMATS)
            _check_shape(*image.size)
            if needed_px is not None:
                image.draft(None, (needed_px, needed_px))
            image.load()
            return _converted(_upright(image), framing)
    except BadImage:
        raise
    except Exception as error:  # on hostile files decoders raise anything, MemoryError included
        raise BadImage(_reason(error, path)) from error


def _check_file(path: Path) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
        raise BadImage(sentence("not a regular file"))
    if status.st_size == 0:
        raise BadImage(sentence("an empty file"))


def _check_shape(width: int, height: int) -> None:
    if width * height == 0:
        raise BadImage(sentence("no pixels"))
    if width * height > MAX_PIXELS:
        raise BadImage(sentence("too large (over 89 megapixels)"))
    if max(width, height) > MAX_ASPECT * min(width, height):
        raise BadImage(sentence("extreme shape ({width} × {height} pixels)", width=width, height=height))


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - broken EXIF data says nothing about the pixels, and raises anything
        return image


def _converted(image: Image.Image, framing: Framing) -> Image.Image:
    """In the framing's mode; grey is ITU-R 601 luma, and the fourth band of a file without one is 255."""
    if framing.mode == "RGBA" and image.has_transparency_data:
        return image.convert("RGBA")
    flat = _flat(image, framing.background)
    return flat if flat.mode == framing.mode else flat.convert(framing.mode)


def _flat(image: Image.Image, background: str) -> Image.Image:
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    if image.mode in ("I", "F"):
        return Image.fromarray(_to_8_bits(np.asarray(image), image.mode)).convert("RGB")
    if image.has_transparency_data:
        below = Image.new("RGBA", image.size, background)
        return Image.alpha_composite(below, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def _to_8_bits(values: np.ndarray, mode: str) -> np.ndarray:
    """Scaled, not clipped. White is 65535 of integers, and 1, 255 or 65535 of floats: the first that holds them all."""
    values = np.nan_to_num(values.astype(np.float32), posinf=0, neginf=0)
    black, brightest = min(float(values.min()), 0.0), float(values.max())
    scales = (65535.0,) if mode == "I" else (1.0, 255.0, 65535.0)
    white = next((scale for scale in scales if brightest <= scale), brightest)
    return np.rint((values - black) * (255 / (white - black))).astype(np.uint8)


def _reason(error: Exception, path: Path) -> str:
    if isinstance(error, UnidentifiedImageError):
        return _unidentified(path)
    if isinstance(error, (Image.DecompressionBombError, Image.DecompressionBombWarning)):
        return sentence("too large (over 89 megapixels)")
    if isinstance(error, MemoryError):
        return sentence("too large for the memory of this computer")
    if isinstance(error, FileNotFoundError):
        return sentence("the file is missing")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return sentence("cut off (truncated)") if "truncated" in str(error).lower() else sentence("damaged")


def _unidentified(path: Path) -> str:
    with path.open("rb") as file:
        header = file.read(12)
    if path.suffix.lower() == PLACEHOLDER:
        return sentence("in the cloud only: download it first")
    name = "HEIC" if header[4:] in HEIC_HEADERS else UNSUPPORTED.get(path.suffix.lower())
    return sentence("not supported: {name}", name=name) if name else sentence("not a readable image")
