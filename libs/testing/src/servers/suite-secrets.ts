import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SuiteSecrets {
  /** Encrypts secrets at rest: 32 bytes in base64. */
  readonly secretsKey: string;
  readonly adminPassword: string;
}

/**
 * What a suite must keep secret and must not lose, made once and kept in a file only its owner may read.
 * A password that is given is kept too, so that the next start without it shows the right one.
 */
export function keepSecrets(file: string, adminPassword?: string): SuiteSecrets {
  const kept = read(file);
  const secrets: SuiteSecrets = {
    secretsKey: kept.secretsKey ?? randomBytes(32).toString('base64'),
    adminPassword: adminPassword ?? kept.adminPassword ?? randomBytes(15).toString('base64url'),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function read(file: string): Partial<SuiteSecrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<SuiteSecrets>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read: without its key nothing encrypted can be read either.`, {
      cause: error,
    });
  }
}
