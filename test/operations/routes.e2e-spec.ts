import { ROUTES, type ServiceName } from '@clientele/contracts';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { SERVICES } from './pods';
import { describeRendered, ofKind, renderOverlay } from './rendered';

interface Route {
  readonly path: string;
  readonly exact: boolean;
  readonly service: string;
}

/** Where a path goes: an exact match first, else the longest prefix of whole segments. */
function destination(routes: readonly Route[], path: string): string | undefined {
  const fits = (route: Route): boolean =>
    route.exact ? route.path === path : path === route.path || path.startsWith(`${route.path}/`);
  return routes
    .filter(fits)
    .toSorted((a, b) => Number(b.exact) - Number(a.exact) || b.path.length - a.path.length)[0]?.service;
}

const throughIngress = (): Route[] =>
  ofKind<IIngress>(renderOverlay('dev'), 'Ingress')
    .flatMap(({ spec }) => spec?.rules?.flatMap(({ http }) => http?.paths ?? []) ?? [])
    .map(({ path = '', pathType, backend }) => ({
      path,
      exact: pathType === 'Exact',
      service: backend.service?.name ?? '',
    }));

const throughGatewayApi = (): Route[] =>
  ofKind<IHTTPRoute>(renderOverlay('production'), 'HTTPRoute')
    .flatMap(({ spec }) => spec.rules ?? [])
    .flatMap(({ matches = [], backendRefs = [] }) =>
      matches.map(({ path }) => ({
        path: path?.value ?? '',
        exact: path?.type === 'Exact',
        service: backendRefs[0]?.name ?? '',
      })),
    );

describe.each([
  ['Ingress', throughIngress],
  ['Gateway API', throughGatewayApi],
])('%s', (_, read) => {
  describeRendered('routes', () => {
    let routes: Route[];
    const owned = (Object.entries(ROUTES) as [ServiceName, readonly string[]][]).flatMap(
      ([service, segments]) => segments.map((segment): [string, string] => [`/v1/${segment}`, service]),
    );

    beforeAll(() => {
      routes = read();
    });

    it('take every first segment to the service that owns it', () => {
      const found = owned.flatMap(([path]) =>
        [path, `${path}/1/x`].map((it) => [it, destination(routes, it)]),
      );

      expect(found).toEqual(
        owned.flatMap(([path, service]) => [path, `${path}/1/x`].map((it) => [it, service])),
      );
    });

    it('know no segment that nobody owns', () => {
      const known = owned.map(([path]) => path);
      const others = routes
        .map(({ path }) => path)
        .filter((path) => /^\/v1\/(?!ops\/)/.test(path) && !known.includes(path));

      expect(others).toEqual([]);
    });

    it('name each path once', () => {
      const paths = routes.map(({ path }) => path);

      expect(paths.filter((path, i) => paths.indexOf(path) !== i)).toEqual([]);
    });

    it.each(SERVICES.filter((name) => name !== 'gateway'))('take operators of %s to it', (service) => {
      expect(destination(routes, `/v1/ops/${service}/dead-letters`)).toBe(service);
    });

    it('take the status of the suite, the console and what nobody owns to the gateway', () => {
      const paths = ['/', '/openapi.json', '/docs', '/v1/ops/status', '/v1/no-such-thing', '/v1/customersx'];

      expect(paths.map((path) => destination(routes, path))).toEqual(paths.map(() => 'gateway'));
    });

    it('take keys to identity', () => {
      expect(destination(routes, '/.well-known/jwks.json')).toBe('identity');
    });

    it('lead to no metrics and no health', () => {
      expect(['/metrics', '/health/ready', '/health/live'].map((path) => destination(routes, path))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });
  });
});
