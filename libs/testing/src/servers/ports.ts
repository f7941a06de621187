import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/**
 * Below the ports that the system gives to whoever connects: one of those could be in use by the time we listen on it. Each
 * process has a part of its own, so that two who look at the same time find different ones.
 */
const FIRST_PORT = 10_000;
const PARTS = 70;
const PART_SIZE = 300;

let next = randomInt(PART_SIZE);

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
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > PART_SIZE) throw new Error(`There are no ${count} free ports from ${FIRST_PORT} on.`);
    const port = FIRST_PORT + (process.pid % PARTS) * PART_SIZE + (next++ % PART_SIZE);
    if (!(await isPortTaken(port))) ports.push(port);
  }
  return ports;
}

/** One port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

export async function isPortTaken(port: number): Promise<boolean> {
  try {
    await tryPort(port);
    return false;
  } catch {
    return true;
  }
}

/** Throws `PortTaken` with a message that names the port, what it is for and the setting that moves it. */
export async function refuseTakenPort(port: number, purpose: string, setting?: string): Promise<void> {
  if (await isPortTaken(port)) throw new PortTaken(port, purpose, setting);
}

/** Listens there for a moment. */
function tryPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve()));
  });
}
