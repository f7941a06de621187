import type { AuditEntryFact } from '@clientele/contracts';
import { Database, isDataRefused } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AuditSink } from './audit-sink';
import { type Read, ReadsTogether } from './reads-together';
import { RefusedEntries } from './refused-entries';

const MOST_WAITING = 50_000;
const BATCH = 1_000;

interface Batch {
  readonly entries: AuditEntryFact[];
  readonly written: Promise<void>;
}

/** Entries that need not be written before the answer: written once a second, and when the process ends in order. */
@Injectable()
export class AuditBuffer {
  private readonly logger = new Logger(AuditBuffer.name);
  private waiting = new Map<string, AuditEntryFact>();
  private reads = new Map<string, ReadsTogether>();
  private writing: Promise<void> = Promise.resolve();
  private urgent: Promise<void> = Promise.resolve();
  private next: Batch | undefined;

  constructor(
    private readonly db: Database,
    private readonly sink: AuditSink,
    private readonly refused: RefusedEntries,
  ) {}

  /** Takes an entry that is written soon. */
  add(entry: AuditEntryFact): void {
    if (this.waiting.size < MOST_WAITING) this.waiting.set(entry.id, entry);
    else this.logger.error('The audit log cannot be written fast enough; an entry is lost.');
  }

  /** Takes a read; those with the same `key` are told of by one entry, the first of them. */
  addRead(key: string, read: Read, entry: () => AuditEntryFact): void {
    let reads = this.reads.get(key);
    if (!reads) this.reads.set(key, (reads = new ReadsTogether(entry())));
    reads.add(read);
    if (!reads.isFull) return;
    this.reads.delete(key);
    this.add(reads.toEntry());
  }

  /**
   * Writes at once. What comes while others are being written is written next, in one transaction: a busy desk does
   * not make a transaction more for each request. An entry that cannot be written waits with those that need not.
   */
  write(entry: AuditEntryFact): Promise<void> {
    this.next ??= this.nextBatch();
    this.next.entries.push(entry);
    return this.next.written;
  }

  private nextBatch(): Batch {
    const entries: AuditEntryFact[] = [];
    const written = this.urgent.then(() => {
      this.next = undefined;
      return this.writeNow(entries);
    });
    this.urgent = written;
    return { entries, written };
  }

  private async writeNow(entries: readonly AuditEntryFact[]): Promise<void> {
    this.keep(await this.store(entries));
  }

  /** Writes what waits; what cannot be written waits on. */
  @Interval(1_000)
  async flush(): Promise<void> {
    this.writing = this.writing.then(() => this.writeAll());
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    for (const reads of this.reads.values()) this.add(reads.toEntry());
    this.reads = new Map();
    if (this.waiting.size === 0 || !this.db.source.isInitialized) return;
    const entries = [...this.waiting.values()];
    this.waiting = new Map();
    for (let from = 0; from < entries.length; from += BATCH) {
      const left = await this.store(entries.slice(from, from + BATCH));
      if (left.length > 0) return this.keep([...left, ...entries.slice(from + BATCH)]);
    }
  }

  private keep(entries: readonly AuditEntryFact[]): void {
    for (const entry of entries) this.add(entry);
  }

  /** Writes entries and gives back those that have to wait. Those to blame for a refusal are found by halves. */
  private async store(entries: readonly AuditEntryFact[]): Promise<readonly AuditEntryFact[]> {
    try {
      await this.db.transaction((tx) => this.sink.write(tx, entries));
      return [];
    } catch (error) {
      if (isDataRefused(error)) return this.withoutRefused(entries, error);
      this.logger.warn(`${entries.length} entries of the audit log wait: ${String(error)}`);
      return entries;
    }
  }

  private async withoutRefused(
    entries: readonly AuditEntryFact[],
    error: unknown,
  ): Promise<readonly AuditEntryFact[]> {
    const half = Math.floor(entries.length / 2);
    if (half > 0)
      return [...(await this.store(entries.slice(0, half))), ...(await this.store(entries.slice(half)))];
    try {
      for (const entry of entries) await this.refused.putAside(entry, error);
      return [];
    } catch (failure) {
      this.logger.warn(`An entry that the audit log refuses cannot be put aside: ${String(failure)}`);
      return entries;
    }
  }
}
