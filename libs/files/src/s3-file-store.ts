import { Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { isNativeError } from 'node:util/types';
import { S3mini } from 's3mini';
import { type ByteRange, FileMissing, FileStore, type StoredContent } from './file-store';
import { FilesUnavailable } from './files.problems';
import { Measure } from './measure';

/** How to reach a bucket. */
export interface S3Settings {
  /** `https://<server>/<bucket>`. */
  readonly url: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Above this a file is sent in parts of this size; so much of it is in memory at once. */
const PART_BYTES = 8 * 1024 * 1024;
/** How long the server may take to begin its answer. */
const PATIENCE_MS = 30_000;

/** Keeps files in a bucket of a server that speaks S3. */
export class S3FileStore extends FileStore {
  private readonly bucket: S3mini;

  constructor({ url, region, accessKey, secretKey }: S3Settings) {
    super();
    this.bucket = new S3mini({
      ...{ endpoint: url, region, accessKeyId: accessKey, secretAccessKey: secretKey },
      fetch: patientFetch,
    });
  }

  async put(id: string, content: Readable, maxBytes: number): Promise<StoredContent> {
    const measure = new Measure(maxBytes);
    content.once('error', (error) => measure.destroy(error));
    const parts = partsOf(content.pipe(measure));
    try {
      const { value: first } = await parts.next();
      const { value: second } = await parts.next();
      if (second) await this.putParts(id, [first ?? Buffer.alloc(0), second], parts);
      else await reached(this.bucket.putObject(id, first ?? Buffer.alloc(0)));
    } finally {
      content.unpipe(measure);
      measure.destroy();
    }
    return measure.result();
  }

  async open(id: string, { start, end }: ByteRange = { start: 0 }): Promise<Readable> {
    const isWhole = start === 0 && end === undefined;
    const answer = await this.bucket
      .getObjectRaw(id, isWhole, start, end === undefined ? undefined : end + 1)
      .catch((error: unknown) => {
        if (isMissing(error)) throw new FileMissing(id);
        throw unavailable(error);
      });
    return answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([]);
  }

  async exists(id: string): Promise<boolean> {
    return (await reached(this.bucket.objectExists(id))) === true;
  }

  async delete(id: string): Promise<void> {
    await reached(this.bucket.deleteObject(id));
  }

  private async putParts(
    id: string,
    begun: readonly Buffer[],
    further: AsyncIterable<Buffer>,
  ): Promise<void> {
    const upload = await reached(this.bucket.getMultipartUploadId(id));
    try {
      const sent: { partNumber: number; etag: string }[] = [];
      const send = async (part: Buffer): Promise<void> => {
        sent.push(await reached(this.bucket.uploadPart(id, upload, part, sent.length + 1)));
      };
      for (const part of begun) await send(part);
      for await (const part of further) await send(part);
      await reached(this.bucket.completeMultipartUpload(id, upload, sent));
    } catch (error) {
      await this.bucket.abortMultipartUpload(id, upload).catch(() => undefined);
      throw error;
    }
  }
}

/** A stream in parts of one size, but for the last. */
async function* partsOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < PART_BYTES) continue;
    const gathered = Buffer.concat(chunks);
    yield gathered.subarray(0, PART_BYTES);
    chunks = [gathered.subarray(PART_BYTES)];
    size -= PART_BYTES;
  }
  if (size > 0) yield Buffer.concat(chunks);
  return undefined;
}

// Until the answer begins: how long its body takes depends on its size.
const patientFetch: typeof fetch = async (input, init) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error('The server took too long.')), PATIENCE_MS);
  return fetch(input, { ...init, signal: abort.signal }).finally(() => clearTimeout(timer));
};

const isMissing = (error: unknown): boolean =>
  isNativeError(error) && 'status' in error && error.status === 404;

const logger = new Logger('S3FileStore');

function unavailable(error: unknown): FilesUnavailable {
  logger.warn(`The bucket of files fails: ${String(error)}`);
  return new FilesUnavailable({ retryAfter: 5 });
}

const reached = <T>(request: Promise<T>): Promise<T> =>
  request.catch((error: unknown) => {
    throw unavailable(error);
  });
