"""Lets `python -m savienojums` be the command `savienojums`."""

import sys

from savienojums.cli import main

if __name__ == "__main__":
    sys.exit(main())
