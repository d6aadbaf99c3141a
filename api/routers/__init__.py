"""The routes of the service, one topic a module."""
