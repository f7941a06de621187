/** Where traces go. Read before the settings are: tracing starts before anything else is loaded. */
export const tracingEndpoint = (): string | undefined =>
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] || undefined;
