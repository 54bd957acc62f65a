"""A name that is not known is answered with those that were probably meant."""

import pytest

from llmselect.catalog.load import load
from llmselect.errors import UnknownName, nearest


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("llama-3.1-8b-instuct", "llama-3.1-8b-instruct"),
        ("lama3.1-8b-instruct", "llama-3.1-8b-instruct"),
        ("MISTRAL-7B-INSTRUCT-V0.4", "mistral-7b-instruct-v0.3"),
    ],
)
def test_a_misspelt_name_finds_the_one_that_was_meant(given: str, meant: str) -> None:
    assert meant in nearest(given, load().models)


def test_nothing_is_near_to_nothing_or_to_a_page_of_text() -> None:
    assert nearest("", ["a"]) == nearest("a" * 10**6, ["a" * 100]) == ()


def test_what_is_expected_is_said_where_no_name_is_near() -> None:
    assert str(UnknownName("use", "zz", ["code", "french"])) == "unknown use 'zz'; expected one of code, french"
    assert "283 are known" in str(UnknownName("accelerator", "zzzz", load().accelerators))
