import { accountBar } from './account.js';
import { navigation } from './navigation.js';
import { consolePlugin } from './plugin.js';
import { Session } from './session.js';
import { forConsole, trafficOf } from './traffic.js';

const session = new Session();
const { tell } = accountBar(session);

try {
  const response = await fetch('/openapi.json');
  if (!response.ok) throw new Error(`status ${response.status}`);
  start(forConsole(await response.json()));
} catch (error) {
  tell(`The API's document cannot be read (${error.message}). Reload the page to try again.`);
}

function start(api) {
  const ui = window.SwaggerUIBundle({
    domNode: document.getElementById('api'),
    spec: api,
    presets: [window.SwaggerUIBundle.presets.apis],
    plugins: [consolePlugin(api['x-tagGroups'] ?? [])],
    layout: 'BaseLayout',
    docExpansion: 'none',
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    ...trafficOf(session),
  });
  navigation(api, (tag, operation) => show(ui, tag, operation));
}

/** Opens a tag, or one operation of it, and brings it into view. */
function show(ui, tag, operation) {
  ui.layoutActions.show(['operations-tag', tag], true);
  if (operation) ui.layoutActions.show(['operations', tag, operation], true);
  const id = operation ? `operations-${idOf(tag)}-${idOf(operation)}` : `operations-tag-${idOf(tag)}`;
  requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }));
}

/** As Swagger UI names its elements. */
const idOf = (name) => CSS.escape(name.trim().replaceAll(/\s/g, '%20'));
