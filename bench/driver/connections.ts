import { Connection, type Reply } from './connection';

/** Connections to one server, as many as there are requests at a time. */
export class Connections {
  private readonly idle: Connection[] = [];

  constructor(private readonly port: number) {}

  /** Sends ready-made bytes; throws unless it worked. */
  async send(request: string): Promise<Reply> {
    const connection = this.takeIdle() ?? (await Connection.open(this.port));
    const reply = await connection.send(request);
    this.idle.push(connection);
    if (reply.status >= 300)
      throw new Error(`${request.slice(0, request.indexOf('\r\n'))} answered ${reply.status}: ${reply.body}`);
    return reply;
  }

  private takeIdle(): Connection | undefined {
    for (let one = this.idle.pop(); one; one = this.idle.pop()) if (!one.isClosed) return one;
    return undefined;
  }

  close(): void {
    for (const connection of this.idle) connection.close();
  }
}
