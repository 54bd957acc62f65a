"""What can go wrong in a meeting, each with a sentence in both languages."""

from llmselect.errors import LlmselectError
from llmselect.text import Labelled, Text


class WorkshopTrouble(Labelled):
    """A kind of fault; the label is the sentence that people read."""

    NO_MEETING = (
        "no_meeting",
        Text(
            "No meeting has this code or link. It may have been mistyped, or the meeting was erased.",
            "Aucune réunion n’a ce code ou ce lien. Il a peut-être été mal saisi, ou la réunion a été effacée.",
        ),
    )
    NOT_ADMITTING = (
        "not_admitting",
        Text("The host admits nobody by code at the moment.", "L’animateur n’admet personne par code en ce moment."),
    )
    LOCKED = (
        "locked",
        Text(
            "The host has locked the meeting: nobody can join and no weight can change at the moment.",
            "L’animateur a verrouillé la réunion : personne ne peut entrer ni modifier de poids pour l’instant.",
        ),
    )
    ENDED = ("ended", Text("This meeting has ended.", "Cette réunion est terminée."))
    OTHER_ROUND = (
        "other_round",
        Text(
            "The meeting has moved on to another round; this change belongs to the one before.",
            "La réunion est passée à un autre tour ; cette modification concerne le précédent.",
        ),
    )
    BAD_NICKNAME = (
        "bad_nickname",
        Text(
            "Choose a nickname of 1 to 24 visible characters.",
            "Choisissez un pseudonyme de 1 à 24 caractères visibles.",
        ),
    )
    CROWDED = ("crowded", Text("This meeting is full.", "Cette réunion est complète."))
    TOO_MANY_MEETINGS = (
        "too_many_meetings",
        Text(
            "This server keeps as many meetings and matrices as it may. Erase one, or try again later.",
            "Ce serveur conserve autant de réunions et de matrices qu’il le peut. Effacez-en une, ou réessayez plus "
            "tard.",
        ),
    )
    TOO_MANY_TRIES = (
        "too_many_tries",
        Text("Too many wrong codes: wait a minute.", "Trop de codes erronés : attendez une minute."),
    )
    BAD_BALLOT = (
        "bad_ballot",
        Text(
            "Each criterion needs a weight from 0 to 100, at least one of them above 0.",
            "Chaque critère demande un poids de 0 à 100, dont au moins un au-dessus de 0.",
        ),
    )
    NOT_YOURS = (
        "not_yours",
        Text(
            "This address opens no meeting: it was erased, this entry was removed, or the link is incomplete.",
            "Cette adresse n’ouvre aucune réunion : elle a été effacée, la participation a été retirée, ou le lien est "
            "incomplet.",
        ),
    )
    NO_CASE = (
        "no_case",
        Text("No saved matrix has this link.", "Aucune matrice enregistrée n’a ce lien."),
    )
    BAD_CASE = (
        "bad_case",
        Text(
            "A meeting needs two candidates and two criteria at least.",
            "Une réunion demande au moins deux candidats et deux critères.",
        ),
    )
    STORE_BUSY = (
        "store_busy",
        Text(
            "The database is busy. Your change is kept here and tried again.",
            "La base de données est occupée. Votre modification est conservée ici et sera renvoyée.",
        ),
    )
    STORE_FULL = (
        "store_full",
        Text(
            "The disk of the server is full. Your change is kept here and tried again.",
            "Le disque du serveur est plein. Votre modification est conservée ici et sera renvoyée.",
        ),
    )
    STORE_GONE = (
        "store_gone",
        Text(
            "The database does not answer. Your change is kept here and tried again.",
            "La base de données ne répond pas. Votre modification est conservée ici et sera renvoyée.",
        ),
    )
    STORE_NEWER = (
        "store_newer",
        Text(
            "The database was written by a newer version of llmselect. Update the program.",
            "La base de données a été écrite par une version plus récente de llmselect. Mettez le programme à jour.",
        ),
    )


PASSING = frozenset({WorkshopTrouble.STORE_BUSY, WorkshopTrouble.STORE_FULL, WorkshopTrouble.STORE_GONE})
"""Kinds that may be over in a moment: what was to be written is worth another try."""


class WorkshopFault(LlmselectError):
    """Something that a host or a participant is told."""

    code = "workshop"

    def __init__(self, kind: WorkshopTrouble) -> None:
        self.kind = kind
        super().__init__(kind.label.en)

    @property
    def passing(self) -> bool:
        """Whether the same may succeed in a moment."""
        return self.kind in PASSING
