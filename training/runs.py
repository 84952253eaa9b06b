"""Training runs that can be stopped: a checkpoint and a line of the log after each epoch."""

import json
from pathlib import Path
from typing import Any

import torch

CHECKPOINT, LOG = "checkpoint.pt", "log.jsonl"


def resumed(folder: Path, parts: dict[str, Any]) -> int:
    """Take up the checkpoint of a folder, made when missing, into parts with a state.

    Returns
    -------
    The number of epochs done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / CHECKPOINT
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["epochs"])


def keep(folder: Path, parts: dict[str, Any], epochs: int, line: dict[str, Any]) -> None:
    """Write the state of the parts after so many epochs, whole or not at all, and a line of the log."""
    state = {name: part.state_dict() for name, part in parts.items()} | {"epochs": epochs}
    part = folder / f"{CHECKPOINT}.part"
    torch.save(state, part)
    part.replace(folder / CHECKPOINT)
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
