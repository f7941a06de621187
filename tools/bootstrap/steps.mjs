import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { withLock } from './lock.mjs';

/** Installs and builds what is missing or stale. Two at once wait for each other. */
export async function bootstrap(root) {
  await alone(root, async () => {
    await installIfNeeded(root);
    await buildIfStale(root);
  });
}

/** The first half of it. */
export const install = (root) => alone(root, () => installIfNeeded(root));

const alone = (root, work) => withLock(join(root, '.data', 'bootstrap.lock'), work);
