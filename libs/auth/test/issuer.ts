import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from '@clientele/auth';
import { TEST_SHOP } from '@clientele/testing';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';

/** What is different about a token; `undefined` leaves a claim or header out. */
export interface Changes {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey | Uint8Array;
}

interface Key {
  readonly id: string;
  readonly secret: CryptoKey;
  readonly public: CryptoKey;
  readonly jwk: JWK;
}

/** Stands for an identity that signs whatever it is told, changes its keys and goes away. */
export class Issuer {
  /** How often its keys were asked for. */
  asked = 0;
  /** What happens before the keys are answered; a failure is answered with 500. */
  meanwhile: () => Promise<void> = async () => undefined;
  /** What is answered instead of the keys. */
  instead?: string;

  private constructor(
    private keys: readonly Key[],
    private readonly server: Server,
  ) {}

  static async start(): Promise<Issuer> {
    const server = createServer();
    const issuer = new Issuer([await newKey()], server);
    server.on('request', (_request, response) => {
      issuer.asked++;
      void issuer.meanwhile().then(
        () => response.end(issuer.instead ?? issuer.published()),
        () => response.writeHead(500).end(),
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The key that signs, as anybody may have it. */
  publicPem(): Promise<string> {
    return exportSPKI(this.current.public);
  }

  /** Signs with a new key from now on; the old ones are published until they are retired. */
  async rotate(): Promise<void> {
    this.keys = [await newKey(), ...this.keys];
  }

  /** Publishes only the key that signs. */
  retire(): void {
    this.keys = [this.current];
  }

  /** A token of an employee who may do nothing, but for `changes`. */
  sign({ header, claims, key }: Changes = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const { id, secret } = this.current;
    return new SignJWT({
      iss: TOKEN_ISSUER,
      aud: TOKEN_AUDIENCE,
      sub: uuidv7(),
      exp: now + 300,
      iat: now,
      kind: 'employee',
      shp: TEST_SHOP,
      sid: uuidv7(),
      prm: [],
      ...claims,
    })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid: id, ...header })
      .sign(key ?? secret);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get current(): Key {
    const [key] = this.keys;
    if (!key) throw new Error('There is always a key.');
    return key;
  }

  private published(): string {
    return JSON.stringify({ keys: this.keys.map(({ id, jwk }) => ({ ...jwk, kid: id, use: 'sig' })) });
  }
}

async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(TOKEN_ALGORITHM);
  return { id: uuidv7(), secret: privateKey, public: publicKey, jwk: await exportJWK(publicKey) };
}
