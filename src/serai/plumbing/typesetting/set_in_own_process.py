"""The program that sets one document: facts come by its input, the PDF leaves by its output."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

_HERE = Path(__file__).parent
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""When a PDF says it was made: the same facts give the same bytes, and the paper tells its own date."""


def main() -> None:
    """Set what `argv` names."""
    template, facts = sys.argv[1], sys.stdin.buffer.read().decode()
    compiler = typst.Compiler(
        str(_HERE / "templates" / f"{template}.typ"),
        root=str(_HERE / "templates"),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"facts": facts},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["a-3a"], timestamp=_ALWAYS)
    except typst.TypstError:  # an archive takes no sign without a shape, such as an emoji in a name
        pdf = compiler.compile(format="pdf", timestamp=_ALWAYS)
    assert isinstance(pdf, bytes), "one document is one file"
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
