"""The page of meetings: the entrance, a participant's phone, the host's desk, and the wall that everybody sees."""
