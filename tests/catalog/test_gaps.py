"""What a config.json does not tell is said in both languages, with what it does tell; nothing is guessed in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmselect.catalog.configs import key_names
from llmselect.catalog.configs import notes as assumptions
from llmselect.catalog.configs.gaps import readable_facts
from llmselect.catalog.configs.published import published
from llmselect.catalog.configs.read import read
from llmselect.catalog.configs.towers import towers
from llmselect.errors import BadConfig
from tests.catalog.configs import LLAMA
from tests.wording import EN, FR, says


def test_a_model_that_is_known_has_neither_gaps_nor_notes() -> None:
    found = published(LLAMA, "config.json")
    assert (found.gaps, found.notes) == ((), ())
    assert found.model.architecture == read(LLAMA)


def test_an_unknown_family_is_said_to_be_taken_as_a_plain_transformer() -> None:
    first, second = published(LLAMA | {"model_type": "nowhere", "tie_word_embeddings": None}, "config.json").notes
    for voice, said, shared in ((EN, first.en, second.en), (FR, first.fr, second.fr)):
        assert says(said, assumptions.NOT_KNOWN, voice, family="'nowhere'")
        assert says(shared, assumptions.TIE_TAKEN, voice, shared=voice(assumptions.APART))


@pytest.mark.parametrize(
    ("family", "english", "french"),
    [
        ("zamba", "layers that share one attention block", "partagent des blocs d'attention"),
        ("jetmoe", "experts in its attention", "contient des experts"),
        ("rwkv", "time mixing without attention", "sans attention"),
        ("xlstm", "matrix memories", "mémoires matricielles"),
        ("bert", "writes no text; expected a language model", "ne produit pas de texte"),
    ],
)
def test_a_family_that_cannot_be_described_says_why_and_what_is_known(family: str, english: str, french: str) -> None:
    found = published(LLAMA | {"model_type": family}, "config.json")
    reason, told = found.gaps
    assert english in reason.en
    assert french in reason.fr
    assert "32 layers of width 4,096, at most 131,072 bytes of 16-bit KV cache" in told.en
    assert "131\u202f072\u00a0octets" in told.fr
    assert found.model.architecture is None


@pytest.mark.parametrize(
    "key", ["num_attention_heads", "num_key_value_heads", "moe_layer_freq", "hybrid_layer_pattern"]
)
def test_a_list_shorter_than_the_model_is_deep_is_refused(key: str) -> None:
    with pytest.raises(BadConfig, match=f"{key} is 'a list of 3'; expected one number for each of the 32 layers"):
        read(LLAMA | {key: [1, 1, 1]})


def test_what_stays_readable_is_told_whatever_else_is_wrong() -> None:
    found = readable_facts(LLAMA | {"vocab_size": "many", "intermediate_size": -3, "num_hidden_layers": 10**9})
    assert (found.layers, found.hidden_size, found.kv_values, found.row_bytes) == (None, 4096, 2048, None)


@pytest.mark.parametrize("name", key_names.CONTEXT.split())
def test_a_context_that_is_read_is_among_the_readable_facts(name: str) -> None:
    config = {key: value for key, value in LLAMA.items() if key != "max_position_embeddings"} | {name: 4096}
    assert read(config).context_tokens == readable_facts(config).context_tokens == 4096


@pytest.mark.parametrize("names", [key_names.HIDDEN, key_names.LAYERS])
def test_layers_and_width_that_are_read_are_among_the_readable_facts(names: str) -> None:
    usual, *others = names.split()
    for name in others:
        config = {key: value for key, value in LLAMA.items() if key != usual} | {name: LLAMA[usual]}
        shape, facts = read(config), readable_facts(config)
        assert (shape.layers, shape.hidden_size) == (facts.layers, facts.hidden_size) == (32, 4096)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"max_position_embeddings": None}, EN(assumptions.NO_LIMIT)),
        ({"sliding_window": 200_000}, EN(assumptions.WIDE_WINDOW, window="200,000", context="131,072")),
        (
            {"rope_scaling": {"original_max_position_embeddings": 8192}},
            EN(assumptions.SCALED, context="131,072", first="8,192"),
        ),
        (
            {"num_local_experts": [64, 64], "moe_intermediate_size": [1536, 512], "num_experts_per_tok": 6},
            EN(assumptions.SECOND_POOL, pools=2),
        ),
        ({"quantization_config": {"quant_method": "nothing"}}, EN(assumptions.UNKNOWN_SCHEME, scheme="'nothing'")),
        ({"num_attention_heads": 24}, EN(assumptions.UNEVEN, hidden="4,096", heads=24, size=170)),
    ],
)
def test_what_is_taken_for_granted_is_noted(changes: dict[str, object], note: str) -> None:
    (found,) = published(LLAMA | changes, "config.json").notes
    assert found.en == note
    assert found.fr != found.en


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(LLAMA)),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()),
)
def test_any_value_is_read_or_told_as_a_gap(key: str, given: object) -> None:
    found = published(LLAMA | {key: given}, "config.json")
    assert (found.model.architecture is None) == bool(found.gaps)
    for sentence in (*found.gaps, *found.notes):
        assert sentence.en.endswith(".")
        assert sentence.fr.endswith(".")


def test_a_siglip_tower_is_counted() -> None:
    """SigLIP-so400m of Gemma 3, 417 million with its projector: https://huggingface.co/google/gemma-3-4b-it"""
    vision = {"model_type": "siglip_vision_model", "hidden_size": 1152, "image_size": 896, "intermediate_size": 4304}
    vision |= {"num_attention_heads": 16, "num_hidden_layers": 27, "patch_size": 14}
    (tower,) = towers({"model_type": "gemma3", "text_config": {"hidden_size": 2560}, "vision_config": vision})
    assert tower.part.parameters == pytest.approx(420e6, rel=0.01)
    assert tower.takes_in == "image"


