import { startTracing } from '@clientele/observability';
// Before anything that is traced is loaded.
const flush = startTracing('identity');
import { serve } from '@clientele/http';
import { ConsumerHost } from '@clientele/messaging';
import { AppModule } from './app.module';
import { IdentityConfig } from './identity.config';

void serve(
  { service: 'identity', module: AppModule, config: IdentityConfig, reconcile: ConsumerHost, flush },
  process.argv.slice(2),
);
