"""Faults of the Hub and of its repositories, each with its own sentence in both languages."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urlsplit

from llmselect.errors import LlmselectError
from llmselect.text import Blank, Text, in_both


class FaultKind(StrEnum):
    """What went wrong."""

    OFFLINE = "offline"
    BAD_ENDPOINT = "bad_endpoint"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    RATE_LIMITED = "rate_limited"
    GATED = "gated"
    NOT_FOUND = "not_found"
    NO_FILE = "no_file"
    TOKEN = "token"
    FORBIDDEN = "forbidden"
    HUB_ERROR = "hub_error"
    BAD_DATA = "bad_data"
    IMPLAUSIBLE = "implausible"
    OTHER_UNIT = "other_unit"
    TOO_LARGE = "too_large"
    TOO_MANY_HOPS = "too_many_hops"
    NOT_AN_ADDRESS = "not_an_address"
    NO_OWNER = "no_owner"
    OTHER_HOST = "other_host"
    DATASET = "dataset"
    SPACE = "space"
    NO_WEIGHTS = "no_weights"
    OTHER_FORMAT = "other_format"
    ADAPTER_ONLY = "adapter_only"
    PICKLE_ONLY = "pickle_only"
    DIFFUSION = "diffusion"
    EMBEDDING = "embedding"
    ENCODER = "encoder"
    NOT_A_MODEL = "not_a_model"


SENTENCES: Final[dict[FaultKind, Text]] = {
    FaultKind.OFFLINE: Text(
        "The Hugging Face Hub was not queried: HF_HUB_OFFLINE is set where the app runs.",
        "Le Hub de Hugging Face n’a pas été interrogé : HF_HUB_OFFLINE est défini là où l’application s’exécute.",
    ),
    FaultKind.BAD_ENDPOINT: Text(
        "HF_ENDPOINT is “{given}”; expected an address such as https://huggingface.co.",
        "HF_ENDPOINT vaut «\u00a0{given}\u00a0»\u202f; une adresse comme https://huggingface.co est attendue.",
    ),
    FaultKind.UNREACHABLE: Text(
        "{subject}: the Hub cannot be reached, or interrupted its answer; check the connection and try again.",
        "{subject} : le Hub est injoignable ou a interrompu sa réponse ; vérifiez la connexion et réessayez.",
    ),
    FaultKind.TIMEOUT: Text(
        "{subject}: the Hub did not answer in time; try again in a moment.",
        "{subject}\u00a0: le Hub n’a pas répondu à temps\u202f; réessayez dans un instant.",
    ),
    FaultKind.RATE_LIMITED: Text(
        "{subject}: the Hub accepts no more requests from this address for now; try again {wait}.",
        "{subject} : le Hub n’accepte plus de requêtes de cette adresse pour le moment ; réessayez {wait}.",
    ),
    FaultKind.GATED: Text(
        "{subject} is gated: its files are available only to accounts that accepted its terms; set "
        "HF_TOKEN to the token of such an account.",
        "{subject} est à accès restreint : ses fichiers ne sont accessibles qu’aux comptes qui ont "
        "accepté ses conditions ; définissez HF_TOKEN avec le jeton d’accès d’un tel compte.",
    ),
    FaultKind.NOT_FOUND: Text(
        "{subject} does not exist on the Hub, or is private; check the owner and the name.",
        "{subject} n’existe pas sur le Hub, ou est privé\u202f; vérifiez le propriétaire et le nom.",
    ),
    FaultKind.NO_FILE: Text(
        "{subject} has no such file or version; check the end of the address.",
        "{subject} n’a pas ce fichier ou cette version\u202f; vérifiez la fin de l’adresse.",
    ),
    FaultKind.TOKEN: Text(
        "{subject}: the Hub refused the token in HF_TOKEN; set a valid one, or none.",
        "{subject}\u00a0: le Hub a refusé le jeton d’accès de HF_TOKEN\u202f; définissez-en un valide, ou aucun.",
    ),
    FaultKind.FORBIDDEN: Text(
        "{subject}: the Hub does not allow this to be read.",
        "{subject}\u00a0: le Hub n’autorise pas cette lecture.",
    ),
    FaultKind.HUB_ERROR: Text(
        "{subject}: the Hub answered with error {status}; try again later.",
        "{subject}\u00a0: le Hub a répondu par l’erreur {status}\u202f; réessayez plus tard.",
    ),
    FaultKind.BAD_DATA: Text(
        "{subject}: the answer is not what the Hub documents, and was not used.",
        "{subject}\u00a0: la réponse n’est pas celle que le Hub documente et n’a pas été utilisée.",
    ),
    FaultKind.IMPLAUSIBLE: Text(
        "{subject}: the answer is older than the copy that is kept, or has less than half of its lines, "
        "and was not used.",
        "{subject}\u00a0: la réponse est plus ancienne que la copie conservée, ou a moins de la moitié de ses lignes, "
        "et n’a pas été utilisée.",
    ),
    FaultKind.OTHER_UNIT: Text(
        "{subject}: the field {field} is in another unit than before, and was not used.",
        "{subject}\u00a0: le champ {field} est dans une autre unité qu’auparavant et n’a pas été utilisé.",
    ),
    FaultKind.TOO_LARGE: Text(
        "{subject}: the answer is larger than {limit} MB, and was not read further.",
        "{subject}\u00a0: la réponse dépasse {limit}\u00a0Mo et n’a pas été lue plus loin.",
    ),
    FaultKind.TOO_MANY_HOPS: Text(
        "{subject}: the request was redirected too many times and was not followed further.",
        "{subject} : la requête a été redirigée trop de fois et n’a pas été suivie plus loin.",
    ),
    FaultKind.NOT_AN_ADDRESS: Text(
        "“{given}” is not the address of a model; expected owner/name, such as Qwen/Qwen3-8B, or its page on the Hub.",
        "«\u00a0{given}\u00a0» n’est pas l’adresse d’un modèle\u202f; attendu\u00a0: propriétaire/nom, comme "
        "Qwen/Qwen3-8B, ou sa page sur le Hub.",
    ),
    FaultKind.NO_OWNER: Text(
        "“{given}” has no owner; expected owner/name, such as Qwen/Qwen3-8B.",
        "«\u00a0{given}\u00a0» n’a pas de propriétaire\u202f; attendu\u00a0: propriétaire/nom, comme Qwen/Qwen3-8B.",
    ),
    FaultKind.OTHER_HOST: Text(
        "“{given}” is not on the Hugging Face Hub; expected an address on huggingface.co or hf.co.",
        "«\u00a0{given}\u00a0» n’est pas sur le Hub de Hugging Face\u202f; une adresse de huggingface.co ou de hf.co "
        "est attendue.",
    ),
    FaultKind.DATASET: Text(
        "“{given}” is a dataset, not a model; expected owner/name of a model.",
        "«\u00a0{given}\u00a0» est un jeu de données, pas un modèle\u202f; attendu\u00a0: propriétaire/nom d’un "
        "modèle.",
    ),
    FaultKind.SPACE: Text(
        "“{given}” is a page of the Hub that holds no model (a Space, a collection…); expected owner/name of a model.",
        "«\u00a0{given}\u00a0» est une page du Hub sans modèle (un Space, une collection…)\u202f; attendu\u00a0: "
        "propriétaire/nom d’un modèle.",
    ),
    FaultKind.NO_WEIGHTS: Text(
        "{subject} holds no weights; expected safetensors or GGUF files.",
        "{subject} ne contient pas de poids\u202f; des fichiers safetensors ou GGUF sont attendus.",
    ),
    FaultKind.OTHER_FORMAT: Text(
        "{subject} holds weights only as {format}; expected safetensors or GGUF files.",
        "{subject} ne contient de poids qu’au format {format}\u202f; des fichiers safetensors ou GGUF sont attendus.",
    ),
    FaultKind.ADAPTER_ONLY: Text(
        "{subject} holds an adapter alone, to be laid over another model; give that model's address: {base}.",
        "{subject} ne contient qu’un adaptateur, à poser sur un autre modèle\u202f; donnez l’adresse de ce "
        "modèle\u00a0: {base}.",
    ),
    FaultKind.PICKLE_ONLY: Text(
        "{subject} holds its weights as a pickle alone, which can run code and is never opened; "
        "expected safetensors or GGUF files.",
        "{subject} ne contient ses poids que dans un pickle, qui peut exécuter du code et n’est jamais "
        "ouvert\u202f; des fichiers safetensors ou GGUF sont attendus.",
    ),
    FaultKind.DIFFUSION: Text(
        "{subject} makes images, video or sound by diffusion; expected a model that writes text.",
        "{subject} produit des images, de la vidéo ou du son par diffusion\u202f; un modèle qui écrit du texte "
        "est attendu.",
    ),
    FaultKind.EMBEDDING: Text(
        "{subject} turns text into vectors or ranks it (“{task}”); expected a model that writes text.",
        "{subject} transforme ou classe du texte en vecteurs («\u00a0{task}\u00a0»)\u202f; un modèle qui écrit du "
        "texte est attendu.",
    ),
    FaultKind.ENCODER: Text(
        "{subject} is an encoder ({family}), which writes no text; expected a model that continues a text.",
        "{subject} est un encodeur ({family}), qui n’écrit pas de texte\u202f; un modèle qui poursuit un texte est "
        "attendu.",
    ),
    FaultKind.NOT_A_MODEL: Text(
        "{subject} is made for another task (“{task}”); expected a model that writes text.",
        "{subject} est fait pour une autre tâche («\u00a0{task}\u00a0»)\u202f; un modèle qui écrit du texte est "
        "attendu.",
    ),
}
LATER = Text("later", "plus tard")


class HubFault(LlmselectError):
    """The Hub cannot answer, or the repository cannot be used.

    `kind` says which of the faults it is, and programs decide by it; `text` is its sentence in both languages;
    `retry_after_s` is the time after which the Hub accepts requests again, `status` the HTTP status (None: unknown).
    """

    code = "hub_fault"

    def __init__(
        self, kind: FaultKind, *, retry_after_s: int | None = None, status: int | None = None, **values: Blank
    ) -> None:
        self.kind, self.retry_after_s, self.status = kind, retry_after_s, status
        if status is not None:
            values["status"] = status
        if kind is FaultKind.RATE_LIMITED:
            values["wait"] = lambda say: say(_wait(retry_after_s))
        self.text = in_both(SENTENCES[kind], **values)
        super().__init__(self.text.en)


def _wait(seconds: int | None) -> Text:
    if seconds is None:
        return LATER
    if seconds < 2:
        return Text("in a second", "dans une seconde")
    if seconds < 90:
        return Text(f"in {seconds} seconds", f"dans {seconds}\u00a0secondes")
    minutes = -(-seconds // 60)
    return Text(f"in {minutes} minutes", f"dans {minutes}\u00a0minutes")


LONGEST = 120


def clean(text: str, most: int = LONGEST) -> str:
    """One line without control or direction signs, cut where it is long."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * most]).split())
    return shown if len(shown) <= most else shown[: most - 1] + "…"


