import { credentialsOf } from './client-credentials.domain';

describe('credentialsOf', () => {
  const basic = `Basic ${btoa('id:se:cret')}`;

  it('are in the body or in the header', () => {
    expect(credentialsOf(undefined, { client_id: 'id', client_secret: 's' })).toEqual({
      id: 'id',
      secret: 's',
    });
    expect(credentialsOf(basic, {})).toEqual({ id: 'id', secret: 'se:cret' });
  });

  it.each([
    [undefined, {}],
    [undefined, { client_id: 'id' }],
    ['Bearer x', {}],
    [`Basic ${btoa('nothing')}`, {}],
    [basic, { client_secret: 'two ways at once' }],
  ])('are not in %j and %j', (authorization, body) => {
    expect(credentialsOf(authorization, body)).toBeUndefined();
  });
});
