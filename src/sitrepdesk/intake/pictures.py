"""A picture's bytes to what is kept of it: kind, size, and a hash by which it is known again. Nothing and nobody in it is recognised."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from zlib import error as ZlibError  # noqa: N812

import numpy as np
from numpy.typing import NDArray
from PIL import (
    Image,
    ImageOps,
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401  importing it is what makes it known
)
from PIL.MpoImagePlugin import MpoImageFile

from sitrepdesk.model import Binary, InputError, Malformed, Refusal, TooLarge

from .limits import PICTURE_PIXELS
from .refusals import PARSER_FAULTS, refusal, said
from .wire import PictureFacts

_KINDS = {"BMP": "image/bmp", "GIF": "image/gif", "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_TYPES = _KINDS | {MpoImageFile.format: "image/jpeg"}
"""A JPEG with further pictures behind it, as telephones write them, is looked at by its first."""
_SIDE = 32
_LOW = 8
_SCALE = 1 << 12
_COSINES = np.rint(_SCALE * np.cos(np.pi / _SIDE * np.outer(np.arange(1, _LOW + 1), np.arange(_SIDE) + 0.5))).astype(np.int64)
"""The cosines of the frequencies 1 to 8, as integers: the same picture has the same bits on every machine."""
_UNIT = _SCALE**2 * _SIDE**2 // 4
Image.preinit()
Grey = NDArray[np.uint8]


def look(where: str, data: bytes) -> PictureFacts:
    """What is kept of a picture besides its bytes; an animation is looked at by its first frame.

    Raises ``Binary`` for what is no picture of a known kind, ``TooLarge`` before anything over the limit is unpacked, ``Malformed`` where
    it breaks off or breaks its format.
    """
    todo = "The report was taken without it; save the picture as JPEG or PNG and add the report again."
    try:
        with Image.open(BytesIO(data), formats=tuple(_KINDS)) as picture:
            width, height = picture.size
            if width * height > PICTURE_PIXELS:
                raise Image.DecompressionBombError(f"{width:,} by {height:,}")
            return PictureFacts(media_type=_TYPES[picture.format or ""], width=width, height=height, phash=phash(_grey(picture)))
    except UnidentifiedImageError as e:
        raise Binary(where, "is no picture that can be read", todo) from e
    except Image.DecompressionBombError as e:
        raise TooLarge(where, f"has more than {PICTURE_PIXELS:,} pixels, which may be made to do harm", todo) from e
    except (SyntaxError, ZlibError, *PARSER_FAULTS) as e:
        raise Malformed(where, f"is a picture that cannot be read ({said(e)})", todo) from e


def seen(where: str, data: bytes) -> PictureFacts | Refusal:
    """The same, or why it cannot be taken. Raises nothing of the picture's making but ``MemoryError``."""
    try:
        return look(where, data)
    except InputError as e:
        return refusal(e)


def phash(grey: Grey) -> str | None:
    """The perceptual hash of a grey picture: 64 bits in hex; ``None`` where it is too small or too plain to be known again.

    Zauner 2010, "Implementation and benchmarking of perceptual image hash functions": the picture at 32 by 32, its discrete cosine
    transform, and of each of the 64 coefficients with both frequencies from 1 to 8 whether it lies over their median. A black or white
    frame is cut off first. What varies in one direction alone (a gradient, a flag of stripes, a line) has none of these frequencies, and
    a drawing on a plain ground (a logo, a page of text) has few tones: such pictures are alike whoever made them.
    """
    rules = _rules()
    inner = _without_border(grey, rules)
    if min(inner.shape) < rules["smallest_side"] or _tones(inner) < rules["tones"]:
        return None
    small = np.asarray(Image.fromarray(inner).resize((_SIDE, _SIDE), Image.Resampling.BOX), dtype=np.int64)
    low = (_COSINES @ small @ _COSINES.T).ravel()
    if np.median(np.abs(low)) * 1000 < rules["detail"] * _UNIT:
        return None
    middle = np.sort(low)[low.size // 2 - 1]
    return f"{int(''.join('1' if v > middle else '0' for v in low), 2):016x}"


def _grey(picture: Image.Image) -> Grey:
    """Its grey tones, turned as its camera says, what is transparent over white, the longer side cut down to what the hash needs."""
    side = _rules()["looked_at"]
    picture.draft("L", (2 * side, 2 * side))
    turned = ImageOps.exif_transpose(picture)
    if turned.has_transparency_data:
        clear = turned.convert("RGBA")
        turned = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    grey = turned.convert("L")
    grey.thumbnail((side, side), Image.Resampling.BOX)
    return np.asarray(grey)


def _without_border(grey: Grey, rules: dict[str, Any]) -> Grey:
    """Without a frame: rows and columns at the edges that are all black or all white. A picture that is nothing else stays as it is."""
    if rules["black"] < grey[0, 0] < rules["white"]:
        return grey
    inside = (grey > rules["black"]) if grey[0, 0] <= rules["black"] else (grey < rules["white"])
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if rows.size else grey


def _tones(grey: Grey) -> float:
    """How many tones of 32 it has, weighed by their share: two to the power of the entropy of its histogram."""
    share = np.bincount(grey.ravel() >> 3, minlength=32) / grey.size
    share = share[share > 0]
    return float(2 ** -(share * np.log2(share)).sum())


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "tables" / "pictures.toml").read_text(encoding="utf-8"))
