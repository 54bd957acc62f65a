"""The accelerators and the host that a machine has, as columns."""
