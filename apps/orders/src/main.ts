import { startTracing } from '@clientele/observability';
// Before anything that is traced is loaded.
const flush = startTracing('orders');
import { serve } from '@clientele/http';
import { ConsumerHost } from '@clientele/messaging';
import { AppModule } from './app.module';
import { OrdersConfig } from './orders.config';

void serve(
  { service: 'orders', module: AppModule, config: OrdersConfig, reconcile: ConsumerHost, flush },
  process.argv.slice(2),
);
