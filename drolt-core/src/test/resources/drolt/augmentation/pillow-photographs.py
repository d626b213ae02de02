"""Writes pillow-12.3-photographs.txt: what Pillow 12.3 makes of windows that are resized, and of turned hues.

    pip install pillow==12.3.0
    python pillow-photographs.py > pillow-12.3-photographs.txt

A line is: image kind, width, height, then "resize", the window's left, top, width, height, the new width and height; or
"hue" and the steps; last the CRC-32 of the result. The images are those of pillow-operations.py.
"""
import zlib

import PIL
from PIL import Image

assert PIL.__version__.startswith("12.3."), PIL.__version__


def image(kind, width, height):
    state = 1
    data = bytearray()
    for y in range(height):
        for x in range(width):
            for channel in range(3):
                state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
                noise = state >> 56
                if kind == "noise":
                    value = noise
                elif kind == "smooth":
                    value = (x * 256 // width + y * 128 // height + 40 * channel) % 256
                else:  # narrow: few values, one channel flat
                    value = (100 + noise % 20, 200 + noise % 3, 77)[channel]
                data.append(value)
    return Image.frombytes("RGB", (width, height), bytes(data))


def checksum(result):
    return "%08x" % zlib.crc32(result.tobytes())


def turned(img, steps):
    h, s, v = img.convert("HSV").split()
    return Image.merge("HSV", (h.point(lambda value: (value + steps) % 256), s, v)).convert("RGB")


WINDOWS = [  # left, top, width, height, new width, new height
    (0, 0, 120, 80, 32, 32), (0, 0, 120, 80, 48, 32), (3, 7, 50, 61, 32, 32), (10, 0, 9, 80, 32, 32),
    (0, 0, 120, 80, 240, 160), (0, 0, 120, 80, 120, 40), (0, 0, 120, 80, 121, 81), (119, 79, 1, 1, 5, 5),
    (0, 0, 120, 80, 1, 1), (17, 23, 100, 2, 7, 64), (0, 0, 120, 80, 120, 80),
]
for kind in ("noise", "smooth"):
    for left, top, width, height, new_width, new_height in WINDOWS:
        cut = image(kind, 120, 80).crop((left, top, left + width, top + height))
        result = cut.resize((new_width, new_height), Image.Resampling.BILINEAR)
        print(kind, 120, 80, "resize", left, top, width, height, new_width, new_height, checksum(result))
for kind, width, height in (("noise", 224, 160), ("smooth", 224, 160), ("narrow", 32, 32)):
    for steps in (-127, -25, -1, 0, 1, 12, 127):
        print(kind, width, height, "hue", steps, checksum(turned(image(kind, width, height), steps)))
