"""Papers of an event: signature sheet, poster of the door, certificates, the funder's table."""
