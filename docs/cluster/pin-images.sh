#!/bin/sh
# docker-compose.yml and Dockerfile name their images by digest. This pulls the newest of the same versions and writes their
# digests into .env, beside what else stands there: from then on a build and a start take those bytes instead. Run it where
# docker-compose.yml is.
set -eu
settings=${1:-.env}
touch "$settings"
pin() {
  docker pull --quiet "$2" >/dev/null
  digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$2")
  case $digest in
    *@sha256:*) ;;
    *) echo "$2 has no digest: it was not pulled from a registry." >&2; exit 1 ;;
  esac
  others=$(grep -v "^$1=" "$settings" || true)
  printf '%s\n' "$others" "$1=$digest" | sed '/^$/d' >"$settings.new"
  mv "$settings.new" "$settings"
  echo "$1=$digest"
}
pin NODE_IMAGE node:24-bookworm-slim
pin POSTGRES_IMAGE postgres:18-bookworm
pin PROXY_IMAGE nginxinc/nginx-unprivileged:1.28-alpine
