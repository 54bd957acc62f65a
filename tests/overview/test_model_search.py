"""Words of a name find their model, whatever their order."""

from itertools import permutations

import pytest

from llmselect import load_catalog
from llmselect.overview.model_search import named_by_words

MODELS = load_catalog().file.models


@pytest.mark.parametrize("words", list(permutations(("Claude", "3", "Opus"))))
def test_the_order_of_the_words_does_not_matter(words):
    assert named_by_words(" ".join(words), MODELS)[0].name == "Claude Opus 3"


@pytest.mark.parametrize(
    ("asked", "first"), [("GPT-4", "GPT-4"), ("Mixtral 8x7B", "Mixtral 8x7B"), ("qwen3-8b", "Qwen3 8B")]
)
def test_the_closest_name_comes_first(asked, first):
    assert named_by_words(asked, MODELS)[0].name == first


def test_what_begins_as_it_was_asked_comes_first():
    assert named_by_words("Mixtral", MODELS)[0].name.startswith("Mixtral 8x")
    assert named_by_words("Llama", MODELS)[0].name.startswith("Llama")


def test_a_number_is_whole_and_a_word_may_be_begun():
    assert all(
        " 3 " in f" {model.name} ".replace("-", " ") or "3" in model.id for model in named_by_words("llama 3", MODELS)
    )
    assert named_by_words("mist nemo", MODELS)
    assert not named_by_words("llama 7777", MODELS)


@pytest.mark.parametrize("asked", ["", "   ", "***", "no such thing"])
def test_what_names_nothing_finds_nothing(asked):
    assert named_by_words(asked, MODELS) == ()
