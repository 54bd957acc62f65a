"""The sidebar: machine, workload, requirements and costs."""