QWEN = {"depth": 32, "patch_size": 14, "spatial_merge_size": 2, "temporal_patch_size": 2}
PIXTRAL = {
    "hidden_size": 1024,
    "num_hidden_layers": 24,
    "intermediate_size": 4096,
    "image_size": 1540,
    "patch_size": 14,
}


@pytest.mark.parametrize(
    ("config", "parameters"),
    [
        # https://huggingface.co/Qwen/Qwen2.5-VL-7B-Instruct: 8,292,166,656 less Qwen2.5-7B's 7,615,616,512
        (
            {
                "vision_config": QWEN
                | {"model_type": "qwen2_5_vl", "hidden_size": 1280, "intermediate_size": 3420, "out_hidden_size": 3584}
            },
            676_550_144,
        ),
        # https://huggingface.co/Qwen/Qwen2-VL-7B-Instruct: 8,291,375,616 less the same
        ({"vision_config": QWEN | {"model_type": "qwen2_vl", "embed_dim": 1280, "hidden_size": 3584}}, 675_759_104),
        # https://huggingface.co/mistralai/Mistral-Small-3.1-24B-Instruct-2503: 24,011,361,280 less 23,572,403,200
        (
            {
                "text_config": {"hidden_size": 5120},
                "spatial_merge_size": 2,
                "vision_config": PIXTRAL | {"model_type": "pixtral"},
            },
            438_958_080,
        ),
    ],
)
def test_a_plain_tower_is_counted_to_the_last_weight(config: dict[str, object], parameters: int) -> None:
    (tower,) = towers(config)
    assert tower.part.parameters == parameters


def test_a_tower_of_another_build_is_named_and_not_counted() -> None:
    (tower,) = towers({"audio_config": {"model_type": "whisper", "hidden_size": 1280}})
    assert tower.part.parameters is None
    assert tower.part.name.fr == "tour audio (audio_config)"
