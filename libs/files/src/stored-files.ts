import { newId } from '@clientele/contracts';
import { Clock } from '@clientele/config';
import { Database, statement, type Tx } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Readable } from 'node:stream';
import { FileStore, type StoredContent } from './file-store';

/** A file that is in the store. */
export interface StoredFile extends StoredContent {
  readonly id: string;
}

/** How long a file may be on its way before it is taken for forgotten. */
const FORGOTTEN_MS = 24 * 60 * 60_000;
const BATCH = 100;

const announce = statement(
  'stored-files-announce',
  `INSERT INTO stored_files (id, state, changed_at) VALUES ($1, 'arriving', $2)`,
);

const keep = statement(
  'stored-files-keep',
  `UPDATE stored_files SET state = 'kept' WHERE id = $1 AND state = 'arriving' RETURNING id`,
);

const release = statement(
  'stored-files-release',
  `UPDATE stored_files SET state = 'released', changed_at = $2 WHERE id = ANY ($1::uuid[])`,
);

const discard = statement(
  'stored-files-discard',
  `UPDATE stored_files SET state = 'released', changed_at = $2 WHERE id = $1 AND state = 'arriving'`,
);

const releaseForgotten = statement(
  'stored-files-release-forgotten',
  `UPDATE stored_files SET state = 'released', changed_at = $2 WHERE state = 'arriving' AND changed_at < $1`,
);

const released = statement<{ id: string }>(
  'stored-files-released',
  `SELECT id FROM stored_files WHERE state = 'released' AND changed_at <= $1 ORDER BY changed_at LIMIT ${BATCH}`,
);

const postpone = statement('stored-files-postpone', 'UPDATE stored_files SET changed_at = $2 WHERE id = $1');

const forget = statement('stored-files-forget', 'DELETE FROM stored_files WHERE id = $1');

/**
 * Files whose life follows the rows that refer to them. The bytes are stored before the transaction and deleted after
 * it; a row of our own says meanwhile what is to become of them.
 */
@Injectable()
export class StoredFiles {
  private readonly logger = new Logger(StoredFiles.name);

  constructor(
    private readonly db: Database,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  /** Stores a stream. Unless it is kept within a day, it goes again. */
  async receive(content: Readable, maxBytes: number): Promise<StoredFile> {
    const id = newId();
    await announce.rows(this.db, [id, this.clock.now()]);
    try {
      return { id, ...(await this.store.put(id, content, maxBytes)) };
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** Makes a file stay, with the row that refers to it. */
  async keep(tx: Tx, id: string): Promise<void> {
    if (!(await keep.first(tx, [id]))) throw new Error(`The file ${id} is not there to be kept.`);
  }

  /** Lets files go, with the rows that referred to them. */
  async release(tx: Tx, ids: readonly string[]): Promise<void> {
    await release.rows(tx, [ids, this.clock.now()]);
  }

  /** Lets a file go that was received, unless it was kept meanwhile. */
  async discard(id: string): Promise<void> {
    await discard.rows(this.db, [id, this.clock.now()]).catch((error: unknown) => {
      this.logger.warn(`A file that is not wanted goes later: ${String(error)}`);
    });
  }

  /** Deletes what was let go or forgotten. Any number of processes may do so at once. */
  @Interval(60_000)
  async sweep(): Promise<void> {
    if (!this.db.source.isInitialized) return;
    const now = this.clock.now();
    try {
      await releaseForgotten.rows(this.db, [new Date(now.getTime() - FORGOTTEN_MS), now]);
      for (let count = BATCH; count === BATCH;) {
        const files = await released.rows(this.db, [now]);
        for (const { id } of files) await this.remove(id);
        count = files.length;
      }
    } catch (error) {
      this.logger.warn(`Files that are not wanted stay for now: ${String(error)}`);
    }
  }

  // The row last: as long as there is one, somebody tries.
  private async remove(id: string): Promise<void> {
    try {
      await this.store.delete(id);
      await forget.rows(this.db, [id]);
    } catch (error) {
      this.logger.warn(`The file ${id} cannot be deleted: ${String(error)}`);
      await postpone.rows(this.db, [id, new Date(this.clock.now().getTime() + 60_000)]);
    }
  }
}
