"""The truth about many scans in the form of COCO (T.-Y. Lin and others, ECCV 2014, arXiv:1405.0312)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from model.domain import Box
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN
from training.simulator.outputs import bag_card
from training.simulator.outputs.card import Labelled, labelled
from training.simulator.plan import ObjectTruth, ScanTruth
from training.simulator.space import Kind

Entry = dict[str, Any]
_GOODS, _OBJECTS = 10_000, 20_000


def coco(cards: Iterable[Mapping[str, Any]]) -> Entry:
    """The truth that cards tell, as one object for JSON.

    Containers and goods by line have rectangles as polygons, objects have masks as run lengths not
    packed (``counts`` a list); several pieces under one mask are a crowd. Images tell the name of
    their card. Identifiers of categories are the same in every set: those of containers begin at 1,
    those of goods at 10,000 with the number of the heading added, those of objects at 20,000, those
    of what lies in bags at 30,000.
    """
    images: list[Entry] = []
    annotations: list[Entry] = []
    for image, found in (each for card in cards for each in _pictures(card)):
        images.append({"id": len(images) + 1} | image)
        for each in found:
            annotations.append({"id": len(annotations) + 1, "image_id": len(images)} | each)
    return {
        "info": {"description": "Simulated scans", "version": "1"},
        "images": images,
        "categories": list(_categories()),
        "annotations": annotations,
    }


def _pictures(card: Mapping[str, Any]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Each picture of a card as an image and its annotations, still without identifiers."""
    if "bag" in card:
        yield from bag_card.entries(card)
        return
    for picture in labelled(card):
        found = [{"category_id": category} | each for category, each in _found(picture.truth)]
        yield _image(picture), found


def _image(picture: Labelled) -> Entry:
    rows, columns = picture.truth.shape
    return {
        "file_name": picture.file,
        "width": columns,
        "height": rows,
        "card": f"{picture.scan}.json",
    }


def _categories() -> Iterator[Entry]:
    for number, kind in enumerate(get_args(Kind), 1):
        yield {"id": number, "name": f"container {kind}", "supercategory": "container"}
    for heading in sorted(GOODS):
        yield {"id": _GOODS + int(heading), "name": heading, "supercategory": "goods"}
    for number, (kind, hidden) in enumerate(HIDDEN.items()):
        yield {"id": _OBJECTS + number, "name": kind, "supercategory": hidden.category}
    yield from bag_card.categories()


def _found(truth: ScanTruth) -> Iterator[tuple[int, Entry]]:
    """Category and annotation of all that a picture shows."""
    kinds, hidden = get_args(Kind), list(HIDDEN)
    for container in truth.containers:
        yield kinds.index(container.kind) + 1, _rectangle(container.box)
        for goods in container.goods:
            yield _GOODS + int(goods.heading), _rectangle(goods.box)
        for each in container.objects:
            if any(each.mask[1::2]):
                yield _OBJECTS + hidden.index(each.kind), _masked(each, truth.shape)


def _rectangle(box: Box) -> Entry:
    x0, y0, x1, y1 = box
    return {
        "bbox": _bbox(box),
        "area": round((x1 - x0) * (y1 - y0), 2),
        "iscrowd": 0,
        "segmentation": [[x0, y0, x1, y0, x1, y1, x0, y1]],
    }


def _masked(found: ObjectTruth, shape: tuple[int, int]) -> Entry:
    return {
        "bbox": _bbox(found.box),
        "area": sum(found.mask[1::2]),
        "iscrowd": int(found.pieces > 1),
        "segmentation": {"size": list(shape), "counts": list(found.mask)},
    }


def _bbox(box: Box) -> list[float]:
    x0, y0, x1, y1 = box
    return [x0, y0, round(x1 - x0, 2), round(y1 - y0, 2)]
