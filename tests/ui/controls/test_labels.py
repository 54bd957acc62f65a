"""Every id that a widget offers has words in both languages."""

import pytest
from pydantic import TypeAdapter

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Fit
from llmselect.settings import Requirements, Workload
from llmselect.text import Labelled, LabelledInt, Language
from llmselect.ui import settings_bar
from llmselect.ui.controls import machine_controls, requirement_controls, typical_requests


@pytest.mark.parametrize("kind", [*Labelled.__subclasses__(), *LabelledInt.__subclasses__()])
def test_every_label_is_in_both_languages_and_no_part_of_the_value(kind: type[Labelled] | type[LabelledInt]):
    for member in kind:
        assert all(member.label)
        assert kind(member.value) is member
        assert isinstance(member.value, str | int)


def test_a_labelled_enum_reads_and_writes_json_by_its_value_alone():
    adapter = TypeAdapter(dict[Use, Fit])
    assert adapter.dump_json({Use.CODE: Fit.PARTIAL}) == b'{"code":1}'
    assert adapter.validate_json('{"code":1}') == {Use.CODE: Fit.PARTIAL}


def test_fits_are_ordered_from_none_to_served():
    assert sorted(Fit) == [Fit.NONE, Fit.PARTIAL, Fit.FULL, Fit.SERVED]


def test_every_language_has_its_own_name():
    assert set(settings_bar.LANGUAGES) == set(Language)


def test_every_kind_of_accelerator_has_its_place_in_the_list():
    assert set(machine_controls.KIND_ORDER) == set(AcceleratorKind)


def test_every_field_of_the_requirements_has_a_control():
    switches = {*requirement_controls.SWITCHED, *requirement_controls.INCLUDED}
    limits = {"privacy_level", "usd_per_month", "ttft_s", "decode_tokens_per_s", "thinking_answer_s"}
    choices = {"evidence", "quantization", "effort"}
    ways = {"ways_off", "local", "served"}
    on_the_page_of_law = {"organisation"}
    assert switches | limits | choices | ways | on_the_page_of_law == set(Requirements.model_fields)


def test_a_typical_request_recognises_itself():
    request = typical_requests.REQUESTS[0]
    workload = Workload(
        prompt_tokens=request.prompt_tokens, output_tokens=request.output_tokens, cached_share=request.cached_share
    )
    assert request.shown_by(workload)
    assert not request.shown_by(workload.model_copy(update={"prompt_tokens": 7}))
