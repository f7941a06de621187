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
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import type { JobView } from './jobs.views';

type JobAnswer = JobView | RawJson<JobView>;

@Injectable()
class LocationInterceptor implements NestInterceptor<JobAnswer, JobAnswer> {
  intercept(context: ExecutionContext, next: CallHandler<JobAnswer>): Observable<JobAnswer> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      tap((answer) => {
        // A repetition gets the answer as it was kept.
        const { resultUrl } = answer instanceof RawJson ? (JSON.parse(answer.text) as JobView) : answer;
        void http.getResponse<FastifyReply>().header('location', resultUrl.replace(/\/result$/, ''));
      }),
    );
  }
}

/** Answers 202 with the address of the job that was created. */
export const StartsJob = (): MethodDecorator =>
  applyDecorators(HttpCode(202), UseInterceptors(LocationInterceptor));
