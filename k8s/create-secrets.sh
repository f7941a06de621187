#!/bin/sh
# Makes the secrets that an overlay refers to, with random passwords. Those that exist stay as they are, unless
# named after --renew. Usage: create-secrets.sh dev|production [--renew <secret>]
set -eu

case "${1:-}" in
  dev) namespace=clientele-dev tls='' ;;
  production) namespace=clientele tls='?sslmode=verify-full&sslrootcert=/run/secrets/postgres/ca.crt' ;;
  *) echo "Usage: $0 dev|production [--renew <secret>]" >&2; exit 2 ;;
esac
overlay=$1
renew=''
if [ "${2:-}" = --renew ]; then renew=${3:?which secret}; fi

random() { openssl rand -hex 24; }

# Whether a secret is to be made.
wanted() {
  [ "$1" = "$renew" ] || ! kubectl -n "$namespace" get secret "$1" >/dev/null 2>&1
}

# create <name> <type> <key=value>...: values go through standard input, not into the list of processes.
# The label lets CloudNativePG take up a changed password.
create() {
  name=$1 type=$2
  shift 2
  {
    printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  labels:\n    cnpg.io/reload: "true"\n' "$name"
    printf 'type: %s\ndata:\n' "$type"
    for pair in "$@"; do
      printf '  %s: %s\n' "${pair%%=*}" "$(printf %s "${pair#*=}" | base64 | tr -d '\n')"
    done
  } | kubectl -n "$namespace" apply -f -
}

kubectl get namespace "$namespace" >/dev/null 2>&1 || kubectl create namespace "$namespace"

for service in identity groups orders support; do
  wanted "$service-database" || continue
  password=$(random)
  create "$service-database" kubernetes.io/basic-auth "username=$service" "password=$password" \
    "uri=postgresql://$service:$password@postgres-rw:5432/$service$tls"
done

if wanted identity-keys; then
  create identity-keys Opaque "secrets-key=$(openssl rand -base64 32)" "admin-password=$(random)"
fi
if wanted support-keys; then create support-keys Opaque "secrets-key=$(openssl rand -base64 32)"; fi

if [ "$overlay" = dev ]; then
  if wanted postgres-superuser; then create postgres-superuser Opaque "password=$(random)"; fi
  if wanted support-smtp; then create support-smtp Opaque "url=smtp://mailpit:1025"; fi
else
  if wanted support-smtp; then
    create support-smtp Opaque "url=${SMTP_URL:?the mail server, as smtps://user:password@host:465}"
  fi
  if wanted identity-files; then
    create identity-files Opaque "access-key=${FILES_ACCESS_KEY:?of the bucket of files}" \
      "secret-key=${FILES_SECRET_KEY:?of the bucket of files}"
  fi
  if wanted postgres-backups; then
    create postgres-backups Opaque "access-key-id=${BACKUP_ACCESS_KEY_ID:?of the object store}" \
      "secret-access-key=${BACKUP_SECRET_ACCESS_KEY:?of the object store}"
  fi
fi
