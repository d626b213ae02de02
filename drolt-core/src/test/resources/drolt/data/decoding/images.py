"""Writes the image files beside it, with Pillow 12.3, for ImageDecoderTest.

    pip install pillow==12.3.0
    python images.py

Each is 12 pixels wide and 8 high; left half (200, 40, 60), right half (20, 90, 180), or their grey.
"""
from PIL import Image

LEFT, RIGHT = (200, 40, 60), (20, 90, 180)


def halves(mode, left, right):
    img = Image.new(mode, (12, 8), left)
    img.paste(right, (6, 0, 12, 8))
    return img


rgb = halves("RGB", LEFT, RIGHT)
rgb.save("progressive.jpg", quality=95, subsampling=0, progressive=True)
rgb.convert("CMYK").save("cmyk.jpg", quality=95)
halves("L", 60, 180).save("grey.jpg", quality=95)
rgb.save("lossy.webp", quality=95)
rgb.save("lossless.webp", lossless=True)
halves("RGBA", LEFT + (255,), RIGHT + (0,)).save("transparent.webp", lossless=True, exact=True)
halves("RGBA", LEFT + (255,), RIGHT + (51,)).save("transparent.png")
halves("LA", (60, 255), (180, 0)).save("grey-transparent.png")
halves("L", 60, 180).save("grey.png")
halves("1", 0, 1).save("bits.png")
halves("I;16", 60 * 257, 180 * 257).save("grey-16.png")
rgb.quantize(2).save("palette.png")
rgb.save("plain.gif")
rgb.save("plain.bmp")
