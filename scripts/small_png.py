# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a page with a palette of at most 256 colours: a third of the size, and to the eye the same."""

import base64
import struct
import zlib

from playwright.sync_api import Page

# The browser itself reads the picture: no library for pictures is needed for this one job. Of colours that
# are nearly alike the one that occurs most goes first, so that a small sign keeps its colour beside much
# text; each colour without a place in the palette becomes the nearest one that has one.
_TO_PALETTE = """async (source) => {
  const picture = new Image();
  picture.src = "data:image/png;base64," + source;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const data = pen.getImageData(0, 0, picture.width, picture.height).data;
  const count = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    count.set(colour, (count.get(colour) ?? 0) + 1);
  }
  const colours = [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || a - b);
  const first = new Map();
  for (const colour of colours) {
    const alike = colour & 0xf0f0f0;
    if (!first.has(alike)) first.set(alike, colour);
  }
  const palette = [...new Set([...first.values(), ...colours])].slice(0, 256);
  const place = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of count.keys()) {
    if (place.has(colour)) continue;
    let best = 0, least = Infinity;
    palette.forEach((other, index) => {
      const [r, g, b] = [16, 8, 0].map((shift) => ((colour >> shift) & 255) - ((other >> shift) & 255));
      const distance = 2 * r * r + 4 * g * g + 3 * b * b;
      if (distance < least) [best, least] = [index, distance];
    });
    place.set(colour, best);
  }
  const indices = new Uint8Array(data.length / 4);
  for (let i = 0; i < indices.length; i++)
    indices[i] = place.get((data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2]);
  let text = "";
  for (let i = 0; i < indices.length; i += 32768)
    text += String.fromCharCode(...indices.subarray(i, i + 32768));
  return { width: picture.width, height: picture.height, palette, indices: btoa(text) };
}"""


def small_png(page: Page, png: bytes) -> bytes:
    """The picture again as a PNG with a palette; `page` is one that lets scripts run, such as about:blank."""
    found = page.evaluate(_TO_PALETTE, base64.b64encode(png).decode())
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    rows = b"".join(b"\0" + indices[at : at + width] for at in range(0, width * height, width))
    palette = b"".join(colour.to_bytes(3, "big") for colour in found["palette"])
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", palette),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )
