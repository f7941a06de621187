import type { Readable } from 'node:stream';

/** What was stored. */
export interface StoredContent {
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** The first and the last byte to read. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

/** There is no such file. A row that names it is wrong, so this is a bug and no answer to a caller. */
export class FileMissing extends Error {}

/** Keeps the bytes of files under ids of ours. Nothing is ever there that is not whole, and what is there does not change. */
export abstract class FileStore {
  /** Stores a stream; beyond `maxBytes` it throws `FileTooLarge` and nothing is stored. */
  abstract put(id: string, content: Readable, maxBytes: number): Promise<StoredContent>;

  /** Opens a file, or a part of it; throws `FileMissing`. */
  abstract open(id: string, range?: ByteRange): Promise<Readable>;

  abstract exists(id: string): Promise<boolean>;

  /** Deletes a file and whatever an interrupted `put` left of it; fine if there is none. */
  abstract delete(id: string): Promise<void>;
}
