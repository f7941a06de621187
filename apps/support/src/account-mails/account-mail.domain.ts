import { en } from './texts/en';
import { fr } from './texts/fr';
import { nb } from './texts/nb';
import { pl } from './texts/pl';
import { sv } from './texts/sv';

/** What is written about an account. */
export interface AccountText {
  readonly subject: string;
  readonly text: string;
}

/** All texts of a language, by template. */
export type AccountTexts = Readonly<Record<string, AccountText>>;

// Norwegian is read in any of its forms.
const TEXTS: Readonly<Record<string, AccountTexts>> = { en, fr, nb, no: nb, nn: nb, pl, sv };

/** The text of a template in the nearest language there is, its places filled; undefined if there is no such template. */
export function accountText(
  template: string,
  language: string | undefined,
  variables: Readonly<Record<string, string>>,
): AccountText | undefined {
  const [primary = 'en'] = (language ?? 'en').toLowerCase().split('-');
  const found = ownOf(ownOf(TEXTS, primary) ?? {}, template) ?? ownOf(en, template);
  return found && { subject: fill(found.subject, variables), text: fill(found.text, variables) };
}

// Names come from outside: only what a record holds itself counts.
const ownOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

// What is filled in cannot make places of its own.
const fill = (text: string, variables: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => variables[name]?.replace(/[{}]/g, '') ?? place);
