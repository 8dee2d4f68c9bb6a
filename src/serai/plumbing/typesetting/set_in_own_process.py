"""The program that sets documents: a list of facts comes by its input, the PDFs leave by its output."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

_HERE = Path(__file__).parent
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""When a PDF says it was made: the same facts give the same bytes, and the paper tells its own date."""


def main() -> None:
    """Set what `argv` names; before each PDF stands its length, in eight bytes."""
    fonts = typst.Fonts(font_paths=[str(_HERE / "fonts")], include_system_fonts=False)
    for facts in json.loads(sys.stdin.buffer.read()):
        pdf = _set(sys.argv[1], json.dumps(facts, ensure_ascii=False), fonts)
        sys.stdout.buffer.write(len(pdf).to_bytes(8, "big") + pdf)


def _set(template: str, facts: str, fonts: typst.Fonts) -> bytes:
    compiler = typst.Compiler(
        str(_HERE / "templates" / f"{template}.typ"),
        root=str(_HERE / "templates"),
        font_paths=fonts,
        sys_inputs={"facts": facts},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["a-3a"], timestamp=_ALWAYS)
    except typst.TypstError:  # an archive takes no sign without a shape, such as an emoji in a name
        pdf = compiler.compile(format="pdf", timestamp=_ALWAYS)
    assert isinstance(pdf, bytes), "one document is one file"
    return pdf


if __name__ == "__main__":
    main()
