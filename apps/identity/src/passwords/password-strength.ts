import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Who a password is of: what it must not be made of. */
export interface PasswordOwner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Of 0 to 4: withstands a hundred million guesses. */
const GOOD_ENOUGH = 3;
/** More are not looked at, as that could take long; what follows makes a password only better. */
const CHARACTERS_JUDGED = 32;

let estimator: Promise<ZxcvbnFactory> | undefined;

// Loaded when the first password is chosen: its word lists take more memory than all our own code.
async function load(): Promise<ZxcvbnFactory> {
  const [core, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new core.ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/** Whether a password is hard to guess, also for somebody who knows its owner. */
export async function isHardToGuess(
  password: string,
  { email, firstName, lastName }: PasswordOwner,
): Promise<boolean> {
  estimator ??= load();
  const words = [
    email,
    ...email.split(/[@.+_-]/),
    firstName,
    lastName,
    ...firstName.split(/\s/),
    ...lastName.split(/\s/),
  ];
  const judged = Array.from(password).slice(0, CHARACTERS_JUDGED).join('');
  return (
    (await estimator).check(
      judged,
      words.filter((word) => word.length > 2),
    ).score >= GOOD_ENOUGH
  );
}
