"""What tests look for on the page of trials."""


def state(at):
    """The session's trial."""
    return at.session_state["try.state"]


def button(at, key):
    """The button of that key."""
    return next(each for each in at.button if each.key == key)
