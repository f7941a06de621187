# One file for the five processes: docker build --build-arg SERVICE=groups -t clientele/groups:0.1.0 .
ARG NODE_MAJOR=24

FROM node:${NODE_MAJOR}-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:${NODE_MAJOR}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps apps
RUN npx nest build
# What a volume mounted there takes its owner from.
RUN mkdir /data
ARG SERVICE
RUN test -f "dist/apps/${SERVICE}/src/main.js" && ln -s "apps/${SERVICE}/src/main.js" dist/main.js

FROM gcr.io/distroless/nodejs${NODE_MAJOR}-debian12:nonroot
ARG SERVICE
LABEL org.opencontainers.image.title="clientele-${SERVICE}" org.opencontainers.image.licenses="MIT"
WORKDIR /app
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-old-space-size-percentage=70 --max-semi-space-size=8" \
    PORT=3000 \
    MAIL_DIR=/tmp/mail \
    FILES_DIR=/data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build --chown=10001:10001 /data /data
COPY --from=build /app/package.json ./
USER 10001:10001
EXPOSE 3000
# Without arguments it serves; `docker run <image> migrate` migrates, seeds and ends.
ENTRYPOINT ["/nodejs/bin/node", "--no-parallel-scavenge", "--v8-pool-size=1", "dist/main.js"]
