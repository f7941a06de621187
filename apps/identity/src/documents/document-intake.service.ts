import {
  FileInfected,
  FileStore,
  type Format,
  inspect,
  Scanner,
  type StoredFile,
  StoredFiles,
} from '@clientele/files';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { IdentityConfig } from '../identity.config';
import { bytesOf } from './quota.domain';

/** Takes files in, and looks at them before anybody else can. */
@Injectable()
export class DocumentIntakeService {
  constructor(
    private readonly files: StoredFiles,
    private readonly store: FileStore,
    private readonly scanner: Scanner,
    private readonly config: IdentityConfig,
  ) {}

  /** Stores a file of an accepted format, in which no virus was found. */
  async take(content: Readable): Promise<{ readonly format: Format; readonly file: StoredFile }> {
    const file = await this.files.receive(content, bytesOf(this.config.documentsMaxMb));
    try {
      const format = await inspect((range) => this.store.open(file.id, range), file.size);
      const found = await this.scanner.scan(await this.store.open(file.id));
      if (found !== null) throw new FileInfected({ detail: `The scanner found ${found}.` });
      return { format, file };
    } catch (error) {
      await this.files.discard(file.id);
      throw error;
    }
  }
}
