"""Every id that a widget offers has words in both languages."""

from enum import Enum

import pytest

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.licences import Commercial
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Fit
from llmselect.settings import KvType, Ownership, Requirements, Workload
from llmselect.text import Language
from llmselect.ui.choose import candidate_card
from llmselect.ui.controls import machine_controls, requirement_controls
from llmselect.ui.core import labels


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Language, labels.LANGUAGES),
        (Use, labels.USES),
        (AcceleratorKind, labels.KINDS),
        (Fit, labels.FITS),
        (Ownership, labels.OWNERSHIPS),
        (KvType, labels.KV_TYPES),
        (Commercial, candidate_card.VERDICTS),
    ],
)
def test_every_member_has_words(kind: type[Enum], words):
    assert set(words) == set(kind)


def test_every_kind_of_accelerator_has_its_place_in_the_list():
    assert set(machine_controls.KIND_ORDER) == set(AcceleratorKind)


def test_every_field_of_the_requirements_has_a_control():
    switches = {*requirement_controls.MUST_HAVES, *requirement_controls.INCLUDED}
    limits = {"privacy_level", "usd_per_month", "ttft_s", "decode_tokens_per_s"}
    assert switches | limits == set(Requirements.model_fields)


def test_a_typical_request_recognises_itself():
    request = labels.REQUESTS[0]
    workload = Workload(
        prompt_tokens=request.prompt_tokens, output_tokens=request.output_tokens, cached_share=request.cached_share
    )
    assert request.shown_by(workload)
    assert not request.shown_by(workload.model_copy(update={"prompt_tokens": 7}))
