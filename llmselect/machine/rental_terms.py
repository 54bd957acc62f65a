"""What is agreed with whoever rents a machine out: which hours are paid, and who the operator is."""

from llmselect.text import Labelled, Text


class RentedHours(Labelled):
    """Which hours of a rented machine are paid."""

    ALWAYS = "always", Text("around the clock", "jour et nuit")
    BY_VOLUME = "by_volume", Text("only while computing", "pendant les calculs seulement")


class RentedFrom(Labelled):
    """Who operates a rented machine, as far as the visitor knows."""

    UNKNOWN = "unknown", Text("operator not chosen", "opérateur non choisi")
    MARKETPLACE = "marketplace", Text("a marketplace of hosts", "une place de marché d’hébergeurs")
    EU_REGION = "eu_region", Text("EU region of AWS, Azure or Google", "région UE d’AWS, Azure ou Google")
    EU_OPERATOR = "eu_operator", Text("an operator of the EU", "un opérateur de l’UE")
