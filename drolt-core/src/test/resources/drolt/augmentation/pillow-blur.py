"""Writes pillow-12.3-blur.txt: what Pillow 12.3 makes of Gaussian blurs.

    pip install pillow==12.3.0
    python pillow-blur.py > pillow-12.3-blur.txt

A line is: image kind, width, height, sigma, then the CRC-32 of the result. The images are those of pillow-operations.py.
"""
import zlib

import PIL
from PIL import Image, ImageFilter

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


SIGMAS = (0.1, 0.25, 0.4999, 0.5, 0.73, 1.0, 1.2345678, 1.5, 1.999, 2.0, 5.0, 40.0)
for kind in ("noise", "smooth", "narrow"):
    for width, height in ((32, 32), (17, 40), (1, 5), (3, 1)):
        for sigma in SIGMAS:
            blurred = image(kind, width, height).filter(ImageFilter.GaussianBlur(radius=sigma))
            print(kind, width, height, sigma, "%08x" % zlib.crc32(blurred.tobytes()))
