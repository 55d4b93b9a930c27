"""The CommonGrants protocol 0.4.0 as far as a directory of calls needs it.

Pure core: no Django, no database, no clock.
"""
