import { spareMemory } from '@clientele/config';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Followers, LONGEST_FOR_FOLLOWERS_MS } from './followers';
import { HeldBack } from './held-back';
import { Horizon } from './horizon';
import { MARK_MS, Marks } from './marks';
import type { Publisher, Unpublished } from './publisher';
import { BATCH, look, markPublished, NOTED, standing, unpublished } from './relay.queries';

/** How often is looked where nobody calls. */
export const POLL_MS = 1_000;

/** So much of what was told in bulk follows at once, a parcel, and no sooner after another: those who listen have little before them. */
const PORTION = 100;
const PORTION_MS = 38;
/** How often is looked whether they have waited long enough. */
const HELD_MS = 250;
/** So many of them at most go before what needs them, and only then the others that it needs: they are read as a whole. */
const MOST_NEEDED = 50;

/**
 * What a relay does while it leads. What was told in bulk follows when it has waited long enough and those who listen are not
 * behind; all else goes before it. Only what the other needs does not wait: what is told about the same things before.
 */
export class Relaying {
  private readonly logger = new Logger(Relaying.name);
  private readonly horizon = new Horizon(POLL_MS);
  private readonly bulkHorizon = new Horizon(POLL_MS);
  private readonly marks = new Marks();
  private readonly heldBack = new HeldBack();
  private portionAt = Number.NEGATIVE_INFINITY;
  /** Whether some of what was told in bulk has waited long enough. */
  private hasMore = false;

  constructor(
    private readonly client: Client,
    private readonly publisher: Publisher,
    private readonly followers: Pick<Followers, 'areBehind'>,
  ) {}

  /** How long nobody has to look if nobody calls. */
  get pauseMs(): number {
    if (this.hasMore) return PORTION_MS;
    if (!this.marks.isEmpty) return MARK_MS;
    return this.heldBack.isEmpty ? POLL_MS : HELD_MS;
  }

  /** Tells what there is to tell. Returns how many events did not give way. */
  async round(): Promise<number> {
    const urgent = await this.look();
    const told = this.publisher.isUp ? await this.tell(urgent) : 0;
    if (this.marks.areDue()) await this.mark();
    return told;
  }

  /** Takes note of what was published. */
  async mark(): Promise<void> {
    if (this.marks.isEmpty) return;
    const positions = [...this.marks.all];
    await markPublished(this.client, positions);
    this.marks.made(positions);
  }

  private async tell(urgent: readonly Unpublished[]): Promise<number> {
    const needed = [...new Set(urgent.flatMap((row) => this.heldBack.neededBy(row)))].sort((a, b) => a - b);
    if (needed.length > MOST_NEEDED) {
      await this.publish(await this.read(needed.slice(0, MOST_NEEDED)));
      return BATCH;
    }
    this.horizon.passed(urgent.map(({ position }) => BigInt(position)));
    if (!(await this.publish(inOrder([...urgent, ...(await this.read(needed))])))) return 0;

    const told = urgent.reduce((sum, { events }) => sum + events, 0);
    // There may be more than is found at once, and none of it may be passed.
    if (told < BATCH) await this.tellBulk();
    return told;
  }

  private async tellBulk(): Promise<void> {
    const waited = performance.now() - this.portionAt;
    if (this.heldBack.isEmpty) this.hasMore = false;
    if (this.heldBack.isEmpty || waited < PORTION_MS) return;
    const ready = await this.haveWaited(this.heldBack.first(PORTION));
    this.hasMore = ready.length > 0;
    if (!this.hasMore) return;
    if (waited < LONGEST_FOR_FOLLOWERS_MS && (await this.followers.areBehind())) return;

    await this.publish(await this.read(ready));
    spareMemory();
    this.portionAt = performance.now();
  }

  private async haveWaited(positions: readonly number[]): Promise<readonly number[]> {
    const rows = await standing(this.client, positions);
    this.forgetOthers(positions, rows);
    return rows.filter((row) => row.hasWaited).map(({ position }) => Number(position));
  }

  private async read(positions: readonly number[]): Promise<readonly Unpublished[]> {
    if (positions.length === 0) return [];
    const rows = await unpublished(this.client, positions);
    this.forgetOthers(positions, rows);
    return rows;
  }

  /** Forgets those that were asked for and are published already. */
  private forgetOthers(positions: readonly number[], rows: readonly { readonly position: string }[]): void {
    const left = new Set(rows.map(({ position }) => Number(position)));
    this.heldBack.forget(positions.filter((position) => !left.has(position)));
  }

  /** What is urgent, when all that was told in bulk before it is known. */
  private async look(): Promise<readonly Unpublished[]> {
    const urgently = { from: this.horizon.next(), without: this.marks.all };
    for (;;) {
      const from = this.bulkHorizon.next();
      const without = [...this.marks.all, ...this.heldBack.behind(from)];
      const { urgent, bulk } = await look(this.client, urgently, { from, without });
      this.heldBack.add(bulk);
      this.bulkHorizon.passed(bulk.map(({ position }) => BigInt(position)));
      if (bulk.length < NOTED) return urgent;
    }
  }

  /** Tells whether all rows were published. */
  private async publish(rows: readonly Unpublished[]): Promise<boolean> {
    if (rows.length === 0) return true;
    const { published, failure } = await this.publisher.publish(rows);
    const positions = published.map(({ position }) => position);
    this.marks.add(positions);
    this.heldBack.forget(positions);
    if (failure === undefined) return true;

    this.logger.warn(
      `${rows.length - published.length} events could not be published: ${messageOf(failure)}`,
    );
    await delay(POLL_MS, undefined, { ref: false });
    return false;
  }
}

const inOrder = (rows: readonly Unpublished[]): readonly Unpublished[] =>
  rows.toSorted((a, b) => Number(a.position) - Number(b.position));

/** What a failure says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
