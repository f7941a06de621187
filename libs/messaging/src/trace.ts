import type { DomainEvent } from '@clientele/contracts';
import { context, propagation, type Span, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('clientele');

/** Runs `work` in a span for each trace that the events are part of; what `work` does is part of the first. */
export async function inSpans<T>(
  name: string,
  events: readonly DomainEvent[],
  work: () => Promise<T>,
): Promise<T> {
  const traces = new Map(events.map((event) => [event.traceparent, event]));
  const spans = [...traces.values()].map((event) => begin(name, event));
  const [first] = spans;
  try {
    return await (first ? context.with(trace.setSpan(context.active(), first), work) : work());
  } catch (error) {
    if (error instanceof Error) for (const span of spans) span.recordException(error);
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

function begin(name: string, { type, traceparent }: DomainEvent): Span {
  const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
  return tracer.startSpan(`${name} ${type}`, {}, parent);
}
