import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import type { Lifecycle } from './lifecycle';

/** How long a connection may stay unused; the shorter, the likelier that its client is just about to use it. */
const IDLE_MS = 2_000;
/** When nobody has connected for so long, whoever balances the load has understood. */
const QUIET_MS = 500;
/** How long connections are accepted at most. */
const ACCEPT_MS = 5_000;
const TICK_MS = 50;

/**
 * Lets a process end without cutting anybody short. Node stops listening and closes unused connections in one go,
 * also those on which a request is just arriving. So before that we go on accepting for a moment; every connection is
 * told to close with its next answer, and only those are closed by us that stay unused.
 */
export function drainBeforeClosing(fastify: FastifyInstance, lifecycle: Lifecycle): void {
  const connections = new Connections(fastify);
  const drained = lifecycle.drainBegins.then(() => connections.drain());
  // Whoever closes an application without draining it, such as a test, does not wait.
  fastify.addHook('preClose', async () => {
    if (lifecycle.draining) await drained;
  });
}

class Connections {
  /** The open connections and when each was last seen in use; until the process drains, when it was opened. */
  private readonly usedAt = new Map<Socket, number>();
  private readonly unanswered = new Set<FastifyRequest>();
  private openedAt = 0;

  constructor(private readonly fastify: FastifyInstance) {
    fastify.server.on('connection', (socket: Socket) => this.watch(socket));
    fastify.addHook('onRequest', (request, _reply, done) => {
      this.unanswered.add(request);
      done();
    });
    fastify.addHook('onResponse', (request, _reply, done) => {
      this.unanswered.delete(request);
      done();
    });
  }

  /** Returns when it is time to stop listening. Goes on closing unused connections until there are none. */
  async drain(): Promise<void> {
    const begunAt = performance.now();
    this.openedAt = begunAt;
    for (const socket of this.usedAt.keys()) this.usedAt.set(socket, begunAt);
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const now = performance.now();
        this.closeUnused(now);
        if (this.mayStopListening(now, begunAt)) resolve();
        if (!this.fastify.server.listening && this.usedAt.size === 0) clearInterval(timer);
      }, TICK_MS);
    });
  }

  private watch(socket: Socket): void {
    this.openedAt = performance.now();
    this.usedAt.set(socket, this.openedAt);
    socket.once('close', () => this.usedAt.delete(socket));
  }

  private closeUnused(now: number): void {
    for (const socket of this.inUse()) this.usedAt.set(socket, now);
    for (const [socket, usedAt] of this.usedAt) if (now - usedAt >= IDLE_MS) socket.destroy();
  }

  private mayStopListening(now: number, begunAt: number): boolean {
    if (!this.fastify.server.listening || now - begunAt >= ACCEPT_MS) return true;
    const inUse = this.inUse();
    return now - this.openedAt >= QUIET_MS && [...this.usedAt.keys()].every((socket) => inUse.has(socket));
  }

  private inUse(): Set<Socket> {
    const sockets = [...this.unanswered].map(({ raw }) => raw.socket);
    return new Set(sockets.filter((socket) => this.usedAt.has(socket)));
  }
}
