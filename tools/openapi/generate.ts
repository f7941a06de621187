import { accessPage, callerKinds, type DocumentedOperations, type Profile, type Role } from './access-page';
import { eventsPage } from './events-page';
import { problemsPage } from './problems-page';
import { settingsPage } from './settings-page';

/** A suite that runs, with its first administrator. */
export interface Running {
  readonly url: string;
  readonly admin: { readonly email: string; readonly password: string };
}

/** The generated files by their path in the checkout, from a running suite and the code. */
export async function generate(suite: Running): Promise<Readonly<Record<string, string>>> {
  const document = await documentFrom(suite.url);
  const token = await logIn(suite);
  const list = async <T>(path: string) =>
    ((await get(new URL(path, suite.url), token)) as { readonly items: readonly T[] }).items;
  const callers = callerKinds(await list<Role>('/v1/roles'), await list<Profile>('/v1/profiles'));
  return {
    'docs/openapi/clientele.json': `${JSON.stringify(document, null, 2)}\n`,
    'docs/reference/access.md': accessPage(document, callers),
    'docs/reference/problems.md': problemsPage(),
    'docs/reference/settings.md': settingsPage(),
    'docs/reference/events.md': eventsPage(),
  };
}

async function documentFrom(gateway: string): Promise<DocumentedOperations> {
  const document = (await get(new URL('/openapi.json', gateway))) as DocumentedOperations & {
    readonly 'x-unavailable'?: readonly string[];
  };
  const missing = document['x-unavailable'] ?? [];
  if (missing.length > 0) throw new Error(`The document lacks the operations of ${missing.join(', ')}.`);
  return document;
}

/** A token of the first administrator. */
export async function logIn({ url, admin: { email, password } }: Running): Promise<string> {
  const response = await fetch(new URL('/v1/auth/employees/login', url), {
    method: 'POST',
    body: JSON.stringify({ email, password }),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`The administrator's log-in answered ${response.status}.`);
  return ((await response.json()) as { readonly accessToken: string }).accessToken;
}

async function get(url: URL, token?: string): Promise<unknown> {
  const response = await fetch(url, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}.`);
  return response.json();
}
