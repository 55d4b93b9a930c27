"""What every command stands on: how Django is started, how trouble is told, what an exit code means."""

from __future__ import annotations

import os

ENDINGS = """\
exit codes:
  0  done
  1  not done; the sentence printed says why, and what helps
  2  the command line or a setting cannot be used

A setting is an environment variable; `savienojums doctor --settings` lists them all.
"""


class Trouble(Exception):
    """The command cannot be done; the sentence says why and what helps."""

    code = 1


class WrongStart(Trouble):
    """The command line or a setting cannot be used."""

    code = 2


def start_django() -> None:
    """Read the settings and load the rooms; a wrong setting ends the program with its sentence."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    from savienojums.env import WrongSetting

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
    try:
        django.setup()
    except (WrongSetting, ImproperlyConfigured) as error:
        raise WrongStart(str(error)) from error
    except OSError as error:
        folder = os.environ.get("SAVIENOJUMS_DATA", "~/savienojums-data")
        message = f"The data folder {folder} cannot be used: {error.strerror}. Set SAVIENOJUMS_DATA to one that can."
        raise WrongStart(message) from error


def say(*lines: str) -> None:
    """Print lines at once, also when the output is a pipe."""
    print(*lines, sep="\n", flush=True)
