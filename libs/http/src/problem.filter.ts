import { currentTraceId } from '@clientele/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { translateTitle } from './languages';
import { detailsOf, type ProblemDetails } from './problem-details';
import { ReplayedProblem } from './replayed-problem';

/** Writes every failure as RFC 9457 problem details; logs what is nobody's fault but ours, once, with its stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    if (error instanceof ReplayedProblem) return send(reply, error.details);

    const details = detailsOf(error);
    if (details.status === 500) this.logger.error(error);
    send(reply, {
      ...details,
      title: translateTitle(details, reply.request),
      traceId: currentTraceId() ?? reply.request.id,
    });
  }
}

function send(reply: FastifyReply, details: ProblemDetails): void {
  if (details.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (details.status === 503 || details.status === 429) {
    void reply.header('retry-after', String(details['retryAfter'] ?? 2));
  }
  void reply
    .status(details.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(details));
}
