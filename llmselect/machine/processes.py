"""Processes of this computer, by their numbers."""


def started_at(process: int) -> float | None:
    """When the process with that number began, in seconds since 1970; None where there is none.

    A process that may not be looked at counts as one that has always been there (0.0).
    """
    import psutil  # found where it is needed: most runs do without it

    try:
        return psutil.Process(process).create_time()
    except psutil.NoSuchProcess:
        return None
    except psutil.Error:
        return 0.0
