/**
 * What the console adds to Swagger UI: who answered and how long it took, problems in plain words, headings of
 * the services; and takes away: its own authorisation, as the console logs in by itself.
 */
export const consolePlugin = (groups) => (system) => {
  const h = system.React.createElement;
  const nothing = () => () => null;

  return {
    wrapComponents: {
      authorizeBtn: nothing,
      authorizeOperationBtn: nothing,
      ServersContainer: nothing,
      OperationTag: (Tag) => (props) => {
        const service = groups.find(({ tags }) => tags[0] === props.tag)?.name;
        return h(
          'div',
          null,
          service && h('h2', { className: 'service-heading', id: `service-${service}` }, service),
          h(Tag, props),
        );
      },
      liveResponse: (LiveResponse) => (props) =>
        h('div', null, h(Answered, { h, response: props.response }), h(LiveResponse, props)),
    },
  };
};

function Answered({ h, response }) {
  const headers = headersOf(response);
  const service = headers['x-clientele-service'];
  const [, inService] = new RegExp(`${service};dur=([\\d.]+)`).exec(headers['server-timing'] ?? '') ?? [];
  const words = [
    h('b', { key: 'who' }, service ?? 'gateway'),
    ` answered ${response.get('status')}`,
    inService && ` after ${inService} ms`,
    response.get('duration') && ` (${response.get('duration')} ms as seen from here)`,
  ];
  return h(
    'div',
    { className: 'answered', 'data-service': service },
    h('p', null, words),
    problemOf(h, response, headers),
  );
}

function problemOf(h, response, headers) {
  if (!headers['content-type']?.startsWith('application/problem+json')) return null;
  const problem = parse(response.get('text'));
  if (!problem) return null;
  return h(
    'div',
    { className: 'problem', role: 'alert' },
    h('p', null, h('b', null, problem.title), ' ', h('code', null, problem.code)),
    problem.detail && h('p', null, problem.detail),
    problem.permission && h('p', null, 'Permission that is missing: ', h('code', null, problem.permission)),
    problem.errors?.length > 0 &&
      h(
        'ul',
        null,
        problem.errors.map(({ pointer, message }, i) =>
          h('li', { key: i }, h('code', null, pointer || '(body)'), ' ', message),
        ),
      ),
    ADVICE[problem.code] && h('p', { className: 'advice' }, ADVICE[problem.code]),
  );
}

/** What to do about it in this console. */
const ADVICE = {
  'token-missing': 'Log in at the top of the page.',
  'token-expired': 'The session has been renewed: try again.',
  'version-required': 'Read the resource here first: its ETag is then sent by itself.',
  'version-stale': 'Read the resource again: its new ETag is then sent by itself.',
};

const headersOf = (response) => {
  const headers = response.get('headers') ?? {};
  return typeof headers.toJS === 'function' ? headers.toJS() : headers;
};

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
