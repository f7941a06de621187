import { ROUTES } from '@clientele/contracts';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DATABASE_NAMES, SERVICE_NAMES } from '../../libs/testing/src/servers';
import { operatorsRoutesOf, routesOf } from './declared-routes';
import { committedDocument, DOCUMENT_PATH, operationsOf, pointerTo, ROOT } from './document';
import { validatorOf } from './schemas';

const run = promisify(execFile);
const tool = (name: string, ...args: readonly string[]) =>
  run(join(ROOT, 'node_modules', '.bin', name), args, { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 });

describe('the OpenAPI document', () => {
  const document = committedDocument();
  const operations = operationsOf(document);

  it('has every route of every service', () => {
    const declared = [...SERVICE_NAMES.flatMap(routesOf), ...DATABASE_NAMES.flatMap(operatorsRoutesOf)];

    expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(declared.toSorted());
  });

  it('gives every first segment to the service that owns it', () => {
    const owners = new Map(
      Object.entries(ROUTES).flatMap(([service, segments]) => segments.map((segment) => [segment, service])),
    );
    const ownerOf = (path: string): string | undefined => {
      const [, first = '', segment = '', named = ''] = path.split('/');
      if (first === '.well-known') return 'identity';
      if (segment !== 'ops') return owners.get(segment);
      return named === 'status' ? 'gateway' : named;
    };

    const strays = operations.filter(({ path, operation }) => operation['x-service'] !== ownerOf(path));

    expect(strays.map(({ path, operation }) => `${path}: ${operation['x-service']}`)).toEqual([]);
  });

  it('names, explains, tags and secures every operation', () => {
    const poor = operations.filter(
      ({ operation: { operationId, summary, description, tags, security } }) =>
        !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(operationId) ||
        !summary ||
        summary.length > 120 ||
        !description ||
        tags.length !== 1 ||
        !security,
    );

    expect(poor.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  it('lists every tag under one service', () => {
    const grouped = document['x-tagGroups'].flatMap(({ tags }) => tags);

    expect(grouped.toSorted()).toEqual(document.tags.map(({ name }) => name).toSorted());
  });

  it('says of every operation how it succeeds and how it fails', () => {
    const poor = operations.filter(({ operation: { responses } }) => {
      const statuses = Object.keys(responses);
      return !statuses.some((status) => status.startsWith('2')) || !responses['500'] || !responses['401'];
    });

    expect(poor.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  it('shows a body that fits, wherever one is taken', () => {
    const faults = validatorOf(document);
    const bodies = operations.flatMap(({ path, method, operation }) =>
      Object.entries(operation.requestBody?.content ?? {}).map(([type, { example }]) => ({
        id: operation.operationId,
        example,
        schema: pointerTo('paths', path, method, 'requestBody', 'content', type, 'schema'),
      })),
    );

    expect(bodies.length).toBeGreaterThan(10);
    expect(
      bodies.map(({ id, example, schema }) => ({
        id,
        faults: example === undefined ? ['none'] : faults(schema, example),
      })),
    ).toEqual(bodies.map(({ id }) => ({ id, faults: [] })));
  });

  it('is clean to Redocly', async () => {
    const { stdout } = await tool(
      'redocly',
      ...['lint', DOCUMENT_PATH, '--config', 'tools/openapi/redocly.yaml', '--format', 'json'],
    );

    expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
  });

  it('is clean to Spectral', async () => {
    const rules = 'lint -r tools/openapi/spectral.yaml --fail-severity hint --quiet -f json'.split(' ');
    const { stdout } = await tool('spectral', ...rules, DOCUMENT_PATH);

    expect(JSON.parse(stdout)).toEqual([]);
  });

  it('gives a typed client that compiles', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clientele-client-'));
    try {
      // A field with a default may be left out of a body.
      const options = ['--default-non-nullable', 'false'];
      await tool('openapi-typescript', DOCUMENT_PATH, ...options, '-o', join(folder, 'client.ts'));
      writeFileSync(join(folder, 'use.ts'), USE_OF_CLIENT);

      const strictly = '--ignoreConfig --noEmit --strict --target es2023 --module nodenext'.split(' ');
      await expect(tool('tsc', ...strictly, join(folder, 'use.ts'))).resolves.toMatchObject({ stdout: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const USE_OF_CLIENT = `
import type { components, paths } from './client.js';

type Create = paths['/v1/groups']['post'];
export const body: Create['requestBody']['content']['application/json'] = { name: { en: 'VIP' } };
export const nameOf = (group: Create['responses'][201]['content']['application/json']): string | undefined =>
  group.name['en'];
export const codeOf = (problem: components['schemas']['Problem']): string => problem.code;
// @ts-expect-error A discount is a text.
export const wrong: typeof body = { name: { en: 'VIP' }, discountPercent: 10 };
`;
