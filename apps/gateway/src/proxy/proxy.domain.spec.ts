import { ROUTES } from '@clientele/contracts';
import { answerHeaders, prefixesOf, requestHeaders, UPSTREAMS } from './proxy.domain';

const origin = { addresses: ['10.0.0.2', '203.0.113.9'], protocol: 'https', host: 'shop.example' };

describe('requestHeaders', () => {
  it('tells the service who asked, by what name and how', () => {
    expect(requestHeaders({ accept: '*/*' }, origin)).toEqual({
      accept: '*/*',
      'x-forwarded-for': '203.0.113.9, 10.0.0.2',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example',
    });
  });

  it('replaces what the sender says of itself', () => {
    const said = {
      forwarded: 'for=1.1.1.1',
      'x-real-ip': '1.1.1.1',
      'x-forwarded-for': '1.1.1.1',
      host: 'x',
    };

    expect(JSON.stringify(requestHeaders(said, origin))).not.toContain('1.1.1.1');
  });

  it('leaves out what belongs to the connection, and what the connection says belongs to it', () => {
    const headers = { connection: 'close, X-Secret', 'x-secret': '1', te: 'trailers', 'x-kept': '2' };

    expect(Object.keys(requestHeaders(headers, origin)).slice(0, 1)).toEqual(['x-kept']);
    expect(Object.keys(requestHeaders(headers, origin))).toHaveLength(4);
  });
});

describe('answerHeaders', () => {
  it('keeps what is meant for the client', () => {
    const headers = {
      etag: '"1"',
      'set-cookie': ['a=1', 'b=2'],
      'keep-alive': 'timeout=5',
      connection: 'close',
    };

    expect(answerHeaders(headers)).toEqual({ etag: '"1"', 'set-cookie': ['a=1', 'b=2'] });
  });
});

describe('prefixesOf', () => {
  it('gives every segment of the table to its service', () => {
    const segments = UPSTREAMS.flatMap((service) => ROUTES[service]);

    expect(UPSTREAMS.flatMap(prefixesOf)).toEqual(
      expect.arrayContaining(segments.map((segment) => `/v1/${segment}`)),
    );
  });

  it('gives no prefix to two services', () => {
    const prefixes = UPSTREAMS.flatMap(prefixesOf);

    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
