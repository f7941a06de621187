import { requireAllowed } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { FileStore } from '@clientele/files';
import { Jobs } from '@clientele/jobs';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { ExportedFile } from './export-options';

const MEDIA_TYPES: Readonly<Record<ExportedFile['format'], string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Sends what was exported. */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly jobs: Jobs,
    private readonly store: FileStore,
  ) {}

  async open(caller: Principal, id: string): Promise<StreamableFile> {
    requireAllowed(caller, { employee: 'customers:read' });
    const { kind, result, finishedAt } = await this.jobs.result<ExportedFile>(caller, 'exports', id);
    const name = `${kind.replace('-export', '')}-${finishedAt.toISOString().slice(0, 10)}.${result.format}`;
    return new StreamableFile(await this.store.open(result.fileId), {
      type: MEDIA_TYPES[result.format],
      disposition: `attachment; filename="${name}"`,
      length: result.size,
    });
  }
}
