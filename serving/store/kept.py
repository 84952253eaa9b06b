"""What was seen in a scan, kept without pixels: JSON in the row, embeddings in one blob."""

from typing import Any

from image_library.blobs import Blobs
from image_library.embedding import pack, unpack
from model.domain import Container, Finding, Fitness
from model.see import Seen
from serving.store.records import dump, load


def dump_seen(seen: Seen, blobs: Blobs, model: str) -> dict[str, Any]:
    """Keep the embeddings that ``model`` made and return the JSON that ``load_seen`` reads."""
    return {
        "model": model,
        "fitness": dump(seen.fitness),
        "containers": [dump(container) for container in seen.containers],
        "findings": [dump(finding) for finding in seen.findings],
        "pieces": blobs.put(pack(seen.pieces)),
        "notes": list(seen.notes),
        "numbers": list(seen.numbers),
        "timings_ms": seen.timings_ms,
    }


def load_seen(kept: dict[str, Any], blobs: Blobs) -> Seen:
    """Return what was seen in a scan."""
    return Seen(
        fitness=load(Fitness, kept["fitness"]),
        containers=load(tuple[Container, ...], kept["containers"]),
        findings=load(tuple[Finding, ...], kept["findings"]),
        pieces=unpack(blobs.get(kept["pieces"])),
        notes=tuple(kept["notes"]),
        numbers=tuple(kept["numbers"]),
        timings_ms=kept["timings_ms"],
    )
