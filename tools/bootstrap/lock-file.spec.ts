import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, forgottenPackages } from './lock-file.mjs';

type Packages = Parameters<typeof forgottenPackages>[0];

describe('package-lock.json', () => {
  it('names every optional package, or npm ci refuses it (repair: node tools/complete-lock.mjs)', () => {
    const text = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8');
    const lock = JSON.parse(text) as { readonly packages: Packages };

    expect(forgottenPackages(lock.packages)).toEqual([]);
  });
});

describe('forgottenPackages', () => {
  it('finds what is neither beside the package nor above it', () => {
    const packages = {
      '': {},
      'node_modules/a': {
        dev: true,
        optionalDependencies: { 'b-win32-x64': '1.0.0', c: '^2.0.0', d: '3.0.0' },
      },
      'node_modules/a/node_modules/c': {},
      'node_modules/d': {},
    };

    expect(forgottenPackages(packages)).toEqual([{ name: 'b-win32-x64', version: '1.0.0', dev: true }]);
  });
});

describe('entryOf', () => {
  it.each([
    ['@oxlint/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@swc/core-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
    ['@oxlint-tsgolint/darwin-x64', { os: ['darwin'], cpu: ['x64'] }],
  ])('reads the platform of %s from its name', (name, platform) => {
    expect(entryOf({ name, version: '1.0.0', dev: true })).toEqual({
      ...{ version: '1.0.0', dev: true, optional: true },
      ...platform,
    });
  });
});
