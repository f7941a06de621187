import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What scripts of a storefront read besides the body. */
const READ = [
  ...['ETag', 'Location', 'Content-Disposition', 'Retry-After', 'WWW-Authenticate', 'Idempotency-Replayed'],
  ...['X-Clientele-Service', 'Server-Timing'],
];

/** How long browsers remember what they were allowed; none does for longer. */
const REMEMBERED_SECONDS = 7_200;

/**
 * Lets scripts of these origins call us from browsers. Tokens come in a header that scripts write, never in cookies: so browsers
 * are not allowed to send credentials of their own. What browsers ask beforehand is answered before guards, and so not limited.
 */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    credentials: false,
    exposedHeaders: READ,
    maxAge: REMEMBERED_SECONDS,
    // An OPTIONS that no browser sent is answered in the same way, and not with text of the plugin.
    strictPreflight: false,
  });
}
