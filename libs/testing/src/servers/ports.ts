import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Somebody else listens on a port that we were told to use. */
export class PortTaken extends Error {
  constructor(
    readonly port: number,
    purpose: string,
    setting?: string,
  ) {
    const advice = setting ? `: stop that program or choose another with ${setting}` : '';
    super(`Port ${port} (${purpose}) is already in use by another program${advice}.`);
    this.name = 'PortTaken';
  }
}

/** Ports nobody listens on right now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  return Promise.all(servers.map((server) => server.release()));
}

/** One port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('The system gave no free port.');
  return port;
}

export async function isPortTaken(port: number): Promise<boolean> {
  try {
    const server = await listen(port);
    await server.release();
    return false;
  } catch {
    return true;
  }
}

/** Throws `PortTaken` with a message that names the port, what it is for and the setting that moves it. */
export async function refuseTakenPort(port: number, purpose: string, setting?: string): Promise<void> {
  if (await isPortTaken(port)) throw new PortTaken(port, purpose, setting);
}

interface Reservation {
  /** Gives the port back and says which one it was. */
  release(): Promise<number>;
}

function listen(port: number): Promise<Reservation> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve({ release: () => new Promise((done) => server.close(() => done(bound))) });
    });
  });
}
