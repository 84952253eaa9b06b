"""Run the benchmarks one after another, each in a process of its own: ``python -m benchmarks [NAME ...]``."""

import argparse
import subprocess
import sys
import time

NAMES = (
    "container_boxes",
    "heading_trials",
    "loaded_or_empty",
    "hidden_objects",
    "phantoms",
    "ct_simulation",
    "simulated_masses",
    "simulation_speed",
    "hostile_files",
    "ingest",
    "kills",
    "install",
)


def main() -> None:
    """Run those that were named, or all; each prints JSON."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ask.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    names = ask.parse_args().names or NAMES
    if unknown := set(names) - set(NAMES):
        ask.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    failed: list[str] = []
    for name in names:
        start = time.monotonic()
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
        print(f"   {time.monotonic() - start:.0f} s", flush=True)
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
