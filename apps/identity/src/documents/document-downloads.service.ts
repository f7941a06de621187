import type { Principal } from '@clientele/contracts';
import { FileStore } from '@clientele/files';
import { Injectable, StreamableFile } from '@nestjs/common';
import { dispositionOf } from './disposition.domain';
import { DocumentsQueries } from './documents.queries';

/** Sends documents. */
@Injectable()
export class DocumentDownloadsService {
  constructor(
    private readonly queries: DocumentsQueries,
    private readonly store: FileStore,
  ) {}

  /** The content, to be saved and not to be shown: whatever it is, no browser runs it on our address. */
  async open(caller: Principal, id: string): Promise<StreamableFile> {
    const { fileId, name, mediaType, size } = await this.queries.file(caller, id);
    return new StreamableFile(await this.store.open(fileId), {
      type: mediaType,
      disposition: dispositionOf(name),
      length: Number(size),
    });
  }
}
