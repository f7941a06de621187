import { matches } from '@clientele/forms';

/** What a shop asks of the numbers that companies have in the register of their country. */
export interface RegistrationNumberRules {
  /** Pattern by country (ISO 3166 alpha-2); of other countries any text is good. */
  readonly registrationNumberPatterns: Readonly<Record<string, string>>;
  /** Where customers are whose country is not known. */
  readonly homeCountry: string | null;
}

/** Whether the shop has any rule at all. */
export const hasRules = ({ registrationNumberPatterns }: RegistrationNumberRules): boolean =>
  Object.keys(registrationNumberPatterns).length > 0;

/** What is wrong with a number of a company in a country, if anything. */
export function registrationNumberFault(
  { registrationNumberPatterns, homeCountry }: RegistrationNumberRules,
  number: unknown,
  country: string | null = null,
): { readonly code: string; readonly message: string } | undefined {
  const where = country ?? homeCountry;
  if (typeof number !== 'string' || where === null || !Object.hasOwn(registrationNumberPatterns, where))
    return undefined;
  const pattern = registrationNumberPatterns[where];
  return pattern === undefined || matches(pattern, number)
    ? undefined
    : { code: 'registration-number', message: `In ${where} a registration number must match ${pattern}.` };
}
