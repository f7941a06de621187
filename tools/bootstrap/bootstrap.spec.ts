import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNeeded } from './build.mjs';
import { matches } from './install.mjs';
import { withLock } from './lock.mjs';
import { unsupportedNode } from './node-version.mjs';

describe('unsupportedNode', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '24.1.0'])('accepts Node %s', (version) => {
    expect(unsupportedNode(version)).toBeUndefined();
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0'])(
    'refuses Node %s and says what is needed',
    (version) => {
      expect(unsupportedNode(version)).toContain(`needs Node 20.19, 22.12 or later; this is Node ${version}`);
    },
  );
});

describe('matches', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/pg': { version: '8.0.0', integrity: 'sha512-a' },
    'node_modules/fsevents': { version: '2.0.0', optional: true },
  };

  it('accepts what the lock file says, without packages for other platforms', () => {
    expect(matches(wanted, { 'node_modules/pg': { version: '8.0.0', integrity: 'sha512-a' } })).toBe(true);
  });

  it.each([
    ['nothing is installed', undefined],
    ['a package is missing', {}],
    ['a version differs', { 'node_modules/pg': { version: '8.0.1', integrity: 'sha512-b' } }],
    [
      'a package is there that nobody asked for',
      {
        'node_modules/pg': { version: '8.0.0', integrity: 'sha512-a' },
        'node_modules/old': { version: '1.0.0' },
      },
    ],
  ])('asks for an install when %s', (_, installed) => {
    expect(matches(wanted, installed)).toBe(false);
  });
});

describe('buildNeeded', () => {
  const before = { settings: 's', sources: { 'a.ts': '1', 'b.ts': '2' } };

  it.each([
    ['none', before, before],
    ['clean', undefined, before],
    ['clean', before, { ...before, settings: 'other' }],
    ['clean', before, { ...before, sources: { 'a.ts': '1' } }],
    ['incremental', before, { ...before, sources: { ...before.sources, 'a.ts': '9' } }],
    ['incremental', before, { ...before, sources: { ...before.sources, 'c.ts': '3' } }],
  ])('is %s', (kind, last, now) => {
    expect(buildNeeded(last, now)).toBe(kind);
  });
});

describe('withLock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-lock-'));
  const file = join(folder, 'lock');

  afterAll(() => rmSync(folder, { recursive: true }));

  it('lets one in after the other, and says for whom it waits', async () => {
    const said = jest.spyOn(console, 'log').mockImplementation();
    const steps: string[] = [];
    const visit = (name: string) =>
      withLock(file, async () => {
        steps.push(`${name} in`);
        await new Promise(setImmediate);
        steps.push(`${name} out`);
      });

    await Promise.all([visit('a'), visit('b')]);

    expect(steps).toEqual(['a in', 'a out', 'b in', 'b out']);
    expect(said).toHaveBeenCalledWith(expect.stringContaining(`process ${process.pid}`));
    said.mockRestore();
  });

  it('does not wait for a process that is no more', async () => {
    writeFileSync(file, '999999999');

    await withLock(file, () => Promise.resolve());

    expect(existsSync(file)).toBe(false);
  });

  it('does not wait for one that ended before it could write who it is', async () => {
    const longAgo = new Date(Date.now() - 60_000);
    writeFileSync(file, '');
    utimesSync(file, longAgo, longAgo);

    await withLock(file, () => Promise.resolve());

    expect(existsSync(file)).toBe(false);
  });
});
