"""Turn committed data packages into a public site with an energy barometer (节能晴雨表)."""

__version__ = "0.1.0"
