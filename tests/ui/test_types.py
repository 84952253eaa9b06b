"""The document that the page's types are made from is the service's own."""

import json

from serving.app import make_api
from tests.ui.browser import ROOM


def test_the_openapi_file_is_current() -> None:
    kept = json.loads((ROOM / "openapi.json").read_text())
    assert kept == make_api().openapi(), "run `cargolens openapi > review_ui/openapi.json`"
