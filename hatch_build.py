"""Builds what the wheel carries besides Python: styles, scripts and the compiled catalogues."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]  # the interface is typed by nobody here
    """Runs the front end's build with the Node that comes as a Python package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build into the package, unless an editable install asks for the sources only."""
        del build_data
        if self.target_name == "wheel" and version != "editable":
            root = Path(self.root)
            subprocess.run([sys.executable, root / "frontend" / "build.py", "--clean"], check=True, cwd=root)  # noqa: S603 -- our own program
