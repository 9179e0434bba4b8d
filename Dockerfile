# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV npm_config_fund=false npm_config_audit=false
COPY . .
# bcrypt and msgpackr carry prebuilt binaries, so no install script has to run.
RUN npm install --ignore-scripts && npm run build -- --product

FROM build AS runtime-modules
RUN npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
RUN useradd --system --uid 10001 --home /app teambrain && mkdir /data && chown teambrain /data
COPY --from=runtime-modules --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/server/dist ./server/dist
COPY --from=build --chown=root:root /app/server/package.json ./server/package.json
USER teambrain
VOLUME /data
EXPOSE 4321
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4321/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "server/dist/cli.js"]
CMD ["start", "--host", "0.0.0.0", "--port", "4321", "--data-dir", "/data"]
