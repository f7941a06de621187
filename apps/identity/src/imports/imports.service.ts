import type { Principal } from '@clientele/contracts';
import { FileEmpty, StoredFiles } from '@clientele/files';
import type { Once, RawJson } from '@clientele/http';
import { Jobs } from '@clientele/jobs';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { CreateImportQuery } from './imports.bodies';
import type { ImportView } from './imports.views';

const MOST_BYTES = 200 * 1024 * 1024;

/** Takes files to be imported. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly files: StoredFiles,
    private readonly jobs: Jobs,
  ) {}

  /** The file is stored before the transaction that asks for the job; unless that commits, it goes. */
  async create(
    once: Once,
    caller: Principal,
    options: CreateImportQuery,
    content: Readable,
  ): Promise<RawJson<ImportView>> {
    const { id: fileId, size, sha256 } = await this.files.receive(content, MOST_BYTES);
    let kept = false;
    try {
      if (size === 0) throw new FileEmpty();
      const view = await once(
        async (tx) => {
          await this.files.keep(tx, fileId);
          const job = {
            resource: 'imports',
            kind: `${options.of}-import`,
            input: { ...options, fileId, size, seenBy: limitedTo(caller) },
          };
          const created = await this.jobs.create<ImportView>(tx, caller, job);
          kept = true;
          return created;
        },
        { sha256 },
      );
      return view;
    } catch (error) {
      kept = false;
      throw error;
    } finally {
      if (!kept) await this.files.discard(fileId);
    }
  }
}
