import { type ApiDocument, mergeDocuments } from './document.domain';

const documentOf = (path: string, schemas: Record<string, object>): ApiDocument =>
  JSON.parse(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: path, version: '1' },
      tags: [{ name: path }],
      paths: { [path]: { get: { responses: { 200: { $ref: '#/components/schemas/View' } } } } },
      components: { schemas },
    }),
  );

const schemasOf = (document: ApiDocument): string[] => Object.keys(document.components?.schemas ?? {});

describe('mergeDocuments', () => {
  const view = { type: 'object', properties: { part: { $ref: '#/components/schemas/Part' } } };

  it('shares schemas that are the same', () => {
    const schemas = { View: view, Part: { type: 'string' } };

    const merged = mergeDocuments(
      [
        { service: 'groups', document: documentOf('/v1/groups', schemas) },
        { service: 'orders', document: documentOf('/v1/orders', schemas) },
      ],
      [],
    );

    expect(schemasOf(merged)).toEqual(['Part', 'View']);
    expect(Object.keys(merged.paths)).toEqual(['/v1/groups', '/v1/orders']);
  });

  it('tells schemas apart that only have the same name, and those that refer to them', () => {
    const merged = mergeDocuments(
      [
        { service: 'groups', document: documentOf('/v1/groups', { View: view, Part: { type: 'string' } }) },
        { service: 'orders', document: documentOf('/v1/orders', { View: view, Part: { type: 'number' } }) },
      ],
      [],
    );

    expect(schemasOf(merged)).toEqual(['PartGroups', 'PartOrders', 'ViewGroups', 'ViewOrders']);
    expect(JSON.stringify(merged.paths['/v1/orders'])).toContain('#/components/schemas/ViewOrders');
    expect(JSON.stringify(merged.components?.schemas?.['ViewGroups'])).toContain('schemas/PartGroups');
  });

  it('says of each operation which service answers it, and groups the tags by service', () => {
    const merged = mergeDocuments([{ service: 'groups', document: documentOf('/v1/groups', {}) }], []);

    expect(merged.paths['/v1/groups']).toMatchObject({ get: { 'x-service': 'groups' } });
    expect(merged['x-tagGroups']).toEqual([{ name: 'groups', tags: ['/v1/groups'] }]);
  });

  it('names the services that are missing', () => {
    const merged = mergeDocuments(
      [{ service: 'groups', document: documentOf('/v1/groups', {}) }],
      ['orders'],
    );

    expect(merged['x-unavailable']).toEqual(['orders']);
    expect(merged.info['description']).toContain('The service orders does not answer now');
  });
});
