import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The suite to walk through: what `npm start` runs here, unless the environment says otherwise. */
export function demoTarget(): { url: string; admin: { email: string; password: string } } {
  const {
    PORT = '3000',
    DATA_DIR = '.data',
    ADMIN_EMAIL = 'admin@example.com',
    ADMIN_PASSWORD,
  } = process.env;
  const url = process.env['DEMO_URL'] ?? `http://127.0.0.1:${PORT}`;
  return { url, admin: { email: ADMIN_EMAIL, password: ADMIN_PASSWORD ?? keptPassword(DATA_DIR) } };
}

function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) throw new Error('Run `npm start` first, or set DEMO_URL and ADMIN_PASSWORD.');
  const secrets: { adminPassword?: string } = JSON.parse(readFileSync(file, 'utf8'));
  return secrets.adminPassword ?? '';
}
