import { hash, type Options, verify } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { Turns } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { BreachedPasswords } from './breached-passwords.service';
import { isBcrypt } from './password.domain';
import { isHardToGuess, type PasswordOwner } from './password-strength';
import { PasswordTooWeak } from './passwords.problems';

// The floor that OWASP recommends for argon2id, which is the library's own choice of algorithm.
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What keeps a waiting log-in under some two seconds; it takes about 60 ms of a core. */
const WAITING = 64;

/** Hashes and verifies passwords, off the event loop and so many at once as there are cores for it. */
@Injectable()
export class PasswordsService {
  // Three of the four threads Node has for such work at most: files and names need one too.
  private readonly turns = new Turns(Math.min(availableParallelism(), 3), WAITING);
  private readonly nobodys = hash(randomUUID(), PARAMETERS);

  constructor(private readonly breached: BreachedPasswords) {}

  /** The hash of a password that somebody chose: the one way in for all of them. */
  async hashNew(password: string, owner: PasswordOwner): Promise<string> {
    if (!(await isHardToGuess(password, owner)))
      throw tooWeak('easy-to-guess', 'Choose one that is harder to guess.');
    if (await this.breached.knows(password))
      throw tooWeak('breached', 'It is known from a breach of another site: choose another one.');
    return this.hash(password);
  }

  /** The hash of a password that is in use already. */
  hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password, PARAMETERS));
  }

  /** Without a hash it takes as long and fails, so that time does not tell who has an account. */
  verify(passwordHash: string | null | undefined, password: string): Promise<boolean> {
    return this.turns.take(async () => {
      if (isBcrypt(passwordHash)) return verifyBcrypt(password, passwordHash);
      const matches = await verify(passwordHash ?? (await this.nobodys), password);
      return matches && passwordHash != null;
    });
  }
}

const tooWeak = (code: string, message: string): PasswordTooWeak =>
  new PasswordTooWeak({ errors: [{ pointer: '/password', code, message }] });
