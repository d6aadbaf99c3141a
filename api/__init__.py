"""Settings, composition, command line, HTTP service and web page."""
