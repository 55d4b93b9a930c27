"""Where somebody is signed in, told so that they know it again: the browser, the device, a part of the address."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address

# The first that is found in the browser's own words decides; many browsers also name those they resemble.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Vivaldi": "Vivaldi",
    "FxiOS": "Firefox",
    "Firefox": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def browser_of(user_agent: str) -> str:
    """The browser and its device, as "Firefox, Windows"; empty if neither is known."""
    return ", ".join(filter(None, (_first(BROWSERS, user_agent), _first(DEVICES, user_agent))))


def shortened(address: str) -> str:
    """The beginning of a network address: enough to tell home from elsewhere, too little to find a house."""
    try:
        whole = ip_address(address)
    except ValueError:
        return ""
    whole = getattr(whole, "ipv4_mapped", None) or whole
    if isinstance(whole, IPv4Address):
        return ".".join(str(whole).split(".")[:2]) + ".…"
    return ":".join(whole.exploded.split(":")[:2]) + ":…"


def _first(names: dict[str, str], text: str) -> str:
    return next((name for sign, name in names.items() if sign in text), "")
