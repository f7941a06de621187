import { textIn } from '../languages/language.domain';

/** Something with a name per language, and maybe a code. */
interface Named {
  readonly id: string;
  readonly code: string | null;
  readonly name: Readonly<Record<string, string>>;
}

/** By id, what only this one is called: its code, or its name in the language; else the id itself. */
export function textsOf(all: readonly Named[], language: string): Readonly<Record<string, string>> {
  const holders = (text: string): number =>
    all.filter(({ code, name }) => [code ?? '', ...Object.values(name)].some((one) => isSame(one, text)))
      .length;
  return Object.fromEntries(
    all.map(({ id, code, name }) => {
      const text = code ?? textIn([language, 'en'], name) ?? id;
      return [id, code !== null || holders(text) === 1 ? text : id];
    }),
  );
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();
