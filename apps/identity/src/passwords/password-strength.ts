import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

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

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** Whether a password is hard to guess, also for somebody who knows its owner. */
export function isHardToGuess(password: string, { email, firstName, lastName }: PasswordOwner): boolean {
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
    estimator.check(
      judged,
      words.filter((word) => word.length > 2),
    ).score >= GOOD_ENOUGH
  );
}
