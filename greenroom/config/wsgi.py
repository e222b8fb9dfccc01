"""Django's WSGI handler: everything that is not a stream."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
application = get_wsgi_application()
