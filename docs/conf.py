"""How the documentation is built: `make docs`, strict, offline."""

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")
os.environ.setdefault("SERAI_VAR", tempfile.mkdtemp(prefix="serai-docs-"))

import django  # noqa: E402

django.setup()

project = "Serai"
author = "The Serai developers"
copyright = "The Serai developers"
html_title = "Serai"

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "myst_parser",
    "sphinx_copybutton",
    "serai_reference",
    "model_cards",
]
exclude_patterns = ["_build", "_ext"]
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False

nitpicky = True
# Types are shown where they are used; only what `public` documents has a page of its own.
nitpick_ignore_regex = [(r"py:.*", r".*")]

suppress_warnings = ["misc.highlighting_failure"]  # an ellipsis in an example is no mistake

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["plots.css"]
html_theme_options = {"navigation_with_keys": True}
copybutton_prompt_text = "$ "
