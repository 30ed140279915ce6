#!/bin/sh
# What the container runs: bring the data base into shape, then become the server.
set -eu
python manage.py migrate --verbosity 1
exec python manage.py serve --host 0.0.0.0 --port 8000
