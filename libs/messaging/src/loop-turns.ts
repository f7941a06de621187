import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Gives everybody who asks a turn of the event loop of its own. Consumers that each gave way by themselves would all go on in the
 * same turn, one after the other, and requests would wait for all of them.
 */
export class LoopTurns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves in a turn that nobody else was given, behind those who asked before. */
  next(): Promise<void> {
    return (this.last = this.last.then(() => nextTurn()));
  }
}
