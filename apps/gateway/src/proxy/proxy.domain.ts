import { ROUTES, type ServiceName } from '@clientele/contracts';

/** A service behind the gateway. */
export type Upstream = Exclude<ServiceName, 'gateway'>;

export const UPSTREAMS = ['identity', 'groups', 'orders', 'support'] as const satisfies readonly Upstream[];

/** The path prefixes a service answers. Each stands for itself and everything below it. */
export const prefixesOf = (service: Upstream): readonly string[] => [
  ...ROUTES[service].map((segment) => `/v1/${segment}`),
  `/v1/ops/${service}`,
  ...(service === 'identity' ? ['/.well-known'] : []),
];

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What the client and the proxies before us say of the connection, as far as they are believed. */
export interface Origin {
  /** Addresses from ours outwards: the peer first, the client last. */
  readonly addresses: readonly string[];
  readonly protocol: string;
  readonly host: string;
}

// Of one connection only (RFC 9110, 7.6.1); `expect` was answered by us already.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

// Said by whoever sent the request; what we believe of it is in the three we write ourselves.
const REPLACED = new Set([
  'host',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]);

/** The headers of a request on its way to a service. */
export const requestHeaders = (headers: Headers, { addresses, protocol, host }: Origin): Headers => ({
  ...endToEnd(headers, REPLACED),
  'x-forwarded-for': addresses.toReversed().join(', '),
  'x-forwarded-proto': protocol,
  'x-forwarded-host': host,
});

/** The headers of an answer on its way to the client. */
export const answerHeaders = (headers: Headers): Headers => endToEnd(headers, new Set());

function endToEnd(headers: Headers, without: ReadonlySet<string>): Headers {
  const named = namedByConnection(headers['connection']);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !HOP_BY_HOP.has(name) && !without.has(name) && !named.includes(name),
    ),
  );
}

const namedByConnection = (connection: string | string[] | undefined): string[] =>
  [connection ?? []].flat().flatMap((line) => line.split(',').map((name) => name.trim().toLowerCase()));
