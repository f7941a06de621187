import type { FieldError } from '@clientele/contracts';
import { quickInstance, withIdsInLowerCase } from '@clientele/validation';
import { type ArgumentMetadata, Injectable, ValidationPipe, type ValidationError } from '@nestjs/common';
import { MediaTypeUnsupported, ValidationFailed } from './http.problems';

/** Checks bodies, queries and path parameters against their classes; unknown fields are refused. */
@Injectable()
export class BorderPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      forbidUnknownValues: true,
      exceptionFactory: (errors) => failed(errors),
    });
  }

  /** An object that came in another way, checked against a class as bodies are. */
  async check<T extends object>(metatype: new () => T, given: object): Promise<T> {
    return Object.assign(new metatype(), await this.transform(given, { type: 'body', metatype }));
  }

  // A missing body would otherwise pass as one without any field set.
  override async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const value = metadata.type === 'custom' ? given : withIdsInLowerCase(metadata.metatype, given);
    if (metadata.type === 'body' && (Buffer.isBuffer(value) || metadata.metatype === Buffer))
      return bytesOf(value, metadata.metatype);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new ValidationFailed({
        errors: [{ pointer: '', code: 'not-an-object', message: 'The body must be a JSON object.' }],
      });
    }
    const quick = metadata.type === 'custom' ? undefined : quickInstance(metadata.metatype, value);
    if (quick) return quick;
    if (metadata.type === 'body' || metadata.type === 'query') refuseInheritedNames(value);
    return super.transform(value, metadata);
  }
}

// Bytes are taken where a handler asks for a `Buffer`, and nowhere else.
function bytesOf(value: unknown, wanted: unknown): Buffer {
  if (wanted === Buffer && value === undefined) return Buffer.alloc(0);
  if (wanted !== Buffer || !Buffer.isBuffer(value)) throw new MediaTypeUnsupported();
  return value;
}

// What makes objects of classes passes over names that every object has, such as `constructor`.
function refuseInheritedNames(value: unknown): void {
  const names = Object.keys(value ?? {}).filter((name) => name in Object.prototype);
  if (names.length === 0) return;
  throw new ValidationFailed({
    errors: names.map((name) => ({
      pointer: `/${name}`,
      code: 'unknown-field',
      message: `There is no ${name} here.`,
    })),
  });
}

const failed = (errors: readonly ValidationError[]) =>
  new ValidationFailed({ errors: errors.flatMap((error) => fieldErrors(error, '')) });

function fieldErrors(
  { property = '', constraints = {}, children = [] }: Partial<ValidationError>,
  parent: string,
): FieldError[] {
  // RFC 6901: a tilde and a slash within a name are written ~0 and ~1.
  const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(constraints).map(([rule, message]) => ({
    pointer,
    code: rule === 'whitelistValidation' ? 'unknown-field' : kebab(rule),
    message: sentence(message),
  }));
  return [...own, ...children.flatMap((child) => fieldErrors(child, pointer))];
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
