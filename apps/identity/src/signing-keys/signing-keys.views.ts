import { ApiProperty } from '@nestjs/swagger';

/** A public key (RFC 7517). */
export class PublicKeyView {
  /** Id, as tokens name it. */
  kid: string;
  /** @example "EC" */
  kty: string;
  /** @example "P-256" */
  crv: string;
  x: string;
  y: string;
  /** @example "ES256" */
  alg: string;
  /** @example "sig" */
  use: string;
}

/** The keys that verify access tokens: the one in use, the next, and earlier ones whose tokens are not over. */
export class KeySetView {
  keys: PublicKeyView[];
}

/** The outcome of a rotation. */
export class RotationView {
  /** Id of the key that signs from now on. */
  @ApiProperty({ format: 'uuid' })
  activeKeyId: string;
  /** Id of the key that will follow it. */
  @ApiProperty({ format: 'uuid' })
  nextKeyId: string;
}
