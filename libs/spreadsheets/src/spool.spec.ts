import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from './spool';

describe('Spool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-spools-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives back blocks in any order, and leaves no file behind', () => {
    const spool = new Spool(folder);

    for (const text of ['one', '', 'three']) spool.add(Buffer.from(text));

    expect([2, 0, 1].map((place) => spool.get(place).toString())).toEqual(['three', 'one', '']);
    expect(spool.size).toBe(8);
    expect(readdirSync(folder)).toEqual([]);
    spool.close();
  });

  it('has no block that was not added, and none once it is closed', () => {
    const spool = new Spool();

    expect(() => spool.get(0)).toThrow(RangeError);
    spool.add(Buffer.from('one'));
    spool.close();
    expect(() => spool.get(0)).toThrow(RangeError);
  });
});
