import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const HOW = 'Chromium is not installed. Install it with tools/install-test-tools.sh, or set CHROMIUM_PATH.';

/**
 * A suite in a real browser. Without one it is skipped on a developer's machine, and fails where CI=true, so
 * that nobody believes it ran.
 */
export function describeInChromium(name: string, suite: (chromium: string) => void): void {
  const chromium = findChromium();
  if (chromium) {
    describe(name, () => suite(chromium));
  } else if (process.env.CI === 'true') {
    it(name, () => {
      throw new Error(HOW);
    });
  } else {
    describe.skip(`${name} (${HOW})`, () => suite(''));
  }
}

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const given = process.env.CHROMIUM_PATH;
  return (given ? [given] : candidates).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
