"""Source of the page, and what builds it into `api/static/`. Neither is part of the installed package."""
