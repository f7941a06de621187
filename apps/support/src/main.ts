import { startTracing } from '@clientele/observability';
// Before anything that is traced is loaded.
const flush = startTracing('support');
import { serve } from '@clientele/http';
import { ConsumerHost } from '@clientele/messaging';
import { AppModule } from './app.module';
import { SupportConfig } from './support.config';

void serve(
  { service: 'support', module: AppModule, config: SupportConfig, reconcile: ConsumerHost, flush },
  process.argv.slice(2),
);
