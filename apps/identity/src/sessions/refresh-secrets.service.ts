import { Injectable } from '@nestjs/common';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { SecretsService } from '../secrets/secrets.service';

/** A refresh token taken apart. */
export interface RefreshSecret {
  /** Row it belongs to. */
  readonly id: string;
  readonly generation: number;
  /** 256 random bits. */
  readonly secret: Buffer;
}

const ID_BYTES = 16;
const TOKEN_BYTES = ID_BYTES + 4 + 32;
/** More uses than five minutes apart for a session's 30 days; bounds the work that a token can ask for. */
const MOST_GENERATIONS = 10_000;

/**
 * Makes refresh tokens. Each derives from the one before by a keyed function, so that a successor can be given
 * again although only its hash is kept, and so that an old token proves itself without being kept at all.
 */
@Injectable()
export class RefreshSecretsService {
  private readonly key: Buffer;

  constructor(secrets: SecretsService) {
    this.key = secrets.derive('refresh tokens');
  }

  create(id: string): RefreshSecret {
    return { id, generation: 0, secret: randomBytes(32) };
  }

  successorOf({ id, generation, secret }: RefreshSecret): RefreshSecret {
    return { id, generation: generation + 1, secret: this.advance(secret) };
  }

  /** What is kept of it. */
  hashOf({ secret }: RefreshSecret): Buffer {
    return createHash('sha256').update(secret).digest();
  }

  /** Whether this token is the one that is current, or was before it. */
  leadsTo(
    presented: RefreshSecret,
    current: { readonly generation: number; readonly hash: Buffer },
  ): boolean {
    const steps = current.generation - presented.generation;
    if (steps < 0 || steps > MOST_GENERATIONS) return false;
    let { secret } = presented;
    for (let step = 0; step < steps; step++) secret = this.advance(secret);
    return timingSafeEqual(this.hashOf({ ...presented, secret }), current.hash);
  }

  write({ id, generation, secret }: RefreshSecret): string {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(generation);
    return Buffer.concat([parse(id), count, secret]).toString('base64url');
  }

  /** Undefined for what cannot be a refresh token. */
  read(token: string): RefreshSecret | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== TOKEN_BYTES) return undefined;
    try {
      return {
        id: stringify(bytes.subarray(0, ID_BYTES)),
        generation: bytes.readUInt32BE(ID_BYTES),
        secret: bytes.subarray(ID_BYTES + 4),
      };
    } catch {
      return undefined;
    }
  }

  private advance(secret: Buffer): Buffer {
    return createHmac('sha256', this.key).update(secret).digest();
  }
}
