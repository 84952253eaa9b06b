import json
import math
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from model.errors import InvalidInput
from training.cli import app
from training.simulator import stream
from training.simulator.bags import BagPlan, pack
from training.simulator.draw import shipments
from training.simulator.folder import write_folder
from training.simulator.gallery_tiles import picture_of, tiles
from training.simulator.goods import GOODS
from training.simulator.hidden import HIDDEN
from training.simulator.outputs.bag_card import LABELS
from training.simulator.parallel import ordered
from training.simulator.plan import ScanPlan
from training.simulator.scenario import PACKAGED, Scenario, read_scenario

SMALL = """
sites = { 0 = 1.0 }
carriers = { none = 1.0 }
[loads]
headings = { 0901 = 1.0, 6403 = 1.0 }
[concealment]
share = 0.6
[frauds]
share = 0.5
"""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    path = tmp_path_factory.mktemp("scenario") / "small.toml"
    path.write_text(SMALL)
    return read_scenario(str(path))


@pytest.fixture(scope="module")
def made(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "out"
    assert write_folder(out, scenario, seed=3, count=3, processes=1) == 3
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


def test_a_run_that_was_stopped_gives_the_same_bytes(made: Path, scenario: Scenario, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", scenario, seed=3, count=3, processes=1, told=stop)
    left = sorted((tmp_path / "out" / "cards").iterdir())
    assert len(left) in (1, 2)
    left[0].unlink()
    assert 1 <= write_folder(tmp_path / "out", scenario, seed=3, count=3, processes=2) <= 3
    assert contents(tmp_path / "out") == contents(made)


def test_truth_is_coco_about_pictures_that_are_there(made: Path) -> None:
    truth = json.loads((made / "truth.json").read_bytes())
    assert len(truth["images"]) == 3
    names = {category["id"]: category["name"] for category in truth["categories"]}
    for image in truth["images"]:
        picture = cv2.imread(str(made / image["file_name"]), cv2.IMREAD_UNCHANGED)
        assert picture.dtype == np.uint16
        assert picture.shape == (image["height"], image["width"])
        assert json.loads((made / image["card"]).read_bytes())["truth"]["shape"] == list(picture.shape)
    seen = {names[each["category_id"]] for each in truth["annotations"]}
    assert seen & {"0901", "6403"}
    assert any(name.startswith("container") for name in seen)


def test_a_card_knows_its_declaration_and_what_is_posted(made: Path) -> None:
    for path in (made / "cards").iterdir():
        card = json.loads(path.read_bytes())
        kept = json.loads((made / "declarations" / f"{card['declaration']['number']}.json").read_bytes())
        assert kept == card["declaration"]
        assert card["metadata"]["external_id"].endswith(card["scan"])
        assert all((made / "scans" / name).exists() for name in card["files"])


def test_every_thing_in_a_bag_has_a_category() -> None:
    for seed in range(12):
        bag = pack(BagPlan(kind="parcel", seed=seed))
        assert {thing.label for thing in bag.things[1:]} <= set(LABELS)


def test_what_was_lost_is_made_again_and_fewer_are_refused(
    made: Path, scenario: Scenario, tmp_path: Path
) -> None:
    shutil.copytree(made, tmp_path / "out")
    next((tmp_path / "out" / "scans").iterdir()).unlink()
    assert write_folder(tmp_path / "out", scenario, seed=3, count=3, processes=1) >= 1
    assert contents(tmp_path / "out") == contents(made)
    with pytest.raises(InvalidInput, match="no fewer"):
        write_folder(tmp_path / "out", scenario, seed=3, count=2, processes=1)


def test_declarations_are_kept_with_what_is_false_in_them(made: Path) -> None:
    for path in (made / "declarations").iterdir():
        declared = json.loads(path.read_bytes())
        assert set(declared) == {"number", "body", "fraud", "lines", "false_lines", "note"}
        assert bool(declared["note"]) == (declared["fraud"] != "none")


def test_a_folder_of_something_else_is_left_alone(made: Path, scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="another seed"):
        write_folder(made, scenario, seed=4, count=1, processes=1)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="not an empty folder"):
        write_folder(tmp_path, scenario, seed=4, count=1, processes=1)


def test_more_of_a_run_begins_with_the_same(scenario: Scenario) -> None:
    few, many = shipments(scenario, 1, 10), shipments(scenario, 1, 40)
    assert sum(len(each.scans) for each in few) == 10
    assert many[: len(few) - 1] == few[:-1]
    assert shipments(scenario, 2, 10) != few


def test_a_default_run_has_everything_now_and_then() -> None:
    many = shipments(Scenario(), 0, 2500)
    plans = [scan for each in many for scan in each.scans if isinstance(scan, ScanPlan)]
    containers = [container for scan in plans for container in scan.containers]
    assert {line.heading for each in containers for line in each.lines} == set(GOODS)
    assert {what.kind for each in containers for what in each.hidden} == set(HIDDEN)
    assert 0.03 < sum(not each.lines for each in containers) / len(containers) < 0.2
    assert any(len(each.scans) > 1 for each in many)
    assert {each.fraud for each in many} > {"none", "swapped-goods", "declared-loaded-but-empty"}


def test_a_stream_goes_on_where_it_was(scenario: Scenario) -> None:
    scans = stream(scenario, seed=9)
    next(scans)
    second = next(scans)
    again = next(stream(scenario, seed=9, begin=1))
    assert again.truth == second.truth
    assert np.array_equal(again.samples, second.samples)


def test_results_come_in_order_and_a_fault_in_the_work_is_told() -> None:
    roots = ordered(math.sqrt, [81, 64, 49, 36, 25, 16, 9, -1], 2)
    assert [next(roots) for _ in range(7)] == [9, 8, 7, 6, 5, 4, 3]
    with pytest.raises(ValueError, match=r"math domain|nonnegative"):
        next(roots)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[loads]\nheadings = { 9999 = 1.0 }", "knows no 9999"),
        ("[concealment]\nshare = 1.5", "concealment.share"),
        ("[loads]\ncolour = 1", "loads.colour"),
        ("sites = { north = 1.0 }", "sites are numbers"),
        ("sites = { 0 = inf }", "finite"),
        ("[loads]\nheadings = { 0901 = 0.0 }", "loads.headings needs a weight"),
        ("[frauds]\nkinds = { none = 1.0 }", "frauds.share"),
        ("carriers = { truck = 0.0 }", "weight above zero"),
        ("forms = []", "forms"),
        ("a = [", "is no TOML"),
    ],
)
def test_a_scenario_that_cannot_be_used_says_where(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text)
    with pytest.raises(InvalidInput, match=told):
        read_scenario(str(path))


