"""What is said beside the facts of a repository: what is missing, and what was taken for granted."""

from llmselect.text import Blank, Text, in_both, number_in_both

RENAMED = Text(
    "{old} is now called {new}.",
    "{old} s’appelle désormais {new}.",
)
NO_CONFIG = Text(
    "{repository} has no config.json, so its architecture cannot be read from it.",
    "{repository} n’a pas de config.json : son architecture ne peut pas y être lue.",
)
STUB_CONFIG = Text(
    "The config.json of {repository} has {size} bytes, too few to describe a model; it was not fetched.",
    "Le config.json de {repository} compte {size} octets, trop peu pour décrire un modèle ; il n’a pas été demandé.",
)
UNREAD_CONFIG = Text(
    "The architecture could not be determined: {reason}.",
    "L’architecture n’a pas pu être déterminée ; message du lecteur : « {reason} ».",
)
NOT_AN_OBJECT = Text(
    "The config.json of {repository} is not an object with keys; expected one such as hidden_size.",
    "Le config.json de {repository} n’est pas un objet avec des clés\u202f; une clé comme hidden_size est attendue.",
)
UNREAD_HEADER = Text(
    "The header of {file} could not be read: {reason}.",
    "L’en-tête du fichier {file} n’a pas pu être lu\u00a0; message du lecteur\u00a0: «\u00a0{reason}\u00a0».",
)
LONG_HEADER = Text(
    "The header of {file} is longer than the part of it that was read.",
    "L’en-tête du fichier {file} est plus long que la partie qui en a été lue.",
)
NO_REQUEST_LEFT = Text(
    "The architecture was not fetched: it would have taken more than {most} requests.",
    "L’architecture n’a pas été demandée : il aurait fallu plus de {most} requêtes.",
)
FROM_CATALOG = Text(
    "The architecture is that of {name} in the catalog.", "L’architecture est celle de {name} dans le catalogue."
)
DAY_OF_BASE = Text(
    "It was made from {name}: that model’s release date is used as its own.",
    "Il est issu de {name} : la date de sortie de ce modèle est utilisée comme la sienne.",
)
FROM_HEADER = Text(
    "The architecture was read from the header of {file}.", "L’architecture a été lue dans l’en-tête du fichier {file}."
)
FROM_COPY = Text(
    "The architecture was read from the header of a public GGUF copy, {file}.",
    "L’architecture a été lue dans l’en-tête d’une copie GGUF publique, {file}.",
)
NO_COPY = Text(
    "No public GGUF copy of {repository} was found from which to read the architecture.",
    "Aucune copie GGUF publique de {repository} n’a été trouvée pour y lire l’architecture.",
)
LICENCE_UNKNOWN = Text(
    "The licence is given as “{licence}”, which the catalog does not know: read it at the repository.",
    "La licence indiquée est «\u00a0{licence}\u00a0», que le catalogue ne connaît pas\u00a0: lisez-la dans le dépôt.",
)
LICENCE_NOT_TOLD = Text(
    "The repository names no licence.",
    "Le dépôt n’indique pas de licence.",
)
COUNTED = Text(
    "The parameters were counted from the architecture; the repository does not list them one by one.",
    "Les paramètres ont été comptés d’après l’architecture ; le dépôt ne les donne pas un à un.",
)
COUNT_DIFFERS = Text(
    "The repository states {told} billion parameters, the architecture gives {counted}; sizes are "
    "computed from the architecture.",
    "Le dépôt annonce {told} milliards de paramètres, l’architecture en donne {counted} ; les "
    "tailles sont calculées d’après l’architecture.",
)
NO_COUNT = Text("The number of parameters is not stated.", "Le nombre de paramètres n’est pas indiqué.")
TOWER_COUNT = Text(
    "How many parameters the {keys} part has is not known.",
    "Le nombre de paramètres de la partie {keys} n’est pas connu.",
)
WITH_DRAFTS = Text(
    "How many parameters the {keys} part has is not known: layers that draft tokens are counted with it.",
    "Le nombre de paramètres de la partie {keys} n’est pas connu\u00a0: des couches d’anticipation de jetons sont "
    "comptées avec elle.",
)
NO_CONTEXT = Text("The longest context is not stated.", "Le contexte le plus long n’est pas indiqué.")
NO_ROW = Text(
    "The weights are stored as {scheme}, which is not in the catalog; the size is that of the files.",
    "Les poids sont stockés sous la forme {scheme}, qui n’est pas au catalogue ; la taille est celle des fichiers.",
)
NO_SIZE = Text(
    "The size of {file} is not stated, so it is not listed.",
    "La taille de {file} n’est pas indiquée ; il n’est donc pas listé.",
)
NAMED = Text("The address names {file}: it is listed first.", "L’adresse nomme {file} : il est listé en premier.")
NOT_NAMED = Text(
    "The address names {file}, which is not among the weights.",
    "L’adresse nomme {file}, qui ne fait pas partie des poids.",
)
MANY_FILES = Text("Only the first {most} files were examined.", "Seuls les {most} premiers fichiers ont été examinés.")


def repository_sentence(sentence: Text, **values: Blank) -> Text:
    """The sentence in both languages, blanks filled."""
    return in_both(sentence, **values)


def reason_of(fault: Exception) -> str:
    """A fault's own words, to stand inside a sentence."""
    return str(fault).rstrip(".")


def billions(count: float) -> Blank:
    """A count of parameters in billions."""
    return number_in_both(count / 1e9, 2)
