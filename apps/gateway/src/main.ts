import { startTracing } from '@clientele/observability';
// Before anything that is traced is loaded.
const flush = startTracing('gateway');
import { serve } from '@clientele/http';
import { AppModule } from './app.module';
import { serveMergedDocument } from './document/document.service';
import { GatewayConfig } from './gateway.config';

void serve(
  { service: 'gateway', module: AppModule, config: GatewayConfig, documents: serveMergedDocument, flush },
  process.argv.slice(2),
);
