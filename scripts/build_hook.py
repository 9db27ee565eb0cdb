"""Compiles the catalogues when the package is built or installed: the repository keeps the .po."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "scripts"))
        import catalogue

        catalogue.compile_all()
        build_data["artifacts"].append("src/entrelieux/**/*.mo")
