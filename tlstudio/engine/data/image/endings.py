"""Which files count as images before anything is opened. Needs no Pillow, since the window asks as it opens."""

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff"}
    | {".ppm", ".pgm", ".pbm", ".pnm", ".avif"}
)

# What people take for images that we read, by ending.
UNSUPPORTED = {
    ".heic": "HEIC",
    ".heif": "HEIC",
    ".jxl": "JPEG XL",
    ".jp2": "JPEG 2000",
    ".svg": "SVG",
    ".svgz": "SVG",
    ".eps": "EPS",
    ".ps": "PostScript",
    ".pdf": "PDF",
    ".psd": "PSD",
    ".exr": "OpenEXR",
    ".ico": "ICO",
    ".tga": "TGA",
    ".dng": "camera RAW",
    ".cr2": "camera RAW",
    ".cr3": "camera RAW",
    ".nef": "camera RAW",
    ".arw": "camera RAW",
}
