import type { Principal } from '@clientele/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TokenIssuer } from './tokens';

/** An answer, its body parsed. */
export interface ApiAnswer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: T;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls an application as some principal, without a socket between. */
export class Api {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly tokens: TokenIssuer,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same application called by `principal`. */
  async as(principal: Principal): Promise<Api> {
    return this.with({ authorization: `Bearer ${await this.tokens.sign(principal)}` });
  }

  /** The same caller with further headers. */
  with(headers: Readonly<Record<string, string>>): Api {
    return new Api(this.app, this.tokens, { ...this.headers, ...headers });
  }

  get<T = Record<string, unknown>>(path: string): Promise<ApiAnswer<T>> {
    return this.call<T>('GET', path);
  }

  post<T = Record<string, unknown>>(path: string, body?: unknown): Promise<ApiAnswer<T>> {
    return this.call<T>('POST', path, body);
  }

  put<T = Record<string, unknown>>(path: string, body?: unknown): Promise<ApiAnswer<T>> {
    return this.call<T>('PUT', path, body);
  }

  patch<T = Record<string, unknown>>(path: string, body?: unknown): Promise<ApiAnswer<T>> {
    return this.call<T>('PATCH', path, body);
  }

  delete<T = Record<string, unknown>>(path: string): Promise<ApiAnswer<T>> {
    return this.call<T>('DELETE', path);
  }

  /** Sends a file as it is. */
  async upload<T = Record<string, unknown>>(path: string, content: Buffer): Promise<ApiAnswer<T>> {
    const headers = { 'content-type': 'application/octet-stream', ...this.headers };
    const response = await this.app.inject({ method: 'POST', url: path, payload: content, headers });
    return { status: response.statusCode, headers: response.headers, body: response.json<T>() };
  }

  /** Gets an answer as the bytes it is. */
  async download(path: string): Promise<ApiAnswer<Buffer>> {
    const response = await this.app.inject({ method: 'GET', url: path, headers: this.headers });
    return { status: response.statusCode, headers: response.headers, body: response.rawPayload };
  }

  private async call<T>(method: Method, url: string, body?: unknown): Promise<ApiAnswer<T>> {
    const json =
      body === undefined
        ? {}
        : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await this.app.inject({
      method,
      url,
      ...json,
      headers: { ...json.headers, ...this.headers },
    });
    const parsed = response.body === '' ? undefined : JSON.parse(response.body);
    return { status: response.statusCode, headers: response.headers, body: parsed as T };
  }
}
