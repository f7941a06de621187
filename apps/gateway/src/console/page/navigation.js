/** Fills the navigation: services, their tags, and the operations that match what is typed. */
export function navigation(api, show) {
  const services = byId('services');
  const filter = byId('filter');
  const operations = operationsOf(api);

  const render = () => {
    const wanted = filter.value.trim().toLowerCase();
    const shown = (api['x-tagGroups'] ?? []).flatMap(({ name, tags }) => {
      const links = tags.flatMap((tag) => entriesOf(tag, operations, wanted, show));
      return links.length === 0 ? [] : [element('h3', {}, name), element('ul', {}, ...links)];
    });
    for (const service of wanted ? [] : (api['x-unavailable'] ?? [])) {
      shown.push(element('h3', { className: 'absent' }, service), element('p', {}, 'does not answer now'));
    }
    services.replaceChildren(...shown);
  };
  filter.addEventListener('input', render);
  render();
}

/** A tag, or, while something is looked for, its operations that match. */
function entriesOf(tag, operations, wanted, show) {
  if (!wanted)
    return [
      element(
        'li',
        {},
        link(tag, () => show(tag)),
      ),
    ];
  return operations
    .filter(({ tags, text }) => tags.includes(tag) && text.includes(wanted))
    .map(({ id, method, path }) =>
      element(
        'li',
        {},
        link(`${method} ${path}`, () => show(tag, id), method.toLowerCase()),
      ),
    );
}

function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation.operationId)
      .map(([method, { operationId, tags = [], summary = '' }]) => ({
        ...{ id: operationId, tags, path, method: method.toUpperCase() },
        text: `${method} ${path} ${operationId} ${summary}`.toLowerCase(),
      })),
  );
}

function link(text, onClick, className = '') {
  const button = element('button', { type: 'button', className }, text);
  button.addEventListener('click', onClick);
  return button;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const byId = (id) => document.getElementById(id);
