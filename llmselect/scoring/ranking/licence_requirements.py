"""The requirements on licence and operator; their conditions: `law_conditions.py`, `requirement_conditions.py`."""

from llmselect.scoring.ranking.law_conditions import (
    eu_operator,
    licence_blanks,
    licensed,
    operator_blanks,
    operator_known,
)
from llmselect.scoring.ranking.requirement import Requirement
from llmselect.scoring.ranking.requirement_conditions import commercial, eu, licence_name
from llmselect.text import Text

LICENCE_REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "commercial",
        Text("Commercial use", "Usage commercial"),
        Text("No clear commercial use", "Usage commercial non accordé"),
        commercial,
        Text(
            "Its licence ({licence}) does not clearly grant commercial use.",
            "Sa licence ({licence}) n’accorde pas clairement l’usage commercial.",
        ),
        licence_name,
    ),
    Requirement(
        "eu",
        Text("Licensed in the EU", "Licence valable dans l’UE"),
        Text("Not licensed in the EU", "Licence exclue dans l’UE"),
        eu,
        Text(
            "Its licence ({licence}) grants nothing to persons or companies in the EU.",
            "Sa licence ({licence}) n’accorde rien aux personnes ni aux entreprises de l’UE.",
        ),
        licence_name,
    ),
    Requirement(
        "licensed",
        Text("Licence for your use", "Licence pour votre usage"),
        Text("Licence does not allow your use", "Licence contraire à votre usage"),
        licensed,
        Text(
            "{licence}, for the use you declare: {verdict}. {clause}",
            "{licence}, pour l’usage déclaré\u00a0: {verdict}. {clause}",
        ),
        licence_blanks,
    ),
    Requirement(
        "eu_operator",
        Text("EU operator", "Opérateur de l’UE"),
        Text("Operator outside the EU", "Opérateur hors UE"),
        eu_operator,
        Text(
            "It is run by {operator}, under the law of: {law}.",
            "Il est exploité par {operator}, sous la loi de\u00a0: {law}.",
        ),
        operator_blanks,
        stated=operator_known,
    ),
)
