"""The people of the demo: roles, not invented persons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone with whose address one can sign in to the demo."""

    email: str
    name: str
    role: str = ""
    acts_for: str = ""


PEOPLE = (
    DemoPerson("administrators@selija.example", "Administrators", role="administrator"),
    DemoPerson("koordinatore@selija.example", "Koordinatore", role="coordinator"),
    DemoPerson("redaktore@selija.example", "Dokumenta redaktore", role="editor"),
    DemoPerson("kontakts@selija.example", "Kopienas kontakts", acts_for="udenszimes"),
)
