"""Run with `python -m bench.voices [quality|groups|routing|attacks|speed …]`; all, if none is named."""

import sys

from bench.voices import attacks, quality, routing, speed, steadiness

PARTS = {
    "quality": quality.main,
    "groups": steadiness.main,
    "routing": routing.main,
    "attacks": attacks.main,
    "speed": speed.main,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
