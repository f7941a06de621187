import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service saw of a request, as the echoing stub tells it. */
export interface Echo {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Stands for a service: tells what it was asked, unless it is given something better to do. */
export class StubService {
  private constructor(private readonly server: Server) {}

  static async start(service: string, listener: RequestListener = echo(service)): Promise<StubService> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StubService(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers everything that follows. */
  answerWith(listener: RequestListener): void {
    this.server.removeAllListeners('request');
    this.server.on('request', listener);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const echo =
  (service: string): RequestListener =>
  (request: IncomingMessage, response) => {
    const { method, url, headers } = request;
    request.resume();
    request.on('end', () =>
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ service, method, url, headers })),
    );
  };
