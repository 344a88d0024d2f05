"""Which files count as images before anything is opened. Needs no Pillow, since the window asks as it opens."""

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff"}
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
    ".raf": "camera RAW",
    ".rw2": "camera RAW",
    ".orf": "camera RAW",
    ".pef": "camera RAW",
    ".srw": "camera RAW",
    ".hif": "HEIC",
    ".dcm": "DICOM",
    ".czi": "Zeiss CZI",
    ".nd2": "Nikon ND2",
    ".lif": "Leica LIF",
    ".npy": "NumPy array",
    ".npz": "NumPy array",
    ".mat": "MATLAB file",
    ".nii": "NIfTI",
    ".webm": "video",
    ".mp4": "video",
    ".mov": "video",
    ".avi": "video",
    ".jpg~": "a backup that an editor left",
}
PLACEHOLDER = ".icloud"  # of a file that is in the cloud only
