import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { type DestinationStream, pino, type Logger as Pino } from 'pino';
import { errorFields } from './error-fields';

/** Fields whose values are never written, wherever in a logged object they stand (three levels deep). */
const SECRETS = [
  ...[
    'authorization',
    'cookie',
    'setCookie',
    'password',
    'newPassword',
    'currentPassword',
    'token',
    'secret',
  ],
  ...['accessToken', 'refreshToken', 'totp', 'otp', 'apiKey', 'privateKey'],
];
const PLACES = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Nest's log calls as structured JSON, one line each, with the trace they belong to and without secrets. */
export class JsonLogger implements LoggerService {
  private readonly pino: Pino;

  /** Writes to standard output unless given another destination. */
  constructor(service: string, level: string, destination?: DestinationStream) {
    const options = {
      level,
      base: { service },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label: string) => ({ level: label }) },
      serializers: { err: errorFields },
      redact: { paths: PLACES, censor: '[secret]' },
      mixin: () => {
        const span = trace.getActiveSpan()?.spanContext();
        return span ? { traceId: span.traceId, spanId: span.spanId } : {};
      },
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  // Nest appends the context, and for errors a stack before it, as further arguments.
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const texts = rest.filter((part) => typeof part === 'string');
    const stack = texts.find(isStack);
    const context = texts.findLast((text) => !isStack(text));
    const error = [message, ...rest].find((part) => part instanceof Error);
    const fields = { context, ...(error ? { err: error } : stack && { err: { stack } }) };

    if (message instanceof Error) this.pino[level](fields, message.message);
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...fields, ...message });
    else this.pino[level](fields, typeof message === 'string' ? message : JSON.stringify(message));
  }
}

const isStack = (text: string): boolean => /\n\s+at /.test(text);
