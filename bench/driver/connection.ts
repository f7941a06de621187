import { connect, type Socket } from 'node:net';

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

const END_OF_HEADERS = '\r\n\r\n';

/**
 * One keep-alive HTTP/1.1 connection that sends ready-made bytes, one request at a time. A real client would
 * take as much of the processor as the servers it measures.
 */
export class Connection {
  private received: Buffer[] = [];
  private size = 0;
  private needed = 0;
  private status = 0;
  private headerSize = 0;
  private settle?: { resolve: (reply: Reply) => void; reject: (error: Error) => void };

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.settle?.reject(error));
    socket.on('close', () => this.settle?.reject(new Error('The server closed the connection.')));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket)));
    });
  }

  /** Whether the server has closed it meanwhile, as servers do with those that nothing comes from. */
  get isClosed(): boolean {
    return this.socket.destroyed || this.socket.readableEnded;
  }

  send(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.settle = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.size += chunk.length;
    if (this.needed === 0) this.readHeaders();
    if (this.needed > 0 && this.size >= this.needed) this.finish();
  }

  private readHeaders(): void {
    const head = Buffer.concat(this.received);
    const end = head.indexOf(END_OF_HEADERS);
    if (end === -1) return;
    const text = head.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
    this.status = Number(text.slice(9, 12));
    this.headerSize = end + END_OF_HEADERS.length;
    if (length === undefined && this.status !== 204) {
      return this.settle?.reject(new Error(`An answer without a length: ${text}`));
    }
    this.needed = this.headerSize + Number(length ?? 0);
  }

  private finish(): void {
    const { status, settle } = this;
    const body = Buffer.concat(this.received).toString('utf8', this.headerSize, this.needed);
    this.received = [];
    this.size = this.needed = 0;
    this.settle = undefined;
    settle?.resolve({ status, body });
  }
}
