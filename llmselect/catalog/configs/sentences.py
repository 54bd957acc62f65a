"""What is wrong with a config.json or a GGUF header, said in both languages."""

import re
from typing import Final

from llmselect.errors import LlmselectError
from llmselect.text import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, Text

FRAMES: Final = (
    (r"(config\.json|GGUF header): (.+) is (.+); expected (.+)", r"\1{colon}: \2 vaut \3{thin}; attendu{colon}: \4"),
    (
        r"(config\.json|GGUF header) has no (.+); expected (.+)",
        r"\1{colon}: la clé \2 manque{thin}; attendu{colon}: \3",
    ),
    (r"(config\.json|GGUF header): (.+) cannot be: (.+)", r"\1{colon}: \2 est impossible{colon}: \3"),
    (r"(config\.json|GGUF header): (.+); expected (.+)", r"\1{colon}: \2{thin}; attendu{colon}: \3"),
    (r"(.+); expected (.+)", r"\1{thin}; attendu{colon}: \2"),
)
"""How the sentences of the reader are built; what stands in them follows in WORDS."""
WORDS: Final = (
    (r"^GGUF header", "En-tête GGUF"),
    (r"whole numbers? from ([\d,]+) to ([\d,]+)", r"un nombre entier de \1 à \2"),
    (r"\ba (?=un nombre entier)", ""),
    (r"a number above 0 and up to ([\d,]+)", r"un nombre supérieur à 0 et d'au plus \1"),
    (r"one number for each of the (\d+) layers", r"un nombre pour chacune des \1 couches"),
    (r"one word for each of the (\d+) layers", r"un mot pour chacune des \1 couches"),
    (r"an object for each of the (\d+) layers", r"un objet pour chacune des \1 couches"),
    (r"a list of (\d+)", r"une liste de \1"),
    (r"a list of words", "une liste de mots"),
    (r"\ba list\b", "une liste"),
    (r"\ba word\b", "un mot"),
    (r"true or false", "true ou false"),
    (r"an object with keys of its own", "un objet avec ses propres clés"),
    (r"an object with keys such as", "un objet avec des clés comme"),
    (r"a divisor of (\S+)", r"un diviseur de \1"),
    (r"a multiple of (\S+)", r"un multiple de \1"),
    (r"at most the (\d+) experts there are", r"au plus les \1 experts présents"),
    (r"at most (\S+)", r"au plus \1"),
    (r"how many of the (\d+) experts each token uses", r"combien des \1 experts chaque jeton emploie"),
    (r"the sizes of its linear-attention layers", "les tailles de ses couches à attention linéaire"),
    (r"the window of its (\d+) sliding-attention layers", r"la fenêtre de ses \1 couches à attention glissante"),
    (r"the name of the family, such as llama or qwen3", "le nom de la famille, comme llama ou qwen3"),
    (r"a name such as llama", "un nom comme llama"),
    (r"(\d+) letters among M, \*, - and E", r"\1 lettres parmi M, *, - et E"),
    (r"words such as (\S+), (\S+) or (\S+)", r"des mots comme \1, \2 ou \3"),
    (r"numbers of layers with commas between", "des numéros de couches séparés par des virgules"),
    (r"which has layers that share (one )?attention blocks?", "dont les couches partagent des blocs d'attention"),
    (r"which has experts in its attention", "dont l'attention contient des experts"),
    (r"which has layers that run many times", "dont les couches s'exécutent plusieurs fois"),
    (r"(which has )?time mixing without attention", "qui mélange le temps sans attention"),
    (r"which has matrix memories without attention", "qui a des mémoires matricielles sans attention"),
    (r"(\S+) has tables of n-gram embeddings", r"\1 a des tables de plongements de n-grammes"),
    (r"which has tables of n-gram embeddings", "qui a des tables de plongements de n-grammes"),
    (r"an encoder, which writes no text", "un encodeur, qui ne produit pas de texte"),
    (r"which writes no text", "qui ne produit pas de texte"),
    (r"(\S+) is an encoder with a decoder", r"\1 est un encodeur suivi d'un décodeur"),
    (r"an encoder with a decoder", "un encodeur suivi d'un décodeur"),
    (r"the vision or audio part of a model", "la partie vision ou audio d'un modèle"),
    (
        r"; open the file of the model itself",
        f"{NARROW_NO_BREAK_SPACE}; ouvrez plutôt le fichier du modèle lui-même",
    ),
    (r"a model that draws", "un modèle qui dessine"),
    (r"experts of two sizes", "des experts de deux tailles"),
    (r"a language model", "un modèle de langage"),
    (r"a model that only continues a text", "un modèle qui continue un texte"),
    (r"a transformer that writes", "un transformeur qui produit du texte"),
    (r"a transformer", "un transformeur"),
    (r", whose shape is not known here", ", dont la structure n'est pas connue ici"),
    (r"; the nearest known here are", f"{NARROW_NO_BREAK_SPACE}; les plus proches connus ici{NO_BREAK_SPACE}:"),
    (r"\bholds\b", "contient"),
)
"""The reader's words and their French; a test holds that none is left out."""


def in_french(sentence: str) -> str:
    """A fault of the readers in French; keys and values stay as they stand in the file."""
    for frame, french in FRAMES:
        match = re.fullmatch(frame, sentence, re.DOTALL)
        if match:
            sentence = match.expand(french.format(colon=NO_BREAK_SPACE, thin=NARROW_NO_BREAK_SPACE))
            break
    for english, french in WORDS:
        sentence = re.sub(english, french, sentence)
    return sentence


def config_sentence(fault: LlmselectError) -> Text:
    """The sentence of a fault in both languages."""
    english = str(fault).rstrip(".")
    return Text(english + ".", in_french(english) + ".")
