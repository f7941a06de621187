import type { AuditEntryFact } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AuditSink } from './audit-sink';

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
  private writing: Promise<void> = Promise.resolve();
  private urgent: Promise<void> = Promise.resolve();
  private next: Batch | undefined;

  constructor(
    private readonly db: Database,
    private readonly sink: AuditSink,
  ) {}

  /** Takes an entry; `key` tells repetitions, which are counted. */
  add(key: string, entry: () => AuditEntryFact): void {
    const same = this.waiting.get(key);
    if (same) same.times++;
    else if (this.waiting.size < MOST_WAITING) this.waiting.set(key, entry());
    else this.logger.error('The audit log cannot be written fast enough; an entry is lost.');
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
    try {
      await this.db.transaction((tx) => this.sink.write(tx, entries));
    } catch (error) {
      this.logger.warn(`${entries.length} entries of the audit log wait: ${String(error)}`);
      for (const entry of entries) this.add(entry.id, () => entry);
    }
  }

  /** Writes what waits; what cannot be written waits on. */
  @Interval(1_000)
  async flush(): Promise<void> {
    this.writing = this.writing.then(() => this.writeAll());
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    if (this.waiting.size === 0 || !this.db.source.isInitialized) return;
    const taken = this.waiting;
    this.waiting = new Map();
    const entries = [...taken];
    for (let from = 0; from < entries.length; from += BATCH) {
      const batch = entries.slice(from, from + BATCH);
      try {
        await this.db.transaction((tx) =>
          this.sink.write(
            tx,
            batch.map(([, entry]) => entry),
          ),
        );
      } catch (error) {
        this.logger.warn(`${entries.length - from} entries of the audit log wait: ${String(error)}`);
        for (const [, entry] of entries.slice(from)) this.add(entry.id, () => entry);
        return;
      }
    }
  }
}
