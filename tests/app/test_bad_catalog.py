"""A catalog that cannot be used is one sentence on the page, in the browser's language; never a traceback."""

import pytest

from tests.wording import says


@pytest.mark.parametrize("page", ["home", "choose"])
def test_a_broken_catalog_is_one_sentence(visit, monkeypatch, tmp_path, page):
    broken = tmp_path / "catalog.json"
    broken.write_text('{"schema_version": 1}')
    monkeypatch.setenv("LLMSELECT_CATALOG", str(broken))
    at = visit(page)
    assert not at.exception
    assert says(at.error[0].value, "fault.bad_catalog")


def test_a_missing_catalog_is_one_sentence(visit, monkeypatch, tmp_path):
    monkeypatch.setenv("LLMSELECT_CATALOG", str(tmp_path / "nowhere.json"))
    at = visit()
    assert not at.exception
    assert says(at.error[0].value, "fault.bad_file")
