const SHORTEST = 8;
const LONGEST = 128;

/** Why a password is refused. */
export type PasswordWeakness = 'too-short' | 'too-long';

/** The one policy for passwords, whichever way they come in; undefined for a good one. */
export function weaknessOf(password: string): PasswordWeakness | undefined {
  const { length } = Array.from(password);
  if (length < SHORTEST) return 'too-short';
  return length > LONGEST ? 'too-long' : undefined;
}
