"""The real Sēlija, told through acts by people who are roles."""
