"""Files of every kind become the right pixels, or a reason."""

import io
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.engine.data.image import reading
from tlstudio.engine.data.image.reading import BadImage, Framing, problem, read_pixels, read_rgb

BLACK = "#000000"


@pytest.fixture
def photo() -> Image.Image:
    """A smooth picture, wider than high, with a different colour in each corner."""
    down, across = np.mgrid[0:48, 0:64]
    return Image.fromarray(np.stack([across * 4, down * 5, 255 - across * 4], axis=-1).astype(np.uint8))


def _centre(path: Path, background: str = BLACK) -> tuple[int, ...]:
    image = read_rgb(path, background)
    return tuple(np.asarray(image)[image.height // 2, image.width // 2].tolist())


def _png_of_size(width: int, height: int) -> bytes:
    """A PNG file that promises pixels and holds none."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b""))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "bmp", "gif", "tif", "ppm", "avif"])
def test_every_listed_format_is_read(tmp_path: Path, photo: Image.Image, ending: str) -> None:
    path = tmp_path / f"photo.{ending}"
    photo.save(path)
    assert problem(path) is None
    assert read_rgb(path, BLACK).size == photo.size
    assert np.abs(np.asarray(read_rgb(path, BLACK), dtype=int) - np.asarray(photo)).mean() < 8


def test_an_image_with_the_wrong_ending_is_used(tmp_path: Path, photo: Image.Image) -> None:
    photo.save(tmp_path / "photo.jpg", format="PNG")
    assert problem(tmp_path / "photo.jpg") is None
    assert read_rgb(tmp_path / "photo.jpg", BLACK).tobytes() == photo.tobytes()


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_photo_is_named_so_at_every_length(
    tmp_path: Path, photo: Image.Image, share: float, progressive: bool
) -> None:
    path = tmp_path / "photo.jpg"
    photo.resize((640, 480)).save(path, progressive=progressive)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert problem(path) == "cut off (truncated)"
    with pytest.raises(BadImage, match="cut off"):
        read_pixels(path, Framing())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "an empty file"),
        (b"dear diary", "not a readable image"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "not a readable image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "not supported: HEIC"),
        (_png_of_size(20_000, 20_000), "too large (over 89 megapixels)"),
        (_png_of_size(10_000, 10_000), "too large (over 89 megapixels)"),
        (_png_of_size(1, 20_000), "extreme shape (1 × 20000 pixels)"),
        (_png_of_size(10, 10), "cut off (truncated)"),
    ],
    ids=["empty", "text", "eps", "heic", "bomb", "half a bomb", "line", "no pixels"],
)
def test_a_file_without_usable_pixels_has_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    assert problem(path) == reason


@pytest.mark.parametrize(("ending", "name"), [("heic", "HEIC"), ("svg", "SVG"), ("jxl", "JPEG XL"), ("PDF", "PDF")])
def test_formats_that_are_not_supported_are_named(tmp_path: Path, ending: str, name: str) -> None:
    path = tmp_path / f"picture.{ending}"
    path.write_bytes(b"whatever is in it")
    assert problem(path) == f"not supported: {name}"


def test_a_missing_file_and_a_folder_have_a_reason(tmp_path: Path) -> None:
    assert problem(tmp_path / "nowhere.jpg") == "the file is missing"
    assert problem(tmp_path) == "not a regular file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert problem(tmp_path / "pipe.jpg") == "not a regular file"


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    values = np.full((8, 8), 0x8000, dtype=np.uint16)
    Image.fromarray(values).save(tmp_path / "grey.png")
    Image.fromarray(values).save(tmp_path / "grey.tif")
    assert _centre(tmp_path / "grey.png") == _centre(tmp_path / "grey.tif") == (128, 128, 128)


def test_32_bit_integers_are_scaled_as_16_bits(tmp_path: Path) -> None:
    Image.fromarray(np.full((8, 8), 0x8000, dtype=np.int32)).save(tmp_path / "grey.tif")
    assert _centre(tmp_path / "grey.tif") == (128, 128, 128)


@pytest.mark.parametrize(("value", "grey"), [(0.5, 128), (100.0, 100), (32768.0, 128), (1e6, 255)])
def test_floats_are_scaled_by_the_range_they_fill(tmp_path: Path, value: float, grey: int) -> None:
    Image.fromarray(np.full((8, 8), value, dtype=np.float32)).save(tmp_path / "float.tif")
    assert _centre(tmp_path / "float.tif") == (grey, grey, grey)


def test_floats_that_are_not_numbers_are_black(tmp_path: Path) -> None:
    Image.fromarray(np.full((8, 8), np.nan, dtype=np.float32)).save(tmp_path / "float.tif")
    assert _centre(tmp_path / "float.tif") == (0, 0, 0)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pixels_show_the_background(tmp_path: Path, mode: str) -> None:
    Image.new("RGBA", (8, 8), (255, 255, 255, 0)).convert(mode).save(tmp_path / "clear.png")
    assert _centre(tmp_path / "clear.png", "#102030") == (0x10, 0x20, 0x30)


def test_a_transparent_palette_colour_shows_the_background(tmp_path: Path) -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 250, 250, 250])
    image.save(tmp_path / "clear.png", transparency=1)
    assert _centre(tmp_path / "clear.png", "#102030") == (0x10, 0x20, 0x30)


def test_cmyk_bits_and_lab_are_converted(tmp_path: Path) -> None:
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(tmp_path / "red.jpg")
    Image.new("1", (16, 16), 1).save(tmp_path / "white.png")
    Image.new("LAB", (16, 16), (255, 128, 128)).save(tmp_path / "lab.tif")
    red, green, blue = _centre(tmp_path / "red.jpg")
    assert red > 250 and green < 5 and blue < 5
    assert _centre(tmp_path / "white.png") == (255, 255, 255)
    assert min(_centre(tmp_path / "lab.tif")) > 250


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_gives_the_same_upright_pixels(
    tmp_path: Path, photo: Image.Image, orientation: int, ending: str
) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,  # the inverse of what a reader of orientation 6 does
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = photo.transpose(turns[orientation]) if orientation in turns else photo
    exif = Image.Exif()
    exif[0x0112] = orientation
    best = {"webp": {"lossless": True}, "jpg": {"quality": 95, "subsampling": 0}}
    stored.save(tmp_path / f"photo.{ending}", None, exif=exif, **best.get(ending, {}))
    upright = read_rgb(tmp_path / f"photo.{ending}", BLACK)
    assert upright.size == photo.size
    assert np.abs(np.asarray(upright, dtype=int) - np.asarray(photo)).max() < 12


def test_broken_exif_data_does_not_cost_the_image(tmp_path: Path, photo: Image.Image) -> None:
    photo.save(tmp_path / "photo.png", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff broken")
    assert read_rgb(tmp_path / "photo.png", BLACK).tobytes() == photo.tobytes()


@pytest.mark.parametrize("ending", ["gif", "webp", "tif", "png"])
def test_the_first_frame_counts(tmp_path: Path, ending: str) -> None:
    red, blue = Image.new("RGB", (16, 16), "red"), Image.new("RGB", (16, 16), "blue")
    red.save(tmp_path / f"moving.{ending}", save_all=True, append_images=[blue])
    assert _centre(tmp_path / f"moving.{ending}")[0] > 240


@pytest.mark.parametrize("resize", ["squash", "crop", "pad"])
@pytest.mark.parametrize("size", [(64, 48), (3, 200), (200, 3), (1, 1)])
def test_any_shape_is_framed_into_a_writable_square(tmp_path: Path, size: tuple[int, int], resize: str) -> None:
    Image.new("RGB", size, "white").save(tmp_path / "photo.png")
    pixels = read_pixels(tmp_path / "photo.png", Framing(size_px=32, resize=resize, crop_pct=0.875))
    assert pixels.shape == (32, 32, 3)
    assert pixels.dtype == np.uint8
    assert pixels.flags.writeable


def test_pad_shows_the_whole_image_between_borders(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "white").save(tmp_path / "wide.png")
    pixels = read_pixels(tmp_path / "wide.png", Framing(size_px=40, resize="pad", background="#0A0B0C"))
    assert pixels[0, 0].tolist() == pixels[39, 39].tolist() == [10, 11, 12]
    assert pixels[20, 0].tolist() == pixels[20, 39].tolist() == [255, 255, 255]


def test_crop_shows_the_centre_only(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 20), "red")
    image.paste("white", (20, 0, 40, 20))
    image.save(tmp_path / "wide.png")
    pixels = read_pixels(tmp_path / "wide.png", Framing(size_px=16, resize="crop", crop_pct=0.8))
    assert (pixels == 255).all()


def test_a_large_photo_decoded_small_looks_like_the_whole_one(tmp_path: Path, photo: Image.Image) -> None:
    path = tmp_path / "large.jpg"
    photo.resize((1600, 1200), Image.Resampling.BICUBIC).save(path, quality=95)
    quick = read_pixels(path, Framing(size_px=64)).astype(int)
    exact = np.asarray(read_rgb(path, BLACK).resize((64, 64), Image.Resampling.BICUBIC), dtype=int)
    assert np.abs(quick - exact).max() < 8


def test_grey_pixels_are_the_luma_of_colours_over_the_background(tmp_path: Path) -> None:
    image = Image.new("RGBA", (4, 4), (200, 100, 50, 255))
    image.putpixel((0, 0), (9, 9, 9, 0))
    image.save(tmp_path / "photo.png")
    pixels = read_pixels(tmp_path / "photo.png", Framing(size_px=4, background="#FFFFFF", channels="grey"))
    assert pixels.shape == (4, 4, 1)
    assert pixels[0, 0].item() == 255
    assert pixels[3, 3].item() == 124  # 0.299 · 200 + 0.587 · 100 + 0.114 · 50


def test_grey_pixels_of_16_bits_keep_their_upper_8(tmp_path: Path) -> None:
    Image.fromarray(np.full((4, 4), 0xAB12, np.uint16)).save(tmp_path / "scan.png")
    assert (read_pixels(tmp_path / "scan.png", Framing(size_px=4, channels="grey")) == 0xAB).all()


@pytest.mark.parametrize("size_px", [4, 9])
def test_a_fourth_channel_is_read_as_it_is_and_leaves_the_colours_alone(tmp_path: Path, size_px: int) -> None:
    Image.new("RGBA", (4, 4), (200, 100, 50, 7)).save(tmp_path / "infrared.png")
    pixels = read_pixels(tmp_path / "infrared.png", Framing(size_px=size_px, channels="rgba"))
    assert pixels.shape == (size_px, size_px, 4)
    assert (pixels == (200, 100, 50, 7)).all()


def test_an_image_without_a_fourth_channel_is_opaque_and_its_borders_are_not(tmp_path: Path) -> None:
    Image.new("CMYK", (40, 20), (0, 255, 255, 0)).save(tmp_path / "wide.jpg", quality=95)
    framing = Framing(size_px=40, resize="pad", background="#0A0B0C", channels="rgba")
    pixels = read_pixels(tmp_path / "wide.jpg", framing)
    assert pixels[0, 0].tolist() == [10, 11, 12, 0]
    assert pixels[20, 20, 0] > 240
    assert pixels[20, 20, 3] == 255


@pytest.mark.parametrize("resize", ["squash", "crop", "pad"])
def test_grey_images_are_framed_as_colours_are(tmp_path: Path, resize: str) -> None:
    Image.linear_gradient("L").resize((90, 50)).save(tmp_path / "photo.png")
    framing = Framing(size_px=32, resize=resize, crop_pct=0.875, background="#808080")
    grey = read_pixels(tmp_path / "photo.png", replace(framing, channels="grey"))
    assert (grey == read_pixels(tmp_path / "photo.png", framing)).all()  # each of three alike


def test_the_module_needs_nothing_of_the_studio_but_what_goes_along_into_predict_py() -> None:
    lines = Path(reading.__file__).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "tlstudio" in line] == [
        "from tlstudio.engine.data.image.endings import PLACEHOLDER, UNSUPPORTED",
        "from tlstudio.engine.sentences import sentence",
    ]


def test_no_damage_to_a_file_raises_anything_but_bad_image(tmp_path: Path, photo: Image.Image) -> None:
    buffer = io.BytesIO()
    photo.save(buffer, format="PNG")
    random, said = np.random.default_rng(0), list[str | None]()
    for number in range(100):
        data = np.frombuffer(buffer.getvalue(), dtype=np.uint8).copy()
        data[random.integers(0, len(data), 5)] = random.integers(0, 256, 5)
        path = tmp_path / f"{number}.png"
        path.write_bytes(data.tobytes())
        said.append(problem(path))
    assert sum(one is not None for one in said) > 50  # most are beyond use; pixels that merely changed are not noticed
