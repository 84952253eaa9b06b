# docker build -t cargolens .                          the service, without torch
# docker build -t cargolens-training --target training .   the same with what training needs

FROM node:20-slim AS page
WORKDIR /src/review_ui
COPY review_ui/package.json review_ui/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY review_ui ./
RUN npm run build

FROM python:3.11-slim AS wheel
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY model model
COPY image_library image_library
COPY serving serving
COPY training training
COPY review_ui/__init__.py review_ui/__init__.py
COPY --from=page /src/review_ui/dist review_ui/dist
RUN pip wheel --no-deps --wheel-dir /wheels .

FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 CARGOLENS_HOME=/data CARGOLENS_HOST=0.0.0.0
RUN useradd --create-home --uid 10001 cargolens && install -d -o cargolens /data
COPY constraints.txt /tmp/constraints.txt
COPY --from=wheel /wheels /wheels
VOLUME /data
EXPOSE 8000

FROM base AS training
# Compiled kernels of the simulator; the account may have no home of its own.
ENV NUMBA_CACHE_DIR=/tmp/numba
RUN pip install --no-cache-dir -c /tmp/constraints.txt "$(ls /wheels/*.whl)[train,simulate,postgres,s3]"
USER cargolens
ENTRYPOINT ["cargolens"]

FROM base AS serving
RUN pip install --no-cache-dir -c /tmp/constraints.txt "$(ls /wheels/*.whl)[postgres,s3]"
USER cargolens
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('CARGOLENS_PORT') or 8000}/readyz\", timeout=4)"]
ENTRYPOINT ["cargolens"]
CMD ["serve"]
