"""The time zone of this computer, by the name that calendars know."""

import os
from datetime import tzinfo
from zoneinfo import ZoneInfo

_LINK = "/etc/localtime"
_FOLDER = "zoneinfo/"


def local_zone(named: str) -> tzinfo | None:
    """Return the zone that a setting names, else that of the system; None if it has no name."""
    name = named.lstrip(":") or os.path.realpath(_LINK).partition(_FOLDER)[2]
    try:
        return ZoneInfo(name)
    except (OSError, KeyError, ValueError):  # no such zone, or a rule in the place of a name
        return None
