"""The server's entry: Django's pages in a few threads behind one asynchronous door."""

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from savienojums import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")

pages = get_wsgi_application()
application = WSGIMiddleware(pages, workers=env.number("WEB_THREADS"))
