import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the server lets in. */
export const S3_KEYS = { accessKey: 'S3RVER', secretKey: 'S3RVER' };

/** A bucket on a server of its own. */
export interface S3Bucket {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startBucket(): Promise<S3Bucket> {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-s3-'));
  const server = fork(join(__dirname, 'run-s3-server.cjs'), [directory, 'files'], { stdio: 'inherit' });
  const [port] = (await once(server, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}/files`,
    stop: async () => {
      server.kill();
      await once(server, 'exit');
      await rm(directory, { recursive: true, force: true });
    },
  };
}
