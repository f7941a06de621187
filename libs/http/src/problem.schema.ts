/** JSON Schema of problem details (RFC 9457), as every service answers them. */
export const problemSchema = {
  type: 'object' as const,
  description: 'Problem details, RFC 9457.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: {
      type: 'string' as const,
      description: 'urn:problem:<code>',
      example: 'urn:problem:validation-failed',
    },
    title: {
      type: 'string' as const,
      description: "Fixed per code, in the caller's language.",
      example: 'The request is not valid',
    },
    status: { type: 'integer' as const, example: 422 },
    code: { type: 'string' as const, description: 'Stable, kebab-case.', example: 'validation-failed' },
    detail: { type: 'string' as const, description: 'What happened this time.' },
    errors: {
      type: 'array' as const,
      description: 'Each wrong value.',
      items: {
        type: 'object' as const,
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: {
            type: 'string' as const,
            description: 'RFC 6901 pointer into the body or query.',
            example: '/email',
          },
          code: { type: 'string' as const, example: 'is-email' },
          message: { type: 'string' as const, example: 'Email must be an email.' },
        },
      },
    },
    traceId: { type: 'string' as const, description: 'To be quoted to support.' },
  },
};
