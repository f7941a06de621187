import type { Tx } from '@clientele/database';
import type { EndedJob, JobHandler } from '@clientele/jobs';
import type { ExportJob } from './export-options';
import type { ExportRun } from './export-run.service';
import type { ExportContext, ExportRows, ExportSource } from './export-source';

/** Something that can be exported, as the job that exports it. */
export abstract class ExportHandler implements JobHandler, ExportSource {
  abstract readonly full: ExportSource['full'];
  abstract readonly cells: ExportSource['cells'];
  abstract readonly own: ExportSource['own'];

  protected constructor(private readonly runs: ExportRun) {}

  async more(_shopId: string): Promise<readonly string[]> {
    return [];
  }

  abstract rows(context: ExportContext<object>): Promise<ExportRows>;

  run(job: ExportJob): Promise<void> {
    return this.runs.run(job, this);
  }

  forgotten(tx: Tx, job: EndedJob): Promise<void> {
    return this.runs.forgotten(tx, job);
  }
}
