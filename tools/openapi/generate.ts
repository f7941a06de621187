import { eventsPage } from './events-page';
import { problemsPage } from './problems-page';
import { settingsPage } from './settings-page';

/** The generated files by their path in the checkout, from the suite whose gateway answers at `gateway`. */
export async function generate(gateway: string): Promise<Readonly<Record<string, string>>> {
  return {
    'docs/openapi/clientele.json': await documentFrom(gateway),
    'docs/reference/problems.md': problemsPage(),
    'docs/reference/settings.md': settingsPage(),
    'docs/reference/events.md': eventsPage(),
  };
}

async function documentFrom(gateway: string): Promise<string> {
  const response = await fetch(new URL('/openapi.json', gateway));
  if (!response.ok) throw new Error(`The gateway answered ${response.status} for its document.`);
  const document = (await response.json()) as { readonly 'x-unavailable'?: readonly string[] };
  const missing = document['x-unavailable'] ?? [];
  if (missing.length > 0) throw new Error(`The document lacks the operations of ${missing.join(', ')}.`);
  return `${JSON.stringify(document, null, 2)}\n`;
}
