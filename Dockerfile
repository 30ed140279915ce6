# The browser application
FROM node:24.11.0-bookworm-slim AS frontend
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

# The Python packages, at the locked versions and checked against their hashes
FROM python:3.11.14-slim-bookworm AS packages
COPY requirements/base.txt /tmp/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /tmp/base.txt

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/livelab --create-home livelab
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LIVELAB_HOME=/var/lib/livelab
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/livelab
COPY . .
COPY --from=frontend /build/frontend/dist frontend/dist
RUN python -m whitenoise.compress --quiet frontend/dist
USER livelab
VOLUME /var/lib/livelab
EXPOSE 8000
CMD ["sh", "deploy/start.sh"]
