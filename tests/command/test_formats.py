"""Formats are known by name with their own bits, or refused with what runs on the same hardware."""

import json
from pathlib import Path

import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer
from llmselect.command.model_files import config_model, parts_of_file
from llmselect.command.questions import EstimateQuestion, Resolved, resolve
from llmselect.errors import UnknownName
from llmselect.estimates.core.weight_formats import Storage, storage

CATALOG = load()
SMALL = {
    "model_type": "llama",
    "hidden_size": 2048,
    "intermediate_size": 8192,
    "num_hidden_layers": 16,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "vocab_size": 128256,
    "max_position_embeddings": 8192,
    "tie_word_embeddings": False,
}


def asked(quantization: str | None = None, **config: object) -> Resolved:
    if config:
        return resolve(CATALOG, EstimateQuestion(config={**SMALL, **config}, quantization=quantization))
    return resolve(CATALOG, EstimateQuestion(model="llama-3.1-8b-instruct", quantization=quantization))


@pytest.mark.parametrize(
    ("name", "gib"),
    [("IQ1_S", 1.88), ("IQ2_XXS", 2.23), ("IQ2_XS", 2.43), ("IQ2_S", 2.57), ("Q2_K_S", 2.78), ("NVFP4", 5.61)],
)
def test_a_format_has_its_own_size(name: str, gib: float) -> None:
    found = answer(CATALOG, EstimateQuestion(model="llama-3.1-8b-instruct", quantization=name))
    assert found["quantization"] == name
    assert found["weights_bytes"] == pytest.approx(gib * 2**30, rel=0.01)
    assert "note" not in found


@pytest.mark.parametrize(
    ("typed", "known"),
    [("bnb-4bit", "NF4"), ("nf4", "NF4"), ("bitsandbytes", "NF4"), ("W8A8", "INT8"), ("tq1_0", "TQ1_0")],
)
def test_names_of_everyday_mean_a_format(typed: str, known: str) -> None:
    assert asked(typed).quantization.id == known


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("q4km", "Q4_K_M"),
        ("Q5KS", "Q5_K_S"),
        ("Q4_K_M.gguf", "Q4_K_M"),
        ("IQ4_XS.gguf", "IQ4_XS"),
        ("FP8_DYNAMIC", "FP8"),
        ("W8A8-FP8", "FP8"),
        ("NVFP4A16", "NVFP4"),
        ("modelopt_fp4", "NVFP4"),
        ("W4A16-G128", "AWQ-INT4"),
        ("autoround-int4", "GPTQ-INT4"),
        ("float32", "F16"),
        ("UD-Q4_K_XL", "Q4_K_M"),
        ("UD-IQ1_S", "IQ1_S"),
        ("UD-Q4_K_S", "Q4_K_S"),
        ("IQ3_XS", "IQ3_XXS"),
    ],
)
def test_a_stand_in_is_said(typed: str, base: str) -> None:
    found = asked(typed)
    assert found.quantization.id == base
    assert found.note is not None
    assert typed in found.note


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("EXL2-6.0bpw", "Q6_K"), ("exl3", "AWQ-INT4"), ("4bit", "NF4"), ("8bit", "INT8"), ("hqq-3bit", "Q3_K_M")],
)
def test_a_foreign_format_is_refused_with_what_runs_on_the_same_hardware(typed: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as fault:
        asked(typed)
    assert nearest in fault.value.nearest
    assert not any(name.startswith("MLX") for name in fault.value.nearest)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IQ1_S", Storage.IQ),
        ("TQ1_0", Storage.IQ),
        ("Q2_K_S", Storage.K_LOW),
        ("NVFP4", Storage.PLAIN),
        ("NF4", Storage.PLAIN),
        ("bnb-4bit", Storage.PLAIN),
        ("INT8", Storage.EIGHT),
    ],
)
def test_a_format_has_its_speed_class(name: str, kind: Storage) -> None:
    assert storage(name) is kind


GROUP = {"weights": {"num_bits": 4, "type": "float", "group_size": 16}}


@pytest.mark.parametrize(
    ("scheme", "known"),
    [
        ({"quant_method": "fp8", "weight_block_size": [128, 128]}, "FP8"),
        ({"quant_method": "modelopt", "quant_algo": "NVFP4"}, "NVFP4"),
        ({"quant_method": "compressed-tensors", "config_groups": {"group_0": GROUP}}, "NVFP4"),
        ({"quant_method": "awq", "bits": 4, "group_size": 128}, "AWQ-INT4"),
        ({"quant_method": "gptq", "bits": 4, "group_size": 128}, "GPTQ-INT4"),
        ({"quant_method": "bitsandbytes", "load_in_4bit": True, "bnb_4bit_quant_type": "nf4"}, "NF4"),
        ({"quant_method": "bitsandbytes", "load_in_8bit": True}, "INT8"),
        ({"quant_method": "auto-round", "bits": 4, "group_size": 128}, "GPTQ-INT4"),
        ({"quant_method": "modelopt_fp4", "quant_algo": "NVFP4"}, "NVFP4"),
        ({"quant_method": "modelopt", "config_groups": {"group_0": GROUP}}, "NVFP4"),
    ],
)
def test_a_configuration_says_how_its_weights_are_stored(scheme: dict[str, object], known: str) -> None:
    found = asked(quantization_config=scheme)
    assert found.quantization.id == known
    assert found.note is not None
    assert known in found.note
    assert asked("Q8_0", quantization_config=scheme).quantization.id == "Q8_0"


@pytest.mark.parametrize("scheme", [{"quant_method": "quip"}, {"quant_method": "mxfp4"}])
def test_a_scheme_without_a_format_here_is_said(scheme: dict[str, object]) -> None:
    found = asked(quantization_config=scheme)
    assert found.quantization.id == "Q4_K_M"
    assert found.note is not None
    assert "Q4_K_M" in found.note


def test_what_is_not_stored_in_a_scheme_has_no_note() -> None:
    assert asked(rope_theta=10_000.0).note is None


def test_formats_added_by_name_stay_out_of_the_ranking() -> None:
    added = "IQ1_S IQ1_M IQ2_XXS IQ2_XS IQ2_S Q2_K_S TQ1_0 TQ2_0 NVFP4 INT8 NF4"
    assert not any(CATALOG.quantizations[name].ranked for name in added.split())
    assert sum(each.ranked for each in CATALOG.file.quantizations) == 17


def test_parts_beside_the_language_part_are_said(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(json.dumps({"text_config": SMALL, "model_type": "llava", "vision_config": {"hidden_size": 1024}}))
    named, size_bytes = parts_of_file(config_model(str(file)).config or {})
    assert ["vision" in name.en and "vision" in name.fr for name in named] == [True]
    assert size_bytes == 0  # of another build than those whose weights are counted


@pytest.mark.parametrize("typed", ["UD-FP8", "UD-AWQ-INT4", "UD-NVFP4", "UD-Q8_0", "UD-Q4_0"])
def test_a_dynamic_mix_that_nobody_makes_is_refused_with_the_nearest(typed: str) -> None:
    with pytest.raises(UnknownName) as refused:
        resolve(CATALOG, EstimateQuestion(model="llama-3.1-8b-instruct", quantization=typed))
    assert refused.value.nearest
