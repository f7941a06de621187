/** What a log line says of an error. */
export interface ErrorFields {
  readonly type?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly cause?: ErrorFields;
}

/**
 * Picks what helps to find the mistake. Other properties stay out: those of a failed query hold its values, and so
 * names, addresses and hashes of passwords.
 */
export function errorFields(error: unknown): ErrorFields {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { message, stack, code, constraint, cause } = error as Record<string, unknown>;
  return {
    type: error instanceof Error ? error.constructor.name : undefined,
    message: text(message),
    stack: text(stack),
    code: text(code),
    constraint: text(constraint),
    cause: cause === undefined || cause === error ? undefined : errorFields(cause),
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
