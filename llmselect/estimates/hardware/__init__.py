"""The devices of a machine: accelerators of one or several kinds, and their host."""
