import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Suite } from '../../libs/testing/src/servers';
import { generate } from './generate';
import { ROOT } from './sources';

/** `npm run openapi`: writes the API's document and the pages of reference from the running suite and the code. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-openapi-'));
  const suite = new Suite({ dataDir, forTests: true, onProgress: (step) => console.log(`  ${step} …`) });
  try {
    await suite.start();
    for (const [path, content] of Object.entries(await generate(suite))) {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), content);
      console.log(`  ${path}`);
    }
  } finally {
    await suite.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