CODES = {
    "GatedRepo": FaultKind.GATED,
    "RepoNotFound": FaultKind.NOT_FOUND,
    "RevisionNotFound": FaultKind.NO_FILE,
    "EntryNotFound": FaultKind.NO_FILE,
}
"""Header X-Error-Code; huggingface_hub 2.4.0 reads the same."""
OF_REPOSITORY = re.compile(r"^/(?:api/(?:models|datasets|resolve-cache/\w+)|datasets)?/?([^/]+/[^/]+)")
RESET = re.compile(r"\br\s*=\s*0\s*;\s*t\s*=\s*(\d{1,6})\b")
LONGEST_WAIT_S = 86_400


def subject(url: str) -> str:
    """The repository that an address is about, else its host; fit to be shown."""
    parts = urlsplit(url)
    match = OF_REPOSITORY.match(unquote(parts.path))
    return clean(match[1] if match else parts.hostname or "huggingface.co")


def refusal(url: str, status: int, headers: Mapping[str, str], *, with_token: bool) -> HubFault:
    """The fault for a status outside 2xx and 3xx; names of `headers` are in lower case."""
    repository = subject(url)
    if status == 429:
        return HubFault(FaultKind.RATE_LIMITED, subject=repository, status=status, retry_after_s=_wait_s(headers))
    if kind := CODES.get(headers.get("x-error-code", "")):
        return HubFault(kind, subject=repository, status=status)
    if status == 401:  # the Hub answers so for what does not exist, too
        bad_token = "invalid credentials" in headers.get("x-error-message", "").casefold()
        return HubFault(
            FaultKind.TOKEN if with_token or bad_token else FaultKind.NOT_FOUND, subject=repository, status=status
        )
    if status in (404, 410):
        return HubFault(FaultKind.NOT_FOUND, subject=repository, status=status)
    if status in (403, 451):
        return HubFault(FaultKind.FORBIDDEN, subject=repository, status=status)
    return HubFault(FaultKind.HUB_ERROR, subject=repository, status=status)


def _wait_s(headers: Mapping[str, str]) -> int | None:
    """Seconds to wait: Retry-After, or the window's rest where nothing is left of it."""
    after = headers.get("retry-after", "").strip()
    reset = RESET.search(headers.get("ratelimit", ""))
    seconds = after if after.isascii() and after.isdigit() and len(after) < 7 else reset[1] if reset else None
    return None if seconds is None else min(int(seconds), LONGEST_WAIT_S)
