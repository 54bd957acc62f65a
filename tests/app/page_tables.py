"""The tables of a page that answer the question a test asks."""

from tests.wording import EN, FR


def tables(at):
    """The tables of the page, but for the one of models that are not yet proven."""
    unproven = {EN("unproven.rank"), FR("unproven.rank")}
    return [each.value for each in at.dataframe if not unproven & set(each.value)]
