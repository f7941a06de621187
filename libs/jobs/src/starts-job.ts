import { RawJson } from '@clientele/http';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import type { JobView } from './jobs.views';

type JobAnswer = JobView | RawJson<JobView>;

@Injectable()
class LocationInterceptor implements NestInterceptor<JobAnswer, JobAnswer> {
  intercept(context: ExecutionContext, next: CallHandler<JobAnswer>): Observable<JobAnswer> {
    const http = context.switchToHttp();
    const [path] = http.getRequest<FastifyRequest>().url.split('?', 1);
    return next.handle().pipe(
      tap((answer) => {
        // A repetition gets the answer as it was kept.
        const { id, resultUrl } = answer instanceof RawJson ? (JSON.parse(answer.text) as JobView) : answer;
        // Not all that runs like a job has its result below itself: a merge comes to a customer.
        const below = /^(.*)\/result$/.exec(resultUrl)?.[1];
        void http.getResponse<FastifyReply>().header('location', below ?? `${path}/${id}`);
      }),
    );
  }
}

/** Answers 202 with the address of the job that was created. */
export const StartsJob = (): MethodDecorator =>
  applyDecorators(HttpCode(202), UseInterceptors(LocationInterceptor));
