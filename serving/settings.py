"""Everything that may be set, by environment variables that start with ``CARGOLENS_``."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CARGOLENS_"


def _database(known: dict[str, Any]) -> str:
    return f"sqlite:///{known['home']}/cargolens.db"


def _blobs(known: dict[str, Any]) -> str:
    return f"{known['home']}/blobs"


def _weights() -> str:
    return str(files("model") / "weights")


def _page() -> Path:
    return Path(str(files("review_ui") / "dist"))


class Settings(BaseSettings):
    """The settings of one service; every description here stands in ``docs/reference/settings.md``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    home: Path = Field(
        default=Path(".cargolens"), description="Folder of all that the embedded default keeps."
    )
    database: str = Field(
        default_factory=_database,
        description="Address of the database, `sqlite:///FILE` or `postgresql+psycopg://...`.",
    )
    blobs: str = Field(
        default_factory=_blobs,
        description="Folder or fsspec address (`s3://bucket/prefix`) of received files and pixels.",
    )
    model: str = Field(default_factory=_weights, description="Folder of the ONNX model and its card.")
    page: Path = Field(default_factory=_page, description="Folder of the built review page.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes any free one.")
    proxies: str = Field(
        default="127.0.0.1",
        description="Addresses of proxies, separated by commas, whose `X-Forwarded-*` headers are believed.",
    )
    workers: int = Field(
        default=2, ge=0, le=64, description="Threads that judge scans; 0 leaves that to another process."
    )
    upload_mb: int = Field(default=256, ge=1, description="Largest upload, in megabytes (10^6 bytes).")
    upload_files: int = Field(default=64, ge=1, le=4096, description="Most files in one upload.")
    request_kb: int = Field(default=2048, ge=16, description="Largest JSON body, in kilobytes (10^3 bytes).")
    wait_seconds: float = Field(
        default=120.0, ge=0, le=600, description="Longest wait that `Prefer: wait=N` is granted, in seconds."
    )
    lease_seconds: float = Field(
        default=120.0, gt=0, description="How long an officer holds a scan without a heartbeat, in seconds."
    )
    session_hours: float = Field(
        default=12.0, gt=0, le=720, description="How long a log-in lasts without a call, in hours."
    )
    login_attempts: int = Field(
        default=5,
        ge=1,
        description="Failed log-ins for one name from one address in five minutes before it must wait.",
    )
    free_mb: int = Field(
        default=512, ge=0, description="Free disk space, in megabytes, under which `/readyz` answers 503."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severity of the lines that are logged."
    )
    log_format: Literal["json", "text"] = Field(
        default="json", description="Form of a log line: `json` for machines or `text` for a terminal."
    )
