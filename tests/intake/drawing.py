"""Pictures that tests and figures draw themselves: scenes with something in them, what becomes of one that is passed on, plain ones."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps


def scene(seed: int, width: int = 480, height: int = 320) -> Image.Image:
    """Something like a photograph: a sky over a ground, hills, houses and clouds in the places of that seed, and the grain of a film."""
    random = np.random.default_rng(seed)
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    top, low = (tuple(int(v) for v in random.integers(40, 230, 3)) for _ in range(2))
    for y in range(height):
        draw.line([(0, y), (width, y)], fill=tuple(a + (b - a) * y // height for a, b in zip(top, low, strict=True)))
    for _ in range(int(random.integers(14, 40))):
        x, y = random.integers(-60, width), random.integers(-60, height)
        w, h = random.integers(20, 260), random.integers(20, 180)
        fill = tuple(int(v) for v in random.integers(0, 256, 3))
        shape = (draw.ellipse, draw.rectangle)[int(random.integers(2))]
        shape([int(x), int(y), int(x + w), int(y + h)], fill=fill)
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(float(random.uniform(1, 5)))), dtype=float)
    grain = random.normal(0, 9, soft.shape)
    return Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _jpeg(quality: int) -> Callable[[Image.Image], Image.Image]:
    return lambda p: Image.open(BytesIO(saved(p, quality=quality)))


def _scaled(per_cent: int) -> Callable[[Image.Image], Image.Image]:
    return lambda p: p.resize((p.width * per_cent // 100, p.height * per_cent // 100))


def _cropped(per_mille: int) -> Callable[[Image.Image], Image.Image]:
    return lambda p: p.crop((p.width * per_mille // 1000, p.height * per_mille // 1000, p.width - p.width * per_mille // 2000, p.height))


def _framed(tone: str) -> Callable[[Image.Image], Image.Image]:
    def framed(p: Image.Image) -> Image.Image:
        made = Image.new("RGB", (p.width + 40, p.height + 70), tone)
        made.paste(p, (20, 35))
        return made

    return framed


def _captioned(p: Image.Image) -> Image.Image:
    made = p.copy()
    draw = ImageDraw.Draw(made)
    draw.rectangle([0, p.height * 94 // 100, p.width * 45 // 100, p.height], fill="black")
    draw.text((8, p.height * 95 // 100), "CHANNEL / 14:05", fill="white")
    return made


PASSED_ON: dict[str, Callable[[Image.Image], Image.Image]] = {
    "saved at quality 85": _jpeg(85),
    "saved at quality 40": _jpeg(40),
    "saved at quality 15": _jpeg(15),
    "scaled to 50 %": _scaled(50),
    "scaled to 30 %": _scaled(30),
    "scaled to 140 %": _scaled(140),
    "grey": lambda p: p.convert("L").convert("RGB"),
    "brighter": lambda p: p.point(lambda v: min(255, v + 25)),
    "more contrast": lambda p: p.point(lambda v: max(0, min(255, int((v - 128) * 1.25 + 128)))),
    "cropped by 2 %": _cropped(20),
    "black border": _framed("black"),
    "white border, quality 40": lambda p: _jpeg(40)(_framed("white")(p)),
    "scaled to 40 %, quality 30, grey": lambda p: _jpeg(30)(_scaled(40)(p.convert("L").convert("RGB"))),
}
"""What outlets and channels do to a picture that they pass on."""

CHANGED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "caption in a corner": _captioned,
    "cropped by 8 %": _cropped(80),
    "turned by 5 degrees": lambda p: p.rotate(5, expand=True),
    "mirrored": ImageOps.mirror,
}
"""What makes another picture of it, as far as the hash can tell: some are found, and nobody may count on it."""


def _stripes(*colours: str, upright: bool = False) -> Image.Image:
    made = Image.new("RGB", (600, 400))
    draw = ImageDraw.Draw(made)
    for n, colour in enumerate(colours):
        a, b = n / len(colours), (n + 1) / len(colours)
        draw.rectangle([600 * a, 0, 600 * b, 400] if upright else [0, 400 * a, 600, 400 * b], fill=colour)
    return made


def _drawn(*shapes: tuple[str, list[int]], ground: str = "white") -> Image.Image:
    made = Image.new("RGB", (600, 400), ground)
    draw = ImageDraw.Draw(made)
    for fill, box in shapes:
        draw.line(box, fill=fill, width=4) if fill == "line" else draw.ellipse(box, fill=fill)
    return made


def _logo(n: int) -> Image.Image:
    random = np.random.default_rng(n)
    made = Image.new("RGB", (500, 300), ("white", "navy", "black")[n % 3])
    draw = ImageDraw.Draw(made)
    ink = ("red", "white", "gold")[n % 3]
    x, y, r = (int(v) for v in random.integers((60, 60, 40), (200, 180, 90)))
    draw.ellipse([x, y, x + r, y + r], fill=ink)
    draw.text((x + r, y), "DAILY NEWS", fill=ink, font_size=46)
    return made


def _page(n: int) -> Image.Image:
    made = Image.new("RGB", (600, 800), "white")
    draw = ImageDraw.Draw(made)
    random = np.random.default_rng(n)
    for y in range(40, 760, 22):
        draw.text((40, y), "".join(random.choice(list("abcdefgh ijklm nop rst ")) for _ in range(70)), fill="black")
    return made


def _gradient(upright: bool) -> Image.Image:
    ramp = np.linspace(10, 245, 400 if upright else 600)
    grey = np.tile(ramp[:, None] if upright else ramp, (1, 600) if upright else (400, 1))
    return Image.fromarray(grey.astype(np.uint8))


PLAIN: dict[str, Callable[[], Image.Image]] = {
    "one colour": lambda: Image.new("RGB", (600, 400), "teal"),
    "flag of stripes": lambda: _stripes("blue", "yellow"),
    "flag of three stripes": lambda: _stripes("white", "blue", "red"),
    "flag of upright stripes": lambda: _stripes("navy", "white", "red", upright=True),
    "flag with a disc": lambda: _drawn(("crimson", [200, 100, 400, 300])),
    "gradient": lambda: _gradient(upright=True),
    "gradient across": lambda: _gradient(upright=False),
    "line": lambda: _line([0, 200, 600, 200]),
    "slanting line": lambda: _line([20, 40, 560, 380]),
    "logo on white": lambda: _logo(0),
    "logo on blue": lambda: _logo(1),
    "logo on black": lambda: _logo(2),
    "page of text": lambda: _page(1),
    "icon": lambda: scene(1).resize((40, 26)),
}
"""Pictures that say nothing of where they come from."""


def _line(ends: list[int]) -> Image.Image:
    made = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(made).line(ends, fill="black", width=5)
    return made
