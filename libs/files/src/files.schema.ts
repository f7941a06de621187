import type { Schema } from '@clientele/database';
import { CreateStoredFiles1764000000500 } from './migrations/1764000000500-create-stored-files';
import { StoredFileRow } from './stored-file.entity';

/** The table of stored files, for services that have some. */
export const filesSchema: Schema = {
  entities: [StoredFileRow],
  migrations: [CreateStoredFiles1764000000500],
};
