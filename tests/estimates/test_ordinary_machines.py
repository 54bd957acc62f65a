"""A machine from a few typed words, with the main memory that such a computer usually has."""

import pytest

from llmselect.catalog.load import load
from llmselect.errors import LlmselectError
from llmselect.estimates.hardware.ordinary_machines import ordinary_machine, typed_machine

CATALOG = load()


@pytest.mark.parametrize(
    ("typed", "accelerator", "count", "ram_gib"),
    [
        ("4060 laptop", "RTX 4060 Laptop", 1, 16),
        ("2x3090", "RTX 3090", 2, 64),
        ("2 × RTX 4090", "RTX 4090", 2, 64),
        ("server H100", "H100 SXM 80GB", 1, 256),
        ("serveur avec H100", "H100 SXM 80GB", 1, 256),
        ("none", None, 1, 16),
    ],
)
def test_a_machine_is_what_the_words_mean(typed, accelerator, count, ram_gib):
    machine = typed_machine(CATALOG, typed)
    assert (machine.accelerator, machine.count, machine.host_memory_gib) == (accelerator, count, ram_gib)


def test_memory_that_is_shared_is_the_computers():
    machine = typed_machine(CATALOG, "M3 Pro")
    assert machine.accelerator is not None
    assert CATALOG.accelerators[machine.accelerator].unified_memory
    assert machine.host_memory_gib == machine.memory_gib
    assert machine.memory_gib in CATALOG.accelerators[machine.accelerator].memory_choices_gib


def test_every_accelerator_makes_a_machine_that_holds_something():
    machines = [ordinary_machine(CATALOG, name) for name in CATALOG.accelerators]
    assert len(machines) == len(CATALOG.file.accelerators)
    assert all(machine.host_memory_gib >= 4 for machine in machines)


@pytest.mark.parametrize("typed", ["flux capacitor", "99x", "2x", "0x4090", "<script>"])
def test_words_that_mean_no_machine_are_refused_in_one_sentence(typed):
    with pytest.raises(LlmselectError) as fault:
        typed_machine(CATALOG, typed)
    assert "\n" not in str(fault.value)
