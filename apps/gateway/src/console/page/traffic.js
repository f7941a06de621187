/** What the console does with each request and answer of Swagger UI. */
export function trafficOf(session) {
  const etags = new Map();

  return {
    async requestInterceptor(request) {
      const token = await session.accessToken();
      if (token) request.headers['Authorization'] = `Bearer ${token}`;
      if (request.method === 'POST') request.headers['Idempotency-Key'] ||= randomKey();
      const etag = etags.get(pathOf(request.url));
      if (['PATCH', 'PUT', 'DELETE'].includes(request.method) && etag) request.headers['If-Match'] ||= etag;
      return request;
    },
    responseInterceptor(response) {
      const etag = response.headers?.['etag'];
      if (response.ok && etag) etags.set(pathOf(response.url), etag);
      if (response.status === 401) void session.renew();
      return response;
    },
  };
}

/**
 * The document as the console shows it: headers that it fills by itself may be left empty, and of problems only
 * the codes are told. Swagger UI reads the whole document whenever an operation is opened, so less is faster.
 */
export function forConsole(document) {
  const { parameters = {}, responses = {} } = document.components ?? {};
  for (const name of ['IdempotencyKeyRequired', 'IfMatch']) {
    if (!parameters[name]) continue;
    parameters[name].required = false;
    parameters[name].description += ' Left empty, the console sends one by itself.';
  }
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (status >= '400')
          operation.responses[status] = { description: descriptionOf(response, responses) };
      }
    }
  }
  delete document.components?.responses;
  return document;
}

const descriptionOf = ({ $ref, description }, responses) =>
  $ref ? (responses[$ref.split('/').at(-1)]?.description ?? '') : description;

const pathOf = (url) => new URL(url, location.href).pathname;

// `crypto.randomUUID` is there on https and localhost only.
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
