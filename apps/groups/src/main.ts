import { startTracing } from '@clientele/observability';
// Before anything that is traced is loaded.
const flush = startTracing('groups');
import { serve } from '@clientele/http';
import { ConsumerHost } from '@clientele/messaging';
import { AppModule } from './app.module';
import { GroupsConfig } from './groups.config';

void serve(
  { service: 'groups', module: AppModule, config: GroupsConfig, reconcile: ConsumerHost, flush },
  process.argv.slice(2),
);
