"""Words and numbers of the command line, one at a time: checked, or refused in one sentence."""
