"""Names beside bars: short enough for a phone, and still told apart."""

from llmselect.charts.figure import LONGEST_NAME, short_names


def test_a_short_name_stays_and_a_long_one_keeps_both_ends():
    whole, short = short_names(["phi-2", "qwen3-30b-a3b-instruct-2507-q4_k_m"])
    assert whole == "phi-2"
    assert short.startswith("qwen3-30b")
    assert short.endswith("q4_k_m")
    assert len(short) <= LONGEST_NAME


def test_no_name_stands_for_two():
    names = [f"model with a long name {i} of the same family" for i in range(8)]
    assert len(set(short_names(names))) == 8
