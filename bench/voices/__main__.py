"""Run with `python -m bench.voices [quality|groups|routing|attacks|clouds|speed|rows|live …]`; all, if none is named."""

import sys

from bench.voices import attacks, clouds, live, quality, routing, rows, speed, steadiness

PARTS = {
    "quality": quality.main,
    "groups": steadiness.main,
    "routing": routing.main,
    "attacks": attacks.main,
    "clouds": clouds.main,
    "speed": speed.main,
    "rows": rows.main,
    "live": live.main,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
