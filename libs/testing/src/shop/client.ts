import { randomUUID } from 'node:crypto';

/** An answer over the wire, its body parsed. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A call that was expected to work and did not; the message shows what came back. */
export class CallFailed extends Error {
  constructor(
    call: string,
    readonly status: number,
    body: unknown,
  ) {
    super(`${call} answered ${status}: ${JSON.stringify(body)}`);
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the suite over HTTP, as somebody. */
export class Client {
  constructor(
    readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same suite, called with a token. */
  as(token: string): Client {
    return this.with({ authorization: `Bearer ${token}` });
  }

  /** The same caller with further headers. */
  with(headers: Readonly<Record<string, string>>): Client {
    return new Client(this.baseUrl, { ...this.headers, ...headers });
  }

  /** The same caller with a fresh Idempotency-Key. */
  once(): Client {
    return this.with({ 'idempotency-key': randomUUID() });
  }

  /** Calls and returns whatever comes back. */
  async call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers: { ...this.headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const parsed: T = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed };
  }

  /** Calls and returns the body; throws `CallFailed` unless it worked. */
  async must<T = Record<string, unknown>>(method: Method, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, body);
    if (answer.status >= 300) throw new CallFailed(`${method} ${path}`, answer.status, answer.body);
    return answer.body;
  }

  get<T = Record<string, unknown>>(path: string): Promise<T> {
    return this.must<T>('GET', path);
  }

  post<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T> {
    return this.must<T>('POST', path, body);
  }

  put<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T> {
    return this.must<T>('PUT', path, body);
  }

  /** Reads the resource's ETag first, as an update of a shared resource needs it. */
  async patch<T = Record<string, unknown>>(path: string, body: unknown): Promise<T> {
    const { headers } = await this.call('GET', path);
    const etag = headers.get('etag');
    return (etag ? this.with({ 'if-match': etag }) : this).must<T>('PATCH', path, body);
  }

  delete<T = Record<string, unknown>>(path: string): Promise<T> {
    return this.must<T>('DELETE', path);
  }
}
