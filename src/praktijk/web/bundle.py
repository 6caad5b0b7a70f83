# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes what draws charts and maps in the browser: ``python -m praktijk.web.bundle``.

Vega, Vega-Lite and vega-embed come out of the wheel `vl-convert-python`, so nothing is fetched and the page
draws with the same version as the paper. Part of installing; where it was not run, pages show the images.
"""

import gzip
import json
from pathlib import Path

import vl_convert

from praktijk.web.charts import LOCALES
from praktijk.web.shapes import shapes

PATH = Path(__file__).parent / "static" / "web" / "vega.js"
WORLD = PATH.with_name("world.json")


def bundle() -> str:
    """The script: sets `window.praktijkVega` to vegaEmbed and the formats of each language."""
    locales = {
        language: {
            "number": vl_convert.get_format_locale(locale),
            "time": vl_convert.get_time_format_locale(locale),
        }
        for language, locale in LOCALES.items()
    }
    snippet = f"window.praktijkVega = {{ vegaEmbed, locales: {json.dumps(locales)} }};"
    return str(vl_convert.javascript_bundle(snippet))


def write(path: Path, content: str) -> Path:
    """Write a file and its compressed twin, which the web server sends where a browser takes it."""
    path.write_text(content, encoding="utf-8")
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content.encode(), mtime=0))
    return path


if __name__ == "__main__":
    write(PATH, bundle())
    write(WORLD, json.dumps(shapes(), separators=(",", ":")))
