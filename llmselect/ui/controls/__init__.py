"""The drawers of the settings: machine, workload, requirements and costs."""
