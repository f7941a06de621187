import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Suite } from '../../libs/testing/src/servers';
import { generate, logIn } from '../../tools/openapi/generate';
import { committedDocument, type Located, operationsOf, pointerTo, ROOT } from './document';
import { validatorOf } from './schemas';

const FILES = [
  'docs/openapi/clientele.json',
  'docs/reference/problems.md',
  'docs/reference/settings.md',
  'docs/reference/events.md',
  'docs/reference/access.md',
];

describe('what is generated', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-contract-'));
  const suite = new Suite({ dataDir, forTests: true });
  let generated: Readonly<Record<string, string>>;
  let token: string;

  beforeAll(async () => {
    await suite.start();
    generated = await generate(suite);
    token = await logIn(suite);
  }, 120_000);

  afterAll(async () => {
    await suite.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each(FILES)('%s is committed as it is generated; else run: npm run openapi', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(generated[path]);
  });

  const lists = operationsOf(committedDocument()).filter(isListForEmployees);

  it.each(lists.map((list): [string, Located] => [list.path, list]))(
    '%s answers as documented',
    async (_, list) => {
      const response = await fetch(new URL(list.path, suite.url), {
        headers: { authorization: `Bearer ${token}` },
      });
      const body: unknown = await response.json();

      const schema = pointerTo(
        'paths',
        list.path,
        'get',
        'responses',
        '200',
        'content',
        'application/json',
        'schema',
      );
      expect({ status: response.status, faults: validatorOf(committedDocument())(schema, body) }).toEqual({
        status: 200,
        faults: [],
      });
    },
  );

  it('shows the time and the version of every service', async () => {
    const response = await fetch(new URL('/v1/ops/status', suite.url), {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(await response.json()).toMatchObject({ brokerConnected: true, unavailable: [] });
  });
});

/** Whether the Owner can read this without knowing an id. */
function isListForEmployees({ path, method, operation }: Located): boolean {
  return (
    method === 'get' &&
    !path.includes('{') &&
    operation.responses['200']?.content?.['application/json'] !== undefined &&
    !(operation.parameters ?? []).some(({ required }) => required) &&
    /For employees/.test(operation.description)
  );
}
