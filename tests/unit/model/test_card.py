"""Model cards are read whole or refused."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from model.card import CARD_FILE, card_of, checked_network, read_card
from model.errors import ModelRefused
from model.ort import WEIGHTS


@pytest.fixture
def raw() -> dict[str, Any]:
    return json.loads((WEIGHTS / CARD_FILE).read_text())


def test_the_shipped_card_reads_and_writes_the_same() -> None:
    card = read_card(WEIGHTS)
    assert card.to_json() == (WEIGHTS / CARD_FILE).read_text()
    assert card.id == f"{card.name}@{card.version}+{card.sha256[:8]}"
    assert sum(last - first for first, last in card.channels.values()) == card.outputs[0].shape[-1]
    assert card.licence == "Apache-2.0"


@pytest.mark.parametrize("key", ["sha256", "inputs", "outputs", "preprocessing", "channels", "file", "name"])
def test_a_card_without_a_field_is_refused(raw: dict[str, Any], key: str) -> None:
    del raw[key]
    with pytest.raises(ModelRefused):
        card_of(raw)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"schema": None},
        {"surprise": 1},
        {"inputs": 3},
        {"preprocessing": {"height": 1}},
        {"preprocessing": "none"},
        {"channels": {"a": [1]}},
    ],
)
def test_a_card_of_another_form_is_refused(raw: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(ModelRefused):
        card_of(raw | change)


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00", '"card"'])
def test_anything_else_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / CARD_FILE).write_text(text)
    with pytest.raises(ModelRefused):
        read_card(tmp_path)


def test_a_folder_without_card_or_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match=CARD_FILE):
        read_card(tmp_path)
    shutil.copy(WEIGHTS / CARD_FILE, tmp_path)
    with pytest.raises(ModelRefused, match="cannot be read"):
        checked_network(tmp_path, read_card(tmp_path))


def test_a_network_outside_the_folder_is_refused(raw: dict[str, Any]) -> None:
    with pytest.raises(ModelRefused, match="outside"):
        checked_network(WEIGHTS, card_of(raw | {"file": "../card.json"}))


def test_one_changed_byte_of_the_network_is_refused(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    card = read_card(tmp_path / "weights")
    network = tmp_path / "weights" / card.file
    data = bytearray(network.read_bytes())
    data[len(data) // 2] ^= 1
    network.write_bytes(data)
    with pytest.raises(ModelRefused, match="does not match"):
        checked_network(tmp_path / "weights", card)
