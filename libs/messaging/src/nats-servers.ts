/** Where NATS is, and by what name we come in. */
export interface NatsServers {
  readonly servers: string[];
  readonly user?: string;
  readonly pass?: string;
  readonly token?: string;
}

/**
 * Takes user and password, or a token alone, out of the addresses of servers: the client would pass over them there. All servers
 * of a cluster know the same; the first address that has some is believed.
 */
export function natsServersOf(addresses: readonly string[]): NatsServers {
  const urls = addresses.map((address) => new URL(address));
  const servers = urls.map(({ protocol, host }) => `${protocol}//${host}`);
  const named = urls.find(({ username }) => username !== '');
  if (!named) return { servers };
  const [user, pass] = [decodeURIComponent(named.username), decodeURIComponent(named.password)];
  return pass === '' ? { servers, token: user } : { servers, user, pass };
}
