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
 * The document as the console shows it: headers that it fills by itself may be left empty.
 */
export function forConsole(document) {
  for (const name of ['IdempotencyKeyRequired', 'IfMatch']) {
    const parameter = document.components?.parameters?.[name];
    if (parameter) {
      parameter.required = false;
      parameter.description += ' Left empty, the console sends one by itself.';
    }
  }
  return document;
}

const pathOf = (url) => new URL(url, location.href).pathname;

// `crypto.randomUUID` is there on https and localhost only.
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
