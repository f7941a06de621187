import { addExamples } from './openapi-examples';
import type { Operation } from './openapi-operations';
import type { Schema } from './openapi-schemas';

const exampleOf = (properties: Record<string, object>, required: string[] = []): unknown => {
  const schemas: Record<string, Schema> = { Body: { type: 'object', properties, required } };
  const content: { schema: { $ref: string }; example?: unknown } = {
    schema: { $ref: '#/components/schemas/Body' },
  };
  const operation: Operation = { requestBody: { content: { 'application/json': content } }, responses: {} };
  addExamples(operation, schemas);
  return content.example;
};

describe('addExamples', () => {
  it('takes the examples of fields, else their defaults', () => {
    expect(
      exampleOf({
        name: { type: 'string', examples: ['VIP'] },
        position: { type: 'integer', default: 0 },
        reference: { type: 'string' },
      }),
    ).toEqual({ name: 'VIP', position: 0 });
  });

  it('makes up what is needed and has none', () => {
    expect(
      exampleOf(
        {
          id: { type: 'string', format: 'uuid' },
          kind: { type: 'string', enum: ['a', 'b'] },
          quantity: { type: 'integer', minimum: 3 },
          password: { type: 'string', minLength: 8 },
          tags: { type: 'array', items: { type: 'string', format: 'email' } },
        },
        ['id', 'kind', 'quantity', 'password', 'tags'],
      ),
    ).toEqual({
      id: '0198c0de-0000-7000-8000-000000000001',
      kind: 'a',
      quantity: 3,
      password: 'text....',
      tags: ['ada@example.com'],
    });
  });
});
