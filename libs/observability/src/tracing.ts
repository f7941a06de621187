import { context, propagation, trace } from '@opentelemetry/api';
import { createRequire } from 'node:module';
import { tracingEndpoint } from './tracing.config';

const load = createRequire(__filename);

// Asked every few seconds by machines; a trace of each would bury the rest.
const PROBES = /^\/(health|metrics)/;

/**
 * Starts OpenTelemetry where an endpoint is set; must run before `pg` and `fastify` are loaded. The packages
 * are loaded only then: without an endpoint they would cost memory for nothing.
 */
export function startTracing(service: string): () => Promise<void> {
  const endpoint = tracingEndpoint();
  if (!endpoint) return async () => undefined;

  const { NodeTracerProvider, BatchSpanProcessor } = load(
    '@opentelemetry/sdk-trace-node',
  ) as typeof import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = load(
    '@opentelemetry/exporter-trace-otlp-http',
  ) as typeof import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = load(
    '@opentelemetry/resources',
  ) as typeof import('@opentelemetry/resources');
  const { registerInstrumentations } = load(
    '@opentelemetry/instrumentation',
  ) as typeof import('@opentelemetry/instrumentation');
  const { PgInstrumentation } = load(
    '@opentelemetry/instrumentation-pg',
  ) as typeof import('@opentelemetry/instrumentation-pg');
  const { HttpInstrumentation } = load(
    '@opentelemetry/instrumentation-http',
  ) as typeof import('@opentelemetry/instrumentation-http');

  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const http = new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => PROBES.test(url ?? '') });
  registerInstrumentations({ instrumentations: [http, new PgInstrumentation({ requireParentSpan: true })] });
  return () => provider.shutdown();
}

/** Names the span of the current request by its route instead of its address, which holds ids. */
export function nameSpan(method: string, route: string): void {
  trace.getActiveSpan()?.updateName(`${method} ${route}`).setAttribute('http.route', route);
}

/** W3C trace context of what runs now; undefined when nothing is traced. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
}

/** Id of the trace the caller runs in, for problem details; undefined when nothing is traced. */
export const currentTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;