def test_packaged_scenarios_are_read_by_name() -> None:
    names = [path.stem for path in PACKAGED.glob("*.toml")]
    assert len(names) >= 4
    assert read_scenario("cargo") == Scenario()
    assert all(read_scenario(name) for name in names)
    with pytest.raises(InvalidInput, match="packaged are archive"):
        read_scenario("nowhere")


def test_the_list_has_a_code_or_kind_first_in_each_line() -> None:
    told = CliRunner().invoke(app, ["simulate", "--list"])
    first = [line.split()[0] for line in told.stdout.splitlines()]
    assert first == [*sorted(GOODS), *sorted(HIDDEN)]
    assert len(GOODS) >= 60


def test_the_command_says_what_it_lacks(tmp_path: Path) -> None:
    nothing = CliRunner().invoke(app, ["simulate"])
    assert nothing.exit_code != 0
    wrong = CliRunner().invoke(app, ["simulate", str(tmp_path / "out"), "--scenario", "nowhere"])
    assert wrong.exit_code == 1
    assert "no scenario nowhere" in wrong.output


def test_the_gallery_shows_every_heading_and_every_contraband() -> None:
    planned = tiles(0)
    codes = {tile.code for tile in planned}
    assert set(GOODS) | set(HIDDEN) <= codes
    one_each = {tile.way: tile for tile in planned if tile.way != "ct"}
    for tile in one_each.values():
        picture = picture_of(tile)
        assert picture.ndim == 3
        assert picture.std() > 5
