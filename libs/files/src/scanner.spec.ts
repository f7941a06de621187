import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { ScannerUnavailable } from './files.problems';
import { scannerAt } from './scanner';

const EICAR = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

beforeAll(() => Logger.overrideLogger(false));

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};
const fileOf = (...chunks: readonly Buffer[]) => Readable.from(chunks);

/** Speaks as clamd does: reads chunks up to an empty one, and answers. */
const clamd = (answerTo: (content: Buffer) => string) =>
  createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const content = contentOf(received);
      if (content) socket.end(answerTo(content));
    });
    socket.on('error', () => undefined);
  });

function contentOf(received: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

const verdict = (content: Buffer): string =>
  content.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0';

describe('clamd', () => {
  it('tells what it finds, however the file is cut', async () => {
    const server = clamd(verdict);
    const scanner = scannerAt(`clamd://127.0.0.1:${await listening(server)}`);

    expect(await scanner.scan(fileOf(EICAR.subarray(0, 40), EICAR.subarray(40)))).toBe('Eicar-Signature');
    expect(await scanner.scan(fileOf(Buffer.alloc(3_000_000, 'a')))).toBeNull();
    server.close();
  });

  it.each(['INSTREAM size limit exceeded. ERROR\0', '', 'stream: OK and more\0'])(
    'that answers %j has not scanned',
    async (answer) => {
      const server = clamd(() => answer);
      const scanner = scannerAt(`clamd://127.0.0.1:${await listening(server)}`);

      await expect(scanner.scan(fileOf(EICAR))).rejects.toThrow(ScannerUnavailable);
      server.close();
    },
  );

  it('that is away, or hangs up, has not scanned', async () => {
    const server = createServer((socket) => socket.destroy());
    const port = await listening(server);

    await expect(scannerAt(`clamd://127.0.0.1:${port}`).scan(fileOf(EICAR))).rejects.toThrow(
      ScannerUnavailable,
    );
    server.close();
    await once(server, 'close');
    await expect(scannerAt(`clamd://127.0.0.1:${port}`).scan(fileOf(EICAR))).rejects.toThrow(
      ScannerUnavailable,
    );
  });
});

describe('a hook', () => {
  const hook = (status: number, answerTo: (content: Buffer) => unknown) =>
    createHttpServer((request, response) => {
      void request.toArray().then((chunks) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answerTo(Buffer.concat(chunks as Buffer[]))));
      });
    });

  it('tells what it finds', async () => {
    const server = hook(200, (content) =>
      content.includes('EICAR') ? { infected: true, found: 'Eicar' } : { infected: false },
    );
    const scanner = scannerAt(`http://127.0.0.1:${await listening(server)}/scan`);

    expect(await scanner.scan(fileOf(EICAR))).toBe('Eicar');
    expect(await scanner.scan(fileOf(Buffer.from('harmless')))).toBeNull();
    server.close();
  });

  it.each([
    [500, { infected: false }],
    [200, { clean: true }],
    [200, 'yes'],
    [404, {}],
  ])('that answers %d %j has not scanned', async (status, answer) => {
    const server = hook(status, () => answer);
    const scanner = scannerAt(`http://127.0.0.1:${await listening(server)}/scan`);

    await expect(scanner.scan(fileOf(EICAR))).rejects.toThrow(ScannerUnavailable);
    server.close();
  });
});

describe('no scanner', () => {
  it('finds nothing', async () => {
    expect(await scannerAt(undefined).scan(fileOf(EICAR))).toBeNull();
  });
});
