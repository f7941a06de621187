/** `npm test`: every check and every suite, then one line that sums them up. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unsupportedNode } from './bootstrap/node-version.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

process.exitCode = await main();

async function main() {
  const complaint = unsupportedNode(process.versions.node);
  if (complaint) {
    console.error(complaint);
    return 1;
  }
  const { install } = await import('./bootstrap/steps.mjs');
  const { runChecks, runSuite, heading } = await import('./test/run.mjs');
  const { summary, skippedIn, totalOf } = await import('./test/summary.mjs');
  const { BUILD, CHECKS, SUITES } = await import('./test/plan.mjs');

  heading('Install');
  try {
    await install(root);
  } catch (error) {
    console.error(error.message);
    console.log(`\n${summary([{ passed: 0, failed: 1, skipped: [] }])}`);
    return 1;
  }
  heading('Build and checks');
  const results = await runChecks(root, CHECKS);
  const isBuilt = results.every(({ title, failed }) => title !== BUILD.title || failed === 0);
  for (const suite of isBuilt ? SUITES : []) results.push(await runSuite(root, suite));

  const skipped = skippedIn(results);
  if (skipped.length > 0) {
    console.log(`\nSkipped for want of a tool:\n${skipped.map((file) => `  ${file}`).join('\n')}`);
    console.log('Install what they need with: tools/install-test-tools.sh');
  }
  console.log(`\n${summary(results)}`);
  return totalOf(results).failed === 0 ? 0 : 1;
}
