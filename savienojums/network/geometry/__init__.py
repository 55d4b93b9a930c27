"""The geometry of maps: from degrees on the earth to lines, names and marks on a sheet. Pure."""
