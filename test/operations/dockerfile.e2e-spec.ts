import { validate } from 'dockerfile-utils';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './rendered';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Instructions of the last stage, which is what ships. */
const shipped = (text: string): string[] => {
  const instructions = text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  return instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
};

describe('Dockerfile', () => {
  const text = read('Dockerfile');
  const stage = shipped(text);
  const valueOf = (instruction: string): string | undefined =>
    stage.findLast((line) => line.startsWith(`${instruction} `))?.slice(instruction.length + 1);

  it('has no mistake that a linter finds', () => {
    expect(validate(text)).toEqual([]);
    expect(validate('FROM a:1\nCMD [ "x", ]\nEXPOSE a')).not.toEqual([]);
  });

  it('builds on images with a version', () => {
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);

    expect(bases.length).toBeGreaterThan(1);
    for (const base of bases) expect(base).toMatch(/(:|\$\{NODE_MAJOR\}).*-|:nonroot$/);
    expect(text).toMatch(/^ARG NODE_MAJOR=\d+$/m);
    expect(text).not.toMatch(/:latest/);
  });

  it('runs as a numbered user without rights', () => {
    expect(valueOf('USER')).toBe('10001:10001');
  });

  it('gets signals: Node is the first process, and takes arguments', () => {
    expect(JSON.parse(valueOf('ENTRYPOINT') ?? '[]')).toEqual([
      ...['/nodejs/bin/node', '--no-parallel-scavenge', '--v8-pool-size=1', 'dist/main.js'],
    ]);
    expect(valueOf('CMD')).toBeUndefined();
  });

  it('starts the service it was built for', () => {
    expect(text).toContain('ln -s "apps/${SERVICE}/src/main.js" dist/main.js');
  });

  it('ships without development dependencies', () => {
    expect(stage.filter((line) => line.includes('node_modules'))).toEqual([
      'COPY --from=dependencies /app/node_modules node_modules',
    ]);
    expect(text).toMatch(/AS dependencies\n(?:.*\n)*?RUN .*npm ci --omit=dev --ignore-scripts/);
    expect(stage.some((line) => line.startsWith('RUN '))).toBe(false);
  });

  it('writes to /tmp only', () => {
    expect(valueOf('ENV')).toContain('MAIL_DIR=/tmp/');
    expect(valueOf('VOLUME')).toBeUndefined();
  });

  it('carries no secret', () => {
    expect(text).not.toMatch(/^(ARG|ENV) .*(PASSWORD|SECRET|TOKEN|_KEY)/m);
    expect(text).not.toMatch(/^(COPY|ADD) (--\S+ )*\.\s/m);
  });

  it('sees only what it needs', () => {
    const ignored = read('.dockerignore')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    const copied = [...text.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );

    expect(ignored[0]).toBe('*');
    expect(new Set(copied)).toEqual(
      new Set(ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1))),
    );
    expect(ignored).toEqual(expect.arrayContaining(['**/*.spec.ts', '**/.env*']));
  });
});
