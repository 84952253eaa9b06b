"""The service as an operator gets it: its wheel in an environment of its own, without torch.

``python -m benchmarks.install``: builds the wheel, installs it with what it needs, starts the service
five times on a new home and prints one JSON object.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

STARTS = 5
ROOT = Path(__file__).parent.parent


def seconds_to_ready(command: Path, home: Path, port: int) -> tuple[float, int]:
    """Start the service; return the seconds until ``/readyz`` says yes, and its memory in bytes."""
    environment = os.environ | {"CARGOLENS_HOME": str(home), "CARGOLENS_LOG_LEVEL": "error"}
    start = time.perf_counter()
    service = subprocess.Popen([command, "serve", "--port", str(port)], env=environment, cwd=home.parent)
    try:
        while time.perf_counter() - start < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                    spent = time.perf_counter() - start
                    pages = int(Path(f"/proc/{service.pid}/statm").read_text().split()[1])
                    return spent, pages * os.sysconf("SC_PAGE_SIZE")
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
    finally:
        service.send_signal(signal.SIGTERM)
        service.wait()
    raise SystemExit("the service did not become ready in 60 s")


def main() -> None:
    """Build, install, start and measure."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder / "wheel", ROOT]
        subprocess.run(pip, check=True)
        venv.create(folder / "venv", with_pip=True)
        python, command = folder / "venv/bin/python", folder / "venv/bin/cargolens"
        [wheel] = (folder / "wheel").glob("*.whl")
        install = [python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel]
        subprocess.run(install, check=True)
        listed = subprocess.run(
            [python, "-m", "pip", "list", "--format=json"], check=True, capture_output=True
        )
        packages = {package["name"].lower() for package in json.loads(listed.stdout)}
        starts = [seconds_to_ready(command, folder / f"home{n}", 8765 + n) for n in range(STARTS)]
        size = sum(file.stat().st_size for file in (folder / "venv").rglob("*") if file.is_file())
        result = {
            "torch": bool(packages & {"torch", "torchvision", "timm", "onnx"}),
            "packages": len(packages),
            "environment_mb": round(size / 1e6),
            "wheel_mb": round(wheel.stat().st_size / 1e6, 1),
            "start_s": round(statistics.median(spent for spent, _ in starts), 2),
            "start_max_s": round(max(spent for spent, _ in starts), 2),
            "memory_after_start_mb": round(max(memory for _, memory in starts) / 1e6),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
