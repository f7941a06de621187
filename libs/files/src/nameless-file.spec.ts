import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FileTooLarge } from './files.problems';
import { NamelessFile } from './nameless-file';

const MOST = 1_000_000;

describe('a file without a name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-nameless-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read whole and in parts, by many at once, while nothing of it is to be seen', async () => {
    const bytes = randomBytes(300_000);
    const file = await NamelessFile.of(
      Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
      MOST,
      folder,
    );

    const [whole, part, again] = await Promise.all([
      buffer(await file.open()),
      buffer(await file.open({ start: 10, end: 19 })),
      buffer(await file.open({ start: 299_990 })),
    ]);

    expect(file.content.size).toBe(bytes.length);
    expect(whole.equals(bytes)).toBe(true);
    expect(part.equals(bytes.subarray(10, 20))).toBe(true);
    expect(again.equals(bytes.subarray(299_990))).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    await file.close();
  });

  it('can be left before its end and read again', async () => {
    const file = await NamelessFile.of(Readable.from([randomBytes(300_000)]), MOST, folder);
    const left = await file.open();
    for await (const _ of left) break;

    const size = (await buffer(await file.open())).length;

    expect(size).toBe(300_000);
    await file.close();
  });

  it('leaves nothing of what is too large, or breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('a');
        throw new Error('gone');
      })(),
    );

    await expect(NamelessFile.of(Readable.from([Buffer.alloc(11)]), 10, folder)).rejects.toThrow(
      FileTooLarge,
    );
    await expect(NamelessFile.of(broken, 10, folder)).rejects.toThrow('gone');

    expect(readdirSync(folder)).toEqual([]);
  });
});
