import { rmSync } from 'node:fs';

export default async function stopPostgres(): Promise<void> {
  const { server, dataDir } = globalThis.postgresOfTests ?? {};
  await server?.kill();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
}
