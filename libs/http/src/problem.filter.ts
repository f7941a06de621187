import { currentTraceId } from '@clientele/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { Problem } from '@clientele/contracts';
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
    const { status, traceId } = sendProblem(error, reply);
    if (status < 500 || error instanceof Problem || error instanceof ReplayedProblem) return;

    const { method, routeOptions } = reply.request;
    const entry = { msg: 'A request failed', err: error, traceId, method, route: routeOptions.url };
    if (status === 500) this.logger.error(entry);
    else this.logger.warn(entry);
  }
}

/** Answers with the problem details of `error`. */
export function sendProblem(
  error: unknown,
  reply: FastifyReply,
): ProblemDetails & { readonly traceId: string } {
  const told: ProblemDetails = error instanceof ReplayedProblem ? error.details : detailsOf(error);
  const details: ProblemDetails & { readonly traceId: string } = {
    ...told,
    title: translateTitle(told, reply.request),
    traceId: currentTraceId() ?? reply.request.id,
  };
  if (details.status === 401) void reply.header('www-authenticate', challengeOf(details));
  const retryAfter = details.status === 503 ? (details['retryAfter'] ?? 2) : details['retryAfter'];
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
  if (details.status === 308) void reply.header('location', String(details['location']));
  void reply
    .status(details.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(details));
  return details;
}

/** Problems of a token that was sent; without one, nothing more is said (RFC 6750, 3.1). */
const OF_TOKENS: ReadonlySet<string> = new Set(['token-not-valid', 'token-expired']);

const challengeOf = ({ code }: ProblemDetails): string =>
  OF_TOKENS.has(code) ? 'Bearer error="invalid_token"' : 'Bearer';
