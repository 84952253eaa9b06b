"""The officer's page: TypeScript sources, built into static files under ``dist``."""

from pathlib import Path

DIST = Path(__file__).parent / "dist"
