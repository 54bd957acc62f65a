"""The constants on the Method page are those that the estimates compute with, each with its own source."""

from llmselect.estimates.core.engines import MICRO_BATCH
from llmselect.estimates.memory.kv_cache import PADDING
from llmselect.estimates.memory.memory_use import (
    BLACKWELL_CONTEXT_BYTES,
    CONTEXT_BYTES,
    LARGE_APPLE_SHARE,
    SMALL_APPLE_SHARE,
)
from llmselect.estimates.speed.decode import FIRST_TOKEN_FACTOR
from llmselect.estimates.speed.interconnect import INTERCONNECTS
from llmselect.text import Language, Voice
from llmselect.ui.method.formulas import CONSTANTS

COMPUTED_WITH = (
    PADDING,
    MICRO_BATCH,
    CONTEXT_BYTES,
    BLACKWELL_CONTEXT_BYTES,
    SMALL_APPLE_SHARE,
    LARGE_APPLE_SHARE,
    FIRST_TOKEN_FACTOR,
    *(link.bytes_per_s for link in INTERCONNECTS),
)


def test_every_shown_constant_is_one_that_the_estimates_compute_with() -> None:
    assert sorted(constant.number for constant in CONSTANTS) == sorted(COMPUTED_WITH)


def test_every_link_is_shown_with_its_own_value_and_source() -> None:
    shown = {constant.name: constant for constant in CONSTANTS}
    for link in INTERCONNECTS:
        assert shown[link.name].number == link.bytes_per_s
        assert shown[link.name].origin == link.source


def test_every_constant_has_a_name_and_an_origin_of_its_own_words_in_both_languages() -> None:
    for language in Language:
        say = Voice(language)
        names = [say(constant.name) for constant in CONSTANTS]
        assert len(set(names)) == len(names)
        assert all(say(constant.origin) and constant.write(constant.number, say) for constant in CONSTANTS)
