import { Logger } from '@nestjs/common';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';
import { ScannerUnavailable } from './files.problems';

/** How long a scanner may be silent. */
const PATIENCE_MS = 60_000;

/** Looks for viruses. */
export abstract class Scanner {
  /** The name of what was found; null if it is clean. Throws `ScannerUnavailable` unless the scanner has seen all of it. */
  abstract scan(content: Readable): Promise<string | null>;
}

/** The scanner at a URL; without one nothing is scanned. */
export function scannerAt(url: string | undefined): Scanner {
  if (url === undefined) return new NoScanner();
  return url.startsWith('clamd:') ? new ClamdScanner(new URL(url)) : new HookScanner(url);
}

class NoScanner extends Scanner {
  async scan(content: Readable): Promise<null> {
    content.destroy();
    return null;
  }
}

/** ClamAV's daemon, by its command INSTREAM: chunks with their length in front, an empty one at the end. */
class ClamdScanner extends Scanner {
  constructor(private readonly url: URL) {
    super();
  }

  async scan(content: Readable): Promise<string | null> {
    const socket = connect({ host: this.url.hostname, port: Number(this.url.port || 3310) });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('clamd took too long.')));
    try {
      const answer = textOf(socket);
      await Promise.race([pipeline(inChunks(content), socket, { end: false }), answer]);
      return foundIn(await answer);
    } catch (error) {
      throw unavailable(error);
    } finally {
      socket.destroy();
      content.destroy();
    }
  }
}

const logger = new Logger('Scanner');

function unavailable(error: unknown): ScannerUnavailable {
  logger.warn(`The virus scanner fails: ${String(error)}`);
  return new ScannerUnavailable({ retryAfter: 30 });
}

async function* inChunks(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of content)
    if (chunk.length > 0) yield Buffer.concat([lengthOf(chunk.length), chunk]);
  yield lengthOf(0);
}

const lengthOf = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    if (chunk.includes(0)) break;
  }
  return Buffer.concat(chunks).toString();
}

// "stream: OK", "stream: Eicar-Signature FOUND", or "INSTREAM size limit exceeded. ERROR".
function foundIn(answer: string): string | null {
  const text = answer.replace(/\0.*$/s, '').trim();
  if (text === 'stream: OK') return null;
  const [, name] = /^stream: (.+) FOUND$/.exec(text) ?? [];
  if (name === undefined) throw new Error(`clamd answered "${text.slice(0, 200)}".`);
  return name;
}

/** A hook that gets the bytes by POST and answers `{"infected": true, "found": "Eicar"}` or `{"infected": false}`. */
class HookScanner extends Scanner {
  constructor(private readonly url: string) {
    super();
  }

  async scan(content: Readable): Promise<string | null> {
    try {
      const { statusCode, body } = await request(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
        body: content,
        ...{ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS },
      });
      const answer: unknown = await body.json();
      if (statusCode !== 200) throw new Error(`The hook answered ${statusCode}.`);
      return judged(answer);
    } catch (error) {
      throw unavailable(error);
    } finally {
      content.destroy();
    }
  }
}

function judged(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('infected' in answer))
    throw new Error('No verdict.');
  if (answer.infected === false) return null;
  if (answer.infected !== true) throw new Error('No verdict.');
  return 'found' in answer && typeof answer.found === 'string' ? answer.found.slice(0, 200) : 'something';
}
