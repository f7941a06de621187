/** What a client proves itself with. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** From HTTP Basic or from the body (RFC 6749, section 2.3.1); undefined: from neither, or from both. */
export function credentialsOf(
  authorization: string | undefined,
  { client_id: id, client_secret: secret }: { readonly client_id?: string; readonly client_secret?: string },
): ClientCredentials | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return id && secret ? { id, secret } : undefined;
  if (secret !== undefined) return undefined;
  const [, user, password] = /^([^:]*):(.*)$/s.exec(atob(encoded)) ?? [];
  return user && password ? { id: user, secret: password } : undefined;
}
