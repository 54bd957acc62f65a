"""The estimates against what is published and measured."""
