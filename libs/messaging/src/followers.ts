import type { Broker } from './broker';

/** Messages; each may hold a hundred events. */
const MANY = 50;
/** Looked at once in this time at most, as each look asks NATS for all who listen. */
const LOOK_MS = 250;
/** Who has handled nothing for so long is away, and waited for by nobody. */
const AWAY_MS = 1_500;

/** Whoever handles events slowly, for reasons of its own, holds nobody up for longer. */
export const LONGEST_FOR_FOLLOWERS_MS = 1_000;

/** Somebody who listens, as seen before. */
interface Seen {
  readonly handled: number;
  /** When it was seen to have handled something. */
  readonly movedAt: number;
}

/** Those who listen to what this service tells, in whichever service they are. */
export class Followers {
  private readonly seen = new Map<string, Seen>();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private behind = false;

  constructor(
    private readonly broker: Broker,
    private readonly stream: string,
  ) {}

  /** Whether one of those at work has so much to handle that what is told now would wait for it. */
  async areBehind(now = performance.now()): Promise<boolean> {
    if (now - this.lookedAt < LOOK_MS) return this.behind;
    this.lookedAt = now;
    // Where NATS does not say, nobody can be behind with what it does not hand on.
    return (this.behind = this.broker.isUp && (await this.look(now).catch(() => false)));
  }

  private async look(now: number): Promise<boolean> {
    const manager = await this.broker.manager();
    let behind = false;
    for await (const { name, ack_floor, num_pending } of manager.consumers.list(this.stream)) {
      const before = this.seen.get(name);
      const moved = before !== undefined && before.handled !== ack_floor.stream_seq;
      const movedAt = moved ? now : (before?.movedAt ?? Number.NEGATIVE_INFINITY);
      this.seen.set(name, { handled: ack_floor.stream_seq, movedAt });
      if (num_pending > MANY && now - movedAt < AWAY_MS) behind = true;
    }
    return behind;
  }
}
