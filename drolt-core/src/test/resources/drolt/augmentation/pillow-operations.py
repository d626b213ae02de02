"""Writes pillow-12.3-operations.txt: what Pillow 12.3 makes of AutoAugment's operations.

    pip install pillow==12.3.0
    python pillow-operations.py > pillow-12.3-operations.txt

A line is: image kind, width, height, operation, sign, then the CRC-32 of the result at magnitude 0..9.
PillowOperationsTest makes the same images and compares.
"""
import zlib

import PIL
from PIL import Image, ImageEnhance, ImageOps

assert PIL.__version__.startswith("12.3."), PIL.__version__

GREY = (128, 128, 128)


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


def affine(img, matrix, filter):
    return img.transform(img.size, Image.Transform.AFFINE, matrix, filter, fillcolor=GREY)


def rotate(img, degrees):
    turned = img.convert("RGBA").rotate(degrees)
    return Image.composite(turned, Image.new("RGBA", turned.size, (128,) * 4), turned).convert("RGB")


NEAREST, BICUBIC = Image.Resampling.NEAREST, Image.Resampling.BICUBIC
OPERATIONS = {
    "SHEAR_X": (0.3, True, lambda img, m: affine(img, (1, m, 0, 0, 1, 0), BICUBIC)),
    "SHEAR_Y": (0.3, True, lambda img, m: affine(img, (1, 0, 0, m, 1, 0), BICUBIC)),
    "TRANSLATE_X": (150 / 331, True, lambda img, m: affine(img, (1, 0, m * img.width, 0, 1, 0), NEAREST)),
    "TRANSLATE_Y": (150 / 331, True, lambda img, m: affine(img, (1, 0, 0, 0, 1, m * img.height), NEAREST)),
    "ROTATE": (30, False, rotate),
    "COLOR": (0.9, True, lambda img, m: ImageEnhance.Color(img).enhance(1 + m)),
    "CONTRAST": (0.9, True, lambda img, m: ImageEnhance.Contrast(img).enhance(1 + m)),
    "BRIGHTNESS": (0.9, True, lambda img, m: ImageEnhance.Brightness(img).enhance(1 + m)),
    "SHARPNESS": (0.9, True, lambda img, m: ImageEnhance.Sharpness(img).enhance(1 + m)),
    "POSTERIZE": (4, False, lambda img, m: ImageOps.posterize(img, 8 - round(m))),
    "SOLARIZE": (256, False, lambda img, m: ImageOps.solarize(img, 256 - m)),
    "INVERT": (0, False, lambda img, m: ImageOps.invert(img)),
    "AUTO_CONTRAST": (0, False, lambda img, m: ImageOps.autocontrast(img)),
    "EQUALIZE": (0, False, lambda img, m: ImageOps.equalize(img)),
}
IMAGES = [
    ("noise", 32, 32), ("smooth", 32, 32), ("narrow", 32, 32), ("noise", 33, 21), ("smooth", 224, 160),
    ("noise", 224, 160), ("noise", 2, 3), ("noise", 1, 1),
]

for kind, width, height in IMAGES:
    for name, (largest, signed, operation) in OPERATIONS.items():
        for sign in (1, -1) if signed else (1,):
            results = [operation(image(kind, width, height), sign * (index * (largest / 9))) for index in range(10)]
            sums = " ".join("%08x" % zlib.crc32(result.tobytes()) for result in results)
            print(kind, width, height, name, sign, sums)
